"""``globo cut``: the calendar of cuts, closing one, and what a closed one says."""

import sys
from datetime import date
from hashlib import sha256

import click

from dashboard.cli._store import EXIT_USAGE, fail, opened
from dashboard.cli.measure import print_result
from data_access.measures.cut_content import closed_content, cut_content, list_cuts
from data_access.measures.plan.stored import CutDates
from data_access.measures.run import data_stamp, run_measure
from data_access.services.cuts import CutRefused, close_cut
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.goals import Quarter
from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import translate


class _Cut(click.ParamType):
    """A quarter written ``2025-T3``."""

    name = "cut"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Quarter:
        try:
            return Quarter.parse(value)
        except ValueError:
            self.fail(f"{value!r}: 2025-T3", param, ctx)


CUT = _Cut()


@click.group()
def cut() -> None:
    """Quarterly cuts: list, close, show, compare with today."""


@cut.command("list")
def list_command() -> None:
    """Print every cut with its dates and, when closed, its hash."""
    with opened() as (_, store):
        _, today = data_stamp(store)
        found = list_cuts(store, OPERATOR)
    if not found:
        message = N_("No hay cortes: el paquete de la entidad los trae en plan/cuts.csv.")
        click.echo(translate(message), err=True)
    for dates in found:
        click.echo(_line(dates, today))


@cut.command()
@click.argument("code", type=CUT)
@click.option("--reason", default="", help="Why it is closed before its day.")
def close(code: Quarter, reason: str) -> None:
    """Keep for good what the cut CODE says now; ends with 2 when it cannot be closed."""
    with opened() as (_, store):
        try:
            digest, size = _close(store, code, reason)
        except CutRefused as refused:
            click.echo(translate(refused.message, **refused.values), err=True)
            sys.exit(EXIT_USAGE)
    said = N_("Corte {cut} cerrado: {size} bytes, SHA-256 {digest}")
    click.echo(translate(said, cut=code.code, size=size, digest=digest))


@cut.command()
@click.argument("code", type=CUT)
def show(code: Quarter) -> None:
    """Write the bytes that the closed cut CODE keeps, to the last one."""
    with opened() as (_, store):
        content = closed_content(store, OPERATOR, code.code)
    if content is None:
        fail(N_("El corte {cut} no está cerrado."), cut=code.code)
        return
    click.echo(content, nl=False)
    click.echo(f"SHA-256 {sha256(content).hexdigest()}", err=True)


@cut.command()
@click.argument("code", type=CUT)
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
def diff(code: Quarter, form: str) -> None:
    """Print what the register says today that the closed cut CODE did not."""
    with opened() as (_, store):
        if closed_content(store, OPERATOR, code.code) is None:
            fail(N_("El corte {cut} no está cerrado."), cut=code.code)
        filters = Filters(corte=code.code)
        print_result(run_measure(store, OPERATOR, "goals.differences", filters), form)


def _close(store: Store, code: Quarter, reason: str) -> tuple[str, int]:
    # The version is read before the content: whatever changes after it is noticed.
    version, today = data_stamp(store)
    content = cut_content(store, OPERATOR, code)
    digest = close_cut(store, OPERATOR, code.code, content, version, today=today, reason=reason)
    return digest, len(content)


def _line(dates: CutDates, today: date) -> str:
    if dates.is_closed:
        state = N_("cerrado")
    else:
        state = N_("por abrir") if dates.opens_on > today else N_("abierto")
    days = (dates.opens_on, dates.due_on, dates.closes_on)
    return "  ".join(
        [dates.cut.code, *(day.isoformat() for day in days), translate(state), dates.content_hash]
    ).rstrip()
