"""``globo db``: brings the schema of the store up to date, or says where it stands."""

import click

from dashboard.cli._package import right_package, tell_files
from dashboard.cli._store import fail, opened
from data_access.sample.load import load_public
from data_access.sample.rehearsal import rehearse
from data_access.store import schema
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import translate


@click.group()
def db() -> None:
    """The schema of the store."""


@db.command()
def upgrade() -> None:
    """Bring schema, catalogues and the public plan up to date; twice is the same as once.

    A faulty entity package changes nothing.
    """
    with opened(migrated=False) as (settings, store):
        with right_package(settings.package):
            rehearse(settings.package)
        schema.upgrade(store)
        with right_package(settings.package):
            found = load_public(store, OPERATOR, settings.package)
        tell_files(found)
        _say_where(store)


@db.command()
def check() -> None:
    """Say the revision; end with 1 when the schema is not the one of this version."""
    with opened(migrated=False) as (_, store):
        _say_where(store)
        if not schema.is_current(store) or schema.differences(store):
            fail(N_("La base de datos no está al día. Ejecute: globo db upgrade"), 1)


def _say_where(store: Store) -> None:
    revision = schema.current_revision(store) or "—"
    click.echo(
        translate(N_("Esquema {revision} en {engine}")).format(
            revision=revision, engine=store.engine_version()
        )
    )
