"""Amounts of days to come, and payments larger than their commitment, are told by the import."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from data_access.store.store import Store
from data_access.vocabulary.drafts import AmountDraft
from tests.data_access.services.test_class_findings import told
from tests.factories import add_catalogues, draft, save

TODAY = datetime.now(UTC).date()
BEFORE, SOON = date(2024, 3, 1), TODAY + timedelta(days=40)
LATE = TODAY + timedelta(days=6 * 366)


def amounts(*parts: tuple[str, str, str, date | None], **more: Any) -> dict[str, Any]:
    """The amounts of a draft: kind, value, currency, day."""
    return more | {
        "amounts": tuple(
            AmountDraft(kind, Decimal(much), currency, dated_on=day)
            for kind, much, currency, day in parts
        )
    }


def test_amounts_of_days_to_come_are_told(store: Store) -> None:
    add_catalogues(store)
    outcome = save(
        store,
        [
            draft("A", **amounts(("disbursed", "5", "USD", SOON))),
            draft("B", **amounts(("disbursed", "5", "USD", BEFORE))),
            draft("C", **amounts(("committed", "5", "USD", SOON))),
            draft("D", **amounts(("committed", "5", "USD", LATE))),
            draft("E", **amounts(("committed", "5", "USD", SOON), ends_on=TODAY)),
            draft("F", **amounts(("disbursed", "5", "USD", None), starts_on=SOON, ends_on=LATE)),
            draft("G", **amounts(("counterpart", "5", "COP", LATE))),
        ],
        rates=(),
    )
    found = {code: each for code, each in told(outcome).items() if code.startswith("amount.")}
    found.pop("amount.no_rate", None)
    assert found == {
        "amount.paid_later": ("warning", 2, "Fecha del desembolso", "2", "2, 7"),
        "amount.far_commitment": ("warning", 5, "Fecha del compromiso", "2", "5-6"),
    }


def test_a_payment_above_its_commitment_is_told(store: Store) -> None:
    add_catalogues(store)
    outcome = save(
        store,
        [
            draft(
                "A",
                **amounts(("committed", "10", "USD", BEFORE), ("disbursed", "5000", "USD", BEFORE)),
            ),
            draft(
                "B",
                **amounts(("committed", "10", "USD", BEFORE), ("disbursed", "10", "USD", BEFORE)),
            ),
            draft(
                "C",
                **amounts(("committed", "10", "USD", BEFORE), ("disbursed", "99", "COP", BEFORE)),
            ),
            draft("D", **amounts(("disbursed", "99", "USD", BEFORE))),
            draft(
                "E",
                source_code="apc",
                **amounts(("committed", "10", "USD", BEFORE), ("disbursed", "11", "USD", BEFORE)),
            ),
        ],
    )
    assert told(outcome) == {"amount.paid_more": ("warning", 2, "Valor desembolsado", "1", "2")}
