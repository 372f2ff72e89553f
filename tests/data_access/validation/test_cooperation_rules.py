"""The rules of a cooperation draft, one at a time."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data_access.validation.cooperation import check
from data_access.vocabulary.drafts import (
    ActionDraft,
    AmountDraft,
    EntityRef,
    PartnerRef,
    Share,
)

GOOD = ActionDraft(
    "distrito",
    "A-1",
    "Calles tranquilas",
    entities=(EntityRef("SDM"),),
    partners=(PartnerRef("JICA", 1),),
    starts_on=date(2024, 1, 1),
    ends_on=date(2024, 1, 1),
    amounts=(
        AmountDraft("committed", Decimal(0), "USD"),
        AmountDraft("counterpart", None, "COP", "unvalued"),
    ),
)


def test_a_good_draft_has_no_errors() -> None:
    assert check(GOOD) == []


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"external_id": ""}, "code.missing", "code"),
        ({"title": ""}, "title.missing", "title"),
        ({"entities": ()}, "entity.missing", "entities"),
        ({"partners": ()}, "partner.missing", "partners"),
        ({"ends_on": date(2023, 12, 31)}, "date.ends_before_start", "ends_on"),
        (
            {"amounts": (AmountDraft("disbursed", Decimal(-1), "USD"),)},
            "amount.negative",
            "disbursed",
        ),
        ({"amounts": (AmountDraft("committed", Decimal(1), ""),)}, "currency.missing", "currency"),
        (
            {"countries": (Share("ESP", Decimal(60)), Share("FRA", Decimal(30)))},
            "share.not_100",
            "countries",
        ),
        ({"sectors": (Share("430", Decimal(100)), Share("410"))}, "share.not_100", "dac_sectors"),
    ],
)
def test_each_rule(change: dict[str, Any], code: str, column: str) -> None:
    issues = check(GOOD._replace(**change))
    assert [(issue.code, issue.column) for issue in issues] == [(code, column)]
    assert "{" not in issues[0].sentence


def test_a_country_stands_for_a_partner() -> None:
    assert check(GOOD._replace(partners=(), countries=(Share("ESP"),))) == []
