"""Acts that reprogram targets: the one decided last holds, whatever came first into the store."""

from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from data_access.importers.run import import_file
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.store.tables.goals import ActionGoal
from data_access.vocabulary.actors import OPERATOR, PUBLIC
from data_access.vocabulary.drafts import ImportOutcome
from data_access.vocabulary.filters import Filters
from tests.data_access.importers.test_plan import take, targets, told, write
from tests.factories import add_catalogues, draft, save

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
    # What is in force stays 40.
    assert (outcome.updated, outcome.changes) == (1, ())
    assert told(outcome) == [(2, "target.decided_later")]
    issue = next(each for each in outcome.issues if each.code == "target.decided_later")
    assert (issue.column, issue.values["act"], issue.values["holds"]) == ("valor", "Acta 2", "40")


def test_a_plan_that_changes_its_mind_does_not_undo_an_act(planned: Store, tmp_path: Path):
    act(planned, tmp_path, OF_2025)
    again = [PLAN[0], PLAN[1].removesuffix("20") + "25"]
    outcome = take(planned, write(tmp_path / "plan.csv", again))
    assert (outcome.updated, outcome.changes) == (1, ())
    assert told(outcome) == [(2, "target.decided_later")]
    # 10 + 20 + 28 × 6 ÷ 12.
    assert figures(planned, "2026-T2")["ma"] == 44
    assert take(planned, write(tmp_path / "plan.csv", again)).unchanged == 1


NINTH = "M1,2026,28,,Acta 9,{day}"
TENTH = "M1,2026,30,,ACTA 10,{day}"


@pytest.mark.parametrize("day", ["2025-06-01", ""])
@pytest.mark.parametrize("order", permutations([NINTH, TENTH]))
def test_of_two_acts_of_one_day_the_one_of_the_higher_number_holds_in_any_order(
    planned: Store, tmp_path: Path, order: tuple[str, ...], day: str
):
    for line in order:
        outcome = act(planned, tmp_path, line.format(day=day))
    assert "target.same_day" in {code for _, code in told(outcome)}
    (issue,) = [each for each in outcome.issues if each.code == "target.same_day"]
    assert issue.values["holds"] == "ACTA 10"
    # 10 + 20 + 30 × 6 ÷ 12.
    assert figures(planned, "2026-T2")["ma"] == 45


def test_two_acts_of_one_day_in_one_file_are_told_once(planned: Store, tmp_path: Path):
    outcome = act(planned, tmp_path, *(row.format(day="2025-06-01") for row in (TENTH, NINTH)))
    assert told(outcome) == [(3, "target.same_day")]
    assert figures(planned, "2026-T2")["ma"] == 45


def test_an_act_that_is_loaded_again_with_another_target_corrects_itself(
    planned: Store, tmp_path: Path
):
    act(planned, tmp_path, OF_2025)
    outcome = act(planned, tmp_path, "M1,2026,30,,acta 1,2025-06-01")
    assert told(outcome) == [(2, "target.corrected")]
    assert (outcome.changes, figures(planned, "2026-T2")["ma"]) == (
        (("M1", "meta_2026", "28", "30"),), 45,
    )  # fmt: skip
    # And back again, which is no news that was there before.
    outcome = act(planned, tmp_path, OF_2025)
    assert (outcome.changes, figures(planned, "2026-T2")["ma"]) == (
        (("M1", "meta_2026", "30", "28"),), 44,
    )  # fmt: skip
    assert act(planned, tmp_path, OF_2025).unchanged == 1


def test_one_act_does_not_say_two_things_in_one_file(planned: Store, tmp_path: Path):
    outcome = act(planned, tmp_path, OF_2025, "M1,2026,30,,Acta 1,2025-06-01")
    assert (outcome.updated, outcome.rejected) == (1, 1)
    assert told(outcome) == [(3, "row.repeated")]
    assert figures(planned, "2026-T2")["ma"] == 44


def test_a_plan_that_goes_back_to_what_it_said_tells_it(planned: Store, tmp_path: Path):
    for value, before in (("25", "20"), ("20", "25")):
        again = [PLAN[0], PLAN[1].removesuffix("20") + value]
        outcome = take(planned, write(tmp_path / "plan.csv", again))
        assert outcome.changes == (("M1", "meta_2026", before, value),)


PERCENTAGES = (
    "codigo,nivel,nombre,entidad,unidad,anualizacion,linea_base,meta_final,meta_2024,meta_2025",
    'F1,meta,Cubrir,SDS,Porcentaje,CRECIENTE,"0,6","0,9","0,65","0,7"',
    "F2,meta,Sostener,SDS,Porcentaje,CONSTANTE,1,1,1,1",
    "P1,meta,Cubrir,SDS,Porcentaje,CRECIENTE,60,90,65,70",
    "N1,meta,Abrir,SDS,Puertas,SUMA,0,30,10,20",
)  # fmt: skip


@pytest.fixture
def shown(sqlite_store: Store, tmp_path: Path) -> Store:
    """A store with percentages of both scales and a count."""
    add_catalogues(sqlite_store)
    take(sqlite_store, write(tmp_path / "plan.csv", PERCENTAGES))
    return sqlite_store


def last_target(store: Store, code: str) -> tuple[str, str]:
    year, _version, value, printed = targets(store, code)[-1]
    assert year == 2025
    return ("" if value is None else f"{value.normalize():f}"), printed


@pytest.mark.parametrize(
    ("code", "given", "taken", "finding"),
    [
        ("F1", "75%", "0.75", "number.percentage"),
        ("F1", '"0,75"', "0.75", ""),
        ("F1", "75", "75", "scale.mixed"),
        ("F2", "80 %", "0.8", "number.percentage"),
        ("F2", "80", "80", "scale.mixed"),
        ("P1", "75%", "75", ""),
        ("P1", '"0,5%"', "0.5", ""),
        ("P1", "0.75", "0.75", "scale.mixed"),
        ("N1", "75%", "75", "scale.unknown"),
        ("N1", '"0,5"', "0.5", ""),
        ("N1", "1.500", "1500", "number.ambiguous_separator"),
        ("N1", '"1,5 millones"', "1500000", "number.with_words"),
    ],
)
def test_an_act_is_read_in_the_scale_of_its_indicator_or_told(
    shown: Store, tmp_path: Path, code: str, given: str, taken: str, finding: str
):
    outcome = act(shown, tmp_path, f"{code},2025,{given},,Acta 3,2025-03-01")
    assert last_target(shown, code) == (taken, given.strip('"'))
    codes = [issue.code for issue in outcome.issues if issue.row]
    assert codes == ([finding] if finding else [])


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        ("N1,2025,aprox. treinta,,Acta 9,2025-01-05", "target.not_a_number"),
        ("N1,2025,,,Acta 9,2025-01-05", "target.missing"),
        ("N1,2025,30,,,2025-01-05", "acto.missing"),
        ("N1,2025,30,,Acta 9,pronto", "date.not_a_date"),
    ],
)
def test_an_act_that_cannot_be_read_leaves_the_target(
    shown: Store, tmp_path: Path, line: str, finding: str
):
    outcome = act(shown, tmp_path, line)
    assert (outcome.rejected, told(outcome)) == (1, [(2, finding)])
    assert last_target(shown, "N1") == ("20", "20")


def test_an_act_may_leave_a_year_without_a_number_and_it_is_told(shown: Store, tmp_path: Path):
    outcome = act(shown, tmp_path, "N1,2025,,Sin programar,Acta 9,2025-01-05")
    assert told(outcome) == [(2, "target.withdrawn")]
    assert last_target(shown, "N1") == ("", "Sin programar")


def test_an_act_without_a_day_comes_before_those_with_one(planned: Store, tmp_path: Path):
    act(planned, tmp_path, OF_2025)
    outcome = act(planned, tmp_path, "M1,2026,50,,Acta 9,")
    assert told(outcome) == [(2, "act.no_day"), (2, "target.decided_later")]
    assert figures(planned, "2026-T2")["ma"] == 44


def test_numbers_of_a_workbook_are_those_of_its_cells(shown: Store, tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.append(HEADER.split(","))
    book.active.append(["N1", 2025, 1.125, None, "Acta 3", date(2025, 3, 1)])
    book.save(tmp_path / "acto.xlsx")
    path = tmp_path / "acto.xlsx"
    import_file(shown, OPERATOR, "reprogrammed", path, raw_folder=tmp_path / "raw")
    assert last_target(shown, "N1") == ("1.125", "1.125")


def test_what_an_action_gives_is_read_in_the_same_scale(shown: Store, tmp_path: Path):
    save(shown, [draft("A-1", "1")])
    header = "accion,indicador,anio,trimestre,entidad,cantidad"
    lines = (header, "A-1,F1,2025,1,SDS,5%", "A-1,N1,2025,1,SDS,1.500")
    outcome = bring(shown, "contributions", tmp_path, *lines)
    assert told(outcome) == [(3, "number.ambiguous_separator")]
    with shown.reading() as session:
        found = sorted(row.quantity for row in session.scalars(select(ActionGoal)))
    assert found == [Decimal("0.05"), Decimal(1500)]


def test_an_act_whose_day_may_begin_with_its_year_is_returned(planned: Store, tmp_path: Path):
    outcome = act(planned, tmp_path, "M1,2026,30,,Acta 1,24/03/05")
    assert (outcome.rejected, [issue.code for issue in outcome.issues if issue.row]) == (
        1,
        ["date.day_first"],
    )


def test_days_of_acts_with_the_month_first_are_told(planned: Store, tmp_path: Path):
    outcome = act(
        planned, tmp_path, "M1,2026,30,,Acta 1,12/31/2025", "M1,2026,31,,Acta 2,04/05/2025"
    )
    assert {issue.row: issue.code for issue in outcome.issues if issue.row} == {
        2: "date.impossible",
        3: "date.month_first",
    }
