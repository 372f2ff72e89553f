"""Headers of money that GLOBO does not know, such as «Monto (USD)»: it may be the money itself."""

import re

from data_access.importers.cooperation_columns import HEADER_BY_KEY, Table
from data_access.importers.header_names import header_name
from data_access.importers.unit_lines import CURRENCY, SCALE
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_MONEY = re.compile(
    r"\b(?:valor(?:es)?|montos?|cuantia|importe|presupuesto|costo|amount|value|budget)\b"
)
_WITH_UNIT = re.compile(
    rf"\b(?:aportes?|compromisos?|comprometid[oa]|desembolsos?|desembolsad[oa]|contrapartida)\b"
    rf".*\b(?:{CURRENCY}|{SCALE})\b"
)
_KEYS = {"desembols": "disbursed", "contrapartida": "counterpart"}
_OTHER_KEY = "committed"
_SHARE_OR_COUNT = re.compile("[%#]")
_IN_PESOS = N_(
    "La columna «{column}» parece de montos y no se leyó: ese encabezado no es de la plantilla. "
    "Escriba «{header}», con las cifras en pesos colombianos y completas, sin miles ni millones."
)
_IN_ITS_CURRENCY = N_(
    "La columna «{column}» parece de montos y no se leyó: ese encabezado no es de la plantilla. "
    "Escriba «{header}», y la moneda de cada fila en «{currency}»; las cifras van completas, sin "
    "miles ni millones."
)


def unread_money(table: Table, header: str) -> Issue | None:
    """The warning about a ``header`` that GLOBO does not read and that looks like one of money.

    None when the column that it may be was found, under a name of its own.
    """
    name = header_name(header)
    # Of an amount but for such a sign it is told that it is none.
    if _SHARE_OR_COUNT.search(header) and table.meant(header):
        return None
    if not _MONEY.search(name) and not _WITH_UNIT.search(name):
        return None
    key = next((key for word, key in _KEYS.items() if word in name), _OTHER_KEY)
    if key in table.positions:
        return None
    return Issue(
        "column.unread_money",
        _IN_PESOS if key == "counterpart" else _IN_ITS_CURRENCY,
        Severity.WARNING,
        sheet=table.sheet or None,
        row=table.header_row,
        column=header,
        values={
            "column": header,
            "header": HEADER_BY_KEY[key],
            "currency": HEADER_BY_KEY["currency"],
        },
    )
