"""What a plan names of the rest of GLOBO: measures, filters, families; and what kind it is of."""

from pathlib import Path

import pytest

from data_access.measures.goal_options import goal_options
from data_access.measures.plan.fed import NUMBERS
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.drafts import ImportOutcome
from data_access.vocabulary.filters import Filters
from tests.data_access.importers.test_plan import indicators, take, told, write
from tests.factories import add_catalogues, draft, save

HEADER = "codigo,nivel,nombre,familia,medida,filtros_medida,meta_2024,meta_2025"


UNUSED = [("filtros_medida", "filter.not_used")]


def plan(store: Store, tmp_path: Path, *rows: str) -> ImportOutcome:
    add_catalogues(store)
    return take(store, write(tmp_path / "plan.csv", (HEADER, *rows)))


@pytest.mark.parametrize(
    ("measure", "filters", "found"),
    [
        ("cooperation.totals:countries", "direccion=ofrecida&pais=MEX", []),
        ("cooperation.totals:countries", "", []),
        ("", "", []),
        ("cooperacion.total:paises", "", [("medida", "measure.unknown")]),
        # It exists, and it has no total that could feed an indicator.
        ("goals.summary:advance", "", [("medida", "measure.unknown")]),
        ("cooperation.totals", "", [("medida", "measure.unknown_number")]),
        ("cooperation.totals:paises", "", [("medida", "measure.unknown_number")]),
        ("", "direccion=ofrecida", [("filtros_medida", "measure.missing")]),
        ("cooperation.totals:actions", "solo ofrecida", UNUSED),
        ("cooperation.totals:actions", "direcion=ofrecida", UNUSED),
        ("cooperation.totals:actions", "meta=M1", UNUSED),
        ("cooperation.totals:actions", "anio_desde=2024", UNUSED),
        ("cooperation.totals:actions", "moneda=EUR", [("filtros_medida", "filter.unknown_value")]),
    ],
)  # fmt: skip
def test_a_measure_and_its_filters_are_checked(
    sqlite_store: Store, tmp_path: Path, measure: str, filters: str, found: list[tuple[str, str]]
):
    outcome = plan(sqlite_store, tmp_path, f"M1,meta,Abrir,,{measure},{filters},1,2")
    assert [(i.column, i.code) for i in outcome.issues if i.severity == "warning"] == found
    assert (outcome.created, outcome.rejected) == (1, 0)


def test_the_numbers_that_can_feed_are_those_of_the_totals(store: Store):
    add_catalogues(store)
    save(store, [draft("A", "1")])
    for name, numbers in NUMBERS.items():
        total = run_measure(store, PUBLIC, name, Filters()).total
        assert set(numbers) <= total.keys()


def test_a_family_is_known_by_its_name_and_told_when_it_is_none(
    sqlite_store: Store, tmp_path: Path
):
    outcome = plan(sqlite_store, tmp_path, "M1,meta,A,Cooperación,,,1,2", "M2,meta,B,Deporte,,,1,2")
    assert told(outcome) == [(3, "family.unknown")]
    families = {code: row.family for code, row in indicators(sqlite_store).items()}
    assert families == {"M1": "cooperacion", "M2": "Deporte"}


def test_indicators_without_a_goal_are_no_plan(store: Store, tmp_path: Path):
    plan(store, tmp_path, "M1,meta,Abrir,,,,1,2")
    path = write(tmp_path / "indicadores.csv", (HEADER, "I1,indicador,Visitas,,,,1,2"))
    outcome = take(store, path)
    assert "framework.catalogue" in [issue.code for issue in outcome.issues]
    assert goal_options(store, PUBLIC, only_plans=True).plans == Filters(marco=("plan",))
    told_of = run_measure(store, PUBLIC, "goals.summary", Filters(marco=("plan",))).total
    assert told_of["goals"] == 1


def test_a_map_names_a_catalogue_in_its_own_words(sqlite_store: Store, tmp_path: Path):
    add_catalogues(sqlite_store)
    lines = (
        '[framework]', 'code = "ind"', 'kind = "Catálogo de indicadores"', "[columns]",
        'codigo = "codigo"', 'nivel = "nivel"', 'nombre = "nombre"', "[targets]",
        '2024 = "meta_2024"',
    )  # fmt: skip
    path = write(tmp_path / "a.csv", (HEADER, "M1,meta,Visitas,,,,1,2"))
    take(sqlite_store, path, companions={"map": write(tmp_path / "map.toml", lines)})
    summary = run_measure(sqlite_store, PUBLIC, "goals.tree", Filters(marco=("ind",)))
    assert summary.rows[0]["level"] == "indicator_catalogue"
    assert summary.sources[0].licence == ""
