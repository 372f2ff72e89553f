"""A goal is found by its code with its place and fact sheets; filters offer what there is."""

from data_access.measures.goal_options import goal_options
from data_access.measures.goal_record import has_goal, read_goal
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from tests.plan_factories import building
from tests.small_plan import CUT, TODAY, add_small_plan


def test_a_goal_has_its_place_and_its_fact_sheet(store: Store):
    add_small_plan(store)
    goal = read_goal(store, PUBLIC, "M2", language="es")
    assert goal is not None
    assert [node.code for node in goal.path] == ["plan", "O1", "P1", "L1"]
    assert [node.filter for node in goal.path] == ["marco", "objetivo", "programa", "linea"]
    (indicator,) = goal.indicators
    assert (indicator.key, indicator.entity, indicator.sector) == (
        "M2",
        ("FUGA", "FUGA"),
        "cultura",
    )
    assert (indicator.baseline, indicator.final_goal, indicator.weight) == (40, 60, 30)


def test_what_is_not_there_is_none(store: Store):
    add_small_plan(store)
    assert not has_goal(store, PUBLIC, "L1")
    assert not has_goal(store, PUBLIC, "M9")
    assert read_goal(store, PUBLIC, "M1", language="es", frameworks=("catalogo",)) is None


def test_the_same_code_in_two_frameworks_is_two_goals(store: Store):
    add_small_plan(store)
    with building(store) as plan:
        # Ids go on after those of the small plan.
        plan.frameworks = {"plan": 1, "catalogo": 2}
        plan.nodes = {f"{number}": number for number in range(1, 20)}
        plan.indicators = dict(plan.nodes)
        plan.framework("segundo")
        plan.node("M1", "meta", is_goal=True, name_es="Otra meta")
        plan.indicator("M1", "M1", {2025: "1"}, final_goal="1")
    first = read_goal(store, PUBLIC, "M1", language="es")
    second = read_goal(store, PUBLIC, "M1", language="es", frameworks=("segundo",))
    assert first is not None and second is not None
    assert (first.framework, second.framework) == ("plan", "segundo")
    assert second.name == "Otra meta"


def test_options_are_those_of_the_plans_with_their_counts(store: Store):
    add_small_plan(store)
    options = goal_options(store, PUBLIC, only_plans=True, today=TODAY)
    assert options.plans.marco == ("plan",)
    counts = {
        name: {option.value: option.actions for option in found}
        for name, found in options.by_filter.items()
    }
    assert counts["marco"] == {"plan": 6, "catalogo": 1}
    assert counts["linea"] == {"L1": 2, "L2": 3, "sin-asignar": 1}
    assert counts["entidad"] == {"SDS": 2, "FUGA": 2, "OFB": 1, "sin-asignar": 1}
    assert counts["tipo_meta"] == {
        "SUMA": 2, "CRECIENTE": 1, "DECRECIENTE": 1, "CONSTANTE": 1, "sin-asignar": 1,
    }  # fmt: skip
    assert counts["estado"] == {
        "rojo": 1, "amarillo": 1, "verde": 2, "sin_dato": 2, "reportado": 4, "vencido": 1,
        "sin_regla": 1,
    }  # fmt: skip


def test_without_a_calendar_the_cuts_are_the_quarters_so_far(store: Store):
    add_small_plan(store)
    cuts = [option.value for option in goal_options(store, PUBLIC, today=TODAY).by_filter["corte"]]
    assert (cuts[0], cuts[-1], len(cuts)) == (CUT, "2024-T1", 7)


def test_everything_is_offered_where_all_frameworks_are_meant(store: Store):
    add_small_plan(store)
    options = goal_options(store, PUBLIC, today=TODAY)
    assert sum(option.actions for option in options.by_filter["estado"] if option.value in (
        "reportado", "sin_reporte", "vencido", "sin_regla")) == 7  # fmt: skip


def test_an_empty_plan_has_no_options(store: Store):
    options = goal_options(store, PUBLIC, today=TODAY)
    assert options.by_filter["marco"] == []
    assert options.plans.pairs() == []
