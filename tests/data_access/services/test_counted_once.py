"""Money that several records of outside publishers tell counts once, in any order of loading."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from sqlalchemy import select

from data_access.measures.run import run_measure
from data_access.services.imports import run_import
from data_access.services.summaries import rebuild_totals
from data_access.store.store import Store
from data_access.store.tables import actions, imports, summaries
from data_access.vocabulary.actors import OPERATOR, PUBLIC
from data_access.vocabulary.drafts import (
    ActionDraft,
    AmountDraft,
    ImportOutcome,
    ParsedFile,
    RateDraft,
    Relation,
    RowDraft,
    SourceDraft,
)
from data_access.vocabulary.filters import Filters
from tests.factories import RATE, add_catalogues, draft, save

PUBLISHERS = {
    code: SourceDraft(f"iati-{code}", "iati", "external", code.upper(), code.upper())
    for code in ("own", "second", "third")
}


def activity(
    code: str,
    usd: str,
    *,
    publisher: str = "own",
    kind: str = "committed",
    day: date = date(2024, 3, 1),
    parent: str = "",
    children: Sequence[str] = (),
    is_secondary: bool = False,
) -> ActionDraft:
    """An activity of a publisher with one amount."""
    relations = [Relation(parent, "parent")] if parent else []
    relations += [Relation(child, "child") for child in children]
    return draft(
        code,
        source_code=PUBLISHERS[publisher].code,
        amounts=(AmountDraft(kind, Decimal(usd), "USD", dated_on=day),),
        relations=tuple(relations),
        is_secondary=is_secondary,
    )


def load(store: Store, *drafts: ActionDraft) -> ImportOutcome:
    """Import a file with these activities."""
    used = {item.source_code for item in drafts}
    sources = tuple(source for source in PUBLISHERS.values() if source.code in used)
    rows = [RowDraft(n, {}, draft=item) for n, item in enumerate(drafts, start=1)]
    parsed = ParsedFile(len(rows), sources, rows, [RATE])
    return run_import(store, OPERATOR, "iati", parsed, file_name="x.xml", sha256="1" * 64)


def total(store: Store, amount: str = "comprometido") -> Decimal:
    filters = Filters().with_values(fuente=["iati"], monto=amount)
    return run_measure(store, PUBLIC, "cooperation.totals", filters).total["value"]


def codes(outcome: ImportOutcome) -> list[tuple[str, int | None]]:
    return [(issue.code, issue.row) for issue in outcome.issues]


def check_totals(store: Store) -> None:
    """The totals kept are those that the cells add up to."""

    def totals() -> set[tuple]:
        with store.reading() as session:
            return set(session.execute(select(summaries.SummaryTotal.__table__)).all())

    kept = totals()
    with store.writing(OPERATOR, "rebuild") as session:
        rebuild_totals(session)
    assert kept == totals()


OWN = activity("A", "1000")
COPY = activity("A", "1000", publisher="second", is_secondary=True)
OTHER_COPY = activity("A", "1000", publisher="third", is_secondary=True)


def test_the_copy_of_a_secondary_publisher_is_not_added_and_is_told(store: Store) -> None:
    add_catalogues(store)
    outcome = load(store, OWN, COPY)
    assert total(store) == 1000
    assert codes(outcome) == [("activity.copy", 2)]
    assert outcome.issues[0].values == {"value": "A", "keeper": "OWN"}
    check_totals(store)


@pytest.mark.parametrize("order", permutations((OWN, COPY, OTHER_COPY)))
def test_copies_count_once_in_any_order(
    sqlite_store: Store, order: tuple[ActionDraft, ...]
) -> None:
    add_catalogues(sqlite_store)
    for each in order:
        load(sqlite_store, each)
        assert total(sqlite_store) == 1000
    with sqlite_store.reading() as session:
        rows = session.execute(
            select(actions.DataSource.source_code, actions.Amount.is_counted)
            .join(actions.Action, actions.Action.action_id == actions.Amount.action_id)
            .join(actions.DataSource)
            .order_by(actions.DataSource.source_code)
        ).all()
    assert [tuple(row) for row in rows] == [
        ("iati-own", True), ("iati-second", False), ("iati-third", False),
    ]  # fmt: skip
    check_totals(sqlite_store)


def test_what_nobody_else_tells_counts_and_of_two_secondary_publishers_one(store: Store) -> None:
    add_catalogues(store)
    load(store, OTHER_COPY)
    assert total(store) == 1000
    load(store, COPY)
    assert total(store) == 1000


def test_two_publishers_who_both_say_they_run_it_are_told_and_both_count(store: Store) -> None:
    add_catalogues(store)
    outcome = load(store, OWN, activity("A", "5", publisher="second"))
    assert total(store) == 1005
    assert codes(outcome) == [("activity.two_publishers", 2)]


def test_a_copy_that_is_loaded_again_still_does_not_count(store: Store) -> None:
    add_catalogues(store)
    load(store, OWN, COPY)
    outcome = load(store, activity("A", "1200", publisher="second", is_secondary=True))
    assert (outcome.updated, total(store)) == (1, 1000)
    assert load(store, OWN, COPY).updated == 1
    again = load(store, OWN, COPY)
    assert (again.updated, again.unchanged, total(store)) == (0, 3, 1000)


def test_what_is_no_copy_any_more_counts_again(store: Store) -> None:
    add_catalogues(store)
    load(store, OWN, COPY)
    load(store, activity("A", "1000", publisher="second"))
    assert total(store) == 2000
    check_totals(store)


PARENT = activity("P", "1000", children=["P-1"])
CHILDREN = (activity("P-1", "400"), activity("P-2", "600", parent="P"))


@pytest.mark.parametrize("order", permutations((PARENT, *CHILDREN)))
def test_of_a_parent_and_its_children_the_lowest_level_counts_in_any_order(
    sqlite_store: Store, order: tuple[ActionDraft, ...]
) -> None:
    add_catalogues(sqlite_store)
    for each in order:
        load(sqlite_store, each)
    assert total(sqlite_store) == 1000
    check_totals(sqlite_store)


def test_a_parent_that_repeats_its_children_is_told(store: Store) -> None:
    add_catalogues(store)
    outcome = load(store, PARENT, *CHILDREN)
    assert total(store) == 1000
    assert codes(outcome) == [("activity.repeats_children", 1)]
    assert outcome.issues[0].values["own"] == "USD 1000"


def test_what_counts_in_another_record_is_not_called_unreported(store: Store) -> None:
    add_catalogues(store)
    load(store, PARENT, *CHILDREN)
    filters = Filters().with_values(fuente=["iati"])
    result = run_measure(store, PUBLIC, "cooperation.records", filters)
    told = {row["code"]: (row["value"], row["valuation"]) for row in result.rows}
    assert told.pop(PARENT.external_id) == (None, "repeated")
    assert {valuation for _, valuation in told.values()} == {"reported"}
    paid = run_measure(
        store, PUBLIC, "cooperation.records", filters.with_values(monto="desembolsado")
    )
    assert {row["valuation"] for row in paid.rows} == {"not_reported"}


def test_a_parent_with_money_of_its_own_counts_beside_its_children_and_is_told(
    store: Store,
) -> None:
    add_catalogues(store)
    outcome = load(store, activity("P", "50"), *CHILDREN)
    assert total(store) == 650 + 400
    assert [(issue.code, issue.severity.value, issue.row) for issue in outcome.issues] == [
        ("activity.beside_children", "warning", 1)
    ]


def test_a_child_that_changes_lets_its_parent_count_again(store: Store) -> None:
    add_catalogues(store)
    load(store, PARENT, *CHILDREN)
    outcome = load(store, activity("P-2", "100", parent="P"))
    assert total(store) == 1500
    assert codes(outcome) == [("activity.beside_children", None)]
    load(store, CHILDREN[1])
    assert total(store) == 1000
    check_totals(store)


DIAMOND = (
    activity("A", "1000", children=["B", "C"]),
    activity("B", "1000", parent="A", children=["D"]),
    activity("C", "1000", parent="A"),
    activity("D", "1000", parent="C"),
)
"""Two programmes of one strategy are both made of the same project."""


@pytest.mark.parametrize("step", [1, -1])
def test_a_project_of_two_programmes_counts_once(sqlite_store: Store, step: int) -> None:
    add_catalogues(sqlite_store)
    for each in DIAMOND[::step]:
        outcome = load(sqlite_store, each)
    assert total(sqlite_store) == 1000
    assert {issue.code for issue in outcome.issues} == {"activity.repeats_children"}
    assert step < 0 or "A" in {issue.value for issue in outcome.issues}
    check_totals(sqlite_store)


def test_what_was_found_is_kept_with_the_record_that_it_is_about(store: Store) -> None:
    add_catalogues(store)
    load(store, *CHILDREN)
    load(store, PARENT)
    issue = imports.ImportIssue
    with store.reading() as session:
        found = session.execute(
            select(issue.code, actions.Action.external_id).join(
                actions.Action, actions.Action.action_id == issue.action_id
            )
        ).all()
    assert [tuple(row) for row in found] == [("activity.repeats_children", "P")]


def test_the_citys_register_has_no_copies(store: Store) -> None:
    add_catalogues(store)
    source = SourceDraft("distrito", "distrito", "district", "Registro", "Register")
    rows = [RowDraft(2, {}, draft=draft("A", "7", is_secondary=True))]
    parsed = ParsedFile(1, (source,), rows, [RATE])
    run_import(store, OPERATOR, "cooperation", parsed, file_name="x", sha256="2" * 64)
    assert load(store, OWN).issues == ()


def test_new_rates_change_neither_relations_nor_what_counts(store: Store) -> None:
    add_catalogues(store)
    load(store, activity("P", "1000", children=["P-1"], kind="disbursed"), OWN, COPY)
    load(store, activity("P-1", "1000", kind="disbursed"))
    later = RateDraft("USD", "COP", date(2024, 3, 1), date(2024, 3, 1), Decimal(5000), "otra")
    save(store, [], rates=[later])
    assert (total(store), total(store, "desembolsado")) == (1000, 1000)
    with store.reading() as session:
        relation = actions.ActionRelation
        kept = session.execute(select(relation.related_identifier, relation.relation_type)).all()
        secondary = session.scalars(select(actions.Action).where(actions.Action.is_secondary)).all()
    assert [tuple(row) for row in kept] == [("P-1", "child")]
    assert [action.external_id for action in secondary] == ["A"]
    check_totals(store)


C1, C2 = activity("C1", "60"), activity("C2", "40")
WHOLE = activity("P", "100", children=["C1", "C2"])
OTHERS = activity("Z", "7", publisher="second")
MOVES = {"activity.counts_again", "activity.counts_no_more"}


def moves(outcome: ImportOutcome) -> list[tuple[str, int | None, dict[str, str]]]:
    """What was told of money that an import brings into the totals or takes out of them."""
    told = [issue for issue in outcome.issues if issue.code in MOVES]
    assert all(issue.severity.value == "warning" for issue in told)
    return [(issue.code, issue.row, issue.values) for issue in told]


def test_a_later_copy_without_its_relations_is_told_for_what_it_adds(store: Store) -> None:
    add_catalogues(store)
    assert [moves(load(store, each)) for each in (WHOLE, C1, C2, OTHERS)] == [[]] * 4
    assert total(store) == 107
    outcome = load(store, activity("P", "100"))
    assert total(store) == 207
    values = {"value": "P", "own": "USD 100", "names": "C1, C2"}
    assert moves(outcome) == [("activity.counts_again", 1, values)]
    issue = imports.ImportIssue
    with store.reading() as session:
        kept = select(issue.row_number, actions.Action.external_id).join(
            actions.Action, actions.Action.action_id == issue.action_id
        )
        found = session.execute(kept.where(issue.code.in_(MOVES))).all()
    assert [tuple(row) for row in found] == [(1, "P")]
    outcome = load(store, WHOLE)
    assert total(store) == 107
    assert moves(outcome) == [("activity.counts_no_more", 1, values)]
    check_totals(store)


def test_nothing_moves_where_the_relations_come_last(sqlite_store: Store) -> None:
    add_catalogues(sqlite_store)
    for each in (activity("P", "100"), C2, C1, OTHERS):
        load(sqlite_store, each)
    assert total(sqlite_store) == 207
    outcome = load(sqlite_store, WHOLE)
    assert (total(sqlite_store), len(moves(outcome))) == (107, 1)


def test_a_component_that_names_its_parent_no_more_is_told(sqlite_store: Store) -> None:
    add_catalogues(sqlite_store)
    children = (activity("C1", "60", parent="P"), activity("C2", "40", parent="P"))
    load(sqlite_store, activity("P", "100"), *children)
    outcome = load(sqlite_store, OTHERS, C1, C2)
    assert total(sqlite_store) == 207
    values = {"value": "P", "own": "USD 100", "names": "C1, C2"}
    assert moves(outcome) == [("activity.counts_again", 2, values)]


def test_only_the_components_that_are_gone_are_named(sqlite_store: Store) -> None:
    add_catalogues(sqlite_store)
    load(sqlite_store, WHOLE, C1, C2)
    outcome = load(sqlite_store, activity("P", "100", children=["C1"]))
    assert total(sqlite_store) == 200
    assert [values["names"] for _, _, values in moves(outcome)] == ["C2"]
    assert [issue.code for issue in outcome.issues if issue.code not in MOVES] == [
        "activity.beside_children"
    ]


def test_one_who_becomes_a_secondary_publisher_is_told(sqlite_store: Store) -> None:
    add_catalogues(sqlite_store)
    load(sqlite_store, OWN, activity("A", "900", publisher="second"))
    assert total(sqlite_store) == 1900
    outcome = load(sqlite_store, activity("A", "900", publisher="second", is_secondary=True))
    assert total(sqlite_store) == 1000
    values = {"value": "A", "own": "USD 900", "names": "OWN"}
    assert moves(outcome) == [("activity.counts_no_more", 1, values)]


def test_a_copy_that_becomes_the_only_keeper_is_told(sqlite_store: Store) -> None:
    add_catalogues(sqlite_store)
    owner = activity("A", "900", publisher="third")
    load(sqlite_store, owner, COPY)
    assert total(sqlite_store) == 900
    outcome = load(sqlite_store, activity("A", "900", publisher="third", is_secondary=True))
    assert total(sqlite_store) == 1000
    assert [(code, values["own"]) for code, _, values in moves(outcome)] == [
        ("activity.counts_no_more", "USD 900"),
        ("activity.counts_again", "USD 1000"),
    ]


def test_other_news_of_a_family_move_nothing(sqlite_store: Store) -> None:
    add_catalogues(sqlite_store)
    load(sqlite_store, WHOLE, C1, C2)
    later = date(2024, 5, 1)
    news = [replace_day(each, later) for each in (WHOLE, C1, C2)]
    outcome = load(sqlite_store, *news)
    assert (outcome.updated, moves(outcome)) == (3, [])
    more = load(sqlite_store, activity("P", "100", children=["C1", "C2"], kind="disbursed"))
    assert moves(more) == []


def replace_day(item: ActionDraft, day: date) -> ActionDraft:
    return item._replace(amounts=tuple(each._replace(dated_on=day) for each in item.amounts))
