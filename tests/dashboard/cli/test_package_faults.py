"""A package that cannot be right ends a command with a sentence, and nothing of it is written."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from dashboard.cli import main
from data_access.measures.sources import place
from data_access.store import schema
from data_access.store.store import Store, open_store
from data_access.store.tables.actions import Action
from data_access.vocabulary.drafts import SourceDraft
from tests.factories import keep_one_action

PUERTO_CLARO = Path(__file__).parents[2] / "files" / "package_puerto_claro"
CODE = "registro-municipal"
COMMANDS = [("db", "upgrade"), ("sample", "load"), ("check",)]


@pytest.fixture
def globo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command in a data folder of its own, with the package beside it."""
    monkeypatch.setenv("GLOBO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("GLOBO_PACKAGE", str(tmp_path / "package"))
    monkeypatch.delenv("GLOBO_DATABASE_URL", raising=False)

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, list(words))

    return run


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the small fictional package, to be spoilt."""
    return Path(shutil.copytree(PUERTO_CLARO, tmp_path / "package"))


@pytest.fixture
def loaded(globo: Callable[..., Result], package: Path, tmp_path: Path) -> Store:
    """The store of the data folder with the package as it should be."""
    assert globo("db", "upgrade").exit_code == 0
    return open_store(f"sqlite:///{tmp_path / 'data' / 'globo.db'}")


def spoil(file: Path, right: str, wrong: str) -> None:
    text = file.read_text("utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), "utf-8")


def rename_the_city(package: Path) -> None:
    spoil(package / "package.toml", 'city_es = "Puerto Claro"', 'city_es = "Puerto Nuevo"')


def add(file: Path, line: str) -> None:
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"{line}\n")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("name", "line", "says"),
    [
        ("package.toml", "otra = 1", "«otra»"),
        ("entity_aliases.csv", "XYZ,Otra", "entity_aliases.csv, línea 4: acronym: no hay «XYZ»"),
        ("plan/cuts.csv", "2025-T1,mañana,2025-04-02,2025-04-03,", "cuts.csv"),
        ("plan/retos.csv", "R9,reto,R8,Sin padre,", "retos.csv"),
    ],
)
def test_a_fault_is_a_sentence_and_nothing_is_written(
    globo: Callable[..., Result],
    loaded: Store,
    package: Path,
    command: tuple[str, ...],
    name: str,
    line: str,
    says: str,
) -> None:
    rename_the_city(package)
    add(package / name, line)
    result = globo(*command)
    assert result.exit_code not in (0, None)
    assert isinstance(result.exception, SystemExit)
    assert says in result.stderr
    assert "Traceback" not in result.output
    assert place(loaded)["city_es"] == "Puerto Claro"


def test_the_demonstration_loads_whole_or_not_at_all(
    globo: Callable[..., Result], loaded: Store, package: Path
) -> None:
    rename_the_city(package)
    add(package / "plan" / "progress.csv", "M7,2025,1,3,,")
    result = globo("sample", "load")
    assert isinstance(result.exception, SystemExit)
    assert "progress.csv" in result.stderr
    assert place(loaded)["city_es"] == "Puerto Claro"
    # What is invented is no fault of what a city shows.
    assert globo("db", "upgrade").exit_code == 0
    assert place(loaded)["city_es"] == "Puerto Nuevo"


def test_a_folder_that_is_not_there_is_told(
    globo: Callable[..., Result], loaded: Store, package: Path
) -> None:
    shutil.rmtree(package)
    for command in COMMANDS:
        result = globo(*command)
        assert isinstance(result.exception, SystemExit)
        assert result.exit_code != 0
        assert "no hay un archivo package.toml" in result.stderr
    assert place(loaded)["city_es"] == "Puerto Claro"


def test_another_register_is_told(
    globo: Callable[..., Result], loaded: Store, package: Path, tmp_path: Path
) -> None:
    assert globo("sample", "load").exit_code == 0
    keep_one_action(loaded, SourceDraft(CODE, CODE, "district", "Registro", "Register", ""))
    rename_the_city(package)
    spoil(package / "package.toml", CODE, "otro-registro")
    book = tmp_path / "acciones.csv"
    book.write_text("Código,Título,Entidad(es),País(es)\nA-1,Calles,APC,España\n", "utf-8")
    for command in (*COMMANDS, ("import", "cooperation", str(book))):
        result = globo(*command)
        assert result.exit_code == 1
        assert "«otro-registro»" in result.stderr
        assert "acciones del registro «registro-municipal»" in result.stderr
    assert place(loaded)["city_es"] == "Puerto Claro"
    with loaded.reading() as session:
        assert session.scalars(select(Action).where(Action.external_id == "A-1")).all() == []


def test_the_catalogues_of_another_register_are_told(
    globo: Callable[..., Result], loaded: Store, package: Path, tmp_path: Path
) -> None:
    spoil(package / "package.toml", CODE, "otro-registro")
    for command in (("check",), ("import", "rates", str(package / "package.toml"))):
        result = globo(*command)
        assert result.exit_code == 1
        assert "catálogos del registro «registro-municipal»" in result.stderr
    assert globo("db", "upgrade").exit_code == 0
    assert globo("check").exit_code == 0


def test_empty_catalogues_are_told(
    globo: Callable[..., Result], package: Path, tmp_path: Path
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'data' / 'globo.db'}")
    schema.upgrade(store)
    result = globo("check")
    assert result.exit_code == 1
    assert "globo db upgrade" in result.stderr


@pytest.mark.parametrize("url", ["foo", "oracle://x/y", "postgresql://localhost:puerto/x"])
def test_what_is_no_address_of_a_store_is_told(
    globo: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("GLOBO_DATABASE_URL", url)
    result = globo("check")
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code != 0
    assert "GLOBO_DATABASE_URL" in result.stderr


def test_a_source_that_goes_first_and_that_no_rate_names_is_told(
    globo: Callable[..., Result], package: Path, tmp_path: Path
) -> None:
    spoil(package / "package.toml", "[place]", 'rate_sources = ["Banco", "Bancco"]\n[place]')
    assert globo("db", "upgrade").exit_code == 0
    assert "rate_sources" not in globo("check").stdout
    rates = tmp_path / "tasas.csv"
    rates.write_text(
        "currency_code,quote_code,valid_from,valid_to,rate,rate_source\n"
        "EUR,USD,2025-01-01,2025-12-31,1.1,Banco\n",
        "utf-8",
    )
    assert globo("import", "rates", str(rates)).exit_code == 0
    checked = globo("check")
    assert "rate_sources nombra «Bancco», y ninguna tasa es de esa fuente" in checked.stdout
    assert "nombra «Banco»" not in checked.stdout
    assert checked.exit_code == 0


def test_a_package_without_a_plan_is_told_where_its_plan_is_asked_for(
    globo: Callable[..., Result], package: Path, tmp_path: Path
) -> None:
    shutil.rmtree(package / "plan")
    assert globo("db", "upgrade").exit_code == 0
    cuts = globo("cut", "list")
    assert (cuts.exit_code, cuts.stdout) == (0, "")
    assert "No hay cortes" in cuts.stderr
    target = tmp_path / "sheets"
    sheets = globo("template", "progress", str(target))
    assert sheets.exit_code == 2
    assert "No hay indicadores por reportar" in sheets.stderr
    assert not target.exists()
