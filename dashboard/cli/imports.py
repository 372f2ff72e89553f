"""``globo import``: takes a file into the register and tells what was done."""

import sys
from pathlib import Path

import click
import orjson

from dashboard.cli._findings import SHOWN_ISSUES, tell_findings
from dashboard.cli._package import refuse_other_register
from dashboard.cli._store import fail, opened
from data_access.importers import apc, plan
from data_access.importers.hidden import CHOICES, HIDDEN, TAKE
from data_access.importers.plan_proposals import propose_map
from data_access.importers.refusal import Refused
from data_access.importers.registry import IMPORTERS
from data_access.importers.run import import_file, outcome_json
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.drafts import ImportOutcome
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import translate

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("importer", type=click.Choice(sorted(IMPORTERS)))
@click.argument("file", type=FILE)
@click.option("--projects", type=FILE, help="apc: the projects.csv that goes with the file.")
@click.option("--map", "map_file", type=FILE, help="plan: what each column is (.toml).")
@click.option("--framework", help="plan, progress: the code of the framework.")
@click.option(
    "--propose",
    type=click.Path(dir_okay=False, path_type=Path),
    help="plan: write a proposal of --map for FILE here, and import nothing.",
)
@click.option(
    "--hidden",
    type=click.Choice(CHOICES),
    default=TAKE,
    show_default=True,
    help="Hidden rows of a workbook: take them, and tell; or skip them.",
)
@click.option("--dry-run", is_flag=True, help="Show everything, write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@click.option(
    "--rejected",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the rejected rows, with their reasons, to this .xlsx.",
)
def import_file_command(
    importer: str,
    file: Path,
    projects: Path | None,
    map_file: Path | None,
    framework: str | None,
    propose: Path | None,
    hidden: str,
    dry_run: bool,
    as_json: bool,
    rejected: Path | None,
) -> None:
    """Import FILE with IMPORTER; ends with 1 when nothing of it could be taken for its errors."""
    if propose:
        _propose(file, propose)
        return
    options = {plan.FRAMEWORK: framework, HIDDEN: hidden}
    companions = {apc.PROJECTS: projects, plan.MAP: map_file}
    with opened() as (settings, store):
        refuse_other_register(store, settings.package)
        outcome = import_file(
            store,
            OPERATOR,
            importer,
            file,
            companions={part: path for part, path in companions.items() if path},
            options={name: value for name, value in options.items() if value},
            raw_folder=settings.data_dir / "raw",
            dry_run=dry_run,
            rejected=rejected,
        )
    if as_json:
        click.echo(orjson.dumps(outcome_json(outcome), option=orjson.OPT_INDENT_2))
    else:
        _tell(outcome, rejected)
    if any(issue.code == plan.MAP_NEEDED for issue in outcome.issues) and not as_json:
        click.echo(propose_map(file).text)
    if not (outcome.created or outcome.updated or outcome.unchanged) and _errors(outcome):
        sys.exit(1)


def _propose(file: Path, target: Path) -> None:
    """Write a proposal of what each column of ``file`` is."""
    try:
        proposal = propose_map(file)
        target.write_text(proposal.text, "utf-8")
    except Refused as refusal:
        fail(translate(refusal.issue.message, **refusal.issue.values), 1)
    click.echo(
        translate(
            N_(
                "Correspondencias propuestas: {file}. Revíselas, corríjalas y repita la "
                "importación con --map {file}. No se importó nada."
            ),
            file=target,
        )
    )
    for remark in proposal.remarks:
        click.echo(f"  {remark}")


def _errors(outcome: ImportOutcome) -> list[Issue]:
    return [issue for issue in outcome.issues if issue.severity is Severity.ERROR]


def _tell(outcome: ImportOutcome, rejected: Path | None) -> None:
    if outcome.is_dry_run:
        click.echo(translate(N_("Ensayo: no se escribió nada.")))
    for label, number in (
        (N_("Filas leídas"), outcome.rows_read),
        (N_("Creados"), outcome.created),
        (N_("Actualizados"), outcome.updated),
        (N_("Sin cambios"), outcome.unchanged),
        (N_("Rechazados"), outcome.rejected),
    ):
        click.echo(f"{translate(label)}: {number}")
    for record, column, before, after in outcome.changes[:SHOWN_ISSUES]:
        click.echo(f"  {record} · {column}: {before or '—'} → {after or '—'}")
    tell_findings(outcome.issues)
    if rejected and outcome.rejected:
        click.echo(translate(N_("Filas rechazadas, con sus motivos: {file}"), file=rejected))
