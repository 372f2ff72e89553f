"""Six actions that one can add by hand, from their workbook to every face: what counts is one rule.

Rates, in pesos per dollar: 4,300 on 10 November 2024; in 2025, 4,100 on 3 March, 4,200 on 15 May
and 4,000 on 1 September. Committed in 2025: A1 100,000 dollars, A2 250,000, A3 80,000,000 pesos,
which are 20,000 dollars; A5 is cancelled and A6 of 2024. Disbursed in 2025: A1 50,000, A6 30,000.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from flask import Flask

from dashboard.cli import main
from dashboard.downloads import routes
from data_access.importers.run import import_file
from data_access.importers.template import write_cooperation_template
from data_access.measures.result import MeasureResult, Page
from data_access.measures.run import run_measure
from data_access.sample.package import DEFAULT_PACKAGE, read_package
from data_access.services.catalogues import load_package, read_catalogue
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR, PUBLIC
from data_access.vocabulary.filters import Filters
from layouts.components.record_grid import grid_rows
from layouts.components.table_rows import table_rows
from layouts.components.tables import records_table
from layouts.indicators import INDICATORS
from layouts.texts.catalogue import use_language

RATES = {
    date(2024, 11, 10): 4300,
    date(2025, 3, 3): 4100,
    date(2025, 5, 15): 4200,
    date(2025, 9, 1): 4000,
}
HEADERS = (
    "Código", "Entidad(es)", "Aliado(s)", "Fecha de inicio", "Fecha del compromiso",
    "Valor comprometido", "Moneda", "Etapa", "Valor desembolsado", "Fecha del desembolso",
    "Tipo de recurso",
)  # fmt: skip
MARCH, MAY, SEPTEMBER = date(2025, 3, 3), date(2025, 5, 15), date(2025, 9, 1)
NOVEMBER = date(2024, 11, 10)
UNDER_WAY, CANCELLED, IN_KIND = "Ejecución", "Cancelada", "Especie"
ACTIONS = (
    ("A1", "SDA", "Alfa", MARCH, MARCH, 100_000, "USD", UNDER_WAY, 50_000, MAY, None),
    ("A2", "SDIS", "Beta", MAY, MAY, 250_000, "USD", UNDER_WAY, None, None, None),
    ("A3", "SDA", "Gamma", SEPTEMBER, SEPTEMBER, 80_000_000, "COP", UNDER_WAY, None, None, None),
    ("A4", "SG", "Ciudad Delta", date(2025, 6, 20), None, None, None, UNDER_WAY, None, None,
     IN_KIND),
    ("A5", "SDIS", "Beta", date(2025, 7, 10), MAY, 40_000, "USD", CANCELLED, None, None, None),
    ("A6", "SDA", "Alfa", NOVEMBER, NOVEMBER, 60_000, "USD", UNDER_WAY, 30_000, SEPTEMBER, None),
)  # fmt: skip
YEAR = {"anio_desde": "2025", "anio_hasta": "2025"}


@pytest.fixture(scope="module", params=("sqlite", "postgresql"))
def register(
    request: pytest.FixtureRequest, new_store: Callable, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """A store of each engine with the workbook and its rates taken in."""
    folder = tmp_path_factory.mktemp("what_counts")
    with new_store(request.param) as store:
        load_package(store, OPERATOR, read_package(DEFAULT_PACKAGE))
        for importer, path in (("trm", rates(folder)), ("cooperation", workbook(store, folder))):
            outcome = import_file(store, OPERATOR, importer, path, raw_folder=folder)
            assert outcome.rejected == 0, outcome.issues
        yield store


def rates(folder: Path) -> Path:
    lines = ["VALOR,UNIDAD,VIGENCIADESDE,VIGENCIAHASTA"]
    lines += [f"{rate}.00,COP,{day:%d/%m/%Y},{day:%d/%m/%Y}" for day, rate in RATES.items()]
    path = folder / "trm.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def workbook(store: Store, folder: Path) -> Path:
    path = folder / "acciones.xlsx"
    with store.reading() as session:
        write_cooperation_template(path, read_catalogue(session))
    book = openpyxl.load_workbook(path)
    sheet = book["Cooperación"]
    places = {cell.value: cell.column for cell in sheet[1]}
    for line, values in enumerate(ACTIONS, start=2):
        said = dict(zip(HEADERS, values, strict=True))
        said |= {"Título": f"Acción {said['Código']}", "País(es)": "España"}
        for header, value in (said | {"Dirección": "Recibida (demanda)"}).items():
            sheet.cell(line, places[header], value)
    book.save(path)
    return path


def ask(store: Store, name: str, **said: str) -> MeasureResult:
    filters, issues = Filters.parse(said)
    assert issues == []
    return run_measure(store, PUBLIC, f"cooperation.{name}", filters)


def codes(store: Store, **said: str) -> list[str]:
    return sorted(row["code"] for row in ask(store, "records", **said).rows)


def test_each_amount_counts_at_the_rate_of_its_own_day(register: Store) -> None:
    dollars = ask(register, "totals", **YEAR).total
    assert (dollars["committed"], dollars["disbursed"]) == (Decimal(370_000), Decimal(80_000))
    pesos = ask(register, "totals", **YEAR, moneda="COP").total
    assert pesos["committed"] == Decimal(1_540_000_000)
    # 50,000 at 4,200 and 30,000 at 4,000.
    assert pesos["disbursed"] == Decimal(330_000_000)


def test_four_actions_were_signed_in_the_year_and_the_cancelled_one_stands_apart(
    register: Store,
) -> None:
    rows = ask(register, "records", **YEAR).rows
    assert sorted(row["code"] for row in rows if row["year"] == 2025) == ["A1", "A2", "A3", "A4"]
    assert codes(register, **YEAR, clase="canceladas") == ["A5"]
    classes = {row["key"]: row for row in ask(register, "by_class", **YEAR).rows}
    assert {key: row["actions"] for key, row in classes.items()} == {
        "recibida": 5, "creditos": 0, "ofrecida": 0, "sin-clase": 0, "canceladas": 1,
    }  # fmt: skip
    assert classes["recibida"]["committed"] == Decimal(370_000)
    assert classes["canceladas"]["committed"] is None


def test_the_money_of_the_cancelled_is_in_no_total(register: Store) -> None:
    for name in ("totals", "by_year", "by_entity", "by_partner", "flows", "concentration"):
        answer = ask(register, name, clase="canceladas")
        assert answer.total["value"] is answer.total["committed"] is None
        assert all(row["value"] is None for row in answer.rows)
        assert not answer.has_sum
    answer = ask(register, "records", clase="canceladas")
    assert answer.total["value"] is answer.total["committed"] is None


@pytest.mark.parametrize(
    ("clase", "own"),
    [
        ("canceladas", {"A5": 40_000}),
        ("todas", {"A2": 250_000, "A1": 100_000, "A6": 60_000, "A3": 20_000, "A4": None}),
    ],
)
def test_the_amount_of_one_record_is_no_sum(
    register: Store, clase: str, own: dict[str, int | None]
) -> None:
    filters, _issues = Filters.parse({"clase": clase})
    answer = run_measure(register, PUBLIC, "cooperation.records", filters, page=Page(sort="value"))
    assert [(row["code"], row["value"]) for row in answer.rows] == list(own.items())
    with use_language("es"):
        shown = [row["committed"] for row in grid_rows(answer)]
        table = table_rows(INDICATORS["cooperation.records"], answer)
        largest = json.dumps(records_table(answer), default=lambda part: part.to_plotly_json())
    assert all(
        ("US$" in words) == (value is not None)
        for words, value in zip(shown, own.values(), strict=True)
    )
    assert [row[table.headings.index("Comprometido")] for row in table.rows] == shown
    assert "Clase de flujo" in largest
    assert largest.count("US$") == len([value for value in own.values() if value])
    (original,) = (
        row for row in ask(register, "records", clase=clase).rows if row["code"] == next(iter(own))
    )
    assert (original["original_amount"], original["original_currency"]) == (
        next(iter(own.values())), "USD",
    )  # fmt: skip


def test_all_classes_together_are_counted_and_never_summed(register: Store) -> None:
    answer = ask(register, "totals", clase="todas")
    assert (answer.total["actions"], answer.total["committed"]) == (5, None)
    assert codes(register, clase="todas") == ["A1", "A2", "A3", "A4", "A6"]
    by_entity = ask(register, "by_entity", clase="todas").rows
    assert [(row["key"], row["actions"], row["value"]) for row in by_entity] == [
        ("SDA", 3, None), ("SDIS", 1, None), ("SG", 1, None),
    ]  # fmt: skip


def test_the_file_has_the_same_figures_and_names_the_class_and_the_rule(register: Store) -> None:
    server = Flask("dashboard", static_folder=None)
    routes.register(server, register)
    with use_language("es"):
        address = "/descargas/cooperation.{}.csv?anio_desde=2025&anio_hasta=2025&moneda=COP"
        text = server.test_client().get(address.format("totals")).get_data(as_text=True)
        classes = server.test_client().get(address.format("by_class")).get_data(as_text=True)
    (row,) = rows_of(text)
    assert row["Comprometido (COP)"] == "1540000000.00"
    assert "Clase de flujo" in text
    assert "Recibida no reembolsable" in text
    assert "Las acciones canceladas se cuentan aparte" in text
    by_class = {row["Código"]: row for row in rows_of(classes)}
    assert by_class["recibida"]["Comprometido (COP)"] == "1540000000.00"
    assert by_class["canceladas"]["Acciones"] == "1"
    assert by_class["canceladas"]["Comprometido (COP)"] == ""
    assert "# Total, sin canceladas · Acciones: 5" in classes


def rows_of(text: str) -> list[dict[str, str]]:
    table = text.removeprefix("\ufeff").split("\r\n\r\n")[0]
    return list(csv.DictReader(io.StringIO(table)))


def test_the_command_line_gives_the_same_figures(
    register: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLOBO_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("GLOBO_DATABASE_URL", register.url.render_as_string(hide_password=False))
    year = ["-f", "anio_desde=2025", "-f", "anio_hasta=2025"]

    def answer(*words: str) -> Any:
        name = ["measure", "cooperation.totals", "--format", "json"]
        return json.loads(CliRunner().invoke(main, [*name, *year, *words]).stdout)

    received, pesos = answer(), answer("-f", "moneda=COP")
    assert Decimal(received["total"]["committed"]) == 370_000
    assert Decimal(pesos["total"]["committed"]) == 1_540_000_000
    assert received["flow_class"] == "Recibida no reembolsable"
    cancelled = answer("-f", "clase=canceladas")
    assert (cancelled["total"]["actions"], cancelled["total"]["committed"]) == (1, None)
    elsewhere = (
        "No hay acciones de esta clase de flujo; sí las hay en otras: «Recibida no reembolsable» "
        "(5), «Canceladas» (1)."
    )
    assert answer("-f", "clase=creditos")["notes"] == [elsewhere]
    empty = CliRunner().invoke(
        main, ["measure", "cooperation.by_sdg", *year, "-f", "clase=creditos"]
    )
    assert elsewhere in empty.stdout
    table = CliRunner().invoke(main, ["measure", "cooperation.by_class", *year])
    assert "Cada clase aparte · Comprometido · USD" in table.stdout
    assert "Total, sin canceladas" in table.stdout
    offered = next(line for line in table.stdout.splitlines() if line.startswith("ofrecida"))
    assert offered.split()[2:] == ["0", *["Sin", "acciones"] * 3]
