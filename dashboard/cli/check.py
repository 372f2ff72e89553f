"""``globo check``: says whether this installation is fit to serve, and what it holds."""

import sys
from pathlib import Path

import click

from dashboard.cli._package import tell_fault
from dashboard.cli._store import opened
from dashboard.package_guard import ForeignPackage, check_packages
from dashboard.paths import is_writable
from data_access.measures.run import run_measure
from data_access.measures.sources import place, unrated_sources
from data_access.sample.package import read_place
from data_access.sample.rehearsal import rehearse
from data_access.services.package_register import check_store
from data_access.store import schema
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import translate
from layouts.texts.formats import number

EXIT_NOT_FIT = 1


@click.command()
def check() -> None:
    """Check settings, packages, store, migrations, entity package; list the sources."""
    problems: list[str] = []
    try:
        check_packages()
    except ForeignPackage as problem:
        problems.append(str(problem))
    with opened(migrated=False) as (settings, store):
        _say(N_("Base de datos: {engine}"), engine=store.engine_version())
        _say(N_("Carpeta de datos: {folder}"), folder=str(settings.data_dir))
        _say(N_("Dirección: {url}"), url=settings.url)
        if not is_writable(settings.data_dir):
            problems.append(translate(N_("No se puede escribir en la carpeta de datos.")))
        if schema.is_current(store):
            _say(N_("Migraciones: al día ({revision})"), revision=str(schema.head_revision()))
            if not place(store):
                problems.append(translate(N_("No hay catálogos. Ejecute: globo db upgrade")))
            _list_sources(store)
            _tell_rate_sources(store)
        else:
            problems.append(
                translate(N_("La base de datos no está al día. Ejecute: globo db upgrade"))
            )
        is_fit = _has_right_package(settings.package, store)
    for sentence in problems:
        click.echo(sentence, err=True)
    sys.exit(EXIT_NOT_FIT if problems or not is_fit else 0)


def _has_right_package(folder: Path, store: Store) -> bool:
    """Whether the package could be loaded, and is that of the register which the store keeps."""
    try:
        rehearse(folder)
        if schema.is_current(store):
            check_store(store, read_place(folder))
    except (ValueError, OSError) as fault:
        tell_fault(folder, fault)
        return False
    return True


def _list_sources(store: Store) -> None:
    result = run_measure(store, OPERATOR, "data_quality.by_source", Filters())
    if not result.rows:
        _say(
            N_(
                "Sin registros. Importe un archivo (globo import) o cargue la demostración: "
                "globo sample load"
            )
        )
    for row in result.rows:
        _say(
            N_("Fuente {source}: {count} acciones"),
            source=f"{row['label']} ({row['key']})",
            count=number(row["actions"]),
        )


def _tell_rate_sources(store: Store) -> None:
    """Say which sources of rates go first by the package and have no rate: not yet, or misspelt."""
    missing, named = unrated_sources(store)
    for source in missing if named else ():
        _say(
            N_(
                "rate_sources nombra «{source}», y ninguna tasa es de esa fuente. Hay tasas de: "
                "{named}"
            ),
            source=source,
            named="; ".join(named),
        )


def _say(message: str, **values: str) -> None:
    click.echo(translate(message, **values))
