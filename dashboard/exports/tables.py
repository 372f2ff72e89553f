"""A table ready to be written to a file: columns, rows, total, and the receipt beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dashboard.exports.goal_headings import EMPTY_GOALS, GOAL_HEADINGS, is_of_goals
from dashboard.exports.kinds import EXACT, FRACTION, INTEGER, MONEY, TEXT
from data_access.measures.result import MeasureResult
from data_access.vocabulary.messages import N_, Phrase
from layouts.components.filter_words import question_in_words, remarks
from layouts.texts.catalogue import _, translate
from layouts.texts.flow_words import AMOUNT_KIND_LABELS, counting_words, total_words
from layouts.texts.formats import day, zoned_instant
from layouts.texts.phrases import say
from layouts.texts.plan_words import printed_word
from layouts.texts.unknown_money import all_unknown

# Headings of every key that rows of measures have; {currency} and {amount} come from the filters.
_HEADINGS: dict[str, tuple[str, str]] = {
    "key": (N_("Código"), TEXT),
    "label": (N_("Nombre"), TEXT),
    "action_id": (N_("Ficha"), INTEGER),
    "code": (N_("Código"), TEXT),
    "title": (N_("Título"), TEXT),
    "year": (N_("Año inicial"), INTEGER),
    "last_year": (N_("Año final"), INTEGER),
    "entities": (N_("Entidades"), TEXT),
    "partners": (N_("Aliados"), TEXT),
    "countries": (N_("Países"), TEXT),
    "stage": (N_("Etapa"), TEXT),
    "modality": (N_("Modalidad"), TEXT),
    "flow_class": (N_("Clase de flujo"), TEXT),
    "source": (N_("Origen"), TEXT),
    "source_label": (N_("Nombre del origen"), TEXT),
    "target": (N_("Destino"), TEXT),
    "target_label": (N_("Nombre del destino"), TEXT),
    "actions": (N_("Acciones"), INTEGER),
    "committed": (N_("Comprometido ({currency})"), MONEY),
    "disbursed": (N_("Desembolsado ({currency})"), MONEY),
    "counterpart": (N_("Contrapartida ({currency})"), MONEY),
    "value": (N_("{amount} ({currency})"), MONEY),
    "share": (N_("Participación"), FRACTION),
    "valuation": (N_("Valoración"), TEXT),
    "lacking": (N_("Por qué falta"), TEXT),
    "original_amount": (N_("Monto original"), EXACT),
    "original_currency": (N_("Moneda original"), TEXT),
    "original_on": (N_("Fecha del monto original"), TEXT),
    "rate": (N_("Tasa a {currency}"), EXACT),
    "original_note": (N_("Por qué falta el original o la tasa"), TEXT),
    "unvalued": (N_("Sin monto reportado"), INTEGER),
    "unpriced": (N_("De ellas, sin valorar"), INTEGER),
    "unreported": (N_("De ellas, no reportadas"), INTEGER),
    "unclassed": (N_("Sin clase de flujo"), INTEGER),
    "unconverted": (N_("Sin convertir"), INTEGER),
    "undated": (N_("Sin fecha"), INTEGER),
    "unmatched": (N_("Nombres sin identificar"), INTEGER),
    "filled_share": (N_("Campos completos"), FRACTION),
    "hhi": (N_("Índice de concentración (HHI)"), FRACTION),
    "top5_share": (N_("Participación de los cinco mayores"), FRACTION),
    "cut_off_on": (N_("Fecha de corte"), TEXT),
    "country": (N_("Código del país"), TEXT),
    "currency": (N_("De"), TEXT),
    "quote": (N_("A"), TEXT),
    "rate_source": (N_("Fuente de la tasa"), TEXT),
    "mean": (N_("Promedio por día"), MONEY),
    "days": (N_("Días cubiertos"), INTEGER),
    "latitude": (N_("Latitud"), TEXT),
    "longitude": (N_("Longitud"), TEXT),
}
_VALUATIONS = {
    "reported": N_("Con valor reportado"),
    "unrated": N_("Sin tasa"),
    "unvalued": N_("Sin valorar"),
    "repeated": N_("Cuenta en otro registro que dice lo mismo"),
    "not_reported": N_("No reportado"),
    "several_currencies": N_("varias monedas"),
    "several_rates": N_("varias tasas"),
}
"""The words of what is known of an amount."""
_WORDED = frozenset({"valuation", "original_note"})
RECORDS = "cooperation.records"
WHY = "lacking"
"""The column that says why the numbers beside it are empty, or what they leave out."""
_HIDDEN = frozenset({"source_filter", "target_filter", "previous", "is_closed"})
_COUNTS_IN_TOTALS = {"partners": N_("Aliados"), "countries": N_("Países")}
_UNITS = {
    "money": N_("Dinero"),
    "rate": N_("Tasa de cambio"),
    "ratio": N_("Proporción"),
    "count": N_("Cantidad"),
}
_EMPTY_BREAKDOWN = ("key", "label", "actions", "committed", "disbursed", "value", "share")
_EMPTY_RECORDS = (
    "action_id", "code", "title", "year", "last_year", "entities", "partners", "countries", "stage",
    "modality", "flow_class", "committed", "disbursed", "value", "valuation", "lacking", "source",
    "original_amount", "original_currency", "original_on", "rate", "rate_source", "original_note",
)  # fmt: skip
"""The columns of a file without rows."""


@dataclass(frozen=True)
class Column:
    """One column: the key of the rows, its heading in the reader's language, what it holds."""

    key: str
    heading: str
    kind: str


@dataclass(frozen=True)
class ExportTable:
    """What a file holds. ``total`` has values by column key, ``total_name`` says what it is;
    ``receipt`` has pairs of words.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Mapping[str, Any]]
    total: Mapping[str, Any]
    total_name: str
    receipt: tuple[tuple[str, str], ...]


def measure_table(result: MeasureResult, *, address: str) -> ExportTable:
    """The table of a measure's answer; ``address`` is the URL that makes the same file again.

    A measure that is only a total (no rows) becomes a table of one row.
    """
    is_only_total = _is_only_total(result)
    rows = told_rows(result)
    keys = [key for key in told_keys(result, rows) if key not in _HIDDEN]
    columns = tuple(_column(key, result, is_count=is_only_total) for key in keys)
    return ExportTable(
        title=translate(result.measure.title),
        columns=columns,
        rows=rows,
        total={} if is_only_total else _explained(result.total, result),
        total_name=total_words(result),
        receipt=(
            *totals_in_words(result, keys),
            *receipt_of(result),
            (_("Dirección de este archivo"), address),
        ),
    )


def told_rows(result: MeasureResult) -> list[Mapping[str, Any]]:
    """The rows of a file: those of the answer, with words for why their numbers are empty.

    A measure that is only a total has that as its row; any other without rows has none.
    """
    found = [result.total] if _is_only_total(result) else result.rows
    return [_explained(row, result) for row in found]


def told_keys(result: MeasureResult, rows: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    """The keys of the rows of a file, also when it has none."""
    if rows:
        return rows[0]
    if is_of_goals(result):
        return EMPTY_GOALS
    return _EMPTY_RECORDS if result.measure.name == RECORDS else _EMPTY_BREAKDOWN


def _is_only_total(result: MeasureResult) -> bool:
    # Totals have no rows of their own, and they count partners and countries.
    return not result.rows and not result.measure.dimension and "partners" in result.total


def _explained(row: Mapping[str, Any], result: MeasureResult) -> Mapping[str, Any]:
    """``row`` with the words of why its numbers are empty, or of what they leave out."""
    return {**row, WHY: all_unknown(row, result)} if WHY in row else row


def totals_in_words(result: MeasureResult, keys: Collection[str]) -> list[tuple[str, str]]:
    """Totals that have no column of ``keys`` to stand under, such as an index of the whole."""
    return [
        (_("Total") + f" · {_column(key, result, is_count=True).heading}", plain(value))
        for key, value in result.total.items()
        if key not in keys and key not in _HIDDEN and isinstance(value, int | Decimal)
    ]


def written(value: int | Decimal, kind: str) -> str:
    """A number for programs as a column of ``kind`` writes it."""
    if kind != EXACT or isinstance(value, int):
        return plain(value)
    whole, _point, decimals = f"{value:zf}".partition(".")
    return f"{whole}.{decimals.rstrip('0')}" if decimals.strip("0") else whole


def plain(value: int | Decimal) -> str:
    """A number for programs: a point before decimals, at least two of them, no idle zeros."""
    if isinstance(value, int):
        return str(value)
    whole, _point, decimals = f"{value:z.8f}".partition(".")
    return f"{whole}.{decimals.rstrip('0'):0<2}"


def _column(key: str, result: MeasureResult, *, is_count: bool) -> Column:
    if is_count and key in _COUNTS_IN_TOTALS:
        return Column(key, translate(_COUNTS_IN_TOTALS[key]), INTEGER)
    if is_of_goals(result):
        heading, kind = GOAL_HEADINGS.get(key, (key, TEXT))
        return Column(key, translate(heading), kind)
    heading, kind = _HEADINGS.get(key, (key, TEXT))
    words = {
        "{currency}": result.filters.moneda,
        "{amount}": translate(AMOUNT_KIND_LABELS[result.filters.monto]),
    }
    heading = translate(heading)
    for placeholder, word in words.items():
        heading = heading.replace(placeholder, word)
    if key == "value":
        heading = _("Monto de la consulta: {heading}", heading=heading)
    return Column(key, heading, kind)


def cell(row: Mapping[str, Any], column: Column) -> str | int | Decimal | None:
    """What ``row`` has in ``column``: text, a number, or None when nothing is known."""
    value = row.get(column.key)
    if column.key in _WORDED and value in _VALUATIONS:
        return translate(_VALUATIONS[value])
    if isinstance(value, Phrase):
        return say(value)
    if isinstance(value, bool):
        return _("Sí") if value else _("No")
    if isinstance(value, list | tuple):
        return "; ".join(_joined(item) for item in value)
    if value is None or isinstance(value, str | int | Decimal):
        return value
    return str(value)


def _joined(item: Any) -> str:
    """One of several values; a pair, such as a quarter and its value, is written as one."""
    if isinstance(item, list | tuple):
        return " ".join(map(_joined, item))
    return plain(item) if isinstance(item, Decimal) else str(item)


def receipt_of(result: MeasureResult) -> list[tuple[str, str]]:
    """Everything needed to judge and repeat the figures, as pairs of words."""
    measure = result.measure
    lines = [
        (_("Cifra"), translate(measure.title)),
        (_("Medida"), measure.name),
        (_("Definición"), translate(measure.definition)),
        (_("Fórmula"), translate(measure.formula)),
        (_("Regla de conteo"), translate(measure.counting_rule)),
        (_("Unidad"), translate(_UNITS.get(measure.unit, measure.unit))),
    ]
    lines += [
        (_("Filtro: {name}", name=name), words)
        for name, words in question_in_words(result, lambda _name, value: value)
    ]
    lines += [(_("Qué cuenta"), rule) for rule in counting_words(result)]
    lines += _sources(result)
    lines += [(_("Tasa de cambio"), _rate(rate)) for rate in result.rates]
    lines += [(_("Nota"), remark) for remark in remarks(result)]
    lines += [
        (_("Advertencia"), translate(issue.message, **issue.values)) for issue in result.issues
    ]
    return [
        *lines,
        (_("Calculado"), zoned_instant(result.as_of)),
        (_("Versión de los datos"), str(result.data_version)),
    ]


def _sources(result: MeasureResult) -> list[tuple[str, str]]:
    lines = []
    for source in result.sources:
        lines += [
            (_("Fuente"), translate(source.name)),
            (_("Fecha de corte"), day(source.cut_off_on)),
            (_("Licencia"), printed_word(source.licence)),
        ]
        if source.norm:
            lines.append((_("Norma"), source.norm))
    if result.is_demonstration:
        lines.append((_("Aviso"), _("Datos de demostración: los registros son ficticios.")))
    return lines


def _rate(rate: Mapping[str, Any]) -> str:
    return _(
        "{currency} a {quote}, {source}, del {first} al {last}",
        currency=rate["currency"],
        quote=rate["quote"],
        source=rate["source"],
        first=day(rate["from"]),
        last=day(rate["to"]),
    )
