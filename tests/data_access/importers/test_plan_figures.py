"""Budgets, contributions and reprogrammed targets: once, with the old value told, or left out."""

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import select

from data_access.importers.run import import_file
from data_access.services.imports import run_import
from data_access.store.store import Store
from data_access.store.tables.actions import Action, DataSource
from data_access.store.tables.goals import ActionGoal, GoalBudget, PlanChange, YearTarget
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.drafts import ImportOutcome, ParsedFile, RowDraft, SourceDraft
from tests.data_access.importers.test_plan import SMALL, counts, take, targets, told, write
from tests.factories import RATE, add_catalogues, draft, save

BUDGETS = "codigo,anio,trimestre,recurso,apropiacion,comprometido,girado"
CONTRIBUTIONS = "accion,indicador,anio,trimestre,entidad,cantidad"
REPROGRAMMED = "indicador,anio,valor,texto,acto,fecha"


@pytest.fixture
def planned(store: Store, tmp_path: Path) -> Store:
    """A store with the small plan and two actions, on each engine."""
    add_catalogues(store)
    save(store, [draft("A-1", "1"), draft("A-2", "2")])
    take(store, write(tmp_path / "plan.csv", SMALL))
    return store


def bring(store: Store, importer: str, tmp_path: Path, *lines: str) -> ImportOutcome:
    path = write(tmp_path / "archivo.csv", lines)
    return import_file(store, OPERATOR, importer, path, raw_folder=tmp_path / "raw")


def test_budgets_keep_the_year_and_the_reserve_apart(planned: Store, tmp_path: Path):
    lines = (BUDGETS, 'M1,2024,4,vigencia,1.000.000,"900.000,50",', "M1,2024,4,reserva,10,5,0")
    assert counts(bring(planned, "budgets", tmp_path, *lines)) == (2, 2, 0, 0, 0)
    assert counts(bring(planned, "budgets", tmp_path, *lines)) == (2, 0, 0, 2, 0)
    with planned.reading() as session:
        found = session.scalars(select(GoalBudget).order_by(GoalBudget.resource)).all()
    assert [(b.resource, b.appropriation, b.committed, b.paid) for b in found] == [
        ("reserva", Decimal(10), Decimal(5), Decimal(0)),
        ("vigencia", Decimal(1_000_000), Decimal("900000.50"), None),
    ]


def test_a_changed_budget_is_told_with_the_old_one(planned: Store, tmp_path: Path):
    bring(planned, "budgets", tmp_path, BUDGETS, "M1,2024,4,vigencia,100,90,80")
    outcome = bring(planned, "budgets", tmp_path, BUDGETS, "M1,2024,4,vigencia,100,95,80")
    assert outcome.changes == (("M1", "committed 2024-T4 vigencia", "90", "95"),)
    with planned.reading() as session:
        kept = session.scalars(select(PlanChange)).one()
    assert (kept.field, kept.before, kept.after) == ("committed 2024-T4 vigencia", "90", "95")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("M9,2024,4,vigencia,1,1,1", "code.unknown"),
        ("M1,2024,7,vigencia,1,1,1", "quarter.unknown"),
        ("M1,2024,4,regalías,1,1,1", "resource.unknown"),
        ("M1,2024,4,vigencia,US$ 5,1,1", "amount.not_in_pesos"),
        ("M1,2024,4,vigencia,mucho,1,1", "amount.not_a_number"),
        ("M1,luego,4,vigencia,1,1,1", "year.not_a_year"),
    ],
)
def test_a_wrong_budget_is_left_out(planned: Store, tmp_path: Path, line: str, code: str):
    outcome = bring(planned, "budgets", tmp_path, BUDGETS, line)
    assert counts(outcome) == (1, 0, 0, 0, 1)
    assert told(outcome) == [(2, code)]


def test_an_action_gives_to_an_indicator_once_for_each_entity(planned: Store, tmp_path: Path):
    lines = (
        CONTRIBUTIONS, "A-1,M1-A,2024,1,SDS,2", "A-1,M1-A,2024,1,FUGA,2", "A-2,M2,2024,2,SDS,1",
        "A-1,M1-A,2024,1,SDS,3",
    )  # fmt: skip
    outcome = bring(planned, "contributions", tmp_path, *lines)
    assert counts(outcome) == (4, 3, 0, 0, 1)
    assert told(outcome) == [(5, "row.repeated")]
    with planned.reading() as session:
        assert sorted(row.quantity for row in session.scalars(select(ActionGoal))) == [1, 2, 2]
    changed = bring(planned, "contributions", tmp_path, CONTRIBUTIONS, "A-2,M2,2024,2,SDS,5")
    assert changed.changes == (("M2", "A-2 2024-T2", "1", "5"),)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("A-9,M1-A,2024,1,SDS,2", "code.unknown"),
        ("A-1,M9,2024,1,SDS,2", "indicator.unknown"),
        ("A-1,M1-A,2030,1,SDS,2", "report.outside"),
        ("A-1,M1-A,2024,1,Nadie,2", "entity.unknown"),
        ("A-1,M1-A,2024,1,SDS,dos", "quantity.not_a_number"),
    ],
)
def test_a_wrong_contribution_is_left_out(planned: Store, tmp_path: Path, line: str, code: str):
    outcome = bring(planned, "contributions", tmp_path, CONTRIBUTIONS, line)
    assert counts(outcome) == (1, 0, 0, 0, 1)
    assert (2, code) in told(outcome)


def test_an_act_adds_a_version_that_the_old_plan_does_not_undo(planned: Store, tmp_path: Path):
    lines = (REPROGRAMMED, "M1-A,2025,45,,Acta 1,2025-03-01")
    outcome = bring(planned, "reprogrammed", tmp_path, *lines)
    assert outcome.changes == (("M1-A", "meta_2025", "50", "45"),)
    assert counts(bring(planned, "reprogrammed", tmp_path, *lines)) == (1, 0, 0, 1, 0)
    assert counts(take(planned, write(tmp_path / "plan.csv", SMALL))) == (5, 0, 0, 5, 0)
    assert [row[1:] for row in targets(planned, "M1-A") if row[0] == 2025] == [
        (1, Decimal(50), "50"), (2, Decimal(45), "45"),
    ]  # fmt: skip
    with planned.reading() as session:
        last = session.scalars(select(YearTarget).where(YearTarget.version == 2)).one()
    assert (last.act, str(last.decided_on), last.actor) == ("Acta 1", "2025-03-01", "operator")


def test_the_code_of_an_action_is_that_of_the_register_before_others(
    planned: Store, tmp_path: Path
):
    save(planned, [draft(code, "1", source_code="apc") for code in ("A-1", "X")])
    other = SourceDraft("iati-xm", "iati", "external", "XM", "XM")
    drafts = [draft(code, "1", source_code=other.code) for code in ("X", "Y")]
    rows = [RowDraft(number, {}, draft=item) for number, item in enumerate(drafts, start=1)]
    parsed = ParsedFile(len(rows), (other,), rows, [RATE])
    run_import(planned, OPERATOR, "iati", parsed, file_name="x.xml", sha256="1" * 64)
    lines = [f"{code},M2,2024,2,SDS,1" for code in ("A-1", "X", "iati-xm:X", "Y", "apc:Y")]
    outcome = bring(planned, "contributions", tmp_path, CONTRIBUTIONS, *lines)
    assert counts(outcome) == (5, 3, 0, 0, 2)
    assert told(outcome) == [(3, "code.ambiguous"), (6, "code.unknown")]
    (ambiguous,) = [issue for issue in outcome.issues if issue.code == "code.ambiguous"]
    assert ambiguous.values["sources"] == "apc, iati-xm"
    assert ambiguous.values["example"] == "apc:X"
    assert "--framework" not in ambiguous.sentence
    with planned.reading() as session:
        query = select(DataSource.source_code, Action.external_id).join_from(Action, DataSource)
        given = session.execute(query.join(ActionGoal, ActionGoal.action_id == Action.action_id))
        assert sorted(map(tuple, given)) == [
            ("distrito", "A-1"), ("iati-xm", "X"), ("iati-xm", "Y"),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["M1,2024,4,vigencia,-1000,500,"], [(2, "amount.negative")]),
        (["M1,2024,4,vigencia,1000,500,900"], [(2, "budget.part_above_whole")]),
        (["M1,2024,4,vigencia,1000,,1001"], [(2, "budget.part_above_whole")]),
        (["M1,2024,4,vigencia,1000,1000,1000"], []),
        (["M1,2024,4,vigencia,,500,400", "M1,2024,3,vigencia,,100,450"],
         [(2, "budget.falls"), (3, "budget.part_above_whole")]),
        # Nobody reported the third quarter; another year and another resource begin anew.
        (["M1,2024,2,vigencia,,100,", "M1,2024,3,vigencia,,,", "M1,2024,4,vigencia,,50,",
          "M1,2025,1,vigencia,,1,", "M1,2024,4,reserva,,1,"], [(4, "budget.falls")]),
    ],
)  # fmt: skip
def test_budgets_without_sense_are_told_and_kept(
    planned: Store, tmp_path: Path, lines: list[str], wanted: list[tuple[int, str]]
):
    outcome = bring(planned, "budgets", tmp_path, BUDGETS, *lines)
    assert (outcome.created, told(outcome)) == (len(lines), wanted)


def test_what_is_stored_counts_for_what_falls(planned: Store, tmp_path: Path):
    bring(planned, "budgets", tmp_path, BUDGETS, "M1,2024,3,vigencia,1,1,100")
    outcome = bring(planned, "budgets", tmp_path, BUDGETS, "M1,2024,4,vigencia,100,50,50")
    issue = next(each for each in outcome.issues if each.code == "budget.falls")
    assert (issue.row, issue.column) == (2, "girado")
    assert issue.values == {
        "column": "girado", "before": "100", "first": "2024-T3", "after": "50", "second": "2024-T4",
    }  # fmt: skip


def twice(outcome: ImportOutcome) -> list[tuple[int | None, dict[str, str]]]:
    found = [issue for issue in outcome.issues if issue.code == "budget.told_twice"]
    return [(issue.row, dict(issue.values)) for issue in found]


def test_a_budget_above_goals_that_have_theirs_is_told(planned: Store, tmp_path: Path):
    lines = ("O1,2024,3,vigencia,7000,6000,5000", "O1,2024,4,vigencia,7000,6000,5000")
    assert twice(bring(planned, "budgets", tmp_path, BUDGETS, *lines)) == []
    outcome = bring(planned, "budgets", tmp_path, BUDGETS, "M1,2024,4,vigencia,10,5,1", lines[0])
    assert counts(outcome) == (2, 1, 0, 1, 0)
    assert twice(outcome) == [(3, {"code": "O1", "codes": "M1"})]
    # What is below tells it where the level itself came before.
    outcome = bring(planned, "budgets", tmp_path, BUDGETS, "M2,2024,4,vigencia,10,5,1")
    assert twice(outcome) == [(2, {"code": "O1", "codes": "M1, M2"})]
    # Without amounts there is nothing to tell twice.
    withdrawn = [line.rsplit(",", 3)[0] + ",,," for line in lines]
    assert twice(bring(planned, "budgets", tmp_path, BUDGETS, *withdrawn)) == []
    assert twice(bring(planned, "budgets", tmp_path, BUDGETS, "M2,2024,4,vigencia,10,5,2")) == []


def test_a_budget_of_a_year_outside_its_framework_is_left_out(planned: Store, tmp_path: Path):
    outcome = bring(planned, "budgets", tmp_path, BUDGETS, "M1,2031,4,vigencia,1,1,1")
    assert (outcome.rejected, told(outcome)) == (1, [(2, "report.outside")])


@pytest.mark.parametrize(
    ("number_format", "written"),
    [("#,##0 [$€-407]", "EUR"), ('"US$"#,##0', "USD"), ("0%", "%"), ('"$"#,##0', "")],
)
def test_a_budget_shown_in_another_currency_is_told(
    planned: Store, tmp_path: Path, number_format: str, written: str
):
    path = tmp_path / "archivo.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, BUDGETS.split(","))
        sheet.write_row(1, 0, ["M1", 2024, 4, "vigencia"])
        sheet.write_number(1, 4, 1500, book.add_format({"num_format": number_format}))
    outcome = import_file(planned, OPERATOR, "budgets", path, raw_folder=tmp_path / "raw")
    assert told(outcome) == ([(2, "currency.other_format")] if written else [])
    issues = [each.values for each in outcome.issues if each.code == "currency.other_format"]
    assert issues == ([{"written": written, "currency": "COP"}] if written else [])
    with planned.reading() as session:
        assert session.scalars(select(GoalBudget.appropriation)).one() == 1500
