"""Why a cut has no figures: it has not opened, or no framework asked for is in force in it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from data_access.measures.plan.stored import CutDates
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_

Row = dict[str, Any]


def refusal(dates: CutDates, today: date, frameworks: Sequence[Row]) -> Issue | None:
    """The sentence about a cut that cannot be answered on ``today``; None for the others."""
    if frameworks and not any(_is_in_force(row, dates) for row in frameworks):
        return _issue(
            "cut.outside_frameworks",
            N_("El corte {cut} está fuera del plan, que va del {starts} al {ends}."),
            dates,
            starts=min(row["starts_on"] for row in frameworks),
            ends=max(row["ends_on"] for row in frameworks),
        )
    if today < dates.opens_on:
        return _issue(
            "cut.not_open",
            N_("El corte {cut} abre el {day}: todavía no tiene cifras."),
            dates,
            day=dates.opens_on,
        )
    return None


def _is_in_force(framework: Row, dates: CutDates) -> bool:
    cut = dates.cut
    first_day = date(cut.year, cut.months - 2, 1)
    return bool(framework["starts_on"] <= cut.last_day and first_day <= framework["ends_on"])


def _issue(code: str, message: str, dates: CutDates, **days: date) -> Issue:
    values = {name: f"{day:%d/%m/%Y}" for name, day in days.items()}
    cut = dates.cut.code
    return Issue(code, message, column="corte", value=cut, values={"cut": cut, **values})
