"""The catalogue tells where each indicator goes; the index what it is made of."""

from datetime import date
from decimal import Decimal

import pytest

from data_access.measures.result import MeasureResult
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.filters import Filters
from tests.factories import add_catalogues
from tests.plan_factories import building


@pytest.fixture
def families(store: Store) -> Store:
    """Three levels of two families, one falling, and one indicator without family."""
    add_catalogues(store)
    with building(store) as plan:
        plan.framework("indicadores")
        plan.node("F1", "familia")
        for code in ("I1", "I2", "I3", "I4"):
            plan.node(code, "indicador", "F1", is_goal=True)
        plan.indicator(
            "I1", "I1", {2025: "80"}, accumulation="CRECIENTE", baseline="0", final_goal="80",
            family="cooperacion",
        )  # fmt: skip
        plan.indicator(
            "I2", "I2", {2025: "10"}, accumulation="DECRECIENTE", baseline="50", final_goal="10",
            family="gobernanza",
        )  # fmt: skip
        plan.indicator(
            "I3", "I3", {2025: "9"}, accumulation="CONSTANTE", final_goal="9", family="gobernanza"
        )
        plan.indicator("I4", "I4", {2025: "1"}, final_goal="1")
        for code, first, second in (("I1", "10", "40"), ("I2", "40", "40"), ("I4", "1", "1")):
            plan.report(code, "2025-T1", first)
            plan.report(code, "2025-T2", second)
        plan.component("a", "cooperacion", "I1", "60", note="Por confirmar", note_en="To confirm")
        plan.component("b", "gobernanza", "I2", "30", note="Provisional")
        plan.component(
            "c", "gobernanza", "I3", "10", method="minmax",
            minimum=Decimal(0), maximum=Decimal(10),
        )  # fmt: skip
    return store


def ask(store: Store, name: str) -> MeasureResult:
    """The answer at the second quarter of 2025."""
    return run_measure(store, PUBLIC, name, Filters(corte="2025-T2"), today=date(2025, 7, 5))


def test_the_catalogue_tells_the_last_value_and_its_trend(families: Store) -> None:
    rows = {row["key"]: row for row in ask(families, "indicators.catalogue").rows}
    assert set(rows) == {"I1", "I2", "I3"}
    told = {key: (row["value"], row["trend"], row["is_better"]) for key, row in rows.items()}
    assert told == {"I1": (40, "up", True), "I2": (40, "flat", None), "I3": (None, "", None)}
    assert rows["I1"]["series"] == [("2025-T1", 10), ("2025-T2", 40)]


def test_the_index_weighs_what_could_be_measured(families: Store) -> None:
    result = ask(families, "indicators.index")
    rows = {row["key"]: row for row in result.rows}
    # 40 of 80; from 50 down to 10, 40 is a quarter of the way; the third has no value.
    assert [rows[key]["score"] for key in "abc"] == [Decimal("0.5"), Decimal("0.25"), None]
    assert [rows[key]["weight_in_family"] for key in "abc"] == [100, 75, 25]
    assert [rows[key]["used_weight"] for key in "abc"] == [100, 100, 0]
    assert result.total["value"] == Decimal("0.4")
    assert result.total["left_out"] == 1
    # Cooperation at 45 or 75 of 100 instead of 60.
    side = result.total["families"]["cooperacion"]
    assert (side["low"], side["high"]) == (Decimal("0.3625"), Decimal("0.4375"))
    assert (result.total["low"], result.total["high"]) == (Decimal("0.3625"), Decimal("0.4375"))


def test_without_ingredients_there_is_no_index(store: Store) -> None:
    result = ask(store, "indicators.index")
    assert (result.rows, result.total["value"]) == ([], None)


@pytest.mark.parametrize(
    ("language", "notes"),
    [("es", ["Por confirmar", "Provisional", ""]), ("en", ["To confirm", "Provisional", ""])],
)
def test_a_note_is_read_in_its_language_when_it_has_one(
    families: Store, language: str, notes: list[str]
) -> None:
    filters, today = Filters(corte="2025-T2"), date(2025, 7, 5)
    result = run_measure(
        families, PUBLIC, "indicators.index", filters, language=language, today=today
    )
    assert [row["note"] for row in result.rows] == notes
