"""What is found in the files of an entity package reaches whoever loads it, with file and row."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dashboard.cli import main
from data_access.importers.rates import COLUMNS

PUERTO_CLARO = Path(__file__).parents[2] / "files" / "package_puerto_claro"
FRAMEWORKS = "codigo,clase,nombre_es,nombre_en,norma,inicio,fin,archivos\n"
GOALS = (
    "codigo,nivel,nombre,entidad,unidad,anualizacion,meta_final,meta_2025,meta_2026\n"
    'M1,meta,Abrir rutas,XYZ,Porcentaje,CRECIENTE,90,"0,5",90\n'
)
Globo = Callable[..., Result]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small fictional package, for the commands to load."""
    folder = Path(shutil.copytree(PUERTO_CLARO, tmp_path / "package"))
    monkeypatch.setenv("GLOBO_PACKAGE", str(folder))
    return folder


@pytest.fixture
def globo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Globo:
    """Runs a command in a data folder of its own."""
    monkeypatch.setenv("GLOBO_DATA_DIR", str(tmp_path / "datos"))
    monkeypatch.delenv("GLOBO_DATABASE_URL", raising=False)

    def run(*words: object) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    return run


def with_goals(package: Path) -> Path:
    """Makes the plan of ``package`` one file, of a goal whose entity and scale are doubtful."""
    for name in ("retos.csv", "metas_portuarias.csv"):
        (package / "plan" / name).unlink(missing_ok=True)
    line = "mar,public_policy,Mar,Sea,,2025-01-01,2026-12-31,metas.csv\n"
    (package / "plan" / "frameworks.csv").write_text(FRAMEWORKS + line, "utf-8")
    path = package / "plan" / "metas.csv"
    path.write_text(GOALS, "utf-8")
    return path


def warnings(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if "[warning]" in line]


def test_a_plan_of_the_package_is_told_of_as_its_import_tells(globo: Globo, package: Path):
    goals = with_goals(package)
    upgraded = globo("db", "upgrade")
    assert upgraded.exit_code == 0
    lines = warnings(upgraded.stderr)
    assert [line.split(":")[0] for line in lines] == [
        "[warning] metas.csv · fila 2 · entidad", "[warning] metas.csv · fila 2 · meta_final",
    ]  # fmt: skip
    imported = globo("import", "plan", goals, "--framework", "mar", "--dry-run")
    assert [line.replace("metas.csv · ", "") for line in lines] == warnings(imported.stdout)
    assert warnings(globo("db", "upgrade").stderr) == lines


def test_a_finding_that_somebody_looked_at_is_told_no_more(globo: Globo, package: Path):
    with_goals(package)
    reviewed = "archivo,columna,hallazgo,valor\nmetas.csv,entidad,entity.unknown,XYZ\n"
    (package / "plan" / "reviewed.csv").write_text(reviewed, "utf-8")
    (told,) = warnings(globo("db", "upgrade").stderr)
    assert "meta_final" in told
    with_goals(package).write_text(GOALS.replace("XYZ", "XYW"), "utf-8")
    assert len(warnings(globo("db", "upgrade").stderr)) == 2


def test_of_the_city_s_own_package_nothing_is_left_to_look_at(globo: Globo):
    assert globo("db", "upgrade").stderr == ""
    assert globo("sample", "load").stderr == ""


def test_a_wrong_plan_ends_the_command_with_all_its_errors(globo: Globo, package: Path):
    goals = with_goals(package)
    goals.write_text(GOALS + "M2,meta,,,,,,,\nM3,,Tres,,,,,,\n", "utf-8")
    result = globo("db", "upgrade")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "[error] metas.csv · fila 3 · nombre: Falta «nombre»" in result.stderr
    assert "[error] metas.csv · fila 4 · nivel: Falta «nivel»" in result.stderr
    assert len(warnings(result.stderr)) == 2


def test_wrong_rates_end_the_command_and_good_ones_are_told_of(globo: Globo, package: Path):
    assert globo("db", "upgrade").exit_code == 0
    file = package / "exchange_rates.csv"
    header = ",".join(COLUMNS)
    file.write_text(
        f"{header}\nEUR,USD,2024-12-31,2024-01-01,1.08,B\nXXQ,USD,2024-01-01,2024-12-31,2,B\n",
        "utf-8",
    )
    result = globo("sample", "load")
    assert (result.exit_code, result.stdout) == (1, "")
    assert isinstance(result.exception, SystemExit)
    assert "[error] exchange_rates.csv · fila 2 · valid_to: " in result.stderr
    assert "[error] exchange_rates.csv · fila 3 · currency_code: «XXQ»" in result.stderr
    file.write_text(f"{header}\nEUR,COP,2024-01-01,2024-12-31,4400,B\n", "utf-8")
    result = globo("sample", "load")
    assert result.exit_code == 0
    (told,) = warnings(result.stderr)
    assert told.startswith("[warning] exchange_rates.csv: Las tasas de EUR en COP")
