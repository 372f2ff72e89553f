"""From the files of a plan to its figures, its cuts and what changed since."""

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dashboard.cli import main
from dashboard.cli._store import opened
from data_access.measures.cut_content import cut_content
from data_access.measures.run import data_version
from data_access.services.cuts import close_cut
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.goals import Quarter

PLAN = """codigo,nivel,padre,nombre,entidad,unidad,anualizacion,periodicidad,linea_base,\
anio_linea_base,meta_final,fecha_inicio,fecha_fin,ponderacion,meta_2024,meta_2025,meta_2026,meta_2027
O1,objetivo,,Objetivo,,,,,,,,,,,,,,
M1,meta,O1,Meta de suma,,retos,SUMA,trimestral,,,60,2024-01-01,2027-12-31,70,10,20,20,10
M2,meta,O1,Meta sin reporte,,retos,CRECIENTE,trimestral,"9,0",2023,"35,0",2024-01-01,2027-12-31,30,\
10,20,30,35
"""
PROGRESS = """indicador,anio,trimestre,valor,cualitativo,justificacion
M1,2024,1,4,Se avanzó,
M1,2024,2,6,Se avanzó,
M1,2025,1,5,Se avanzó,
M1,2025,2,6,Se avanzó,
M1,2025,3,4,Se avanzó,
"""


@pytest.fixture
def globo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command over a store with the two goals and their reports."""
    monkeypatch.setenv("GLOBO_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("GLOBO_DATABASE_URL", raising=False)

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, list(words))

    assert run("db", "upgrade").exit_code == 0
    for name, text in (("plan", PLAN), ("progress", PROGRESS)):
        file = tmp_path / f"{name}.csv"
        file.write_text(text, encoding="utf-8")
        outcome = run("import", name, str(file), "--json")
        assert json.loads(outcome.stdout)["rejected"] == 0, outcome.stdout
    return run


def test_a_figure_is_told_to_the_last_digit(globo: Callable[..., Result]) -> None:
    asked = ("-f", "meta=M1", "-f", "corte=2025-T3", "--format", "json")
    answer = json.loads(globo("measure", "goals.progress", *asked).stdout)
    assert "currency" not in answer
    (row,) = answer["rows"]
    figures = ("mp", "ma", "av", "pav", "phv", "gap", "light")
    assert [row[name] for name in figures] == ["15", "25", "25", "1", "1", "0", "verde"]
    assert row["paf"] == row["tid"] == "0.4166666666666666666666666667"


def test_what_is_not_known_is_null(globo: Callable[..., Result]) -> None:
    asked = ("-f", "meta=M2", "-f", "corte=2025-T3", "--format", "json")
    (row,) = json.loads(globo("measure", "goals.progress", *asked).stdout)["rows"]
    assert (row["pav"], row["light"], row["state"]) == (None, "sin_dato", "vencido")
    assert (row["baseline_text"], row["baseline"], row["final_goal"]) == ("9,0", "9", "35")


def test_what_is_said_in_words_is_printed_in_words(globo: Callable[..., Result]) -> None:
    answer = json.loads(globo("measure", "goals.summary", "--format", "json").stdout)
    assert {row["label"] for row in answer["rows"]} >= {"Rojo", "Vencido"}


@pytest.mark.parametrize(
    ("pair", "words"),
    [("meta=M9", "«M9»"), ("corte=ayer", "2025-T3"), ("estado=morado", "«morado»")],
)
def test_an_unknown_value_is_told(globo: Callable[..., Result], pair: str, words: str) -> None:
    result = globo("measure", "goals.progress", "-f", pair)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_cut_is_closed_shown_and_compared(globo: Callable[..., Result], tmp_path: Path) -> None:
    line = next(line for line in globo("cut", "list").stdout.splitlines() if "2025-T3" in line)
    assert line.endswith("abierto")
    assert globo("cut", "show", "2025-T3").exit_code == 2
    closed = globo("cut", "close", "2025-T3")
    assert closed.exit_code == 0, closed.stderr
    shown = globo("cut", "show", "2025-T3").stdout_bytes
    assert sha256(shown).hexdigest() in closed.stdout
    assert globo("cut", "close", "2025-T3").exit_code == 2
    assert globo("cut", "close", "2027-T4").exit_code == 2
    corrected = tmp_path / "corrected.csv"
    corrected.write_text(PROGRESS.replace("2025,3,4", "2025,3,6"), encoding="utf-8")
    assert globo("import", "progress", str(corrected)).exit_code == 0
    assert globo("cut", "show", "2025-T3").stdout_bytes == shown
    rows = json.loads(globo("cut", "diff", "2025-T3", "--format", "json").stdout)["rows"]
    told = {row["field"]: (row["before"], row["after"]) for row in rows if row["key"] == "M1"}
    assert (told["report 2025-T3"], told["av"]) == (("4", "6"), ("25", "27"))


def test_a_closed_cut_is_listed_as_closed_whatever_its_days(globo: Callable[..., Result]) -> None:
    cut, closing = Quarter(2027, 4), date(2028, 3, 1)
    with opened() as (_, store):
        content = cut_content(store, OPERATOR, cut, today=closing)
        close_cut(
            store, OPERATOR, cut.code, content, data_version(store), today=closing, reason="prueba"
        )
    (line,) = [line for line in globo("cut", "list").stdout.splitlines() if cut.code in line]
    assert "cerrado" in line


def test_a_cut_that_has_not_opened_is_not_closed(globo: Callable[..., Result]) -> None:
    refused = globo("cut", "close", "2027-T4", "--reason", "prueba")
    assert refused.exit_code == 2
    assert "El corte 2027-T4 abre el 2028-01-01" in refused.stderr
    assert "por abrir" in globo("cut", "list").stdout


def test_a_cut_that_is_no_quarter_is_refused(globo: Callable[..., Result]) -> None:
    assert globo("cut", "show", "ayer").exit_code == 2
