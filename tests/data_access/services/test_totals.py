"""Totals are what one gets by adding the cells by hand, to the last unit."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.services.summaries import CELL_COLUMNS
from data_access.services.totals import COUNTS, KEYS, MONEY, Tally
from data_access.vocabulary.categories import ANY, ANY_ID, UNDATED_YEAR

Cell = dict[str, Any]

FORTY = settings(max_examples=40)
UNITS = st.integers(-(10**16), 10**16)
SPANS = {1: (2020, 2022), 2: (2021, 2021), 3: (2022, 2023)}
CELLS = st.lists(
    st.builds(
        lambda action, is_dated, units, entity, country, partner: cell(
            action, is_dated, units, entity_id=entity, country_code=country, partner_id=partner
        ),
        st.sampled_from(sorted(SPANS)),
        st.booleans(),
        UNITS,
        st.integers(0, 2),
        st.sampled_from(("", "ESP", "FRA")),
        st.integers(0, 2),
    ),
    min_size=1,
    max_size=12,
)


def cell(action_id: int, is_dated: bool, units: int, **parts: Any) -> Cell:
    """A cell of an action, at its last year or undated."""
    first, last = SPANS[action_id] if is_dated else (UNDATED_YEAR, UNDATED_YEAR)
    return {
        **dict.fromkeys(CELL_COLUMNS, ""),
        "action_id": action_id,
        "source_id": 1,
        "is_unvalued": action_id == 3,
        "year": last,
        "first_year": first,
        "last_year": last,
        **{name: units + number for number, name in enumerate(MONEY)},
        **parts,
    }


def totals_of(*portions: list[Cell]) -> dict[tuple[Any, ...], dict[str, int]]:
    """The totals of cells that come in portions, by key; nothing comes twice."""
    tally = Tally()
    for cells in portions:
        tally.add({name: [each[name] for each in cells] for name in CELL_COLUMNS})
    totals = list(tally.totals())
    found = {
        total[: len(KEYS)]: dict(zip((*MONEY, *COUNTS), total[len(KEYS) :], strict=True))
        for total in totals
    }
    assert len(found) == len(totals)
    return found


def by_hand(cells: Iterable[Cell], key: Callable[[Cell], Any], name: str) -> Counter[Any]:
    """The sum of a kind of money by key and year."""
    sums: Counter[Any] = Counter()
    for each in cells:
        sums[key(each), each["year"]] += each[name]
    return sums


@FORTY
@given(CELLS)
def test_money_adds_up_by_every_dimension(cells: list[Cell]) -> None:
    totals = totals_of(cells)
    for name in MONEY:
        flows = by_hand(cells, lambda each: (each["entity_id"], each["country_code"]), name)
        for ((entity, country), year), units in flows.items():
            assert totals[1, "", "total", entity, country, year, ""][name] == units
        partners = by_hand(cells, lambda each: str(each["partner_id"]), name)
        for (partner, year), units in partners.items():
            assert totals[1, "", "partner", ANY_ID, ANY, year, partner][name] == units


@FORTY
@given(CELLS)
def test_an_action_counts_once_and_at_its_first_year(cells: list[Cell]) -> None:
    totals = totals_of(cells)
    by_year = {key[4]: sums for key, sums in totals.items() if key[1:4] == ("total", ANY_ID, ANY)}
    spans = {(each["action_id"], each["first_year"], each["last_year"]) for each in cells}
    dated = {action: first for action, first, _ in sorted(spans)}
    for year, sums in by_year.items():
        assert sums["actions"] == sum(first == year for first in dated.values())
        assert sums["actions_begun"] == sum(first == year for _, first, _ in spans)
        assert sums["actions_ended"] == sum(last == year for _, _, last in spans)
        assert sums["unvalued_begun"] == sum(a == 3 and first == year for a, first, _ in spans)
        assert sums["unvalued_ended"] == sum(a == 3 and last == year for a, _, last in spans)


@FORTY
@given(CELLS, st.integers(1, 11))
def test_portions_make_no_difference(cells: list[Cell], cut: int) -> None:
    assert totals_of(*filter(None, (cells[:cut], cells[cut:]))) == totals_of(cells)


def test_no_unit_is_lost_where_fractions_would_lose_it() -> None:
    odd = 2**53 + 1
    total = totals_of([cell(1, True, odd)])[1, "", "total", ANY_ID, ANY, 2022, ""]
    assert total["committed_usd"] == odd
