"""Pesos of which nobody says whose: they are those of the city's country, and told where in doubt.

Where that country has none they are taken as Colombian, as those of counterparts always are.
"""

import re
from collections.abc import Iterable

from data_access.importers.cooperation_cells import RowCells
from data_access.importers.register import home_country
from data_access.validation.readings import RawValue
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import AmountDraft, Share
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

COLOMBIAN = "COP"
_PESOS = {
    "ARG": "ARS", "CHL": "CLP", "COL": COLOMBIAN, "CUB": "CUP", "DOM": "DOP", "MEX": "MXN",
    "PHL": "PHP", "URY": "UYU",
}  # fmt: skip
"""The currency of each country whose own are pesos."""
_ALL = frozenset(_PESOS.values())
_BARE_PESOS = re.compile(r"\bpesos?\b(?!\s+colombian)", re.IGNORECASE)
_COLOMBIAN_CODE = re.compile(r"\bcop\b|\bcol\b", re.IGNORECASE)
_GIVEN = ("committed", "disbursed")
_TAKEN = N_(
    "«Pesos» se tomó por {taken}, y puede ser {others}. Escriba el código de la moneda para que "
    "no haya duda."
)
_COUNTERPART = N_(
    "La contrapartida se tomó en pesos colombianos ({taken}), y estos pesos pueden ser {others}. "
    "Escriba su valor en pesos colombianos con el código, por ejemplo «COP 1460674»."
)


def whose_pesos(raw: RawValue, written: str, of_row: str, catalogue: Catalogue) -> str:
    """The currency that a cell says in which ``written`` was read.

    Bare pesos are no others than those of the row, when the currency ``of_row`` is a peso.
    """
    if written != COLOMBIAN or not _are_bare(raw):
        return written
    return of_row if of_row in _ALL else _taken(catalogue)


def tell_other_pesos(
    cells: RowCells,
    currency: str,
    countries: Iterable[Share],
    amounts: Iterable[AmountDraft],
    catalogue: Catalogue,
) -> None:
    """Tell bare pesos that may be others, by the country of the row or by the city's.

    ``currency`` is what its column says: beside it the words of an amount say no other.
    """
    kinds = {each.kind for each in amounts if each.amount is not None}
    given = [key for key in _GIVEN if key in kinds]
    places = ["currency"] if currency and given else given
    if bare := [key for key in places if _are_bare(cells.raw(key))]:
        _tell(cells, bare[0], _TAKEN, _taken(catalogue), _others(countries, catalogue))
    if "counterpart" in kinds:
        raw = cells.raw("counterpart")
        has_words = isinstance(raw, str) and any(map(str.isalpha, raw))
        if _are_bare(raw if has_words else cells.table.header("counterpart")):
            _tell(cells, "counterpart", _COUNTERPART, COLOMBIAN, _others_of_city(catalogue))


def _tell(cells: RowCells, key: str, message: str, taken: str, others: frozenset[str]) -> None:
    if others := others - {taken}:
        values = {"taken": taken, "others": ", ".join(sorted(others))}
        cells.note(Issue("currency.other_pesos", message, Severity.WARNING, values=values), key)


def _are_bare(raw: RawValue) -> bool:
    if not isinstance(raw, str) or not _BARE_PESOS.search(raw):
        return False
    return not _COLOMBIAN_CODE.search(raw)


def _taken(catalogue: Catalogue) -> str:
    """The pesos that are meant where nobody says whose."""
    return _PESOS.get(home_country(catalogue), COLOMBIAN)


def _others(countries: Iterable[Share], catalogue: Catalogue) -> frozenset[str]:
    """What bare pesos of a row may be: of its countries, or of any where the city's has none."""
    of_row = frozenset(_PESOS[share.code] for share in countries if share.code in _PESOS)
    if _taken(catalogue) in of_row:
        return frozenset()
    return of_row or _others_of_city(catalogue) - {_taken(catalogue)}


def _others_of_city(catalogue: Catalogue) -> frozenset[str]:
    home = _PESOS.get(home_country(catalogue))
    return _ALL if home is None else frozenset({home})
