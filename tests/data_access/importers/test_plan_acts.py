"""Acts that reprogram targets: the one decided last holds, whatever came first into the store."""

from itertools import permutations
from pathlib import Path

import pytest

from data_access.importers.run import import_file
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR, PUBLIC
from data_access.vocabulary.drafts import ImportOutcome
from data_access.vocabulary.filters import Filters
from tests.data_access.importers.test_plan import take, told, write
from tests.factories import add_catalogues

PLAN = (
    "codigo,nivel,nombre,entidad,unidad,anualizacion,meta_final,meta_2024,meta_2025,meta_2026",
    "M1,meta,Abrir puertas,SDS,Puertas,SUMA,60,10,20,20",
)
REPORTS = ("indicador,anio,trimestre,valor", "M1,2024,4,10", "M1,2025,4,20", "M1,2026,1,5")
HEADER = "indicador,anio,valor,texto,acto,fecha"
OF_2025 = "M1,2026,28,,Acta 1,2025-06-01"
OF_2026 = "M1,2026,40,,Acta 2,2026-02-01"


@pytest.fixture
def planned(store: Store, tmp_path: Path) -> Store:
    """A store with one goal and what was reported of it, on each engine."""
    add_catalogues(store)
    take(store, write(tmp_path / "plan.csv", PLAN))
    bring(store, "progress", tmp_path, *REPORTS)
    return store


def bring(store: Store, importer: str, tmp_path: Path, *lines: str) -> ImportOutcome:
    path = write(tmp_path / f"{importer}.csv", lines)
    return import_file(store, OPERATOR, importer, path, raw_folder=tmp_path / "raw")


def act(store: Store, tmp_path: Path, *lines: str) -> ImportOutcome:
    return bring(store, "reprogrammed", tmp_path, HEADER, *lines)


def figures(store: Store, cut: str) -> dict:
    query = f"meta=M1&corte={cut}"
    filters, _ = Filters.parse(query)
    return run_measure(store, PUBLIC, "goals.progress", filters).rows[0]


@pytest.mark.parametrize("order", permutations([OF_2025, OF_2026]))
def test_the_target_decided_last_by_the_day_holds(
    planned: Store, tmp_path: Path, order: tuple[str, ...]
):
    for line in order:
        act(planned, tmp_path, line)
    # By June of 2026: 35 reached of 10 + 20 + 40 × 6 ÷ 12 = 50 programmed.
    row = figures(planned, "2026-T2")
    assert (row["ma"], row["phv"], row["light"]) == (50, row["av"] / 50, "amarillo")
    assert row["av"] == 35
    # By the end of 2025 only the act of that year was decided: 30 of 30.
    assert figures(planned, "2025-T4")["phv"] == 1
    filters, _ = Filters.parse("meta=M1&corte=2026-T2")
    rows = run_measure(planned, PUBLIC, "goals.series", filters).rows
    assert [
        (row["version"], row["value"], row["act"], row["is_current"])
        for row in rows
        if row["kind"] == "target" and row["year"] == 2026
    ] == [(1, 20, "", False), (2, 28, "Acta 1", False), (3, 40, "Acta 2", True)]


def test_an_act_that_comes_late_is_told_with_the_one_that_holds(planned: Store, tmp_path: Path):
    act(planned, tmp_path, OF_2026)
    outcome = act(planned, tmp_path, OF_2025)
    assert outcome.changes == (("M1", "meta_2026", "20", "28"),)
    assert told(outcome) == [(2, "target.decided_later")]
    issue = next(each for each in outcome.issues if each.code == "target.decided_later")
    assert (issue.column, issue.values["act"], issue.values["holds"]) == ("valor", "Acta 2", "40")


def test_a_plan_that_changes_its_mind_does_not_undo_an_act(planned: Store, tmp_path: Path):
    act(planned, tmp_path, OF_2025)
    again = [PLAN[0], PLAN[1].removesuffix("20") + "25"]
    outcome = take(planned, write(tmp_path / "plan.csv", again))
    assert outcome.changes == (("M1", "meta_2026", "20", "25"),)
    assert told(outcome) == [(2, "target.decided_later")]
    # 10 + 20 + 28 × 6 ÷ 12.
    assert figures(planned, "2026-T2")["ma"] == 44
    assert take(planned, write(tmp_path / "plan.csv", again)).unchanged == 1


def test_two_acts_of_one_day_are_told(planned: Store, tmp_path: Path):
    outcome = act(planned, tmp_path, OF_2025, "M1,2026,30,,Acta 7,2025-06-01")
    assert told(outcome) == [(3, "target.same_day")]
    assert figures(planned, "2026-T2")["ma"] == 45
