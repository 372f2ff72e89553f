"""A download has the numbers of its measure, and a wrong question is told what to do."""

import io
from collections.abc import Iterator
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.downloads import routes
from dashboard.error_answers import answer_error
from dashboard.exports import tables
from dashboard.exports.kinds import EXACT
from dashboard.exports.tables import plain
from data_access.measures.catalogue import MEASURES
from data_access.measures.run import run_measure
from data_access.store.store import Store, open_store
from data_access.vocabulary.actors import PUBLIC, Permission
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.flows import FLOW_CLASSES
from layouts.texts.catalogue import use_language

QUESTIONS = ["", "moneda=COP&anio_desde=2022&anio_hasta=2024", "monto=desembolsado&pais=ESP,DEU"]
SUMMED = [
    "cooperation.by_year", "cooperation.by_country", "cooperation.by_entity",
    "cooperation.by_modality", "cooperation.by_sdg", "cooperation.records",
]  # fmt: skip


def served(store: Store) -> FlaskClient:
    """The download routes alone, over ``store``."""
    server = Flask("dashboard", static_folder=None)
    routes.register(server, store)
    server.register_error_handler(Exception, answer_error)
    return server.test_client()


@pytest.fixture
def files(sqlite_demo_store: Store) -> Iterator[FlaskClient]:
    with use_language("es"):
        yield served(sqlite_demo_store)


def frame_of(files: FlaskClient, name: str, query: str) -> pd.DataFrame:
    """The table of a CSV download, every cell as text."""
    answer = files.get(f"/descargas/{name}.csv?{query}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return pd.read_csv(io.BytesIO(answer.data), comment="#", dtype=str, keep_default_na=False)


@pytest.mark.parametrize("query", QUESTIONS)
@pytest.mark.parametrize("name", SUMMED)
def test_the_file_adds_up_to_the_total_of_the_measure(files, sqlite_demo_store, name, query):
    filters, _ = Filters.parse(query)
    total = run_measure(sqlite_demo_store, PUBLIC, "cooperation.totals", filters).total
    frame = frame_of(files, name, query)
    for heading, key in (("Comprometido", "committed"), ("Desembolsado", "disbursed")):
        column = frame[f"{heading} ({filters.moneda})"]
        # Cells are empty where no worth is known.
        assert sum((Decimal(text) for text in column if text), Decimal(0)) == total[key]


def test_the_records_file_has_every_record(files, sqlite_demo_store):
    every = Filters(clase="todas")
    total = run_measure(sqlite_demo_store, PUBLIC, "cooperation.totals", every).total
    frame = frame_of(files, "registros", every.query())
    # Of the 400 of the demonstration 11 are cancelled, which are listed apart.
    assert len(frame) == total["actions"] == 389
    assert len(frame_of(files, "registros", "clase=canceladas")) == 11
    assert frame["Código"].is_unique
    # Each with its own amount, as in the file of its class.
    told = ["Código", "Comprometido (USD)"]
    by_class = [frame_of(files, "registros", f"clase={name}")[told] for name in FLOW_CLASSES]
    apart = pd.concat(by_class).sort_values("Código")
    assert apart.to_numpy().tolist() == frame[told].sort_values("Código").to_numpy().tolist()


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_every_measure_is_a_file_of_each_kind(files, name):
    assert len(frame_of(files, name, "").columns) > 1
    answer = files.get(f"/descargas/{name}.xlsx")
    assert answer.mimetype == routes.XLSX_TYPE
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["Datos", "Ficha"]
    headings = next(book["Datos"].values)
    assert not [text for text in headings if text.isidentifier() and text.islower()]


def test_a_file_says_where_it_comes_from(files):
    answer = files.get("/descargas/cooperation.by_country.csv?pais=ESP")
    text = answer.get_data(as_text=True)
    assert "# Filtro: País: ESP" in text
    assert "http://localhost/descargas/cooperation.by_country.csv?pais=ESP" in text
    assert "ficticios" in text
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="globo_cooperation_by_country_20')
    assert disposition.endswith('.csv"')


def test_a_file_speaks_english_when_asked(sqlite_demo_store):
    with use_language("en"):
        text = (
            served(sqlite_demo_store)
            .get("/descargas/cooperation.by_year.csv?lang=en")
            .get_data(as_text=True)
        )
    assert "Committed (USD)" in text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("cooperation.by_year.csv?anio_desde=ayer", 400, "«ayer» no es un año"),
        ("cooperation.by_year.csv?moneda=EUR", 400, "EUR"),
        ("cooperation.by_year.csv?pais=ZZZ", 400, "ZZZ"),
        ("cooperation.by_year.csv?anio=2020", 400, "«anio=2020»"),
        ("registros.xlsx?lang=es&anio=2020", 400, "«anio=2020»"),
        ("cooperation.by_year.csv?clase=creditos&clase=ofrecida", 400, "(creditos; ofrecida)"),
        ("cooperation.nada.csv", 404, "No hay una descarga con ese nombre"),
        ("cooperation.by_year.pdf", 404, "No hay una descarga con ese nombre"),
        ("..%2f..%2fetc%2fpasswd.csv", 404, "No existe esta página"),
    ],
)
def test_a_wrong_question_is_told_what_to_do(files, path, status, words):
    answer = files.get(f"/descargas/{path}")
    assert answer.status_code == status
    assert words in answer.get_data(as_text=True)


def test_a_file_passes_over_where_its_reader_came_from(files):
    assert files.get("/descargas/cooperation.by_year.csv?utm_source=x&fbclid=1").status_code == 200


def test_a_file_says_which_filters_its_measure_does_not_know(files):
    known = files.get("/descargas/goals.by_line.csv?entidad=SG").get_data(as_text=True)
    assert "no se aplica" not in known
    answer = files.get("/descargas/goals.by_line.csv?entidad=SG&pais=ESP&anio_desde=2020")
    assert "# Nota: Estos filtros no se aplican aquí: Desde, País." in answer.get_data(as_text=True)


def test_a_plain_page_lists_every_file(files):
    text = files.get("/descargas").get_data(as_text=True)
    assert "<script" not in text
    for name in MEASURES:
        assert f'href="/descargas/{name}.csv"' in text
        assert f'href="/descargas/{name}.xlsx"' in text


def test_too_many_rows_for_a_workbook_are_sent_to_csv(files, monkeypatch):
    monkeypatch.setattr(routes, "MAX_ROWS", 3)
    answer = files.get("/descargas/cooperation.records.xlsx")
    assert answer.status_code == 400
    assert "CSV" in answer.get_data(as_text=True)


def test_every_view_tells_its_permission(sqlite_demo_store):
    views = served(sqlite_demo_store).application.view_functions
    assert set(views) == {"download", "downloads", "alive", "ready"}
    assert {view.permission for view in views.values()} == {Permission.READ_PUBLISHED}


def test_alive_without_a_store_but_not_ready(tmp_path, sqlite_demo_store):
    assert served(sqlite_demo_store).get("/listo").get_json() == {"status": "ok"}
    empty = open_store(f"sqlite:///{tmp_path / 'empty.db'}")
    files = served(empty)
    assert files.get("/salud").get_json() == {"status": "ok"}
    assert files.get("/listo").status_code == 503
    empty.close()


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("goals.progress", {"Meta del período (MP)": "mp", "Brecha": "gap", "Semáforo": "light"}),
        ("goals.by_line", {"Indicadores": "indicators", "Compromisos (COP)": "committed"}),
        ("goals.tree", {"Nombre": "label", "Avance ponderado": "advance"}),
        ("goals.budget", {"Apropiación (COP)": "appropriation", "Año": "year"}),
        ("goals.alerts", {"De qué": "subject_label", "Fecha límite": "deadline"}),
        ("indicators.index", {"Ponderación": "weight", "Puntaje": "score"}),
    ],
)
def test_the_files_of_goals_are_their_rows(files, sqlite_demo_store, name, columns):
    filters, _ = Filters.parse("corte=2025-T3")
    rows = run_measure(sqlite_demo_store, PUBLIC, name, filters).rows
    frame = frame_of(files, name, "corte=2025-T3")
    book = openpyxl.load_workbook(io.BytesIO(
        files.get(f"/descargas/{name}.xlsx?corte=2025-T3").data
    ))  # fmt: skip
    headings, *lines = list(book["Datos"].values)
    for heading, key in columns.items():
        assert list(frame[heading]) == [written(row[key]) for row in rows]
        told = [line[headings.index(heading)] for line in lines[: len(rows)]]
        assert [like(value, row[key]) for value, row in zip(told, rows, strict=True)] == [
            row[key] is not None for row in rows
        ]


def written(value):
    """A value as a CSV file tells it."""
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else str(value)


def like(told, value) -> bool:
    """Whether a cell of a workbook holds ``value``; an empty one holds nothing."""
    if told is None or value is None:
        return not (told is None and value is None) and told == value
    if isinstance(value, int | Decimal):
        return float(told) == pytest.approx(float(value))
    return told == str(value)


def test_a_file_of_goals_tells_its_cut_and_no_currency(files):
    text = files.get("/descargas/goals.summary.csv?meta=PG-01&corte=2025-T3").get_data(as_text=True)
    assert "# Filtro: Corte: 2025-T3" in text
    assert "Moneda" not in text


def test_nothing_has_no_sign_in_a_file():
    assert plain(Decimal("-0")) == plain(Decimal("-0.000000001")) == "0.00"
    assert tables.written(Decimal("-0.00"), EXACT) == "0"
    assert plain(Decimal("-0.5")) == "-0.50"
