"""The two commands do again only what changed."""

from pathlib import Path

import pytest

import tasks


def test_a_database_is_prepared_once_per_set_of_migrations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("GLOBO_DATABASE_URL", raising=False)
    assert not tasks.is_prepared(tmp_path)
    (tmp_path / tasks.PREPARED).write_text(tasks.migrations())
    assert not tasks.is_prepared(tmp_path)
    (tmp_path / "globo.db").touch()
    assert tasks.is_prepared(tmp_path)
    (tmp_path / tasks.PREPARED).write_text("older")
    assert not tasks.is_prepared(tmp_path)


def test_a_database_elsewhere_is_always_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / tasks.PREPARED).write_text(tasks.migrations())
    (tmp_path / "globo.db").touch()
    monkeypatch.setenv("GLOBO_DATABASE_URL", "postgresql://host/name")
    assert not tasks.is_prepared(tmp_path)


def test_what_cannot_be_installed_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tasks.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(tasks.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match="apt-get install chromium postgresql"):
        tasks.apt_install("chromium", "postgresql")
