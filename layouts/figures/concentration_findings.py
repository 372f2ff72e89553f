"""The sentence of the concentration by partner: of how much money it speaks, and who holds it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from data_access.measures.result import MeasureResult
from layouts.figures._amounts import share_text
from layouts.figures._sentences import left_out_tail, no_amounts, told_if_any
from layouts.texts.catalogue import _
from layouts.texts.flow_words import amount_words
from layouts.texts.formats import number
from layouts.texts.unknown_money import left_out


@told_if_any
def concentration_finding(result: MeasureResult) -> str:
    """How much the largest partners hold of the money with a known partner, which part of all
    that is, and the Herfindahl-Hirschman index.
    """
    if result.total.get("value") is None and left_out(result.total, "value"):
        return no_amounts(result) + "."
    return _concentration(result) + left_out_tail(result)


def _concentration(result: MeasureResult) -> str:
    total, what = result.total, amount_words(result.filters)
    if not result.rows or total["hhi"] is None:
        return _("No hay montos de {what} con aliado conocido en la selección.", what=what)
    part = _part_with_partner(total)
    if part is None:
        return _largest_partners(result, what)
    told = _largest_partners(result, _("{what} con aliado conocido", what=what))
    return f"{told} " + _("Eso es el {part} de {what}.", part=share_text(part), what=what)


def _largest_partners(result: MeasureResult, what: str) -> str:
    total = result.total
    values = {
        "what": what,
        "hhi": number(total["hhi"], 2),
        "share": share_text(total["top5_share"]),
        "count": number(total["partners"]),
    }
    if total["partners"] == 1:
        return _("Un solo aliado reúne todo {what} (HHI {hhi}).", **values)
    if total["partners"] <= len(result.rows):
        return _(
            "Solo {count} aliados reúnen {what}; índice HHI {hhi} (1 sería uno solo).", **values
        )
    return _(
        "Los cinco aliados mayores reúnen el {share} de {what} entre {count} aliados; índice HHI "
        "{hhi} (1 sería uno solo).",
        **values,
    )


def _part_with_partner(total: Mapping[str, Any]) -> Decimal | None:
    """The part of the money that has a known partner; None where that is all of it."""
    known, value = total.get("assigned"), total.get("value")
    return known / value if known and value and known < value else None
