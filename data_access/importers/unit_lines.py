"""Lines above a header that say that the figures of the table are thousands or millions."""

import re
from collections.abc import Iterable, Iterator

from data_access.importers.reader import RawRow
from data_access.validation.values import shown
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

SCALE = r"(?:miles(?: de millones)?|millones|millon|mill|mm|billones|thousands?|millions?)"
"""A scale, folded."""

CURRENCY = r"(?:pesos|dolares|euros|yenes|usd|us|cop|col|eur|gbp|jpy|dollars)"
"""A currency, folded."""

_UNIT = re.compile(
    rf"\b(?:en|in) {SCALE}\b|\b{SCALE}(?: (?:de|of))? {CURRENCY}\b"
    rf"|\b{CURRENCY} (?:en )?{SCALE}\b|^{SCALE}$"
)
_LONGEST = 200


def unit_lines(sheet: str, above: Iterable[RawRow]) -> Iterator[Issue]:
    """A warning for each cell of the rows ``above`` a header that says such a unit."""
    for row in above:
        for cell in dict.fromkeys(row.cells):
            if isinstance(cell, str) and _says_unit(cell):
                yield _told(sheet, row.number, cell)


def _says_unit(text: str) -> bool:
    return len(text) <= _LONGEST and _UNIT.search(fold(text)) is not None


def _told(sheet: str, row: int, text: str) -> Issue:
    return Issue(
        "table.unit_above",
        N_(
            "La fila {row}, encima del encabezado, dice «{text}»: GLOBO no multiplica por eso y "
            "leyó cada cifra como está escrita. Si están en miles o en millones, escríbalas "
            "completas."
        ),
        Severity.WARNING,
        sheet=sheet or None,
        row=row,
        value=shown(text),
        values={"row": str(row), "text": shown(text)},
    )
