"""The worked cases of the office, loaded into a store, come out of goals.progress to the digit."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data_access.measures.result import MeasureResult
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.filters import Filters
from tests.factories import add_catalogues, draft, save
from tests.plan_factories import building

TODAY = date(2025, 10, 10)
YEAR_END = date(2025, 12, 31)


def ask(store: Store, name: str, query: str = "", **more: Any) -> MeasureResult:
    """The answer to a measure of goals, asked on the tenth of October of 2025."""
    return run_measure(store, PUBLIC, name, Filters.parse(query)[0], **{"today": TODAY} | more)


@pytest.fixture
def worked(store: Store) -> Store:
    """The four worked cases, one goal each, on two lines and three entities."""
    add_catalogues(store)
    with building(store) as plan:
        plan.framework()
        plan.node("O1", "objetivo")
        plan.node("P1", "programa", "O1")
        plan.node("L1", "línea", "P1")
        plan.node("L2", "línea", "P1")
        plan.node("C1", "componente", "P1")
        for number, (line, entity) in enumerate((("L1", 1), ("L1", 2), ("L2", 2), ("", 3)), 1):
            plan.node(
                f"M{number}", "meta", line or "P1", is_goal=True, entity_id=entity,
                component="C1" if number < 3 else "",
            )  # fmt: skip
        years = (2024, 2025, 2026, 2027)
        plan.indicator(
            "M1", "M1", dict(zip(years, ("10", "20", "20", "10"), strict=True)),
            final_goal="60", weight="40", entity_id=1,
        )  # fmt: skip
        plan.indicator(
            "M2", "M2", dict(zip(years, ("45", "50", "55", "60"), strict=True)),
            accumulation="CRECIENTE", baseline="40", final_goal="60", weight="30", entity_id=2,
        )  # fmt: skip
        plan.indicator(
            "M3", "M3", dict(zip(years, ("28", "25", "22", "20"), strict=True)),
            accumulation="DECRECIENTE", baseline="30", final_goal="20", weight="20",
            periodicity="anual", entity_id=2,
        )  # fmt: skip
        plan.indicator(
            "M4", "M4", dict.fromkeys(years, "100"),
            accumulation="CONSTANTE", final_goal="100", weight="10", entity_id=3,
            is_illustrative=True,
        )  # fmt: skip
        for quarter, value in (
            ("2024-T1", "4"), ("2024-T2", "6"),
            ("2025-T1", "5"), ("2025-T2", "6"), ("2025-T3", "4"),
        ):  # fmt: skip
            plan.report("M1", quarter, value)
        plan.report("M2", "2024-T4", "44")
        plan.report("M2", "2025-T2", "47")
        plan.report("M3", "2025-T4", "26")
        plan.report("M4", "2025-T2", "48")
    return store


@pytest.mark.parametrize(
    ("goal", "cut", "figures"),
    [
        ("M1", "2025-T3", {"mp": "15", "ma": "25", "av": "25", "pav": "1", "phv": "1",
                           "paf": "0.4167", "tid": "0.4167", "gap": "0", "light": "verde"}),
        ("M2", "2025-T2", {"mp": "47.5", "phv": "0.9333", "paf": "0.35", "tid": "0.375",
                           "gap": "-0.025", "light": "verde"}),
        ("M3", "2025-T4", {"mp": "25", "phv": "0.8", "paf": "0.4", "tid": "0.5", "gap": "-0.1"}),
        ("M4", "2025-T2", {"mp": "100", "phv": "0.48", "paf": "0.48", "light": "rojo"}),
    ],
)  # fmt: skip
def test_the_worked_cases(worked: Store, goal: str, cut: str, figures: dict[str, str]) -> None:
    (row,) = ask(worked, "goals.progress", f"meta={goal}&corte={cut}", today=YEAR_END).rows
    told = {name: row[name] for name in figures}
    assert {
        name: value if isinstance(value, str) else str(round(value, 4).normalize() + 0)
        for name, value in told.items()
    } == figures
    assert row["cut"] == cut


def test_terms_are_those_of_the_fraction(worked: Store) -> None:
    (row,) = ask(worked, "goals.progress", "meta=M2&corte=2025-T2").rows
    assert (row["phv_numerator"], row["phv_denominator"]) == (Decimal(7), Decimal("7.5"))
    assert (row["yearly_year_numerator"], row["yearly_year_denominator"]) == (47, 50)
    assert (row["method"], row["yearly_method"]) == ("prorated", "yearly")


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["M1", "M2", "M3", "M4"]),
        ("linea=L1", ["M1", "M2"]),
        ("linea=sin-asignar", ["M4"]),
        ("componente=C1&entidad=FUGA", ["M2"]),
        ("objetivo=O1&programa=P1", ["M1", "M2", "M3", "M4"]),
        ("tipo_meta=SUMA,CONSTANTE", ["M1", "M4"]),
        ("sector=cultura", ["M2", "M3", "M4"]),
        ("estado=verde", ["M1", "M2"]),
        ("indicador=M3&marco=plan", ["M3"]),
        ("pais=ESP&moneda=COP", ["M1", "M2", "M3", "M4"]),
    ],
)
def test_filters_choose_rows(worked: Store, query: str, codes: list[str]) -> None:
    result = ask(worked, "goals.progress", f"{query}&corte=2025-T3")
    assert [row["code"] for row in result.rows] == codes
    assert result.issues == ()


def test_a_value_that_nothing_has_is_told(worked: Store) -> None:
    result = ask(worked, "goals.progress", "linea=P1&estado=morado&meta=O1")
    assert result.rows == []
    assert [issue.column for issue in result.issues] == ["linea", "meta", "estado"]
    assert "«morado»" in result.issues[2].sentence


def test_goals_say_their_framework_and_that_they_are_invented(worked: Store) -> None:
    result = ask(worked, "goals.progress", "meta=M4&corte=2025-T3", language="en")
    assert [(note.code, note.kind) for note in result.sources] == [("plan", "demonstration")]
    assert (result.rows[0]["label"], result.rows[0]["goal"]) == ("Indicator M4", "Node M4")
    assert not ask(worked, "goals.progress", "meta=M1&corte=2025-T3").is_demonstration


def test_without_a_cut_the_last_opened_one_is_meant(worked: Store) -> None:
    assert ask(worked, "goals.progress").filters.corte == "2025-T3"
    with building(worked) as plan:
        plan.cut("2025-T2", date(2025, 7, 1), date(2025, 7, 15), date(2025, 7, 31))
        plan.cut("2025-T3", date(2025, 10, 11), date(2025, 10, 15), date(2025, 10, 31))
    assert ask(worked, "goals.progress").rows[0]["cut"] == "2025-T2"


def test_nothing_is_stale_after_a_change(worked: Store) -> None:
    assert ask(worked, "goals.progress", "meta=M1&corte=2025-T3").rows[0]["av"] == 25
    with building(worked) as plan:
        plan.indicators["M1"] = 1
        plan.report("M1", "2025-T3", "9", version=2, reason="error de digitación")
    assert ask(worked, "goals.progress", "meta=M1&corte=2025-T3").rows[0]["av"] == 30


def test_a_target_counts_from_the_cut_in_which_it_was_decided(worked: Store) -> None:
    with building(worked) as plan:
        plan.indicators["M1"] = 1
        plan.target("M1", 2025, "40", version=2, act="Acta 7", decided_on=date(2025, 8, 1))
    assert ask(worked, "goals.progress", "meta=M1&corte=2025-T2").rows[0]["mp"] == 10
    assert ask(worked, "goals.progress", "meta=M1&corte=2025-T3").rows[0]["mp"] == 30
    rows = ask(worked, "goals.series", "meta=M1&corte=2025-T3").rows
    versions = [
        (row["version"], row["value"], row["is_current"], row["act"])
        for row in rows
        if row["kind"] == "target" and row["year"] == 2025
    ]
    assert versions == [(1, 20, False, ""), (2, 40, True, "Acta 7")]
    assert sum(row["kind"] == "report" for row in rows) == 5


def test_the_register_feeds_an_indicator_and_its_report_stands_beside(store: Store) -> None:
    add_catalogues(store)
    save(
        store,
        [
            draft("A", "100", starts_on=date(2024, 1, 1)),
            draft("B", starts_on=date(2025, 3, 1)),
            draft("C", starts_on=date(2025, 11, 1)),
        ],
    )
    with building(store) as plan:
        plan.framework()
        plan.node("M1", "meta", is_goal=True)
        plan.indicator(
            "M1", "M1", {2024: "1", 2025: "2"}, final_goal="3",
            measure="cooperation.totals:actions", measure_filters="pais=ESP",
        )  # fmt: skip
        plan.report("M1", "2025-T3", "5")
    (row,) = ask(store, "goals.progress", "corte=2025-T3").rows
    # One action in 2024; by the end of September of 2025 a second one had begun, the third not.
    assert (row["fed_value"], row["reported_value"], row["difference"]) == (1, 5, 4)
    assert (row["used"], row["av"]) == ("register", 2)
    assert (row["fed_measure"], row["fed_filters"]) == ("cooperation.totals:actions", "pais=ESP")
    (row,) = ask(store, "goals.progress", "corte=2025-T4", today=YEAR_END).rows
    assert (row["fed_value"], row["av"]) == (2, 3)
