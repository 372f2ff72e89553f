"""Quarters still to come: what is said to have happened in them is kept, and told."""

from datetime import datetime
from typing import Any

from data_access.services.plan_codes import placed
from data_access.vocabulary.drafts import RowDraft
from data_access.vocabulary.goals import Quarter
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_


def tell_future(row: RowDraft[Any], column: str, year: int, number: int, now: datetime) -> None:
    """Tell in ``row`` that its quarter, of which ``column`` gives a figure, has not begun."""
    quarter = Quarter(year, number)
    if quarter.first_day <= now.date():
        return
    issue = Issue(
        "quarter.in_future",
        N_(
            "El trimestre {quarter} aún no empieza y ya trae una cifra en «{column}», que cuenta "
            "en su corte. Compruebe el año y el trimestre."
        ),
        Severity.WARNING,
        values={"quarter": quarter.code, "column": column},
    )
    row.issues.append(placed(row, "trimestre", str(number), issue))
