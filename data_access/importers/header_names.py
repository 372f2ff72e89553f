"""Names of columns in which a sign that says a unit counts: «% Desembolso» is no «Desembolso»."""

from functools import lru_cache

from data_access.vocabulary.names import fold

_WORDS = str.maketrans(
    {"%": " porcentaje ", "€": " eur ", "£": " gbp ", "¥": " jpy ", "#": " numero "}
)
_PERCENTAGES = frozenset({"avance", "ponderacion"})
"""Columns of which % says nothing new."""


# The header of a table is looked for again in each of its rows.
@lru_cache(maxsize=4096)
def header_name(header: str) -> str:
    """The folded name of a column, with the signs that say another unit as words.

    >>> header_name("Contrapartida (€)"), header_name("Avance (%)"), header_name("Valor ($)")
    ('contrapartida eur', 'avance', 'valor')
    """
    name = fold(header)
    return name if name in _PERCENTAGES else fold(header.translate(_WORDS))
