"""An application of the whole house over an empty store."""

from pathlib import Path

import pytest

from data_access.store.store import Store


@pytest.fixture
def make_app(sqlite_demo_store: Store, tmp_path: Path):
    """A function that builds one more application over the demonstration."""
    from dashboard.config import Settings
    from dashboard.factory import create_app

    settings = Settings(data_dir=tmp_path, database_url=str(sqlite_demo_store.url))
    return lambda: create_app(settings, sqlite_demo_store)
