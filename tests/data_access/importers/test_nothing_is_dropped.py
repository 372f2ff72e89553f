"""What the reading of a cell finds arrives in the outcome, whatever the importer and the column."""

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from data_access.importers.apc import COLUMNS as APC_COLUMNS
from data_access.importers.apc import PROJECT_COLUMNS
from data_access.importers.cooperation_columns import COLUMNS as COOPERATION_COLUMNS
from data_access.importers.plan_columns import COLUMNS as PLAN_COLUMNS
from data_access.importers.plan_figures import BUDGETS, CONTRIBUTIONS, REPROGRAMMED
from data_access.importers.progress import COLUMNS as PROGRESS_COLUMNS
from data_access.importers.rates import COLUMNS as RATE_COLUMNS
from data_access.importers.received import Received
from data_access.importers.registry import IMPORTERS
from data_access.importers.trm import COLUMNS as TRM_COLUMNS
from data_access.sample.load import load_catalogues, load_sample
from data_access.sample.package_files import WrongFile
from data_access.sample.plan import INVENTED
from data_access.sample.rates import FILE as RATES_FILE
from data_access.services.catalogues import read_catalogue
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ImportOutcome, ParsedFile
from data_access.vocabulary.issues import Issue
from tests.data_access.importers.outside_catalogue import CATALOGUE as OUTSIDE
from tests.data_access.importers.small_catalogue import CATALOGUE

PUERTO_CLARO = Path(__file__).parents[2] / "files" / "package_puerto_claro"
FORBIDDEN = "x\u202ey"
BROKEN = "#REF!"
HIDDEN = "A-\u200b1"
AMOUNTS = ("1.500", "1,500", "mucho", "1,2,3", FORBIDDEN, BROKEN)
DAYS = ("2024", "marzo de 2024", "31/02/2024", "01/01/1870", "ayer", FORBIDDEN, BROKEN)
WORDS = ("mágica", FORBIDDEN, BROKEN)
PERCENTAGES = ("{} 150 %", "{0} 60 %; {1}", "{0} 60 %; {1} 60 %", "{0} 60 %; {1} 0 %; {0} 60 %")


@dataclass(frozen=True)
class Table:
    """A row that nothing is found in, and for each column the values in which something is.

    Columns that take any text are in ``free``. ``companion`` is the file of which the row is, where
    it is not the first.
    """

    good: dict[str, str]
    wrong: dict[str, tuple[str, ...]]
    free: tuple[str, ...] = ()
    catalogue: Catalogue = CATALOGUE
    companion: str = ""


def _headers(table: dict[str, Any]) -> dict[str, Any]:
    by_key = {column.key: column.header for column in COOPERATION_COLUMNS}
    return {by_key[key]: value for key, value in table.items()}


def _shared(first: str, second: str) -> tuple[str, ...]:
    return (*(text.format(first, second) for text in PERCENTAGES), *WORDS)


COOPERATION = Table(
    _headers({
        "code": "A-{row}", "title": "Uno", "entities": "SDM", "countries": "España",
        "partners": "JICA", "currency": "USD",
    }),
    _headers({
        "code": (HIDDEN, FORBIDDEN, BROKEN),
        "title": (FORBIDDEN, BROKEN), "objective": (FORBIDDEN, BROKEN),
        "beneficiaries": (FORBIDDEN, BROKEN),
        "entities": _shared("SDM", "SDS"),
        "partners": _shared("JICA", "AECID"),
        "countries": _shared("España", "Francia"),
        "dac_sectors": _shared("410", "430"),
        **dict.fromkeys(("committed", "disbursed", "counterpart"), AMOUNTS),
        **dict.fromkeys(("starts_on", "ends_on", "committed_on", "disbursed_on"), DAYS),
        **dict.fromkeys(
            ("cooperation_type", "modality", "direction", "stage", "currency", "resource",
             "reimbursable", "sdgs", "territories", "programme"), WORDS,
        ),
    }),
)  # fmt: skip
APC = Table(
    {
        "Project_ID": "COL{row}", "PROYECTO": "Título número {row}", "MONEDA": "USD",
        "APORTE NACIONAL": "{row}", "APORTE INTERNACIONAL": "{row}",
    },
    {
        "Project_ID": (HIDDEN,), "PROYECTO": (FORBIDDEN, BROKEN),
        "OBJETIVO": (FORBIDDEN, BROKEN), "BENEFICIARIOS": (FORBIDDEN, BROKEN),
        **dict.fromkeys(("MODALIDAD", "MONEDA", "TERRITORIOS", "TIPO DE COOPERACION"), WORDS),
        **dict.fromkeys(("APORTE NACIONAL", "APORTE INTERNACIONAL"), AMOUNTS),
    },
    # The executors are national bodies: those that are not of the city are no finding.
    ("ENTIDADES RESPONSABLES",),
    OUTSIDE,
)  # fmt: skip
APC_PROJECTS = Table(
    {"project_id": "COL{row}", "project_title": "Título número {row}", "donors": "Spain"},
    {
        **dict.fromkeys(("start_actual_isodate", "end_actual_isodate"), DAYS),
        **dict.fromkeys(("donors", "ad_sector_codes", "status"), WORDS),
    },
    ("project_id", "project_title"),
    OUTSIDE,
    "projects",
)
TRM = Table(
    {
        "VALOR": "4000", "UNIDAD": "COP",
        "VIGENCIADESDE": "{day}", "VIGENCIAHASTA": "{day}",
    },
    {
        "VALOR": ("mucho", "1,2,3", "-1", FORBIDDEN), "UNIDAD": WORDS,
        "VIGENCIADESDE": DAYS, "VIGENCIAHASTA": DAYS,
    },
)  # fmt: skip
RATES = Table(
    {
        "currency_code": "EUR", "quote_code": "USD", "valid_from": "{day}", "valid_to": "{day}",
        "rate": "2", "rate_source": "BCE",
    },
    {
        "currency_code": WORDS, "quote_code": WORDS, "valid_from": DAYS, "valid_to": DAYS,
        "rate": ("1,500", "mucho", "1,2,3", "-1", FORBIDDEN),
        "rate_source": ("", FORBIDDEN, BROKEN),
    },
)  # fmt: skip
OF_LEVELS = ("objetivo", "nombre_objetivo")
PLAN = Table(
    {
        "codigo": "M{row}", "nivel": "meta", "nombre": "Meta número {row}", "indicador": "I{row}",
        "meta_final": "10", "meta_2025": "5",
    },
    {
        **{
            column.key: (FORBIDDEN, BROKEN)
            for column in PLAN_COLUMNS
            if column.key not in OF_LEVELS
        },
        **dict.fromkeys(("codigo", "padre", "componente", "indicador"), (HIDDEN, FORBIDDEN)),
        **dict.fromkeys(("linea_base", "meta_final", "meta_2025", "ponderacion"), AMOUNTS),
        **dict.fromkeys(("fecha_inicio", "fecha_fin"), DAYS),
        **dict.fromkeys(("entidad", "corresponsables", "anualizacion", "periodicidad"), WORDS),
        **dict.fromkeys(("ods", "vigente", "ilustrativo", "medida", "dias_rezago"), WORDS),
        "anio_linea_base": ("hace poco", "20", FORBIDDEN),
    },
    # Of use only where no column says the parent.
    OF_LEVELS,
)  # fmt: skip
LEVELS = Table(
    {"codigo": "M{row}", "nivel": "meta", "nombre": "Meta número {row}", "objetivo": "{row}"},
    dict.fromkeys(OF_LEVELS, (FORBIDDEN, BROKEN)),
    ("codigo", "nivel", "nombre"),
)
PROGRESS = Table(
    {"indicador": "I{row}", "anio": "2025", "trimestre": "1", "valor": "5"},
    {
        "indicador": ("", HIDDEN, FORBIDDEN, BROKEN), "anio": WORDS, "trimestre": WORDS,
        "valor": (*AMOUNTS, "5 millones"), "avance": (*AMOUNTS, "5 millones"),
        **dict.fromkeys(
            ("cualitativo", "justificacion", "evidencia", "razon", "marco"), (FORBIDDEN, BROKEN)
        ),
    },
)  # fmt: skip
BUDGET = Table(
    {"codigo": "M{row}", "anio": "2025", "trimestre": "1", "recurso": "vigencia"},
    {
        "codigo": ("", HIDDEN, FORBIDDEN, BROKEN),
        **dict.fromkeys(("anio", "trimestre", "recurso"), WORDS),
        **dict.fromkeys(("apropiacion", "comprometido", "girado"), (*AMOUNTS, "USD 5")),
    },
)
CONTRIBUTION = Table(
    {
        "accion": "A-{row}", "indicador": "I{row}", "anio": "2025", "trimestre": "1",
        "entidad": "SDM", "cantidad": "5",
    },
    {
        "accion": ("", HIDDEN, FORBIDDEN, BROKEN), "indicador": ("", HIDDEN, FORBIDDEN, BROKEN),
        **dict.fromkeys(("anio", "trimestre", "entidad"), WORDS),
        "cantidad": AMOUNTS,
    },
)  # fmt: skip
ACT = Table(
    {
        "indicador": "I{row}", "anio": "2025", "valor": "5", "acto": "Decreto {row}",
        "fecha": "{day}",
    },
    {
        "indicador": ("", HIDDEN, FORBIDDEN, BROKEN), "anio": WORDS,
        "valor": ("", *AMOUNTS, "5 millones"),
        "acto": ("", FORBIDDEN, BROKEN), "texto": (FORBIDDEN, BROKEN), "fecha": ("", *DAYS),
    },
)  # fmt: skip
TABLES = {
    "cooperation": (COOPERATION, [column.header for column in COOPERATION_COLUMNS]),
    "apc": (APC, APC_COLUMNS),
    "apc projects": (APC_PROJECTS, PROJECT_COLUMNS),
    "trm": (TRM, TRM_COLUMNS),
    "rates": (RATES, RATE_COLUMNS),
    "plan": (PLAN, [*(column.key for column in PLAN_COLUMNS), "meta_2025"]),
    "plan levels": (LEVELS, ["codigo", "nivel", "nombre", *OF_LEVELS]),
    "progress": (PROGRESS, PROGRESS_COLUMNS),
    "budgets": (BUDGET, BUDGETS),
    "contributions": (CONTRIBUTION, CONTRIBUTIONS),
    "reprogrammed": (ACT, REPROGRAMMED),
}
PACKAGE = {
    "rates": RATES_FILE,
    "plan": "plan/metas_portuarias.csv",
    "progress": "plan/progress.csv",
    "budgets": "plan/budgets.csv",
    "contributions": "plan/action_goals.csv",
    "reprogrammed": "plan/reprogrammed.csv",
}
"""The files of an entity package that importers read, by their importer."""
IATI = {
    "value": ("1,500", "mucho", "1,2,3", "1e5"),
    "currency": ("ZZZ", "euros"),
    "day": ("ayer", "2024-02-31"),
    "valued": ("ayer", "2024-02-31"),
    "start": ("ayer", "2024-02-31"),
    "country": ("ZZ",),
    "pct": ("mucho", "150", ""),
    "sector": ("999", "mágico"),
    "status": ("99",),
    "title": (FORBIDDEN, ""),
}


def written(path: Path, columns: list[str], rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def filled(row: dict[str, str], number: int) -> dict[str, str]:
    day = f"{number % 28 + 1:02}/{number // 28 % 12 + 1:02}/{2000 + number // 336}"
    return {name: text.format(row=number, day=day) for name, text in row.items()}


def read(name: str, folder: Path, table: Table, columns: list[str], rows: Any) -> ParsedFile[Any]:
    path = written(folder / "tabla.csv", columns, rows)
    companions = {table.companion: path} if table.companion else {}
    if table.companion:
        first = [filled(APC.good, number) for number, _ in enumerate(rows, start=2)]
        path = written(folder / "primera.csv", list(APC_COLUMNS), first)
    importer = IMPORTERS[name.split()[0]]
    parsed = importer.read(Received(path, path.name, companions), table.catalogue)
    parsed.rows = list(parsed.rows)
    return parsed


def findings(parsed: ParsedFile[Any], number: int) -> Iterator[Issue]:
    for row in parsed.rows:
        if row.row_number == number:
            yield from row.issues
    yield from (issue for issue in parsed.issues if issue.row == number)


def test_every_importer_and_every_column_is_looked_at():
    assert {name.split()[0] for name in TABLES} | {"iati"} == set(IMPORTERS)
    for name, (table, columns) in TABLES.items():
        assert set(columns) == {*table.wrong, *table.free}, name


def wrong_rows(table: Table) -> list[tuple[tuple[str, str], dict[str, str]]]:
    """Every wrong cell, with a row in which nothing else is wrong."""
    cases = [(column, value) for column, values in table.wrong.items() for value in values]
    return [
        ((column, value), {**filled(table.good, number), column: value})
        for number, (column, value) in enumerate(cases, start=2)
    ]


@pytest.mark.parametrize("name", TABLES)
def test_nothing_is_told_of_a_good_row(name: str, tmp_path: Path):
    table, columns = TABLES[name]
    rows = [filled(table.good, number) for number in (2, 3)]
    parsed = read(name, tmp_path, table, list(columns), rows)
    assert [issue for number in (2, 3) for issue in findings(parsed, number)] == []


@pytest.mark.parametrize("name", TABLES)
def test_what_is_found_in_a_cell_arrives(name: str, tmp_path: Path):
    table, columns = TABLES[name]
    cases, rows = zip(*wrong_rows(table), strict=True)
    parsed = read(name, tmp_path, table, list(columns), rows)
    dropped = [
        (column, value)
        for number, (column, value) in enumerate(cases, start=2)
        if column not in {issue.column for issue in findings(parsed, number)}
    ]
    assert dropped == []


def test_every_file_of_a_package_is_looked_at():
    assert {"rates", "plan", *(importer for _, importer, *_ in INVENTED)} == set(PACKAGE)
    assert {f"plan/{file}" for file, *_ in INVENTED} <= set(PACKAGE.values())


def loaded(store: Store, package: Path) -> list[ImportOutcome]:
    """What the loaders of the package tell, whether they end well or not."""
    try:
        return load_sample(store, OPERATOR, package).files
    except WrongFile as wrong:
        return [wrong.outcome]


@pytest.mark.parametrize("are_errors", [True, False])
@pytest.mark.parametrize("name", PACKAGE)
def test_what_is_found_in_a_file_of_a_package_arrives(
    name: str, are_errors: bool, sqlite_store: Store, tmp_path: Path
):
    package = Path(shutil.copytree(PUERTO_CLARO, tmp_path / "package"))
    for other in ("cuts.csv", "progress.csv"):
        (package / "plan" / other).unlink()
    load_catalogues(sqlite_store, OPERATOR, package)
    with sqlite_store.reading() as session:
        catalogue = read_catalogue(session)
    table, columns = TABLES[name]
    path = package / PACKAGE[name]

    def written_and_read(rows: list[dict[str, str]]) -> ParsedFile[Any]:
        written(path, list(columns), rows)
        return IMPORTERS[name].read(Received(path, path.name), catalogue)

    rows = [row for _, row in wrong_rows(table)]
    rejected = {row.row_number for row in written_and_read(rows).rows if row.is_rejected}
    rows = [row for number, row in enumerate(rows, 2) if (number in rejected) == are_errors]
    parsed = written_and_read(rows)
    found = [*parsed.issues, *(issue for row in parsed.rows for issue in row.issues)]
    outcomes = [each for each in loaded(sqlite_store, package) if each.file_name == path.name]
    told = [issue for outcome in outcomes for issue in outcome.issues]
    assert [issue for issue in found if issue not in told] == []


_ACTIVITY = """<iati-activity default-currency="{currency}">
<iati-identifier>XX-{row}</iati-identifier>
<reporting-org ref="XX"><narrative>Aguas Unidas</narrative></reporting-org>
<title><narrative>{title}</narrative></title><activity-status code="{status}"/>
<participating-org role="1" type="22"><narrative>Aguas Unidas</narrative></participating-org>
<activity-date type="2" iso-date="{start}"/>
<recipient-country code="{country}" percentage="{pct}"/>
<recipient-country code="ES" percentage="50"/><sector vocabulary="2" code="{sector}"/>
<transaction><transaction-type code="2"/><transaction-date iso-date="{day}"/>
<value value-date="{valued}">{value}</value></transaction></iati-activity>"""
_GOOD = {
    "value": "5", "currency": "USD", "day": "2024-06-01", "valued": "2024-06-01",
    "start": "2024-01-01", "country": "CO", "pct": "50", "sector": "140", "status": "2",
    "title": "Agua",
}  # fmt: skip


def test_what_is_found_in_an_activity_arrives(tmp_path: Path):
    cases = [(name, value) for name, values in IATI.items() for value in values]
    activities = [_GOOD, *({**_GOOD, name: value} for name, value in cases)]
    path = tmp_path / "iati.xml"
    path.write_text(
        "<iati-activities version='2.03'>"
        + "".join(_ACTIVITY.format(row=row, **each) for row, each in enumerate(activities))
        + "</iati-activities>",
        encoding="utf-8",
    )
    parsed = IMPORTERS["iati"].read(Received(path, path.name), OUTSIDE)
    good, *wrong = parsed.rows
    assert good.issues == []
    assert [case for case, row in zip(cases, wrong, strict=True) if not row.issues] == []
