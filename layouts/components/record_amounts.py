"""The amounts of a record, each with its own currency, date, rate and derived amounts."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dash import html

from data_access.vocabulary.messages import N_
from layouts.components.data_table import Heading, data_table, table_row
from layouts.texts.catalogue import _, translate
from layouts.texts.formats import day, money, number, year_label

KINDS = {
    "committed": N_("Comprometido"),
    "disbursed": N_("Desembolsado"),
    "counterpart": N_("Contrapartida"),
    "expenditure": N_("Gasto"),
    "planned": N_("Programado (presupuesto)"),
    "incoming": N_("Entrante"),
    "incoming_commitment": N_("Compromiso entrante"),
}
_SMALL_RATE = Decimal("0.1")
VALUATIONS = {"unvalued": N_("Sin valorar"), "not_reported": N_("No reportado")}


def amounts_section(record: Any) -> html.Section:
    """The table of a record's amounts, or a sentence when it has none."""
    if not record.amounts:
        body: Any = html.P(_("El registro no informa montos."), className="note")
    else:
        columns = (
            Heading(_("Monto")), Heading(_("Fecha")), Heading(_("Valor original"), is_number=True),
            Heading(_("USD"), is_number=True), Heading(_("COP"), is_number=True),
            Heading(_("Tasa y fuente"), is_wide=True),
        )  # fmt: skip
        rows = [table_row(columns, _cells(amount)) for amount in record.amounts]
        body = data_table(_("Montos"), columns, rows)
    return html.Section([html.H2(_("Montos")), body], className="tile strip")


def _cells(amount: Mapping[str, Any]) -> list[Any]:
    kind = translate(KINDS.get(amount["kind"], amount["kind"]))
    names = ("resource", "finance", "country", "sector", "modality")
    detail = [amount.get(name) for name in names]
    if not amount.get("is_counted", True):
        detail.append(_("no suma: otra actividad informa el mismo dinero"))
    words = " · ".join(str(word) for word in detail if word)
    if amount["valuation"] in VALUATIONS:
        original = translate(VALUATIONS[amount["valuation"]])
    else:
        original = money(amount["original_amount"], amount["currency_code"])
    moment = day(amount["dated_on"]) if amount["dated_on"] else year_label(amount["year"])
    if amount.get("ends_on"):
        moment = _("{start} a {end}", start=moment, end=day(amount["ends_on"]))
    return [
        [kind, html.Span(words, className="note")],
        moment,
        original,
        _derived(amount, "usd", "USD"),
        _derived(amount, "cop", "COP"),
        _rate(amount),
    ]


def _derived(amount: Mapping[str, Any], key: str, currency: str) -> str:
    if amount.get(key) is not None:
        return money(amount[key], currency)
    return "—" if amount["valuation"] in VALUATIONS else _("Sin tasa de cambio")


def _told_rate(rate: Decimal, quote: str, currency: str) -> str:
    """A rate with figures enough to do the sum again: a small one the other way round."""
    if 0 < rate < _SMALL_RATE:
        rate, quote, currency = 1 / rate, currency, quote
    return _("{rate} {quote} por {currency}", rate=number(rate, 4), quote=quote, currency=currency)


def _rate(amount: Mapping[str, Any]) -> str:
    if not amount.get("rate_source"):
        return "—"
    rates = [
        _told_rate(amount[key], quote, amount["currency_code"])
        for key, quote in (("usd_rate", "USD"), ("cop_rate", "COP"))
        if amount.get(key) is not None and amount["currency_code"] != quote
    ]  # fmt: skip
    rates += [day(amount["rate_on"])] if amount.get("rate_on") else []
    return " · ".join([*rates, amount["rate_source"]])
