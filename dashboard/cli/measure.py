"""``globo measure``: prints a measure with its receipt."""

import csv
import sys
from collections import defaultdict
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import click
import orjson

from dashboard.cli._store import EXIT_USAGE, opened
from dashboard.exports.tables import receipt_of, told_keys, told_rows, totals_in_words
from data_access.measures.catalogue import MEASURES
from data_access.measures.catalogue_goals import GOAL_MEASURES
from data_access.measures.result import MeasureResult
from data_access.measures.run import run_measure
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.messages import Phrase
from data_access.vocabulary.money import quantize
from layouts.components.filter_words import remarks
from layouts.texts.catalogue import _, translate, use_language
from layouts.texts.flow_words import (
    AMOUNT_KIND_LABELS,
    class_words,
    counting_words,
    is_about_actions,
    total_words,
    where_words,
)
from layouts.texts.formats import rate_places
from layouts.texts.phrases import say
from layouts.texts.unknown_money import (
    SUMS,
    all_left_out,
    is_worded,
    sum_or_reason,
)

_KEYS = frozenset(spec.name for spec in fields(Filters))
_SHOWN_PLACES = 4
_RATES = frozenset({"rate", "mean"})
_ENDS = (0, 1)
_SHOWN_SIGNS = 60


@click.command()
@click.argument("name", type=click.Choice(sorted(MEASURES)))
@click.option("-f", "pairs", multiple=True, metavar="KEY=VALUE", help="A filter; may be repeated.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
@click.option("--language", type=click.Choice(["es", "en"]), default="es")
def measure(name: str, pairs: tuple[str, ...], form: str, language: str) -> None:
    """Answer measure NAME; ends with 2 when a filter value is not known."""
    with use_language(language):
        filters, issues = Filters.parse(_mapping(pairs))
        with opened() as (_, store):
            result = run_measure(store, OPERATOR, name, filters, language=language)
        problems = [*issues, *result.issues]
        for issue in problems:
            click.echo(translate(issue.message, **issue.values), err=True)
        if any(issue.severity == "error" for issue in problems):
            sys.exit(EXIT_USAGE)
        print_result(result, form)


def print_result(result: MeasureResult, form: str) -> None:
    """Print an answer as ``table``, ``json`` or ``csv``, each with its receipt.

    The receipt of a csv goes to the error output, so that the other has nothing but its rows.
    """
    _PRINTERS[form](result)


def measure_json(result: MeasureResult) -> dict[str, Any]:
    """The answer as plain values: names, filters, cut-off, rows and total."""
    is_of_goals = result.measure.name in GOAL_MEASURES
    return {
        "measure": result.measure.name,
        "title": translate(result.measure.title),
        "unit": result.measure.unit,
        "definition": translate(result.measure.definition),
        "formula": translate(result.measure.formula),
        "counting_rule": translate(result.measure.counting_rule),
        "filters": dict(result.filters.pairs()),
        **({} if is_of_goals else {"currency": result.filters.moneda}),
        **({"flow_class": class_words(result)} if is_about_actions(result) else {}),
        "as_of": result.as_of,
        "source": [note.code for note in result.sources],
        "counting": counting_words(result),
        "notes": remarks(result),
        "rows": result.rows,
        "total": result.total,
    }


def _mapping(pairs: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign:
            raise click.BadParameter(f"{pair!r}: KEY=VALUE")
        if key.strip() not in _KEYS:
            known = ", ".join(sorted(_KEYS))
            raise click.BadParameter(
                _("No hay un filtro «{name}». Filtros: {known}.", name=key, known=known)
            )
        found[key.strip()].append(value)
    return found


def _print_json(result: MeasureResult) -> None:
    option = orjson.OPT_INDENT_2 | orjson.OPT_PASSTHROUGH_DATACLASS
    click.echo(orjson.dumps(measure_json(result), default=as_json, option=option))


def _print_csv(result: MeasureResult) -> None:
    rows = told_rows(result)
    writer = csv.DictWriter(sys.stdout, list(told_keys(result, rows)))
    writer.writeheader()
    writer.writerows({name: _text(value) for name, value in row.items()} for row in rows)
    _print_receipt([*totals_in_words(result, ()), *_receipt(result)], is_apart=True)


def _print_table(result: MeasureResult) -> None:
    click.echo(translate(result.measure.title))
    flow = class_words(result)
    if flow:
        kind = translate(AMOUNT_KIND_LABELS[result.filters.monto])
        click.echo(f"{flow} · {kind} · {result.filters.moneda}")
    missing = where_words(result)
    if missing:
        click.echo(missing)
    named = {"label": total_words(result)} if result.rows and "label" in result.rows[0] else {}
    rows = [_in_words(row, result) for row in (*result.rows, {**named, **result.total})]
    names = list(dict.fromkeys(name for row in rows for name in row))
    if not any(row.get("lacking") for row in rows):
        names = [name for name in names if name != "lacking"]
    columns = [[name, *(_cell(name, row.get(name)) for row in rows)] for name in names]
    places = [
        str.rjust if any(_is_number(row.get(name)) for row in rows) else str.ljust for name in names
    ]
    widths = [max(map(len, column)) for column in columns]
    for line in zip(*columns, strict=True):
        cells = zip(places, line, widths, strict=True)
        click.echo("  ".join(placed(text, width) for placed, text, width in cells).rstrip())
    click.echo()
    _print_receipt(_receipt(result))


def _receipt(result: MeasureResult) -> list[tuple[str, str]]:
    """What stands behind the figures, and what the sums of the whole leave out."""
    missing = all_left_out(result.total, result)
    return [*([(_("No suman"), missing)] if missing else []), *receipt_of(result)]


def _print_receipt(lines: list[tuple[str, str]], *, is_apart: bool = False) -> None:
    for label, words in lines:
        # Not every source has a licence.
        if words:
            click.echo(f"{label}: {' '.join(words.split())}", err=is_apart)


def _in_words(row: dict[str, Any], result: MeasureResult) -> dict[str, Any]:
    """``row`` with the reason in the place of each sum that has one, for a table."""
    if "lacking" not in row:
        return row
    named = [name for name in SUMS if name in row and is_worded(row, name)]
    unknown = {name: sum_or_reason(row, name, result) for name in named}
    return {**row, **unknown, "lacking": all_left_out(row, result)}


_PRINTERS = {"json": _print_json, "csv": _print_csv, "table": _print_table}


def as_json(value: Any) -> Any:
    """A decimal as the text of all its digits: a number of JSON may lose some on its way."""
    if isinstance(value, Decimal):
        return format(value.normalize() + 0, "f")
    if isinstance(value, Phrase):
        return _text(value)
    raise TypeError(type(value).__name__)


def _cell(name: str, value: Any) -> str:
    """A value of the column ``name``: a rate has more figures than the others."""
    if name in _RATES and isinstance(value, Decimal):
        return as_json(quantize(value, rate_places(value)))
    return _short(value)


def _short(value: Any) -> str:
    """A value as a person reads it in a table; the other forms tell all of it."""
    if isinstance(value, Decimal):
        return format(_rounded(value).normalize() + 0, "f")
    text = " ".join(_text(value).split())
    return text if len(text) <= _SHOWN_SIGNS else f"{text[: _SHOWN_SIGNS - 1]}…"


def _rounded(value: Decimal) -> Decimal:
    """``value`` with few decimals, but for a part, which is neither nothing nor the whole."""
    places = _SHOWN_PLACES
    while quantize(value, places) in _ENDS and quantize(value, places) != value:
        places += 1
    return quantize(value, places)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Phrase):
        return say(value)
    if isinstance(value, Decimal):
        return format(value, "zf")
    if isinstance(value, dict):
        return "; ".join(f"{name}={_text(part)}" for name, part in value.items())
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
