"""The plan of an entity package: the public part alone, then the whole, twice the same as once."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from data_access.measures.goals.alert_catalogue import ALERTS
from data_access.measures.run import run_measure
from data_access.sample.load import load_catalogues, load_sample
from data_access.sample.package import DEFAULT_PACKAGE
from data_access.sample.plan import load_demonstration_plan, load_structure
from data_access.store.store import Store
from data_access.store.tables import goals, imports
from data_access.vocabulary.actors import OPERATOR, PUBLIC
from data_access.vocabulary.filters import Filters

PUERTO_CLARO = Path(__file__).parents[2] / "files" / "package_puerto_claro"
COUNTED = (
    goals.Framework, goals.PlanNode, goals.Indicator, goals.YearTarget, goals.ProgressReport,
    goals.GoalBudget, goals.ActionGoal, goals.Cut, goals.PlanParameter, goals.PlanChange,
    imports.ImportBatch,
)  # fmt: skip


def sizes(store: Store) -> list[int]:
    with store.reading() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in COUNTED]


def test_the_public_part_is_the_tree_and_the_goals_of_the_law(store: Store):
    load_catalogues(store, OPERATOR)
    load_structure(store, OPERATOR, DEFAULT_PACKAGE)
    with store.reading() as session:
        assert session.scalars(select(goals.Framework.framework_code)).all() == ["pdd-2024-2027"]
        illustrative = select(func.count()).where(goals.Indicator.is_illustrative)
        assert session.scalar(illustrative) == 0
        assert session.scalar(select(func.count()).select_from(goals.Indicator)) == 84
        assert session.scalar(select(func.count()).select_from(goals.ProgressReport)) == 0
    before = sizes(store)
    load_structure(store, OPERATOR, DEFAULT_PACKAGE)
    assert sizes(store) == before


def test_the_demonstration_brings_the_rest_once(store: Store):
    load_sample(store, OPERATOR)
    before = sizes(store)
    assert 0 not in before
    load_sample(store, OPERATOR)
    assert sizes(store) == before
    with store.reading() as session:
        texts = session.scalars(
            select(goals.Indicator.notes).where(goals.Indicator.is_illustrative)
        )
        assert all("lustrativ" in text for text in texts)


def test_the_demonstration_raises_every_alert_that_can_be(sqlite_demo_store: Store):
    raised = set()
    # The last cut in course, two days before its reports are due, and the one after a closed cut.
    for cut, today in (("2026-T3", date(2026, 11, 22)), ("2026-T4", date(2027, 1, 14))):
        filters = Filters(corte=cut)
        rows = run_measure(sqlite_demo_store, PUBLIC, "goals.alerts", filters, today=today).rows
        raised |= {row["key"] for row in rows}
    # No importer lets the first two in; the files of the package give money to goals alone.
    never = {"indicator.duplicated", "report.not_a_number", "budget.told_twice"}
    assert ALERTS.keys() - raised == never


def test_the_closed_cut_of_the_demonstration_differs_in_what_was_corrected_since(
    sqlite_demo_store: Store,
):
    filters = Filters(corte="2026-T2")
    rows = run_measure(sqlite_demo_store, PUBLIC, "goals.differences", filters).rows
    assert {(row["key"], row["field"], row["before"], row["after"]) for row in rows} == {
        ("PG-12", "report 2026-T1", "55", "56"),
        ("IP-05", "periodicity", "semestral", "anual"),
        ("IG-05", "is_valid", "True", "False"),
        ("IG-04", "indicator", "", "IG-04"),
        ("IG-04", "target 2026", "", "80"),
        ("IG-04", "target 2027", "", "90"),
    }


def test_what_is_new_since_a_closing_is_told_only_of_the_framework_asked_for(
    sqlite_demo_store: Store,
):
    def changed(framework: str) -> set[str]:
        filters = Filters(corte="2026-T2", marco=(framework,))
        rows = run_measure(sqlite_demo_store, PUBLIC, "goals.differences", filters).rows
        return {row["key"] for row in rows}

    assert changed("pdd-2024-2027") == {"PG-12"}
    assert changed("internacionalizacion") == {"IP-05", "IG-04", "IG-05"}


def test_another_city_has_a_plan_of_another_shape(store: Store):
    load_catalogues(store, OPERATOR, PUERTO_CLARO)
    load_structure(store, OPERATOR, PUERTO_CLARO)
    assert sizes(store)[:4] == [1, 3, 0, 0]
    load_demonstration_plan(store, OPERATOR, PUERTO_CLARO)
    assert sizes(store)[:5] == [1, 5, 3, 6, 3]
    with store.reading() as session:
        rows = session.execute(
            select(goals.PlanNode.level, goals.PlanNode.name_es, goals.PlanNode.name_en)
        ).all()
        frameworks = session.execute(
            select(goals.Framework.name_es, goals.Framework.norm, goals.Framework.kind)
        ).all()
    assert {row[0] for row in rows} == {"agenda", "reto", "meta"}
    words = " ".join(text for row in (*rows, *frameworks) for text in row).casefold()
    assert not any(word in words for word in ("bogot", "distrit", "programa 22"))


def test_a_package_may_have_no_plan(sqlite_store: Store, tmp_path: Path):
    load_structure(sqlite_store, OPERATOR, tmp_path)
    load_demonstration_plan(sqlite_store, OPERATOR, tmp_path)
    assert sum(sizes(sqlite_store)) == 0


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        (
            "frameworks.csv",
            "x,y,N,N,,2025-01-01,2026-12-31,nada.csv",
            "frameworks.csv, línea 3: no hay un archivo «nada.csv»",
        ),
        ("parameters.csv", "light,2025-01-02,{,,", "parameters.csv, línea 3: .* en JSON"),
        ("cuts.csv", "2025-T1,mañana,2025-04-02,2025-04-03,", "«apertura» tiene que ser un día"),
        ("retos.csv", "R9,reto,R8,Sin padre,", "R8"),
        ("progress.csv", "M7,2025,1,3,,", "M7"),
        ("earlier.csv", "retos.csv,R9,,,nombre,Otro", "earlier.csv, línea .: no hay tal celda"),
    ],
)
def test_a_wrong_plan_names_its_line(
    sqlite_store: Store, tmp_path: Path, name: str, line: str, told: str
):  # fmt: skip
    folder = Path(shutil.copytree(PUERTO_CLARO, tmp_path / "package"))
    load_catalogues(sqlite_store, OPERATOR, folder)
    file = folder / "plan" / name
    file.write_text(f"{file.read_text('utf-8')}{line}\n", "utf-8")
    with pytest.raises(ValueError, match=told):
        load_demonstration_plan(sqlite_store, OPERATOR, folder)
