"""Numbers of an indicator in the scale that its plan showed; another scale is told at once."""

from decimal import Decimal
from typing import Any

from data_access.services.plan_codes import Candidate, placed
from data_access.services.plan_rows import shown
from data_access.vocabulary.drafts import RowDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.scales import Scale, has_lone_one, is_mixed

_HUNDRED = Decimal(100)
_MOST = Decimal(1000)


def in_scale(
    row: RowDraft[Any], column: str, value: Decimal | None, text: str, indicator: Candidate
) -> Decimal | None:
    """``value``, read from ``text``, in the scale of ``indicator``.

    A value with the sign % is taken to that scale; one without it stays as it is. What was taken,
    a sign whose scale nobody knows and a value of another scale are told in the row.
    """
    if value is None:
        return None
    scale, has_sign = indicator.scale, text.endswith("%")
    taken = value / _HUNDRED if has_sign and scale is Scale.FRACTION else value
    issue = _issue(text, value, taken, indicator) if has_sign else _odd(text, taken, indicator)
    if issue is not None:
        row.issues.append(placed(row, column, text, issue))
    return taken


def _issue(text: str, value: Decimal, taken: Decimal, indicator: Candidate) -> Issue | None:
    values = {"value": text, "taken": shown(taken)}
    if taken != value:
        message = N_("«{value}» se leyó como {taken}: las cifras del indicador van de 0 a 1.")
        return Issue("number.percentage", message, Severity.INFO, values=values)
    if indicator.scale is None:
        message = N_(
            "«{value}» se leyó como {taken}: el plan no dice que este indicador sea un porcentaje "
            "ni en qué escala va. Compruébelo y diga la escala en el plan."
        )
        return Issue("scale.unknown", message, Severity.WARNING, values=values)
    if value > _MOST:
        message = N_(
            "«{value}» es más de diez veces el todo: se conservó como está. Compruebe si el signo "
            "% sobra o lo puso el formato de la celda."
        )
        return Issue("scale.too_large", message, Severity.WARNING, values=values)
    return None


def _odd(text: str, value: Decimal, indicator: Candidate) -> Issue | None:
    """What is told of a value without the sign %, in another scale than its indicator."""
    others = () if indicator.scale is Scale.FRACTION else indicator.sizes
    is_odd = has_lone_one([abs(value)], others) or is_mixed([abs(value), *others], indicator.scale)
    if indicator.scale is None or not is_odd:
        return None
    return Issue(
        "scale.mixed",
        N_(
            "«{value}» no va en la escala del indicador, que va de 0 a {whole}: se conservó como "
            "está. Si es un porcentaje, escríbalo con el signo %."
        ),
        Severity.WARNING,
        values={"value": text, "whole": "1" if indicator.scale is Scale.FRACTION else "100"},
    )
