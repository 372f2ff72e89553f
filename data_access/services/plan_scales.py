"""Numbers of an indicator in the scale that its plan showed; another scale is told at once."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.services.plan_codes import Candidate, placed
from data_access.services.plan_rows import shown
from data_access.store.tables.goals import ActionGoal, Indicator, ProgressReport, YearTarget
from data_access.vocabulary.drafts import RowDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.plan_drafts import PlanDraft
from data_access.vocabulary.scales import Scale, has_lone_one, is_mixed, known_scale
from data_access.vocabulary.signs import below_zero, may_be_negative

_HUNDRED = Decimal(100)
_MOST = Decimal(1000)


def in_scale(
    row: RowDraft[Any], column: str, value: Decimal | None, text: str, indicator: Candidate
) -> Decimal | None:
    """``value``, read from ``text``, in the scale of ``indicator``.

    A value with the sign % is taken to that scale; one without it stays as it is. What was taken,
    a sign whose scale nobody knows, a value of another scale and one below zero are told.
    """
    if value is None:
        return None
    if value < 0 and not (indicator.has_negatives or may_be_negative(indicator.about)):
        row.issues.append(placed(row, column, text, below_zero(text, value)))
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
    if has_lone_one([abs(value)], others):
        message = N_(
            "«{value}» puede ser el 1 % o el todo, que en este indicador es 100: se conservó como "
            "está. Escríbalo con el signo %."
        )
        return Issue("scale.unsure", message, Severity.WARNING, values={"value": text})
    if indicator.scale is None or not is_mixed([abs(value), *others], indicator.scale):
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


def refuse_new_scales(
    session: Session, rows: Iterable[RowDraft[PlanDraft]], stored: Mapping[str, Indicator]
) -> None:
    """Put an error in the rows that change the scale of an indicator of which figures came already.

    ``stored`` are the indicators of the framework by code. Nobody would read those figures in the
    new scale: 0.45 of 0.9 would become 0.45 of 90.
    """
    changing = [
        (row, known, scales)
        for row in rows
        if row.draft is not None and row.draft.indicator is not None and not row.is_rejected
        and (known := stored.get(row.draft.indicator.code)) is not None
        and None not in (scales := _scales(known, row.draft.indicator.facts))
        and scales[0] != scales[1]
    ]  # fmt: skip
    told = _with_figures(session, [known.indicator_id for _, known, _ in changing])
    for row, known, scales in changing:
        if known.indicator_id in told:
            before, after = (_SPANS[scale] for scale in scales if scale)
            code = known.indicator_code
            issue = Issue(
                "scale.changed", _CHANGED, values={"code": code, "before": before, "after": after}
            )
            row.issues.append(placed(row, "escala", "", issue))


_SPANS = {Scale.PERCENTAGE: "0 a 100", Scale.FRACTION: "0 a 1"}
_CHANGED = N_(
    "«{code}» ya tiene reportes, aportes o actos en la escala de {before} y esta fila va de "
    "{after}: no se cargó. Escríbala en la escala de antes, con sus metas en ella; si el indicador "
    "cambió, dele otro código."
)


def _scales(known: Indicator, facts: Mapping[str, Any]) -> tuple[Scale | None, Scale | None]:
    """The scale of an indicator before and after it takes ``facts``."""
    after = {"scale": known.scale, "shown_scale": known.shown_scale} | dict(facts)
    return known_scale(known.scale, known.shown_scale), known_scale(
        after["scale"], after["shown_scale"]
    )


def _with_figures(session: Session, indicator_ids: list[int]) -> set[int]:
    """Those of the indicators of which something was reported, given or decided by an act."""
    if not indicator_ids:
        return set()
    rows = [
        *session.execute(select(ProgressReport.indicator_id, ProgressReport.value)),
        *session.execute(select(ActionGoal.indicator_id, ActionGoal.quantity)),
        *session.execute(
            select(YearTarget.indicator_id, YearTarget.value).where(YearTarget.act != "")
        ),
    ]
    # Nothing and zero are the same on every scale.
    return {number for number, value in rows if value} & set(indicator_ids)
