"""Codes of a plan that differ in case alone are no two goals, and look-alike ones are told."""

from pathlib import Path

import pytest

from data_access.importers.run import import_file
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.drafts import ImportOutcome
from tests.data_access.importers.test_plan import counts, indicators, nodes, take, told, write
from tests.data_access.importers.test_plan_rows import MAP
from tests.factories import add_catalogues

HEADER = "codigo,nivel,padre,nombre,indicador,unidad,anualizacion,meta_final,meta_2024,meta_2025"
GOAL = "O1,objetivo,,Uno,,,,,,"
FIRST = "a-1,meta,O1,Uno,,Puertas,SUMA,60,10,50"
SECOND = "A-1,meta,O1,Uno bis,,Puertas,SUMA,60,10,50"
FURTHER = "B-1,meta,O1,Otro,,Puertas,SUMA,5,1,4"


def plan(store: Store, tmp_path: Path, *lines: str) -> ImportOutcome:
    path = write(tmp_path / "plan.csv", (HEADER, GOAL, *lines))
    return take(store, path)


@pytest.fixture
def stocked(store: Store) -> Store:
    add_catalogues(store)
    return store


@pytest.mark.parametrize("together", [True, False])
def test_goals_that_differ_in_case_are_one_or_wrong(
    stocked: Store, tmp_path: Path, together: bool
) -> None:
    if together:
        outcome = plan(stocked, tmp_path, FIRST, SECOND, FURTHER)
        assert counts(outcome) == (4, 3, 0, 0, 1)
    else:
        assert told(plan(stocked, tmp_path, FIRST)) == []
        outcome = plan(stocked, tmp_path, SECOND, FURTHER)
        assert counts(outcome) == (3, 1, 0, 1, 1)
    # Its goal and its indicator have that code, which is told once.
    row = 4 if together else 3
    assert told(outcome) == [(row, "code.other_case")]
    issue = next(each for each in outcome.issues if each.code == "code.other_case")
    assert (issue.column, issue.values) == ("codigo", {"code": "A-1", "known": "a-1"})
    assert sorted(nodes(stocked)) == ["B-1", "O1", "a-1"]
    assert sorted(indicators(stocked)) == ["B-1", "a-1"]


def test_indicators_of_a_goal_that_differ_in_case_are_told(stocked: Store, tmp_path: Path) -> None:
    lines = [FIRST.replace("Uno,,", f"Uno,{code},") for code in ("I1", "i1")]
    outcome = plan(stocked, tmp_path, *lines)
    assert told(outcome) == [(4, "code.other_case")]
    assert list(indicators(stocked)) == ["I1"]


def test_a_code_with_letters_of_another_alphabet_is_told_once_and_taken(
    stocked: Store, tmp_path: Path
) -> None:
    lines = (FURTHER, FURTHER.replace("B-1", "\u0412-1"))
    outcome = plan(stocked, tmp_path, *lines)
    assert told(outcome) == [(4, "code.looks_like")]
    assert len(indicators(stocked)) == 2
    assert told(plan(stocked, tmp_path, *lines)) == []


def test_a_level_above_that_differs_in_case_is_told_in_each_of_its_rows(
    sqlite_store: Store, tmp_path: Path
) -> None:
    add_catalogues(sqlite_store)
    rows = ("Agua,A1,Sembrar,40,10", "AGUA,A2,Regar,40,10", "AGUA,A3,Podar,40,10")
    path = write(tmp_path / "plan-2024.csv", ("Programa,Código,Meta,Meta final,2024", *rows))
    plan_map = write(tmp_path / "map.toml", [MAP.replace("P-{Programa|number}", "{Programa}")])
    outcome = take(sqlite_store, path, companions={"map": plan_map})
    assert sorted({*nodes(sqlite_store)}) == ["A1", "Agua"]
    assert told(outcome) == [(3, "code.other_case"), (4, "code.other_case")]


@pytest.mark.parametrize(
    ("importer", "header", "line"),
    [
        ("progress", "indicador,anio,trimestre,valor", "{},2024,1,5"),
        ("budgets", "codigo,anio,trimestre,recurso,apropiacion,comprometido,girado",
         "{},2024,4,vigencia,100,90,80"),
    ],
)  # fmt: skip
def test_what_is_reported_of_a_code_in_other_case_is_told_the_known_one(
    stocked: Store, tmp_path: Path, importer: str, header: str, line: str
) -> None:
    plan(stocked, tmp_path, FIRST, FURTHER)
    codes = ("a-1", "A-1", "\u0412-1", "C-1")
    path = write(tmp_path / "r.csv", (header, *(line.format(code) for code in codes)))
    outcome = import_file(stocked, OPERATOR, importer, path, raw_folder=tmp_path / "raw")
    assert (outcome.created, outcome.rejected) == (1, 3)
    unknown = "indicator.unknown" if importer == "progress" else "code.unknown"
    assert [(row, code) for row, code in told(outcome) if row != 2] == [
        (3, "code.other_case"), (4, "code.looks_like"), (4, unknown), (5, unknown),
    ]  # fmt: skip
