"""What every finding has in common."""

from collections.abc import Callable
from functools import wraps

from data_access.measures.result import MeasureResult
from layouts.texts.catalogue import _
from layouts.texts.flow_words import elsewhere_words
from layouts.texts.unknown_money import all_left_out

Finding = Callable[[MeasureResult], str]


def told_if_any(sentence: Finding) -> Finding:
    """Decorate a finding so that it says that nothing answers where there is nothing, or that it
    is in other classes of flow.

    Invented data are told once, by the notice of the page, the image and the file.
    """

    @wraps(sentence)
    def told(result: MeasureResult) -> str:
        if not result.total.get("actions") and not result.rows:
            return elsewhere_words(result.elsewhere) or _(
                "Ningún registro responde a estos filtros."
            )
        return sentence(result)

    return told


def unknown_tail(result: MeasureResult) -> str:
    """A sentence more where the sums of the whole leave actions out."""
    missing = all_left_out(result.total, result)
    return " " + _("No suman: {missing}.", missing=missing) if missing else ""
