"""``globo template``: writes the workbook that entities fill in."""

from pathlib import Path

import click

from dashboard.cli._store import opened
from data_access.importers.template import write_cooperation_template
from data_access.services.catalogues import read_catalogue
from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import translate


@click.command()
@click.argument("name", type=click.Choice(["cooperation"]))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
def template(name: str, file: Path | None) -> None:
    """Write the workbook NAME to FILE (default globo_NAME.xlsx) with today's catalogues."""
    target = file or Path(f"globo_{name}.xlsx")
    with opened() as (_, store), store.reading() as session:
        write_cooperation_template(target, read_catalogue(session))
    click.echo(translate(N_("Plantilla escrita: {file}"), file=target))
