"""A closed cut says the same for ever; what changed since is told with who, when and why."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import select

from data_access.importers.run import import_file
from data_access.measures.catalogue import MEASURES
from data_access.measures.catalogue_goals import GOAL_MEASURES
from data_access.measures.cut_content import closed_content, cut_content, list_cuts
from data_access.measures.run import data_version, run_measure
from data_access.services.cuts import CutRefused, close_cut
from data_access.services.summaries import bump_version
from data_access.store.store import Store
from data_access.store.tables import catalogues, goals, imports
from data_access.store.tables.actions import Action, DataSource
from data_access.vocabulary.actors import OPERATOR, PUBLIC, NotPermitted
from data_access.vocabulary.drafts import AmountDraft, PartnerRef
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.goals import Quarter
from tests.factories import add_catalogues, draft, save
from tests.plan_factories import AT, building

CUT = Quarter(2025, 3)
AT_CLOSING_MOMENT = datetime(2025, 10, 5, 12, tzinfo=UTC)
AT_CLOSING, LATER = date(2025, 10, 31), date(2026, 11, 2)


def fill(store: Store) -> None:
    """A goal fed by the register, one reported, money, an ingredient of the index, three cuts."""
    add_catalogues(store)
    save(store, [draft("A", "100"), draft("B", "50", starts_on=date(2025, 2, 1))])
    with building(store) as plan:
        plan.framework()
        plan.node("P1", "programa")
        plan.node("L1", "línea", "P1")
        plan.node("M1", "meta", "L1", is_goal=True)
        plan.node("M2", "meta", "L1", is_goal=True)
        plan.indicator(
            "M1", "M1", {2025: "20"}, final_goal="20", weight="60", family="cooperacion",
            is_illustrative=True,
        )  # fmt: skip
        plan.indicator(
            "M2", "M2", {2024: "1", 2025: "2"}, final_goal="4", weight="40", accumulation="SUMA",
            measure="cooperation.totals:actions", family="cooperacion", entity_id=2,
        )  # fmt: skip
        plan.report("M1", "2025-T1", "5")
        plan.report("M1", "2025-T3", "4")
        plan.budget("M1", "2025-T2", ("1000", "800", "400"), "vigencia")
        plan.budget("M1", "2025-T3", ("1000", "900", "500"), "vigencia")
        plan.budget("M1", "2025-T3", ("70", "70", "60"), "reserva")
        for code, first in (("2025-T2", 7), ("2025-T3", 10)):
            plan.cut(code, date(2025, first, 1), date(2025, first, 15), date(2025, first, 31))


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


def close(store: Store, *, today: date = AT_CLOSING, **more: Any) -> bytes:
    """Close the cut of the third quarter of 2025 as the command line does."""
    version = data_version(store)
    content = cut_content(store, OPERATOR, CUT, today=today)
    close_cut(store, OPERATOR, CUT.code, content, version, today=today, **more)
    return content


def answers(store: Store, today: date, query: str = "corte=2025-T3") -> dict[str, Any]:
    """Rows, total and sources of every measure of goals but the differences."""
    filters = Filters.parse(query)[0]
    found = {}
    for name in GOAL_MEASURES:
        if name != "goals.differences":
            result = run_measure(store, PUBLIC, name, filters, today=today)
            found[name] = (result.rows, result.total, result.sources)
    return found


def correct(store: Store) -> None:
    """A year later: a report is corrected, a goal re-weighed, an action and a goal come in."""
    with building(store) as plan:
        plan.frameworks, plan.nodes = {"plan": 1}, {"P1": 1, "L1": 2, "M1": 3, "M2": 4}
        plan.indicators = {"M1": 1, "M2": 2}
        plan.report(
            "M1", "2025-T3", "7", version=2, reason="faltaba un acta", actor="planeación",
            reported_at=datetime(2026, 2, 3, 15, tzinfo=UTC),
        )  # fmt: skip
        plan.node("M3", "meta", "L1", is_goal=True)
        plan.indicator("M3", "M3", {2025: "1"}, final_goal="1")
    save(store, [draft("A", "100"), draft("B", "50", starts_on=date(2025, 2, 1)),
                 draft("C", "50", starts_on=date(2025, 5, 1))])  # fmt: skip


def test_equal_data_give_equal_bytes(new_store: Callable, store: Store) -> None:
    fill(store)
    content = cut_content(store, OPERATOR, CUT, today=AT_CLOSING)
    assert content == cut_content(store, OPERATOR, CUT, today=LATER)
    with new_store("sqlite") as other:
        fill(other)
        assert cut_content(other, OPERATOR, CUT, today=LATER) == content


def test_the_content_holds_every_measure(filled: Store) -> None:
    content = orjson.loads(cut_content(filled, OPERATOR, CUT, today=AT_CLOSING))
    kept = {*content["measures"], "goals.progress", "goals.series", "goals.contributions",
            "goals.alerts", "goals.differences", "indicators.catalogue"}  # fmt: skip
    assert kept == set(MEASURES)
    assert content["measures"]["cooperation.totals"]["total"]["committed"] == "150"
    (first, second) = content["plan"]["goals"]
    assert (first["av"], first["mp"], first["phv"]) == ("9", "15", "0.6")
    assert (second["fed_value"], second["used"]) == ("1", "register")
    assert content["measures"]["goals.summary"]["total"]["reserve_paid"] == "60"


def test_the_content_holds_the_records_of_every_class(store: Store) -> None:
    fill(store)
    offered = draft("C", "7", direction_code="ofrecida")
    save(store, [offered, draft("D", "9", stage_code="cancelada")], sha256="1" * 64)
    content = orjson.loads(cut_content(store, OPERATOR, CUT, today=AT_CLOSING))
    told = {
        flow: [(row["code"], row["value"]) for row in rows]
        for flow, rows in content["records"].items()
    }
    assert told == {
        "creditos": [], "ofrecida": [("C", "7")], "sin-clase": [], "canceladas": [("D", "9")],
    }  # fmt: skip
    received = content["measures"]["cooperation.records"]["rows"]
    assert [row["code"] for row in received] == ["A", "B"]
    assert content["counting"] == ["Regla de prueba"]


def test_a_closed_cut_answers_the_same_a_year_later(filled: Store) -> None:
    live = answers(filled, AT_CLOSING)
    narrow = answers(filled, AT_CLOSING, "corte=2025-T3&entidad=FUGA")
    content = close(filled)
    assert answers(filled, AT_CLOSING) == live
    correct(filled)
    assert answers(filled, LATER) == live
    assert answers(filled, LATER, "corte=2025-T3&entidad=FUGA") == narrow
    assert closed_content(filled, PUBLIC, CUT.code) == content
    (cut,) = [dates for dates in list_cuts(filled, PUBLIC) if dates.is_closed]
    assert (cut.cut, cut.content_hash) == (CUT, sha256(content).hexdigest())
    assert closed_content(filled, PUBLIC, "2025-T2") is None


def test_the_open_cuts_follow_the_data(filled: Store) -> None:
    close(filled)
    correct(filled)
    rows = run_measure(filled, PUBLIC, "goals.progress", Filters(corte="2025-T4")).rows
    # M2 adds up the three actions with money of 2024 and the two that began in 2025.
    assert [(row["key"], row["av"]) for row in rows] == [("M1", 12), ("M2", 5), ("M3", None)]


def test_differences_tell_who_when_and_why(filled: Store) -> None:
    close(filled)
    filters = Filters(corte="2025-T3")
    assert run_measure(filled, PUBLIC, "goals.differences", filters).rows == []
    correct(filled)
    rows = run_measure(filled, PUBLIC, "goals.differences", filters).rows
    told = {(row["key"], row["field"]): row for row in rows}
    report = told["M1", "report 2025-T3"]
    assert (report["before"], report["after"]) == ("4", "7")
    when = datetime(2026, 2, 3, 15, tzinfo=UTC)
    computed = (("av", "9", "12"), ("phv", "0.6", "0.8"), ("light", "amarillo", "verde"))
    for field, before, after in computed:
        row = told["M1", field]
        assert (row["before"], row["after"]) == (before, after)
        assert (row["who"], row["when"], row["why"]) == ("planeación", when, "faltaba un acta")
    fed = told["M2", "fed_value"]
    assert (fed["before"], fed["after"], fed["who"]) == ("1", "2", "")
    assert told["M3", "indicator"]["before"] == ""
    only = run_measure(filled, PUBLIC, "goals.differences", replace(filters, entidad=("FUGA",)))
    assert {row["key"] for row in only.rows} == {"M2"}


def test_an_open_cut_has_no_differences(filled: Store) -> None:
    assert run_measure(filled, PUBLIC, "goals.differences", Filters(corte="2025-T2")).rows == []


def test_a_changed_report_of_a_closed_cut_is_an_alert_of_the_next(filled: Store) -> None:
    close(filled)
    correct(filled)
    result = run_measure(
        filled, PUBLIC, "goals.alerts", Filters(corte="2025-T4"), today=date(2026, 1, 5)
    )
    codes = {(row["key"], row["subject"]) for row in result.rows}
    assert ("report.closed_period_changed", "M1") in codes
    assert ("report.closed_period_changed", "M2") not in codes
    assert ("indicator.new", "M3") in codes


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": "2030-T1"}, "cut.unknown"),
        ({"today": date(2025, 10, 30)}, "cut.too_early"),
        ({"today": date(2025, 9, 30), "reason": "prueba"}, "cut.not_open"),
        ({"data_version": 0}, "cut.data_changed"),
    ],
)
def test_a_cut_is_not_closed_when_it_should_not(
    filled: Store, change: dict[str, Any], code: str
) -> None:
    asked = {"code": CUT.code, "data_version": data_version(filled), "today": AT_CLOSING} | change
    with pytest.raises(CutRefused) as refused:
        close_cut(filled, OPERATOR, content=b"{}", **asked)
    assert refused.value.code == code
    assert not any(dates.is_closed for dates in list_cuts(filled, PUBLIC))


def test_a_cut_closes_once_and_early_only_with_a_reason(filled: Store) -> None:
    close(filled, today=date(2025, 10, 20), reason="cambio de administración")
    (cut,) = [dates for dates in list_cuts(filled, PUBLIC) if dates.is_closed]
    assert (cut.closed_by, cut.closed_why) == ("operator", "cambio de administración")
    with pytest.raises(CutRefused) as refused:
        close(filled)
    assert refused.value.code == "cut.closed"


def test_a_cut_that_kept_zeros_for_what_nobody_reported_has_none(filled: Store) -> None:
    content = orjson.loads(cut_content(filled, OPERATOR, CUT, today=AT_CLOSING))
    zeros = {"last_report": "", "av": "0", "phv": "0", "paf": "0", "gap": "-0.5"}
    content["plan"]["goals"][0] |= zeros
    close_cut(
        filled, OPERATOR, CUT.code, orjson.dumps(content), data_version(filled), today=AT_CLOSING
    )
    rows = run_measure(filled, PUBLIC, "goals.progress", Filters(corte=CUT.code)).rows
    assert [rows[0][name] for name in ("av", "phv", "paf", "gap")] == [None] * 4
    assert rows[1]["av"] is not None


def test_the_public_closes_nothing(filled: Store) -> None:
    with pytest.raises(NotPermitted):
        close_cut(filled, PUBLIC, CUT.code, b"{}", data_version(filled), today=AT_CLOSING)


def test_money_of_the_year_and_the_reserve_stay_apart(filled: Store) -> None:
    total = run_measure(filled, PUBLIC, "goals.budget", Filters(corte="2025-T3")).total
    assert [total[name] for name in ("appropriation", "committed", "paid")] == [1000, 900, 500]
    assert [total[f"reserve_{name}"] for name in ("committed", "paid")] == [70, 60]
    assert total["paid_of_committed"] == Decimal(5) / 9


def test_each_figure_gives_the_reasons_of_what_it_is_made_of(filled: Store) -> None:
    close(filled)
    with building(filled) as plan:
        plan.indicators = {"M1": 1}
        for quarter, value, day, why in (
            ("2025-T1", "6", 3, "faltaba un acta"), ("2025-T3", "7", 2, "dato doble"),
        ):  # fmt: skip
            plan.report(
                "M1", quarter, value, version=2, reason=why, actor="planeación",
                reported_at=datetime(2026, 2, day, tzinfo=UTC),
            )  # fmt: skip
        plan.target(
            "M1", 2025, "24", version=2, act="Acta 30", decided_on=date(2025, 9, 1),
            actor="secretaría", recorded_at=datetime(2026, 3, 4, tzinfo=UTC),
        )  # fmt: skip
        plan.target(
            "M1", 2026, "9", version=1, act="Acta 31", decided_on=date(2025, 9, 2),
            recorded_at=datetime(2026, 3, 5, tzinfo=UTC),
        )  # fmt: skip
    rows = run_measure(filled, PUBLIC, "goals.differences", Filters(corte="2025-T3")).rows
    told = {row["field"]: (row["who"], row["why"]) for row in rows if row["key"] == "M1"}
    corrections = "planeación", "dato doble; faltaba un acta"
    both = "planeación; secretaría", "dato doble; faltaba un acta; Acta 30"
    assert told["av"] == told["paf"] == corrections
    assert told["pav"] == told["phv"] == both
    assert told["mp"] == told["tid"] == ("secretaría", "Acta 30")


def test_a_changed_budget_is_told_with_who_when_and_why(filled: Store, tmp_path: Path) -> None:
    close(filled)
    file = tmp_path / "presupuesto_corregido.csv"
    file.write_text(
        "codigo,anio,trimestre,recurso,apropiacion,comprometido,girado\n"
        "M1,2025,3,vigencia,1,900,500\n"
        "M2,2025,2,vigencia,30,20,10\n"
        "M1,2025,4,vigencia,5000,4000,3000\n",
        encoding="utf-8",
    )
    import_file(filled, OPERATOR, "budgets", file, raw_folder=tmp_path / "raw")
    result = run_measure(filled, PUBLIC, "goals.differences", Filters(corte="2025-T3"))
    told = [
        (row["key"], row["field"], row["before"], row["after"], row["who"], row["why"])
        for row in result.rows
    ]
    assert told == [
        ("M1", "appropriation 2025 vigencia", "1000", "1", "operator", file.name),
        ("M2", "appropriation 2025 vigencia", "", "30", "", ""),
        ("M2", "committed 2025 vigencia", "", "20", "", ""),
        ("M2", "paid 2025 vigencia", "", "10", "", ""),
    ]
    counts = (result.total["differences"], result.total["indicators"], result.total["beside"])
    assert counts == (4, 0, 4)


def test_changed_names_are_told_with_who_when_and_why(filled: Store) -> None:
    close(filled)
    with filled.writing(OPERATOR, "test") as session:
        session.get_one(goals.PlanNode, 1).name_es = "Programa de otro nombre"
        session.get_one(goals.Indicator, 1).name_en = "Renamed"
        session.get_one(catalogues.Entity, 2).name_es = "Fundación"
        session.add(
            imports.ImportBatch(
                batch_id=99, importer="plan", file_name="plan_2026.xlsx", sha256="",
                actor="oficina", imported_at=datetime(2027, 2, 3, tzinfo=UTC), rows_read=1,
                created=0, updated=1,
                unchanged=0, rejected=0,
            )
        )  # fmt: skip
        session.flush()
        session.add(
            goals.PlanChange(
                change_id=1, batch_id=99, node_id=1, indicator_id=None, field="name_es",
                before="Nodo P1", after="Programa de otro nombre",
            )
        )  # fmt: skip
        bump_version(session)
    result = run_measure(filled, PUBLIC, "goals.differences", Filters(corte="2025-T3"))
    told = [
        (row["key"], row["field"], row["before"], row["after"], row["who"], row["why"])
        for row in result.rows
    ]
    assert told == [
        ("M1", "name_en", "Indicator M1", "Renamed", "", ""),
        ("FUGA", "name_es", "FUGA", "Fundación", "", ""),
        ("P1", "name_es", "Nodo P1", "Programa de otro nombre", "oficina", "plan_2026.xlsx"),
    ]
    assert (result.total["differences"], result.total["indicators"]) == (3, 1)


def fill_in_some_order(store: Store, step: int, at: datetime) -> None:
    """Two frameworks, four actions of two sources, claims of them; ``step`` -1 from the end."""
    add_catalogues(store)
    odd = AmountDraft("committed", Decimal("0.02"), "COP", dated_on=date(2025, 3, 1))
    two = (PartnerRef("Zeta"), PartnerRef("Alfa"))
    actions = [
        draft("A", amounts=(odd, odd), partners=two, sdgs=("4", "11", "1")),
        draft("B", "50", partners=two[:1], starts_on=date(2025, 2, 1)),
        draft("A", "7", source_code="apc", partners=(PartnerRef("Otro"),)),
        draft("D", amounts=(odd._replace(currency="USD"),), partners=two[::-1]),
    ]
    for each in actions[::step]:
        save(store, [each], rates=())
    save(store, [])
    with store.reading() as session:
        ids = {
            (row.source_id, row.external_id): row.action_id
            for row in session.scalars(select(Action))
        }
        sources = {row.source_code: row.source_id for row in session.scalars(select(DataSource))}
    with building(store) as plan:
        for code in ("plan", "otro")[::step]:
            plan.framework(code)
            plan.node(f"P-{code}", "programa")
            plan.node(f"M-{code}", "meta", f"P-{code}", is_goal=True)
            plan.indicator(f"M-{code}", f"M-{code}", {2025: "20"}, final_goal="20", weight="50")
            plan.report(f"M-{code}", "2025-T3", "4", reported_at=at)
            plan.budget(f"P-{code}", "2025-T2", ("1000", "800", "400"), "vigencia")
            plan.cut(
                f"2025-T{3 if code == 'plan' else 2}", *(date(2025, 10, day) for day in (1, 15, 31))
            )
        for source, code in (("distrito", "A"), ("apc", "A"), ("distrito", "B"))[::step]:
            for entity in (1, 2)[::step]:
                number = plan.indicators["M-plan"]
                plan.contribution(ids[sources[source], code], number, 2025, 3, entity, "2")


def test_the_order_of_loading_says_nothing_in_the_bytes(new_store: Callable, store: Store) -> None:
    fill_in_some_order(store, 1, AT_CLOSING_MOMENT)
    with new_store("sqlite") as other:
        fill_in_some_order(other, -1, AT_CLOSING_MOMENT.replace(hour=23))
        contents = [cut_content(each, OPERATOR, CUT, today=AT_CLOSING) for each in (store, other)]
    first, second = map(orjson.loads, contents)
    assert first == second
    assert contents[0] == contents[1]
    rows = first["measures"]["cooperation.by_partner"]["rows"]
    assert {row["key"] for row in rows} == {"Zeta", "Alfa"}


def test_a_closed_cut_finds_its_actions_and_moments_in_the_store(filled: Store) -> None:
    with building(filled) as plan:
        plan.contribution(2, 1, 2025, 3, 1, "2")
    content = close(filled)
    assert b"action_id" not in content
    assert b"2025-10-05T12" not in content
    asked = {
        name: run_measure(filled, PUBLIC, name, Filters(corte="2025-T3")).rows
        for name in ("goals.contributions", "goals.series")
    }
    assert [row["action_id"] for row in asked["goals.contributions"]] == [2]
    assert {row["said_at"] for row in asked["goals.series"]} == {AT}
