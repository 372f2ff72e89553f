"""``globo template``: writes the workbooks that entities fill in."""

from datetime import UTC, datetime
from pathlib import Path

import click

from dashboard.cli._store import fail, opened
from data_access.importers.progress_template import (
    file_name,
    write_progress_template,
    write_progress_templates,
)
from data_access.importers.template import write_cooperation_template
from data_access.services.catalogues import read_catalogue
from data_access.services.plan_reportable import read_reportable
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import translate

TARGET = click.Path(path_type=Path)


@click.command()
@click.argument("name", type=click.Choice(["cooperation", "progress"]))
@click.argument("file", type=TARGET, required=False)
@click.option("--entity", help="progress: the acronym of one entity; without it, all of them.")
def template(name: str, file: Path | None, entity: str | None) -> None:
    """Write the workbook NAME to FILE (default globo_NAME.xlsx) with today's catalogues.

    The workbooks of progress, one per entity, go into the folder or the .zip FILE.
    """
    with opened() as (_, store):
        written = (
            _cooperation(store, file) if name == "cooperation" else _progress(store, file, entity)
        )
    for path in written:
        click.echo(translate(N_("Plantilla escrita: {file}"), file=path))


def _cooperation(store: Store, file: Path | None) -> list[Path]:
    target = file or Path("globo_cooperation.xlsx")
    with store.reading() as session:
        write_cooperation_template(target, read_catalogue(session))
    return [target]


def _progress(store: Store, file: Path | None, entity: str | None) -> list[Path]:
    with store.reading() as session:
        sheets = read_reportable(session, OPERATOR, datetime.now(UTC).date())
        acronym = read_catalogue(session).entity(entity) if entity else None
    if not sheets.by_entity:
        fail(N_("No hay indicadores por reportar. Importe primero un plan: globo import plan"))
    if entity is None:
        target = file or Path("globo_progress")
        return [target / name for name in write_progress_templates(target, sheets)]
    if acronym not in sheets.by_entity:
        fail(N_("«{entity}» no tiene indicadores por reportar."), entity=entity)
    target = file or Path(file_name(acronym or "", sheets.quarter))
    write_progress_template(target, sheets.by_entity[acronym or ""], sheets.quarter)
    return [target]
