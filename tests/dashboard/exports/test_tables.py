"""Files hold the numbers of the measure, and nothing in them runs."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest

from dashboard.exports.csv_tables import harmless, write_csv
from dashboard.exports.tables import measure_table, plain
from dashboard.exports.xlsx_tables import write_xlsx
from data_access.measures.result import Measure, MeasureResult, SourceNote
from data_access.vocabulary.filters import Filters

PAYLOADS = [
    "=1+1", "+1+1", "-1+cmd|' /C calc'!A0", "@SUM(1+1)", "\t=1+1", "\r=1+1", "\n=1+1", "\0=1+1",
    " =1+1", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", '=HYPERLINK("http://example.org","x")',
]  # fmt: skip

MEASURE = Measure(
    name="cooperation.by_country",
    title="Por país",
    unit="dinero",
    definition="Lo comprometido por país.",
    formula="suma",
    counting_rule="Una vez por país.",
    dimension="pais",
)


def row(key: str, label: str, committed: str) -> dict:
    amount = Decimal(committed)
    return {
        "key": key, "label": label, "actions": 2, "committed": amount,
        "disbursed": Decimal(0), "value": amount, "share": Decimal("0.5"),
    }  # fmt: skip


def answer(rows: list[dict], **changes) -> MeasureResult:
    total = {
        "actions": 3,
        "committed": sum((r.get("committed") or 0 for r in rows), Decimal(0)),
        "disbursed": Decimal(0),
        "value": sum((r.get("value") or 0 for r in rows), Decimal(0)),
    }
    values = {
        "measure": MEASURE,
        "filters": Filters(pais=("ESP", "FRA")),
        "rows": rows,
        "total": total,
        "as_of": datetime(2026, 3, 4, 12, tzinfo=UTC),
        "sources": (
            SourceNote("demo", "demonstration", "Muestra", "CC-BY", "", date(2026, 1, 31)),
        ),
        "data_version": 7,
    }
    return MeasureResult(**(values | changes))


def csv_of(result: MeasureResult) -> bytes:
    return b"".join(write_csv(measure_table(result, address="http://localhost/descargas/x.csv")))


def workbook_of(result: MeasureResult) -> openpyxl.Workbook:
    data = write_xlsx(measure_table(result, address="http://localhost/descargas/x.xlsx"))
    return openpyxl.load_workbook(io.BytesIO(data))


TWO = [row("ESP", "España", "1000.25"), row("FRA", "Francia", "2000.5")]


def test_csv_starts_with_headings_and_keeps_every_digit():
    text = csv_of(answer(TWO)).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert lines[0][:3] == ["Código", "Nombre", "Acciones"]
    assert lines[1][1] == "España"
    assert lines[1][3] == "1000.25"
    assert lines[2][3] == "2000.50"


def test_csv_is_read_whole_by_a_program_that_skips_comments():
    frame = pd.read_csv(io.BytesIO(csv_of(answer(TWO))), comment="#")
    assert len(frame) == 2
    assert frame["Comprometido (USD)"].sum() == pytest.approx(3000.75)


def test_csv_tells_total_filters_cut_off_source_and_licence():
    text = csv_of(answer(TWO)).decode("utf-8-sig")
    foot = text[text.index("\r\n\r\n") :]
    for words in ("3000.75", "ESP, FRA", "Muestra", "CC-BY", "31/01/2026", "demostración",
                  "http://localhost/descargas/x.csv"):  # fmt: skip
        assert words in foot
    assert all(line.startswith("#") for line in foot.split("\r\n") if line)


def test_large_money_loses_no_cent_in_csv():
    text = csv_of(answer([row("ESP", "España", "12345678901234.5678")])).decode("utf-8-sig")
    assert "12345678901234.5678" in text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_runs_in_csv(payload):
    written = harmless(payload)
    assert written.startswith("'")
    assert "\0" not in written


@pytest.mark.parametrize("text", ["-5", "+3.5", "-1,25", "a=b", "Año 2024", ""])
def test_numbers_and_plain_texts_stay_as_they_are(text):
    assert harmless(text) == text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_runs_in_a_workbook(payload):
    result = answer([row("ESP", payload, "1")])
    data = write_xlsx(measure_table(result, address="x"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert b"hyperlink" not in sheet
    cells = [cell for line in openpyxl.load_workbook(io.BytesIO(data))["Datos"] for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_workbook_has_a_total_row_equal_to_the_total_and_a_receipt():
    book = workbook_of(answer(TWO))
    data = list(book["Datos"].values)
    assert data[-1][0] == "Total"
    assert data[-1][2] == 3
    assert data[-1][3] == pytest.approx(3000.75)
    assert sum(line[3] for line in data[1:-1]) == pytest.approx(3000.75)
    receipt = dict(book["Ficha"].values)
    assert receipt["Definición"] == "Lo comprometido por país."
    assert receipt["Regla de conteo"] == "Una vez por país."
    assert receipt["Licencia"] == "CC-BY"
    assert receipt["Dirección de este archivo"] == "http://localhost/descargas/x.xlsx"
    assert book["Datos"].freeze_panes == "A2"


def test_a_measure_of_totals_becomes_one_row():
    measure = Measure("cooperation.totals", "Totales", "", "", "", "")
    total = {"actions": 3, "partners": 2, "countries": 1, "committed": Decimal("5.5"),
             "previous": None}  # fmt: skip
    result = answer([], measure=measure, total=total)
    lines = list(csv.reader(io.StringIO(csv_of(result).decode("utf-8-sig"))))
    assert lines[0] == ["Acciones", "Aliados", "Países", "Comprometido (USD)"]
    assert lines[1] == ["3", "2", "1", "5.50"]


def test_an_answer_without_rows_still_has_headings():
    lines = list(csv.reader(io.StringIO(csv_of(answer([])).decode("utf-8-sig"))))
    assert lines[0][0] == "Código"
    assert lines[1] == []


def test_totals_without_a_column_stand_in_the_receipt():
    total = {"actions": 2, "hhi": Decimal("0.25"), "top5_share": Decimal(1)}
    table = measure_table(answer(TWO, total=total), address="x")
    assert ("Total · Índice de concentración (HHI)", "0.25") in table.receipt


@pytest.mark.parametrize(
    ("value", "text"),
    [(7, "7"), (Decimal(0), "0.00"), (Decimal("-3.1"), "-3.10"), (Decimal("1E+3"), "1000.00"),
     (Decimal("0.123456789"), "0.12345679")],
)  # fmt: skip
def test_numbers_for_programs_have_a_point_and_two_decimals_at_least(value, text):
    assert plain(value) == text


def test_what_is_not_known_is_empty_in_files_with_a_column_that_says_why():
    unrated = {
        **row("ESP", "España", "0"), "committed": None, "value": None, "share": None,
        "disbursed": None, "lacking": {"committed": {"unrated": 2}, "value": {"unrated": 2}},
    }  # fmt: skip
    part = {**row("FRA", "Francia", "5"), "lacking": {"committed": {"unvalued": 1}}}
    total = {"actions": 3, "committed": Decimal(5), "disbursed": None, "value": Decimal(5),
             "lacking": {"committed": {"unrated": 2, "unvalued": 1}}}  # fmt: skip
    result = answer([unrated, part], total=total)
    lines = list(csv.reader(io.StringIO(csv_of(result).decode("utf-8-sig"))))
    assert lines[0][-1] == "Por qué falta"
    assert lines[1][3:6] == ["", "", ""]
    assert lines[1][-1] == "Comprometido: 2 acciones sin tasa; Desembolsado: no reportado"
    assert (lines[2][3], lines[2][-1]) == ("5.00", "Comprometido: 1 acción sin valorar")
    foot = csv_of(result).decode("utf-8-sig")
    assert (
        "# Total · Por qué falta: Comprometido: 2 acciones sin tasa y 1 sin valorar; "
        "Desembolsado: no reportado"
    ) in foot
    data = list(workbook_of(result)["Datos"].values)
    assert data[1][3:6] == (None, None, None)
    assert data[1][-1] == lines[1][-1]
    assert data[-1][3] == 5
    assert data[-1][-1].endswith("Desembolsado: no reportado")


def test_records_carry_the_amount_of_their_source_with_every_digit():
    measure = Measure("cooperation.records", "Registros", "", "", "", "")
    known = {
        "code": "A", "committed": Decimal("1.5"), "valuation": "reported", "lacking": {},
        "original_amount": Decimal("1234.3333333333333"), "original_currency": "EUR",
        "original_on": date(2024, 3, 1), "rate": Decimal("0.000243902439"),
        "rate_source": "banco", "original_note": "",
    }  # fmt: skip
    unknown = dict.fromkeys(known) | {
        "code": "B", "valuation": "unrated", "lacking": {"committed": {"unrated": 1}},
        "original_note": "several_currencies",
    }  # fmt: skip
    result = answer([known, unknown], measure=measure, total={"actions": 2})
    lines = list(csv.reader(io.StringIO(csv_of(result).decode("utf-8-sig"))))
    assert lines[0] == [
        "Código", "Comprometido (USD)", "Valoración", "Por qué falta", "Monto original",
        "Moneda original", "Fecha del monto original", "Tasa a USD", "Fuente de la tasa",
        "Por qué falta el original o la tasa",
    ]  # fmt: skip
    assert lines[1] == [
        "A", "1.50", "Con valor reportado", "", "1234.3333333333333", "EUR", "2024-03-01",
        "0.000243902439", "banco", "",
    ]  # fmt: skip
    assert lines[2] == [
        "B", "", "Sin tasa", "Comprometido: sin tasa", "", "", "", "", "", "varias monedas",
    ]  # fmt: skip
