"""Plans, reports and templates from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from dashboard.cli import main
from data_access.importers.plan_columns import COLUMNS
from data_access.importers.progress import COLUMNS as PROGRESS_COLUMNS

DOCUMENT = Path(__file__).parents[3] / "docs" / "plan-files.md"
PLAN = (
    "codigo,nivel,padre,nombre,entidad,anualizacion,meta_final,meta_2024,meta_2025\n"
    "O1,objetivo,,Uno,,,,,\n"
    "M1,meta,O1,Abrir puertas,SDA,SUMA,60,10,50\n"
)
OTHER = "Cod. Meta,Meta de producto,Valor esperado 2024\n1,Sembrar,3\n"
PROGRESS = "indicador,anio,trimestre,valor,cualitativo,justificacion\nM1,2024,1,4,Cuatro,\n"


@pytest.fixture
def globo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command in a data folder of its own, with schema and catalogues."""
    monkeypatch.setenv("GLOBO_DATA_DIR", str(tmp_path / "datos"))
    monkeypatch.delenv("GLOBO_DATABASE_URL", raising=False)

    def run(*words: object) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    assert run("db", "upgrade").exit_code == 0
    return run


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_from_the_plan_to_the_template_and_back(globo: Callable[..., Result], tmp_path: Path):
    plan = written(tmp_path / "plan.csv", PLAN)
    first = json.loads(globo("import", "plan", plan, "--framework", "mio", "--json").stdout)
    assert (first["rows_read"], first["created"], first["rejected"]) == (2, 2, 0)
    again = json.loads(globo("import", "plan", plan, "--framework", "mio", "--json").stdout)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)
    progress = written(tmp_path / "avance.csv", PROGRESS)
    told = globo("import", "progress", progress)
    assert told.exit_code == 0
    assert "Creados: 1" in told.stdout
    nobody = globo("template", "progress", tmp_path / "x.xlsx", "--entity", "FUGA")
    assert nobody.exit_code == 2
    assert "FUGA" in nobody.stderr


def test_a_plan_of_another_shape_gets_a_proposal(globo: Callable[..., Result], tmp_path: Path):
    plan = written(tmp_path / "otro.csv", OTHER)
    refused = globo("import", "plan", plan)
    assert refused.exit_code == 1
    assert 'codigo = "Cod. Meta"' in refused.stdout
    as_json = globo("import", "plan", plan, "--json")
    assert [issue["code"] for issue in json.loads(as_json.stdout)["issues"]] == ["plan.map_needed"]
    proposal = tmp_path / "mapa.toml"
    assert globo("import", "plan", plan, "--propose", proposal).exit_code == 0
    assert 'nivel = "meta' in proposal.read_text("utf-8")
    outcome = globo("import", "plan", plan, "--map", proposal, "--json")
    assert json.loads(outcome.stdout)["created"] == 1


def test_what_cannot_be_read_gets_no_proposal(globo: Callable[..., Result], tmp_path: Path):
    empty = written(tmp_path / "vacio.csv", "")
    result = globo("import", "plan", empty, "--propose", tmp_path / "mapa.toml")
    assert result.exit_code == 1
    assert not (tmp_path / "mapa.toml").exists()


def test_every_column_is_documented():
    text = DOCUMENT.read_text("utf-8")
    missing = [
        name
        for name in (*(column.key for column in COLUMNS), *PROGRESS_COLUMNS)
        if f"`{name}`" not in text
    ]
    assert missing == []


def test_hidden_rows_are_taken_unless_they_are_to_be_skipped(
    globo: Callable[..., Result], tmp_path: Path
):
    path = tmp_path / "plan.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Plan")
        sheet.write_row(0, 0, ["codigo", "nivel", "nombre", "meta_2024"])
        sheet.write_row(1, 0, ["M1", "meta", "Abrir puertas", 10])
        sheet.write_row(2, 0, ["M2", "meta", "Derogada", 5])
        sheet.set_row(2, options={"hidden": True})
    words = ("import", "plan", path, "--framework", "mio", "--dry-run")
    taken = globo(*words)
    assert "Filas leídas: 2" in taken.stdout
    assert "Plan · fila 3: Filas ocultas que se leyeron: 3." in taken.stdout
    skipped = globo(*words, "--hidden", "skip")
    assert "Filas leídas: 1" in skipped.stdout
    assert "Plan · fila 3: Las filas ocultas no se leyeron, como se pidió: 3." in skipped.stdout
    assert globo(*words, "--hidden", "otra").exit_code == 2
