"""Pesos of which nobody says whose: they are taken as Colombian, and told where they may not be."""

import re
from collections.abc import Iterable

from data_access.importers.cooperation_cells import RowCells
from data_access.vocabulary.drafts import AmountDraft, Share
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_HOME = "COL"
_CODES = {
    "ARG": "ARS", "CHL": "CLP", "CUB": "CUP", "DOM": "DOP", "MEX": "MXN", "PHL": "PHP",
    "URY": "UYU",
}  # fmt: skip
"""The currency of each country whose own are other pesos."""
_BARE_PESOS = re.compile(r"\bpesos?\b(?!\s+colombian)", re.IGNORECASE)
_CELLS = {
    "currency": ("committed", "disbursed"),
    "committed": ("committed",),
    "disbursed": ("disbursed",),
}
"""The cells that may say the currency, and of which amounts each does."""
_TAKEN = N_(
    "«Pesos» se tomó por pesos colombianos (COP), y el país de la fila tiene otros ({others}). "
    "Escriba el código de la moneda para que no haya duda."
)


def tell_other_pesos(
    cells: RowCells, countries: Iterable[Share], amounts: Iterable[AmountDraft]
) -> None:
    """Tell bare pesos of a row whose country has pesos of its own, and not Colombia's."""
    named = {share.code for share in countries}
    others = sorted(_CODES[code] for code in named if code in _CODES)
    if not others or _HOME in named:
        return
    in_pesos = {each.kind for each in amounts if each.amount is not None and each.currency == "COP"}
    for key, kinds in _CELLS.items():
        raw = cells.raw(key)
        if isinstance(raw, str) and _BARE_PESOS.search(raw) and not in_pesos.isdisjoint(kinds):
            values = {"others": ", ".join(others)}
            cells.note(Issue("currency.other_pesos", _TAKEN, Severity.WARNING, values=values), key)
            return
