"""Quarterly reports: states, versions with their reasons, what is refused, the template."""

import zipfile
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from data_access.importers.progress_template import write_progress_templates
from data_access.importers.run import import_file
from data_access.services.plan_reportable import read_reportable
from data_access.store.store import Store
from data_access.store.tables.goals import Cut, Indicator, ProgressReport
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.drafts import ImportOutcome
from data_access.vocabulary.goals import Quarter
from data_access.vocabulary.issues import Severity
from tests.data_access.importers.test_plan import SMALL, counts, data_version, take, told, write
from tests.factories import add_catalogues

HEADER = "indicador,anio,trimestre,valor,cualitativo,justificacion,evidencia,razon"


@pytest.fixture
def planned(store: Store, tmp_path: Path) -> Store:
    """A store with the small plan of 2024 and 2025, on each engine."""
    add_catalogues(store)
    take(store, write(tmp_path / "plan.csv", SMALL))
    return store


def report(
    store: Store, tmp_path: Path, lines: Iterable[str], header: str = HEADER, **more
) -> ImportOutcome:
    path = write(tmp_path / "avance.csv", (header, *lines))
    return import_file(store, OPERATOR, "progress", path, raw_folder=tmp_path / "raw", **more)


def reports(store: Store) -> list[tuple[str, int, int, int, str, Decimal | None]]:
    """Indicator, year, quarter, version, state and value, in that order."""
    with store.reading() as session:
        rows = session.execute(
            select(Indicator.indicator_code, ProgressReport)
            .join(Indicator, Indicator.indicator_id == ProgressReport.indicator_id)
            .order_by(
                Indicator.indicator_code, ProgressReport.year, ProgressReport.quarter,
                ProgressReport.version,
            )
        )  # fmt: skip
        return [(code, r.year, r.quarter, r.version, r.state, r.value) for code, r in rows]


def test_zero_nothing_and_not_applicable_are_three_things(planned: Store, tmp_path: Path):
    outcome = report(
        planned, tmp_path,
        ("M1-A,2024,1,0,Nada aún,,,", "M1-A,2024,2,no reportado,,,,", "M1-B,2024,1,No aplica,,,,",
         "M1-B,2024,T2,,,,,", 'M2,2024,4,"12,5",Bien,,https://example.org,'),
    )  # fmt: skip
    assert counts(outcome) == (5, 5, 0, 0, 0)
    assert reports(planned) == [
        ("M1-A", 2024, 1, 1, "reported", Decimal(0)),
        ("M1-A", 2024, 2, 1, "not_reported", None),
        ("M1-B", 2024, 1, 1, "not_applicable", None),
        ("M1-B", 2024, 2, 1, "not_reported", None),
        ("M2", 2024, 4, 1, "reported", Decimal("12.5")),
    ]


def test_the_same_reports_again_change_nothing(planned: Store, tmp_path: Path):
    lines = ("M1-A,2024,1,3,Tres,,,", "M2,2024,4,no aplica,,,,")
    report(planned, tmp_path, lines)
    version = data_version(planned)
    assert counts(report(planned, tmp_path, lines)) == (2, 0, 0, 2, 0)
    assert counts(report(planned, tmp_path, ('M1-A,2024,1,"3,0",Tres,,,',))) == (1, 0, 0, 1, 0)
    assert data_version(planned) == version


def test_a_correction_is_a_new_version_and_says_who_when_and_why(planned: Store, tmp_path: Path):
    report(planned, tmp_path, ("M1-A,2024,1,3,Tres,,,", "M1-A,2024,2,4,,,,"))
    outcome = report(
        planned, tmp_path, ("M1-A,2024,1,5,Cinco,,,Faltaban dos", "M1-A,2024,2,no reportado,,,,")
    )
    assert counts(outcome) == (2, 0, 2, 0, 0)
    assert outcome.changes == (
        ("M1-A", "2024-T1", "3", "5"), ("M1-A", "2024-T2", "4", "no reportado"),
    )  # fmt: skip
    with planned.reading() as session:
        kept = session.scalars(
            select(ProgressReport).order_by(ProgressReport.quarter, ProgressReport.version)
        ).all()
    assert [(r.quarter, r.version, r.value, r.reason) for r in kept] == [
        (1, 1, Decimal(3), ""), (1, 2, Decimal(5), "Faltaban dos"),
        (2, 1, Decimal(4), ""), (2, 2, None, "avance.csv"),
    ]  # fmt: skip
    assert {r.actor for r in kept} == {"operator"}
    assert kept[0].reported_at < kept[1].reported_at


def test_an_empty_cell_withdraws_nothing(planned: Store, tmp_path: Path):
    report(planned, tmp_path, ("M1-A,2024,1,3,Tres,,,",))
    outcome = report(planned, tmp_path, ("M1-A,2024,1,,Otra cosa,,,",))
    assert counts(outcome) == (1, 0, 0, 1, 0)
    assert told(outcome) == [(2, "report.empty_keeps")]
    assert reports(planned) == [("M1-A", 2024, 1, 1, "reported", Decimal(3))]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("M1-A,2024,5,1,,,,", "quarter.unknown"),
        ("M1-A,2024,0,1,,,,", "quarter.unknown"),
        ("M1-A,2023,4,1,,,,", "report.outside"),
        ("M1-A,2026,1,1,,,,", "report.outside"),
        ("M1-A,doce,1,1,,,,", "year.not_a_year"),
        ("M1-A,2024,1,tres puertas,,,,", "report.not_a_number"),
        ("M1,2024,1,1,,,,", "indicator.several"),
        ("M9,2024,1,1,,,,", "indicator.unknown"),
        (",2024,1,1,,,,", "indicator.missing"),
    ],
)
def test_what_cannot_be_a_report_is_left_out(
    planned: Store, tmp_path: Path, line: str, code: str
):  # fmt: skip
    outcome = report(planned, tmp_path, (line,))
    assert counts(outcome) == (1, 0, 0, 0, 1)
    assert told(outcome) == [(2, code)]
    assert reports(planned) == []


def test_one_quarter_is_reported_once_in_a_file(planned: Store, tmp_path: Path):
    outcome = report(planned, tmp_path, ("M1-A,2024,1,3,,,,", "M1-A,2024,1,4,,,,"))
    assert counts(outcome) == (2, 1, 0, 0, 1)
    assert told(outcome) == [(3, "report.repeated")]


def test_a_code_in_two_frameworks_asks_for_one(planned: Store, tmp_path: Path):
    take(planned, write(tmp_path / "plan.csv", SMALL), options={"framework": "otro"})
    outcome = report(planned, tmp_path, ("M1-A,2024,1,3,,,,",))
    assert told(outcome) == [(2, "indicator.ambiguous")]
    outcome = report(planned, tmp_path, ("M1-A,2024,1,3,,,,",), options={"framework": "otro"})
    assert counts(outcome) == (1, 1, 0, 0, 0)


def test_a_percentage_takes_the_scale_of_its_indicator(planned: Store, tmp_path: Path):
    lines = ("codigo,nivel,nombre,escala,meta_2024", "F,meta,F,0-1,1", "G,meta,G,%,100")
    take(planned, write(tmp_path / "plan.csv", lines))
    report(planned, tmp_path, ("F,2024,1,48%,,,,", "G,2024,1,48%,,,,"))
    assert [(code, value) for code, *_, value in reports(planned)] == [
        ("F", Decimal("0.48")), ("G", Decimal(48)),
    ]  # fmt: skip


def test_what_the_template_writes_imports_back(planned: Store, tmp_path: Path):
    report(planned, tmp_path, ("M1-A,2024,4,7,,,,", "M1-B,2024,4,no aplica,,,,"))
    with planned.writing(OPERATOR, "test") as session:
        session.add(
            Cut(
                cut_code="2025-T1", year=2025, quarter=1, opens_on=date(2025, 4, 1),
                due_on=date(2025, 4, 16), closes_on=date(2025, 4, 30),
            )
        )  # fmt: skip
    with planned.reading() as session:
        sheets = read_reportable(session, OPERATOR, date(2025, 4, 2))
        assert read_reportable(session, OPERATOR, date(2025, 6, 1)).quarter == Quarter(2025, 1)
        assert read_reportable(session, OPERATOR, date(2025, 1, 9)).quarter == Quarter(2024, 4)
    assert {name: [item.code for item in items] for name, items in sheets.by_entity.items()} == {
        "FUGA": ["M2"], "SDS": ["M1-A", "M1-B"],
    }  # fmt: skip
    names = write_progress_templates(tmp_path / "hojas", sheets)
    assert names == ["globo_progress_FUGA_2025-T1.xlsx", "globo_progress_SDS_2025-T1.xlsx"]
    write_progress_templates(tmp_path / "hojas.zip", sheets)
    assert zipfile.ZipFile(tmp_path / "hojas.zip").namelist() == names
    path = tmp_path / "hojas" / names[1]
    book = openpyxl.load_workbook(path)
    sheet = book["Avance"]
    places = {cell.value: cell.column for cell in sheet[1]}
    assert [sheet.cell(line, places["último valor"]).value for line in (2, 3)] == [7, "no aplica"]
    assert sorted(str(rule.sqref) for rule in sheet.data_validations.dataValidation) == [
        "H2:H3", "I2:I3", "J2:J3",
    ]  # fmt: skip
    sheet.cell(2, places["valor"]).value = 11
    book.save(path)
    outcome = import_file(planned, OPERATOR, "progress", path, raw_folder=tmp_path / "raw")
    assert counts(outcome) == (2, 2, 0, 0, 0)
    assert [row for row in reports(planned) if row[1] == 2025] == [
        ("M1-A", 2025, 1, 1, "reported", Decimal(11)),
        ("M1-B", 2025, 1, 1, "not_reported", None),
    ]


def test_the_advance_that_the_entity_works_out_is_kept_as_a_fraction(
    planned: Store, tmp_path: Path
):
    said = (f"M1-A,2024,{n},3,,,,,{text}" for n, text in enumerate(("75 %", "0.8", "120", ""), 1))
    report(planned, tmp_path, said, header=f"{HEADER},avance")
    with planned.reading() as session:
        stated = session.scalars(select(ProgressReport.stated).order_by(ProgressReport.quarter))
        assert list(stated) == [Decimal("0.75"), Decimal("0.8"), Decimal("1.2"), None]


def test_an_advance_that_cannot_be_read_is_told_and_the_report_stays(
    planned: Store, tmp_path: Path
):
    outcome = report(planned, tmp_path, ("M1-A,2024,1,3,,,,,bastante",), header=f"{HEADER},avance")
    assert counts(outcome) == (1, 1, 0, 0, 0)
    told_of = [(issue.column, issue.severity) for issue in outcome.issues if issue.column]
    assert told_of == [("avance", Severity.WARNING)]
