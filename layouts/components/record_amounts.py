"""The amounts of a record, each with its own currency, date, rate and derived amounts."""

from collections.abc import Mapping
from typing import Any

from dash import html

from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import _, translate
from layouts.texts.formats import day, money, number, year_label

KINDS = {
    "committed": N_("Comprometido"),
    "disbursed": N_("Desembolsado"),
    "counterpart": N_("Contrapartida"),
}
VALUATIONS = {"unvalued": N_("Sin valorar"), "not_reported": N_("No reportado")}


def amounts_section(record: Any) -> html.Section:
    """The table of a record's amounts, or a sentence when it has none."""
    if not record.amounts:
        body: Any = html.P(_("El registro no informa montos."), className="note")
    else:
        headings = (
            (_("Monto"), False), (_("Fecha"), False), (_("Valor original"), True),
            (_("USD"), True), (_("COP"), True), (_("Tasa y fuente"), False),
        )  # fmt: skip
        head = [
            html.Th(text, scope="col", className="numeric" if is_number else None)
            for text, is_number in headings
        ]
        body = html.Div(
            html.Table(
                [
                    html.Thead(html.Tr(head)),
                    html.Tbody([_row(amount) for amount in record.amounts]),
                ],
                className="table-plain",
            ),
            className="table-scroll",
            tabIndex="0",
            role="region",
            **{"aria-label": _("Montos")},
        )
    return html.Section([html.H2(_("Montos")), body], className="tile strip")


def _row(amount: Mapping[str, Any]) -> html.Tr:
    kind = translate(KINDS.get(amount["kind"], amount["kind"]))
    detail = [amount.get("resource"), amount.get("finance")]
    words = " · ".join(str(word) for word in detail if word)
    if amount["valuation"] in VALUATIONS:
        original = translate(VALUATIONS[amount["valuation"]])
    else:
        original = money(amount["original_amount"], amount["currency_code"])
    moment = day(amount["dated_on"]) if amount["dated_on"] else year_label(amount["year"])
    return html.Tr(
        [
            html.Th([kind, html.Span(words, className="note")], scope="row"),
            html.Td(moment),
            html.Td(original, className="numeric"),
            html.Td(_derived(amount, "usd", "USD"), className="numeric"),
            html.Td(_derived(amount, "cop", "COP"), className="numeric"),
            html.Td(_rate(amount)),
        ]
    )


def _derived(amount: Mapping[str, Any], key: str, currency: str) -> str:
    if amount.get(key) is not None:
        return money(amount[key], currency)
    return "—" if amount["valuation"] in VALUATIONS else _("Sin tasa de cambio")


def _rate(amount: Mapping[str, Any]) -> str:
    if not amount.get("rate_source"):
        return "—"
    rates = [
        _("{rate} {quote} por {currency}", rate=number(amount[key], 4), quote=quote,
          currency=amount["currency_code"])
        for key, quote in (("usd_rate", "USD"), ("cop_rate", "COP"))
        if amount.get(key) is not None and amount["currency_code"] != quote
    ]  # fmt: skip
    rates += [day(amount["rate_on"])] if amount.get("rate_on") else []
    return " · ".join([*rates, amount["rate_source"]])
