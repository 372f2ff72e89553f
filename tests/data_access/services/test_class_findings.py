"""Rows in no class of flow, and amounts without a rate, are told by the import, counted."""

from datetime import date
from decimal import Decimal
from typing import Any

from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.store.tables import catalogues, imports
from data_access.vocabulary.actors import OPERATOR, PUBLIC
from data_access.vocabulary.drafts import AmountDraft, ImportOutcome, RateDraft
from data_access.vocabulary.filters import Filters
from tests.factories import RATE, add_catalogues, draft, save

DAY = date(2024, 3, 1)


def money(much: str = "5", currency: str = "USD", **more: Any) -> dict[str, Any]:
    """The amounts of a draft: one commitment of the day."""
    values = {"dated_on": DAY} | more
    return {"amounts": (AmountDraft("committed", Decimal(much), currency, **values),)}


def told(outcome: ImportOutcome) -> dict[str, tuple[Any, ...]]:
    """Of each issue its severity, row, column, count and rows."""
    return {
        issue.code: (
            str(issue.severity), issue.row, issue.column, issue.values["count"],
            issue.values["rows"],
        )
        for issue in outcome.issues
    }  # fmt: skip


def test_actions_without_direction_are_told_once_and_counted(store: Store) -> None:
    add_catalogues(store)
    blank = {"direction_code": ""}
    drafts = [draft("A", "1", **blank), draft("B", "2"), draft("C", "4", **blank)]
    drafts.append(draft("D", "8", **blank))
    outcome = save(store, drafts)
    assert told(outcome) == {"class.no_direction": ("warning", 2, "Dirección", "3", "2, 4-5")}
    (issue,) = outcome.issues
    assert issue.sentence.startswith("Acciones sin dirección: 3 (filas 2, 4-5). Quedaron en")
    with store.reading() as session:
        assert [row.code for row in session.query(imports.ImportIssue)] == ["class.no_direction"]
    # The same file again changes nothing, and is told the same.
    assert told(save(store, drafts)) == told(outcome)


def test_an_offered_loan_and_a_contradiction_are_told(store: Store) -> None:
    add_catalogues(store)
    loan, gift = {"finance_code": "prestamo"}, {"finance_code": "donacion"}
    modality = {"modality_code": "financiera-reembolsable"}
    outcome = save(
        store,
        [
            draft("A", direction_code="ofrecida", **money(**loan)),
            draft("B", direction_code="ofrecida", **money(**gift)),
            draft("C", **money(**gift), **modality),
            draft("D", **money(**loan), modality_code="financiera-no-reembolsable"),
            draft("E", **money(**loan), **modality),
            draft("F", **money(**gift), **modality, stage_code="cancelada"),
        ],
    )
    assert told(outcome) == {
        "class.offered_loan": ("warning", 2, "Dirección", "1", "2"),
        "class.contradiction": ("warning", 4, "Reembolsable", "2", "4-5"),
    }
    by_class = run_measure(store, PUBLIC, "cooperation.by_class", Filters()).rows
    assert {row["key"]: row["actions"] for row in by_class if row["actions"]} == {
        "creditos": 3, "ofrecida": 1, "sin-clase": 1, "canceladas": 1,
    }  # fmt: skip


def test_without_a_rule_for_a_direction_the_import_says_so(store: Store) -> None:
    add_catalogues(store)
    with store.writing(OPERATOR, "test") as session:
        session.query(catalogues.FlowRule).one().received_directions = ["doble-via"]
    assert told(save(store, [draft("A", "1")])) == {
        "class.no_rule": ("warning", 2, "Dirección", "1", "2")
    }


def test_what_outside_sources_publish_has_no_class_to_tell(store: Store) -> None:
    add_catalogues(store)
    assert save(store, [draft("A", "1", source_code="apc", direction_code="")]).issues == ()


def test_amounts_without_a_rate_are_told_by_currency_with_their_days(store: Store) -> None:
    add_catalogues(store)
    euro = RateDraft("EUR", "USD", DAY, DAY, Decimal("1.25"), "banco")
    later = {"dated_on": date(2024, 3, 2)}
    outcome = save(
        store,
        [
            draft("A", **money("1", "EUR")),
            draft("B", **money("2", "EUR", **later)),
            draft("C", **money("3", "EUR", **later)),
            draft("D", **money("4", "GBP")),
            draft("E", **money("5", "USD", dated_on=date(1999, 1, 1))),
            draft("F", **money("6", "EUR", **later, is_counted=False)),
            draft("G", **money("7", "GBP", dated_on=None), starts_on=None),
        ],
        rates=[RATE, euro],
    )
    sentences = [issue.sentence.partition(":")[2].partition(":")[0] for issue in outcome.issues]
    assert {issue.code for issue in outcome.issues} == {"amount.no_rate", "amount.no_day"}
    assert sentences == [
        " 2 (del 2024-03-02; filas 3-4). No están en ningún total en USD, COP",
        " 1 (del 2024-03-01; filas 5). No están en ningún total en USD, COP",
        " 1 (del 1999-01-01; filas 6). No están en ningún total en COP",
        " 1 (filas 8). No están en ningún total en USD, COP",
    ]


def test_many_days_are_told_by_the_first_and_the_last(store: Store) -> None:
    add_catalogues(store)
    drafts = [draft(str(n), **money("1", "GBP", dated_on=date(2024, 5, n))) for n in range(1, 5)]
    (issue,) = save(store, drafts).issues
    assert (issue.values["days"], issue.values["count"]) == ("2024-05-01 … 2024-05-04", "4")
