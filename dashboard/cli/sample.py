"""``globo sample``: the entity package and its demonstration data."""

import click

from dashboard.cli._package import right_package, tell_files
from dashboard.cli._store import opened
from data_access.measures.sources import list_sources
from data_access.sample.load import load_sample
from data_access.sample.rehearsal import rehearse
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import translate


@click.group()
def sample() -> None:
    """Demonstration data."""


@sample.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when the store has any source.")
def load(if_empty: bool) -> None:
    """Load the entity package and the fictional records; twice is the same as once.

    A faulty package changes nothing.
    """
    with opened() as (settings, store):
        if if_empty and list_sources(store, OPERATOR, language="es"):
            return
        with right_package(settings.package):
            rehearse(settings.package, with_demonstration=True)
            loaded = load_sample(store, OPERATOR, settings.package)
        tell_files(loaded.files)
        click.echo(
            translate(
                N_("Datos de demostración: {created} creados, {unchanged} sin cambios."),
                created=loaded.actions.created,
                unchanged=loaded.actions.unchanged,
            )
        )
