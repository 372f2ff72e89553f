"""Opening the store for a command, with a sentence instead of a traceback when it cannot be."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from dashboard.config import InvalidSetting, Settings
from data_access.measures.sources import place
from data_access.store import schema
from data_access.store.store import Store, StoreUnavailable, UnknownStore, open_store
from data_access.vocabulary.messages import N_
from data_access.vocabulary.money import SumTooLarge
from layouts.texts.catalogue import translate
from layouts.texts.formats import use_time_zone

EXIT_USAGE = 2
EXIT_CONFIGURATION = 78


def fail(message: str, code: int = EXIT_USAGE, **values: str) -> None:
    """Say ``message`` on the error output and end with ``code``."""
    click.echo(translate(message, **values), err=True)
    sys.exit(code)


def _store(url: str) -> Store:
    try:
        return open_store(url)
    except UnknownStore:
        message = N_(
            "GLOBO_DATABASE_URL: no es la dirección de una base de datos. Escriba "
            "sqlite:///archivo o postgresql+psycopg://usuario@servidor/base"
        )
        click.echo(translate(message), err=True)
        sys.exit(EXIT_CONFIGURATION)


@contextmanager
def opened(*, migrated: bool = True) -> Iterator[tuple[Settings, Store]]:
    """The settings and the open store; with ``migrated``, only if its schema is the current one.

    Its instants are then told in the time zone of its place.
    """
    try:
        settings = Settings.from_env()
    except InvalidSetting as problem:
        click.echo(str(problem), err=True)
        sys.exit(EXIT_CONFIGURATION)
    store = _store(settings.database_url)
    try:
        if migrated and not schema.is_current(store):
            fail(N_("La base de datos no está al día. Ejecute: globo db upgrade"))
        if migrated:
            use_time_zone(place(store).get("timezone", "UTC"))
        yield settings, store
    except StoreUnavailable as problem:
        reason = str(problem.orig).strip().splitlines()[0]
        fail(N_("No se pudo usar la base de datos: {reason}"), reason=reason)
    except SumTooLarge as problem:
        fail(problem.message, 1, **problem.values)
    finally:
        store.close()
