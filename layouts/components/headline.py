"""The headline figures: plain HTML that shows first and compares with the previous year in words."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dash import html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.messages import N_
from layouts.components.card import receipt_button_id
from layouts.texts.catalogue import _, translate
from layouts.texts.formats import money, number, percent


@dataclass(frozen=True)
class Headline:
    """One number of the totals: its key, its name, and whether it is money."""

    key: str
    name: str
    is_money: bool = False


HEADLINES = (
    Headline("committed", N_("Comprometido"), is_money=True),
    Headline("disbursed", N_("Desembolsado"), is_money=True),
    Headline("actions", N_("Registros")),
    Headline("partners", N_("Aliados")),
    Headline("countries", N_("Países")),
)


def headline_figures(result: MeasureResult) -> html.Dl:
    """The strip of headline figures of ``cooperation.totals``."""
    currency = result.filters.moneda
    return html.Dl(
        [_figure(headline, result.total, currency) for headline in HEADLINES],
        className="cifras",
    )


def _figure(headline: Headline, total: dict[str, Any], currency: str) -> html.Div:
    value = total.get(headline.key)
    show = _money_in(currency) if headline.is_money else _count
    previous = total.get("previous") or {}
    # People read "0" as a fact, so a sum in which nothing was reported must not look like one.
    return html.Div(
        [
            html.Dt(translate(headline.name)),
            html.Dd(_big(headline, value, currency), className="cifra"),
            html.Dd(
                _comparison(value, previous, headline.key, show), className="comparacion"
            ),
            html.Dd(_note(headline.key, total), className="comparacion nota"),
        ],
        className=f"tarjeta cifra-clave cifra-{headline.key}",
    )


def _big(headline: Headline, value: Any, currency: str) -> Any:
    if not headline.is_money:
        return _count(value)
    text = money(value, currency, compact=True)
    symbol, _space, amount = text.rpartition(" ") if value is None else text.partition(" ")
    head, _gap, unit = amount.partition(" ")
    if value is None:
        return text
    return [html.Span(f"{symbol} ", className="signo"), head, html.Span(f" {unit}", className="unidad")]


def _note(key: str, total: dict[str, Any]) -> str:
    if key == "committed" and total.get("unvalued"):
        return _("{count} registros sin valorar", count=number(total["unvalued"]))
    if key == "disbursed" and total.get("unconverted"):
        return _("{count} montos sin tasa de cambio", count=number(total["unconverted"]))
    return ""


def _comparison(
    value: Any, previous: dict[str, Any], key: str, show: Callable[[Any], str]
) -> Any:
    before = previous.get(key)
    if value is None or before is None:
        return ""
    since = _since(previous)
    difference = Decimal(value) - Decimal(before)
    if difference == 0:
        return _("Igual que {since}", since=since)
    words = N_("{change} más que {since}") if difference > 0 else N_("{change} menos que {since}")
    told = translate(words, change=show(abs(difference)), since=since)
    if before:
        sign = "+" if difference > 0 else "−"
        told += f" ({sign}{percent(abs(difference) / Decimal(before), 0)})"
    return told


def _since(previous: dict[str, Any]) -> str:
    year = previous.get("year")
    return _("en {year}", year=str(year)) if year else _("en el periodo anterior")


def _money_in(currency: str) -> Callable[[Any], str]:
    return lambda value: money(value, currency, compact=True)


def _count(value: Any) -> str:
    return number(value)


def headline_receipt(name: str) -> html.Button:
    """The button that opens the receipt of the headline figures."""
    return html.Button(
        _("Ficha de estas cifras"),
        id=receipt_button_id(name, "headline"),
        type="button",
        className="enlace",
        **{"aria-haspopup": "dialog"},
    )
