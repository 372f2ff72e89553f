"""The shape of the store: taking it up or down, and knowing where it stands."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from data_access.store.store import Store

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(store: Store, revision: str = "head") -> None:
    """Bring the schema up to ``revision``."""
    _run(store, lambda config: command.upgrade(config, revision))


def downgrade(store: Store, revision: str) -> None:
    """Take the schema down to ``revision`` (``base`` for an empty database)."""
    _run(store, lambda config: command.downgrade(config, revision))


def current_revision(store: Store) -> str | None:
    """The revision that the database is at, or None when it was never migrated."""
    with store.reading() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()


def head_revision() -> str | None:
    """The newest revision that this version of GLOBO knows."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def is_current(store: Store) -> bool:
    """Whether the database is at the newest revision."""
    return current_revision(store) == head_revision()


def differences(store: Store) -> list[str]:
    """What the tables in the database lack or have more than the models; empty when equal."""
    from alembic.autogenerate import compare_metadata

    from data_access.store.tables import Base

    with store.write_engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        return [str(item) for item in compare_metadata(context, Base.metadata)]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config


def _run(store: Store, act: Callable[[Config], None]) -> None:
    config = _config()
    with store.write_engine.begin() as connection:
        config.attributes["connection"] = connection
        act(config)
