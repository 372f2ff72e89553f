"""The sentence of measures without a chart: totals, records, quality of the data."""

from typing import Any

from data_access.measures.result import MeasureResult
from layouts.figures._amounts import actions_text, share_text
from layouts.figures._sentences import told_if_any, unknown_tail
from layouts.texts.catalogue import _, ngettext
from layouts.texts.flow_words import amount_words, has_own_column
from layouts.texts.formats import number
from layouts.texts.unknown_money import silent_parts, silent_words, sum_or_reason


@told_if_any
def totals_finding(result: MeasureResult) -> str:
    """Actions, partners, countries and money in one sentence, with what lacks an amount."""
    total = result.total
    partners, countries = total["partners"], total["countries"]
    values = {
        "actions": actions_text(total["actions"]),
        "partners": ngettext("{count} aliado", "{count} aliados", partners, count=number(partners)),
        "countries": ngettext("{count} país", "{count} países", countries, count=number(countries)),
        "amounts": _both_amounts(result),
    }
    sentence = _("{actions} con {partners} de {countries}: {amounts}", **values)
    if total["unvalued"]:
        sentence += f"; {silent_words(total['unvalued'])} ({silent_parts(total)})"
    return f"{sentence}.{unknown_tail(result)}"


@told_if_any
def records_finding(result: MeasureResult) -> str:
    """How many records answer and what they add up to."""
    sentence = _(
        "{actions} en la selección: {amounts}.",
        actions=actions_text(result.total["actions"]),
        amounts=_both_amounts(result),
    )
    return sentence + unknown_tail(result)


@told_if_any
def quality_finding(result: MeasureResult) -> str:
    """How complete the least complete source is, and what is missing in all."""
    rows = [row for row in result.rows if row["filled_share"] is not None]
    if not rows:
        return _("Ninguna fuente tiene registros.")
    worst = min(rows, key=lambda row: row["filled_share"])
    total = result.total
    values: dict[str, Any] = {
        "name": worst["label"],
        "share": share_text(worst["filled_share"]),
        **{
            name: number(total[name])
            for name in ("actions", "unclassed", "unvalued", "undated", "unmatched", "unconverted")
        },
    }
    lead = (
        _("{name} tiene lleno el {share} de los campos requeridos", **values)
        if len(rows) == 1
        else _("La fuente menos completa es {name}: {share} de los campos requeridos", **values)
    )
    return lead + _(
        "; de {actions} acciones, {unclassed} sin clase de flujo, {unvalued} sin monto reportado, "
        "{undated} sin fecha, {unmatched} con aliado por confirmar y {unconverted} sin tasa de "
        "cambio.",
        **values,
    )


def _both_amounts(result: MeasureResult) -> str:
    """Both sums in words; one that is not known says why."""
    total = result.total
    amounts = {
        name: sum_or_reason(total, name, result, compact=True)
        for name in ("committed", "disbursed")
    }
    if all(total[name] is not None for name in amounts):
        told = _("{committed} comprometidos y {disbursed} desembolsados", **amounts)
        return told + _chosen(result)
    amounts = {
        name: words[:1].lower() + words[1:] if total[name] is None else words
        for name, words in amounts.items()
    }
    return _("comprometido, {committed}; desembolsado, {disbursed}", **amounts) + _chosen(result)


def _chosen(result: MeasureResult) -> str:
    """The chosen kind of amount, where it is neither of the two that are always told."""
    if not has_own_column(result.filters):
        return ""
    words = sum_or_reason(result.total, "value", result, compact=True)
    return f"; {amount_words(result.filters)}: {words}"


def rates_finding(result: MeasureResult) -> str:
    """How many years and currencies have a rate."""
    if not result.rows:
        return _("No hay tasas de cambio en estos años.")
    return _(
        "Hay tasas de {currencies} monedas para {years} años.",
        currencies=number(len({row["currency"] for row in result.rows})),
        years=number(len({row["key"] for row in result.rows})),
    )
