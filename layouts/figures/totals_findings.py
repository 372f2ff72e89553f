"""The sentence of measures without a chart: totals, records, quality of the data."""

from typing import Any

from data_access.measures.result import MeasureResult
from layouts.figures._amounts import actions_text, share_text
from layouts.figures._sentences import told_if_any
from layouts.texts.catalogue import _, ngettext
from layouts.texts.flow_words import amount_words, has_own_column
from layouts.texts.formats import money, number


@told_if_any
def totals_finding(result: MeasureResult) -> str:
    """Actions, partners, countries and money in one sentence, with what lacks an amount."""
    total = result.total
    partners, countries = total["partners"], total["countries"]
    values = {
        "actions": actions_text(total["actions"]),
        "partners": ngettext("{count} aliado", "{count} aliados", partners, count=number(partners)),
        "countries": ngettext("{count} país", "{count} países", countries, count=number(countries)),
        **_both_amounts(result),
    }
    sentence = _(
        "{actions} con {partners} de {countries}: {committed} comprometidos y {disbursed} "
        "desembolsados",
        **values,
    ) + _chosen(result)
    if not total["unvalued"]:
        return sentence + "."
    tail = ngettext(
        "; {count} acción no reporta monto.",
        "; {count} acciones no reportan monto.",
        total["unvalued"],
        count=number(total["unvalued"]),
    )
    return sentence + tail


@told_if_any
def records_finding(result: MeasureResult) -> str:
    """How many records answer and what they add up to."""
    sentence = _(
        "{actions} en la selección: {committed} comprometidos y {disbursed} desembolsados",
        actions=actions_text(result.total["actions"]),
        **_both_amounts(result),
    )
    return sentence + _chosen(result) + "."


def _chosen(result: MeasureResult) -> str:
    """The chosen kind of amount, where it is neither of the two that are always told."""
    if not has_own_column(result.filters):
        return ""
    amount = money(result.total["value"], result.filters.moneda, compact=True)
    return f"; {amount_words(result.filters)}: {amount}"


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
            for name in ("actions", "unvalued", "undated", "unmatched", "unconverted")
        },
    }
    lead = (
        _("{name} tiene lleno el {share} de los campos requeridos", **values)
        if len(rows) == 1
        else _("La fuente menos completa es {name}: {share} de los campos requeridos", **values)
    )
    return lead + _(
        "; de {actions} acciones, {unvalued} sin valorar, {undated} sin fecha, {unmatched} con "
        "aliado por confirmar y {unconverted} sin tasa de cambio.",
        **values,
    )


def _both_amounts(result: MeasureResult) -> dict[str, str]:
    currency = result.filters.moneda
    return {
        name: money(result.total[name], currency, compact=True)
        for name in ("committed", "disbursed")
    }


def rates_finding(result: MeasureResult) -> str:
    """How many years and currencies have a rate."""
    if not result.rows:
        return _("No hay tasas de cambio en estos años.")
    return _(
        "Hay tasas de {currencies} monedas para {years} años.",
        currencies=number(len({row["currency"] for row in result.rows})),
        years=number(len({row["key"] for row in result.rows})),
    )
