"""``globo check`` tells what it found, and ends badly when something is wrong."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dashboard.cli.check import EXIT_NOT_FIT, check
from dashboard.cli.serve import serve
from data_access.store.store import Store


def run(command, folder: Path, url: str) -> Result:
    """Run a command on the store at ``url``."""
    environment = {"GLOBO_DATA_DIR": str(folder), "GLOBO_DATABASE_URL": url}
    return CliRunner().invoke(command, [], env=environment)


def test_a_sound_installation_lists_its_sources(demo_store: Store, tmp_path: Path):
    url = demo_store.url.render_as_string(hide_password=False)
    result = run(check, tmp_path, url)
    assert result.exit_code == 0, result.output
    assert "al día" in result.output
    assert "(demostracion): 400 acciones" in result.output
    assert ("SQLite" if demo_store.is_sqlite else "PostgreSQL") in result.output


@pytest.mark.parametrize(("command", "code"), [(check, EXIT_NOT_FIT), (serve, 2)])
def test_a_store_without_migrations_is_told(tmp_path: Path, command, code: int):
    result = run(command, tmp_path, f"sqlite:///{tmp_path / 'empty.db'}")
    assert result.exit_code == code
    assert "globo db upgrade" in result.output


def test_a_folder_that_cannot_be_written_is_told(sqlite_store: Store, tmp_path: Path):
    (tmp_path / "file").write_text("", "utf-8")
    result = run(check, tmp_path / "file", str(sqlite_store.url))
    assert result.exit_code == EXIT_NOT_FIT
    assert "No se puede escribir" in result.output
