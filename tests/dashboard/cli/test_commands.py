"""The command line does what the README says, with the same figures as everything else."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dashboard.cli import main
from dashboard.cli.measure import _cell, _short
from tests.data_access.importers import iati_files

APC = Path(__file__).parents[2] / "files" / "imports"


@pytest.fixture
def globo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command in a data folder of its own."""
    monkeypatch.setenv("GLOBO_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("GLOBO_DATABASE_URL", raising=False)

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, list(words))

    return run


def test_a_store_that_was_never_migrated_is_told(globo: Callable[..., Result]) -> None:
    result = globo("measure", "cooperation.totals")
    assert result.exit_code == 2
    assert "globo db upgrade" in result.stderr


def test_upgrade_brings_schema_and_catalogues(globo: Callable[..., Result]) -> None:
    assert globo("db", "check").exit_code == 1
    assert globo("db", "upgrade").exit_code == 0
    assert globo("db", "upgrade").exit_code == 0
    assert globo("db", "check").exit_code == 0


def test_from_file_to_figure(globo: Callable[..., Result], tmp_path: Path) -> None:
    globo("db", "upgrade")
    template = tmp_path / "plantilla.xlsx"
    assert globo("template", "cooperation", str(template)).exit_code == 0
    dry = globo("import", "cooperation", str(template), "--dry-run", "--json")
    assert json.loads(dry.stdout)["rows_read"] == 0
    files = [str(APC / "apc_ancillary.csv"), "--projects", str(APC / "apc_projects.csv")]
    outcome = json.loads(globo("import", "apc", *files, "--json").stdout)
    assert list(outcome) == [
        "importer",
        "file",
        "sha256",
        "rows_read",
        "created",
        "updated",
        "unchanged",
        "rejected",
        "issues",
    ]
    assert outcome["created"] == outcome["rows_read"] - outcome["rejected"] > 0
    answer = globo("measure", "cooperation.totals", "-f", "fuente=apc", "--format", "json")
    result = json.loads(answer.stdout)
    assert result["total"]["actions"] == outcome["created"]
    assert {"measure", "title", "unit", "definition", "filters", "as_of", "source"} <= set(result)
    assert result["filters"] == {"fuente": "apc"}
    # Decimal text, with no digit lost on the way.
    assert re.fullmatch(r"\d+(\.\d+)?", result["total"]["committed"])
    asked = ("-f", "fuente=apc", "-f", "moneda=COP")
    pesos = json.loads(globo("measure", "cooperation.records", *asked, "--format", "json").stdout)
    assert pesos["total"]["committed"] is None
    first = next(row for row in pesos["rows"] if row["original_amount"])
    assert (first["committed"], first["valuation"]) == (None, "unrated")
    assert (first["lacking"]["value"], first["original_currency"]) == ({"unrated": 1}, "USD")
    table = globo("measure", "cooperation.totals", *asked)
    assert "Sin tasa" in table.stdout
    of_a_year = ("measure", "cooperation.totals", "-f", "fuente=apc", "-f", "anio_desde=2015")
    for form in ("table", "csv"):
        assert "Decimal(" not in globo(*of_a_year, "--format", form).stdout
    assert "Comprometido: " in table.stdout


def test_an_unknown_filter_value_is_told(globo: Callable[..., Result]) -> None:
    globo("db", "upgrade")
    result = globo("measure", "cooperation.totals", "-f", "pais=ATLANTIS")
    assert result.exit_code == 2
    assert "ATLANTIS" in result.stderr


def test_a_filter_that_there_is_not_is_refused(globo: Callable[..., Result]) -> None:
    globo("db", "upgrade")
    answer = globo("measure", "cooperation.totals", "-f", "anio=2020")
    assert answer.exit_code == 2
    assert "No hay un filtro «anio»" in answer.stderr
    assert "anio_desde" in answer.stderr


def test_a_refused_file_ends_with_one(globo: Callable[..., Result], tmp_path: Path) -> None:
    globo("db", "upgrade")
    page = tmp_path / "pagina.xlsx"
    page.write_text("<html>hola</html>", encoding="utf-8")
    result = globo("import", "cooperation", str(page), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["issues"][0]["severity"] == "error"


def test_a_file_refused_while_it_is_read_ends_with_one(
    globo: Callable[..., Result], tmp_path: Path
) -> None:
    globo("db", "upgrade")
    file = tmp_path / "archivo"
    for importer, content in (
        ("cooperation", f"Código,Título\n1,{'x' * 40_000}"),
        ("cooperation", "Código,Título\n1,Uno"),
        ("trm", "a,b\n1,2"),
        ("plan", "a,b\n1,2"),
        ("iati", "Código,Título\n1,Uno"),
        ("iati", "<iati-organisations version='2.03'/>"),
        ("iati", "<iati-activities xmlns='http://example.org/iati' version='2.03'/>"),
        ("iati", "<a>" * 10 + "</a>"),
    ):
        file.write_text(content, encoding="utf-8")
        result = globo("import", importer, str(file))
        assert (result.exit_code, "[error]" in result.stdout) == (1, True), (importer, content)
        if importer == "iati":
            assert ("leer como XML" in result.stdout) == content.startswith("Código")


def test_amounts_that_cannot_be_end_without_a_traceback(
    globo: Callable[..., Result], tmp_path: Path
) -> None:
    globo("db", "upgrade")

    def sent(*values: str) -> Result:
        activities = [
            iati_files.activity(iati_files.transaction("2", value), identifier=f"XM-TEST-{n}")
            for n, value in enumerate(values)
        ]
        return globo("import", "iati", str(iati_files.write(tmp_path / "a.xml", *activities)))

    # One that no record is worth comes back alone; five that are too much together, all of them.
    one = sent("7", "5000000000000")
    assert (one.exit_code, "USD 5000000000000" in one.stdout) == (0, True)
    assert "Revise el monto" in one.stdout
    five = sent(*["1000000000000"] * 5)
    assert (five.exit_code, five.exception.args) == (1, (1,))
    assert "no se cargó nada" in five.stdout
    told = globo("measure", "cooperation.totals", "-f", "fuente=iati", "--format", "json")
    assert json.loads(told.stdout)["total"]["committed"] == "7"


def test_a_file_of_which_nothing_was_taken_ends_with_one(
    globo: Callable[..., Result], tmp_path: Path
) -> None:
    globo("db", "upgrade")
    file = tmp_path / "tasas.csv"
    header = "currency_code,quote_code,valid_from,valid_to,rate,rate_source"
    bad, good = (f"EUR,USD,2024-01-01,2024-12-31,{rate},Banco" for rate in ("mucho", "1.08"))
    later = good.replace("2024", "2025")
    for lines, code in (((bad,), 1), ((bad, later), 0), ((bad, later), 0), ((bad,), 1), ((), 0)):
        file.write_text("\n".join((header, *lines)), encoding="utf-8")
        result = globo("import", "rates", str(file))
        assert (result.exit_code, f"Filas leídas: {len(lines)}" in result.stdout) == (code, True)
        assert ("Rechazados: 1" in result.stdout) == (bad in lines)
    assert globo("import", "rates", str(file), "--dry-run", "--json").exit_code == 0


def test_the_sample_loads_once(globo: Callable[..., Result]) -> None:
    globo("db", "upgrade")
    assert "400" in globo("sample", "load").stdout
    assert globo("sample", "load", "--if-empty").stdout == ""
    table = globo("measure", "cooperation.by_direction", "--language", "en")
    assert "Received" in table.stdout
    csv = globo("measure", "cooperation.by_direction", "--format", "csv")
    assert csv.stdout.startswith("key,label,actions")


def test_a_table_is_one_that_a_person_can_read(globo: Callable[..., Result]) -> None:
    globo("db", "upgrade")
    globo("sample", "load")
    answer = globo("measure", "cooperation.by_partner").stdout
    table, _blank, receipt = answer.partition("\n\n")
    title, asked, head, *lines = table.splitlines()
    assert title == "Cooperación por aliado"
    assert asked == "Recibida no reembolsable · Comprometido · USD"
    end = head.index("actions") + len("actions")
    assert all(line[end - 1].isdigit() for line in lines)
    names = [line[head.index("label") :].split("  ")[0] for line in lines]
    assert max(map(len, names)) == 60
    assert names[-1] == "Total"
    assert {name[-1] for name in names if len(name) == 60} == {"…"}
    assert not any(re.search(r"\.\d{5}", line) for line in lines)
    said = receipt.splitlines()
    assert "Medida: cooperation.by_partner" in said
    assert "Filtro: Clase de flujo: Recibida no reembolsable" in said
    assert "Fuente: Datos de demostración" in said
    assert [line for line in said if line.startswith("Qué cuenta: ")]
    assert [line for line in said if line.startswith("Versión de los datos: ")]
    assert [line for line in said if line.startswith("No suman: Comprometido: ")]


def test_a_csv_has_its_rows_alone_and_tells_its_receipt_apart(globo: Callable[..., Result]) -> None:
    globo("db", "upgrade")
    globo("sample", "load")
    asked = ("measure", "cooperation.by_direction", "--format")
    answer = json.loads(globo(*asked, "json").stdout)
    csv = globo(*asked, "csv")
    assert len(csv.stdout.splitlines()) == 1 + len(answer["rows"])
    said = csv.stderr.splitlines()
    assert f"Total · Acciones: {answer['total']['actions']}" in said
    assert "Medida: cooperation.by_direction" in said


def test_a_csv_without_rows_has_its_headings_alone(globo: Callable[..., Result]) -> None:
    globo("db", "upgrade")
    asked = ("measure", "cooperation.records", "--format", "csv")
    (headings,) = globo(*asked).stdout.splitlines()
    concentration = globo("measure", "cooperation.concentration", "--format", "csv").stdout
    assert concentration.splitlines() == ["key,label,actions,committed,disbursed,value,share"]
    assert len(globo("measure", "cooperation.totals", "--format", "csv").stdout.splitlines()) == 2
    globo("import", "apc", str(APC / "apc_ancillary.csv"))
    found = globo(*asked, "-f", "fuente=apc").stdout.splitlines()
    assert len(found) > 1
    assert found[0] == headings


def test_filters_that_a_measure_does_not_know_are_told(globo: Callable[..., Result]) -> None:
    globo("db", "upgrade")
    asked = ("measure", "goals.summary", "-f", "pais=ESP", "-f", "entidad=SG", "--format")
    sentence = "Este filtro no se aplica aquí: País."
    answer = json.loads(globo(*asked, "json").stdout)
    assert answer["notes"] == [sentence]
    assert "pais" not in answer["filters"]
    assert f"Nota: {sentence}" in globo(*asked, "table").stdout
    assert f"Nota: {sentence}" in globo(*asked, "csv").stderr


def test_two_values_where_there_is_one_are_refused(globo: Callable[..., Result]) -> None:
    globo("db", "upgrade")
    asked = ("-f", "clase=creditos", "-f", "clase=ofrecida")
    answer = globo("measure", "cooperation.totals", *asked)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "(creditos; ofrecida)" in answer.stderr


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("-0", "0"), ("-0.00", "0"), ("-0.00001", "-0.00001"), ("0.999987", "0.99999"),
        ("0.12345", "0.1235"), ("1", "1"), ("1234567.000001", "1234567"),
    ],
)  # fmt: skip
def test_a_figure_of_a_table_is_short_and_neither_nothing_nor_the_whole(
    value: str, shown: str
) -> None:
    assert _short(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("name", "shown"), [("rate", "0.000231"), ("mean", "0.000231"), ("share", "0.0002")]
)
def test_a_rate_of_a_table_keeps_its_figures(name: str, shown: str) -> None:
    assert _cell(name, Decimal("0.000231")) == shown


def test_the_hour_of_a_receipt_is_that_of_the_place_and_says_so(
    globo: Callable[..., Result],
) -> None:
    globo("db", "upgrade")
    moment = json.loads(globo("measure", "cooperation.totals", "--format", "json").stdout)["as_of"]
    local = datetime.fromisoformat(moment).astimezone(timezone(-timedelta(hours=5)))
    told = globo("measure", "cooperation.totals").stdout
    assert f"Calculado: {local.day}/{local:%m/%Y, %H:%M} (America/Bogota)" in told
