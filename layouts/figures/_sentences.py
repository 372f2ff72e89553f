"""What every finding has in common."""

from collections.abc import Callable
from functools import wraps

from data_access.measures.result import MeasureResult
from layouts.texts.catalogue import _
from layouts.texts.flow_words import amount_words, where_words
from layouts.texts.unknown_money import all_left_out, left_out, silent_words

Finding = Callable[[MeasureResult], str]


def told_if_any(sentence: Finding) -> Finding:
    """Decorate a finding so that it says that nothing answers where there is nothing, or that it
    is in other classes of flow.

    Invented data are told once, by the notice of the page, the image and the file.
    """

    @wraps(sentence)
    def told(result: MeasureResult) -> str:
        if not result.total.get("actions") and not result.rows:
            return where_words(result) or _("Ningún registro responde a estos filtros.")
        return sentence(result)

    return told


def unknown_tail(result: MeasureResult) -> str:
    """A sentence more where the sums of the whole leave actions out."""
    missing = all_left_out(result.total, result)
    return " " + _("No suman: {missing}.", missing=missing) if missing else ""


def left_out_tail(result: MeasureResult) -> str:
    """A sentence more where the sum of the chosen amount leaves actions out, and one where others
    than those have no amount at all.
    """
    missing, silent = left_out(result.total, "value"), result.total.get("unvalued", 0)
    told = " " + _("No suma {actions}.", actions=missing) if missing else ""
    unpriced = result.total.get("lacking", {}).get("value", {}).get("unvalued", 0)
    if silent in (0, unpriced):
        return told
    return f"{told} " + _("En total, {actions}.", actions=silent_words(silent))


def no_amounts(result: MeasureResult) -> str:
    """That no row has an amount, because none is reported or because none has a worth."""
    missing, what = left_out(result.total, "value"), amount_words(result.filters)
    if missing:
        return _("No se conoce la suma de {what}: {missing}", what=what, missing=missing)
    return _("No hay montos de {what} en la selección", what=what)
