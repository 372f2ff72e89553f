"""``globo sample``: the entity package and its demonstration data."""

from pathlib import Path

import click
from data_access.sample.load import load_sample

from dashboard.cli._store import opened
from data_access.measures.sources import list_sources
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import translate


@click.group()
def sample() -> None:
    """Demonstration data."""


@sample.command()
@click.option(
    "--package",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of another city's entity package.",
)
@click.option("--if-empty", is_flag=True, help="Do nothing when the store has any source.")
def load(package: Path | None, if_empty: bool) -> None:
    """Load the entity package and the fictional records; twice is the same as once."""
    with opened() as (_, store):
        if if_empty and list_sources(store, OPERATOR, language="es"):
            return
        outcome = load_sample(store, OPERATOR, package) if package else load_sample(store, OPERATOR)
        click.echo(
            translate(
                N_("Datos de demostración: {created} creados, {unchanged} sin cambios."),
                created=outcome.created,
                unchanged=outcome.unchanged,
            )
        )
