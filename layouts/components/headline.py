"""The headline figures: plain HTML that shows first and compares with the year before."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from dash import dcc, html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.messages import N_
from layouts.components.card import receipt_button_id
from layouts.components.filter_bar import query_link_id
from layouts.components.view import TOTALS, View, address
from layouts.figures._amounts import growth, share_text
from layouts.texts.catalogue import _, translate
from layouts.texts.flow_words import AMOUNT_KIND_LABELS, has_own_column
from layouts.texts.formats import NO_BREAK, money, number
from layouts.texts.unknown_money import is_worded, left_out, silent_parts, sum_or_reason


@dataclass(frozen=True)
class Headline:
    """One number of the totals: its key, its name, whether it is money, and how it looks."""

    key: str
    name: str
    is_money: bool = False
    style: str = ""


HEADLINES = (
    Headline("committed", N_("Comprometido"), is_money=True),
    Headline("disbursed", N_("Desembolsado"), is_money=True),
    Headline("actions", N_("Registros")),
    Headline("partners", N_("Aliados")),
    Headline("countries", N_("Países")),
)


def recent_filters(filters: Filters) -> Callable[[datetime], Filters] | None:
    """The last whole year of a question without years, which then has something to compare."""
    if filters.year_range() is not None:
        return None
    return lambda as_of: replace(filters, anio_desde=as_of.year - 1, anio_hasta=as_of.year - 1)


def headline_figures(result: MeasureResult, recent: MeasureResult | None = None) -> html.Dl:
    """The strip of headline figures of ``cooperation.totals``.

    Each is compared with the period before; a question without years, whose totals have none,
    compares its last whole year, ``recent``, with the year before.
    """
    figures = [_figure(headline, result, recent) for headline in _shown(result)]
    return html.Dl(figures, className="headlines")


def _shown(result: MeasureResult) -> list[Headline]:
    """The chosen kind of amount stands first; where money is not added up, only the counts."""
    if not result.has_sum:
        return [headline for headline in HEADLINES if not headline.is_money]
    if not has_own_column(result.filters):
        return [*HEADLINES]
    name = AMOUNT_KIND_LABELS[result.filters.monto]
    return [Headline("value", name, is_money=True, style="committed"), *HEADLINES]


def _figure(headline: Headline, result: MeasureResult, recent: MeasureResult | None) -> html.Div:
    currency = result.filters.moneda
    show = _money_in(currency) if headline.is_money else _count
    comparison = _comparison(recent or result, headline, show, says_year=recent is not None)
    notes = [text for text in (comparison, _note(headline.key, result.total)) if text]
    return html.Div(
        [
            html.Dt(translate(headline.name)),
            html.Dd(_big(headline, result), className="headline-value"),
            *(html.Dd(text, className="comparison") for text in notes),
        ],
        className=f"tile headline headline-{headline.style or headline.key}",
    )


def _big(headline: Headline, result: MeasureResult) -> Any:
    value = result.total.get(headline.key)
    if not headline.is_money:
        return _count(value)
    text = sum_or_reason(result.total, headline.key, result, compact=True)
    if is_worded(result.total, headline.key):
        return text
    symbol, _space, amount = text.partition(NO_BREAK)
    head, _gap, unit = amount.partition(" ")
    return [
        html.Span(f"{symbol} ", className="symbol"),
        head,
        html.Span(f" {unit}", className="unit"),
    ]


def _note(key: str, total: dict[str, Any]) -> str:
    """What the number leaves out; of the actions, how many report no amount."""
    if key == "actions" and total.get("unvalued"):
        return _(
            "{count} sin monto reportado: {parts}",
            count=number(total["unvalued"]),
            parts=silent_parts(total),
        )
    missing = left_out(total, key)
    return _("No suma {actions}", actions=missing) if missing else ""


def _comparison(
    result: MeasureResult,
    headline: Headline,
    show: Callable[[Any], str],
    *,
    says_year: bool,
) -> str:
    key = headline.key
    value, before = result.total.get(key), (result.total.get("previous") or {}).get(key)
    if value is None or before is None or before <= 0:
        return ""
    since = _since(result.filters)
    difference = Decimal(value) - Decimal(before)
    # Money is easier to weigh as a proportion, small counts as a number.
    share = growth(value, before) if headline.is_money else None
    change = show(abs(difference)) if share is None else share_text(abs(share))
    if difference == 0:
        told = _("igual que {since}", since=since)
    elif difference > 0:
        told = _("{change} más que {since}", change=change, since=since)
    else:
        told = _("{change} menos que {since}", change=change, since=since)
    if says_year:
        year = str(result.filters.anio_desde)
        return _("En {year}: {value}; {comparison}", year=year, value=show(value), comparison=told)
    return told[:1].upper() + told[1:]


def _since(filters: Filters) -> str:
    low, high = filters.year_range() or (0, 0)
    length = high - low + 1
    if length == 1:
        return _("en {year}", year=str(low - 1))
    return _("en {low}–{high}", low=str(low - length), high=str(low - 1))


def _money_in(currency: str) -> Callable[[Any], str]:
    return lambda value: money(value, currency, compact=True)


def _count(value: Any) -> str:
    return number(value)


def headline_tools(view: View) -> html.Div:
    """The way from the headline figures to their records, receipt and file."""
    query = view.filters.query()
    file = f"/descargas/{TOTALS}.csv"
    return html.Div(
        [
            dcc.Link(
                _("Ver registros"),
                href=address("/acciones", query),
                id=query_link_id("headline", "/acciones"),
            ),
            html.Button(
                _("Ficha de estas cifras"),
                id=receipt_button_id(TOTALS, "headline"),
                type="button",
                className="link-button",
                **{"aria-haspopup": "dialog"},
            ),
            html.A(
                "CSV",
                href=address(file, query, lang=view.language),
                id=query_link_id("headline", file),
                **{"aria-label": _("Descargar estas cifras en CSV")},
            ),
        ],
        className="page-actions",
    )
