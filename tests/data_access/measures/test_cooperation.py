"""Facts about the measures, with numbers that one can add up by hand."""

from datetime import date
from decimal import Decimal
from weakref import WeakKeyDictionary

import pytest

from data_access.measures import _snapshot
from data_access.measures.options import filter_options
from data_access.measures.result import Page
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.drafts import AmountDraft, EntityRef, PartnerRef, Share
from data_access.vocabulary.filters import Filters
from tests.factories import add_catalogues, draft, save


def ask(store: Store, name: str, query: str = "", language: str = "es"):
    """A measure of the public for a query string."""
    return run_measure(store, PUBLIC, name, Filters.parse(query)[0], language=language)


def values(store: Store, name: str, query: str = "") -> dict[str, Decimal]:
    """Key → value of a breakdown."""
    return {row["key"]: row["value"] for row in ask(store, name, query).rows}


@pytest.fixture
def filled(store: Store) -> Store:
    """Five actions: plain, two entities and countries, split sectors, unvalued, undated."""
    add_catalogues(store)
    save(
        store,
        [
            draft("A", "100"),
            draft(
                "B",
                "200",
                entities=(EntityRef("SDS"), EntityRef("FUGA", "participant")),
                partners=(PartnerRef("Norte", 1), PartnerRef("Sur", 2)),
                countries=(Share("ESP"), Share("FRA")),
            ),
            draft(
                "C",
                "0.01",
                sectors=(Share("110", Decimal(60)), Share("120", Decimal(40))),
                starts_on=date(2022, 5, 1),
            ),
            draft("D", None, partners=(), countries=(), starts_on=date(2023, 1, 1)),
            draft(
                "E",
                None,
                starts_on=None,
                entities=(),
                amounts=(AmountDraft("committed", Decimal(7), "USD"),),
            ),
        ],
    )
    return store


def test_totals_count_each_action_once(filled: Store) -> None:
    total = ask(filled, "cooperation.totals").total
    assert (total["actions"], total["partners"], total["countries"]) == (5, 2, 2)
    assert total["committed"] == Decimal("307.01")
    assert (total["unvalued"], total["unconverted"]) == (1, 0)
    assert (total["unpriced"], total["unreported"]) == (0, 1)


def test_an_action_of_two_entities_counts_once_for_each_and_its_money_is_split(
    filled: Store,
) -> None:
    result = ask(filled, "cooperation.by_entity")
    assert {r["key"]: (r["actions"], r["value"]) for r in result.rows} == {
        "SDS": (4, Decimal("200.01")),
        "FUGA": (1, Decimal(100)),
        "sin-asignar": (1, Decimal(7)),
    }
    assert result.total["actions"] == 5


def test_each_partner_brings_its_money_to_its_own_country(filled: Store) -> None:
    assert values(filled, "cooperation.by_country", "aliado=2") == {"FRA": Decimal(100)}


def test_percentages_split_a_cent_without_losing_it(filled: Store) -> None:
    assert values(filled, "cooperation.by_sector") == {
        "110": Decimal("0.006"),
        "120": Decimal("0.004"),
        "sin-asignar": Decimal(307),
    }


def test_money_counts_in_its_own_year_and_actions_while_under_way(filled: Store) -> None:
    result = ask(filled, "cooperation.by_year")
    assert {r["key"]: (r["actions"], r["value"]) for r in result.rows} == {
        "2022": (1, None),
        "2023": (2, None),
        "2024": (3, Decimal("300.01")),
        "0": (1, Decimal(7)),
    }


def test_every_year_in_which_an_action_is_under_way_is_told_and_can_be_chosen(store: Store) -> None:
    add_catalogues(store)
    late = (AmountDraft("disbursed", Decimal(3), "USD", dated_on=date(2029, 1, 1)),)
    save(
        store,
        [
            draft("A", "100", starts_on=date(2021, 1, 1), ends_on=date(2025, 6, 30)),
            draft("B", "5", starts_on=date(2024, 1, 1), ends_on=date(2027, 1, 1)),
            draft("C", starts_on=date(2024, 1, 1), ends_on=date(2024, 9, 1), amounts=late),
            draft("D", starts_on=None),
        ],
    )
    rows = ask(store, "cooperation.by_year").rows
    assert {row["key"]: (row["actions"], row["value"]) for row in rows} == {
        "2021": (1, None),
        "2022": (1, None),
        "2023": (1, None),
        "2024": (3, 105),
        "2025": (3, None),
        "2026": (2, None),
        "2027": (2, None),
        "2028": (1, None),
        "2029": (1, None),
        "0": (1, None),
    }
    assert filter_options(store, PUBLIC, Filters()).years == (2021, 2029)
    (row,) = ask(store, "cooperation.by_year", "anio_desde=2026&anio_hasta=2026").rows
    assert (row["key"], row["actions"]) == ("2026", 2)


def test_years_narrow_money_and_actions(filled: Store) -> None:
    total = ask(filled, "cooperation.totals", "anio_desde=2022&anio_hasta=2023").total
    assert (total["actions"], total["committed"], total["unvalued"]) == (2, None, 1)
    undated = ask(filled, "cooperation.totals", "anio_desde=0&anio_hasta=0").total
    assert (undated["actions"], undated["committed"]) == (1, Decimal(7))


def test_the_period_before_stands_beside_the_period(filled: Store) -> None:
    total = ask(filled, "cooperation.totals", "anio_desde=2024&anio_hasta=2024").total
    assert total["committed"] == Decimal("300.01")
    assert total["previous"]["actions"] == 2


@pytest.mark.parametrize(
    "query",
    [
        "anio_desde=2022&anio_hasta=2022",  # nothing is dated before
        "anio_desde=2023&anio_hasta=2024",  # 2021 is before the first year
        "anio_hasta=2024",  # the span before would hold the undated
        "anio_desde=0&anio_hasta=0",
    ],
)
def test_no_period_stands_beside_one_that_the_data_do_not_reach(filled: Store, query: str) -> None:
    assert ask(filled, "cooperation.totals", query).total["previous"] is None


def test_pesos_use_the_rate_of_the_day(filled: Store) -> None:
    total = ask(filled, "cooperation.totals", "moneda=COP").total
    assert total["committed"] == Decimal("1200040.00")
    assert total["unconverted"] == 1


def test_flows_join_country_entity_and_sector(filled: Store) -> None:
    rows = ask(filled, "cooperation.flows", "entidad=FUGA").rows
    assert {(r["source"], r["target"], r["value"]) for r in rows} == {
        ("ESP", "FUGA", Decimal(50)),
        ("FRA", "FUGA", Decimal(50)),
        ("FUGA", "sin-asignar", Decimal(100)),
    }


def test_concentration_is_one_for_a_single_partner(filled: Store) -> None:
    total = ask(filled, "cooperation.concentration", "pais=FRA").total
    assert (total["hhi"], total["top5_share"]) == (Decimal(1), Decimal(1))


def test_records_add_up_to_the_total(filled: Store) -> None:
    result = ask(filled, "cooperation.records", "pais=ESP")
    assert [row["code"] for row in result.rows] == ["A", "B", "C", "E"]
    assert result.sum_of("value") == result.total["value"] == Decimal("207.01")


def test_text_search_ignores_accents_and_case(filled: Store) -> None:
    assert len(ask(filled, "cooperation.records", "texto=ACCION b").rows) == 5 - 4
    assert ask(filled, "cooperation.totals", "texto=acción").total["actions"] == 5


def test_unknown_value_is_told_and_matches_nothing(filled: Store) -> None:
    result = ask(filled, "cooperation.totals", "pais=ATLANTIS")
    assert result.total["actions"] == 0
    assert [issue.code for issue in result.issues] == ["filter.unknown_value"]


@pytest.mark.parametrize("is_held", [False, True])
def test_a_code_that_only_records_have_can_be_asked_for(
    store: Store, is_held: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lists of the package have neither; the source of others has the one."""
    add_catalogues(store)
    others = {"source_code": "apc", "direction_code": "entrada", "modality_code": "beca"}
    save(store, [draft("A", "5", **others), draft("B", "3", source_code="apc")])
    if is_held:
        monkeypatch.setattr(_snapshot, "_holders", WeakKeyDictionary())
        _snapshot.hold_snapshot(store)
    assert values(store, "cooperation.by_direction", "fuente=apc") == {"entrada": 5, "recibida": 3}
    for query in ("direccion=entrada", "modalidad=beca", "direccion=entrada&modalidad=beca"):
        result = ask(store, "cooperation.totals", f"fuente=apc&{query}")
        assert (result.total["actions"], result.total["committed"], result.issues) == (1, 5, ())
    for query in ("direccion=salida", "modalidad=entrada", "etapa=beca"):
        result = ask(store, "cooperation.totals", f"fuente=apc&{query}")
        assert [issue.code for issue in result.issues] == ["filter.unknown_value"]
        assert result.total["actions"] == 0


def test_data_quality_counts_what_is_missing(filled: Store) -> None:
    row = ask(filled, "data_quality.by_source").rows[0]
    assert (row["actions"], row["unvalued"], row["undated"]) == (5, 1, 1)
    assert row["unclassed"] == 0


def test_data_quality_counts_what_has_no_class(store: Store) -> None:
    add_catalogues(store)
    blank = {"direction_code": ""}
    stopped = draft("D", stage_code="cancelada", **blank)
    outside = draft("E", source_code="apc", **blank)
    save(store, [draft("A"), draft("B", **blank), draft("C", **blank), stopped, outside])
    result = ask(store, "data_quality.by_source")
    assert {row["key"]: row["unclassed"] for row in result.rows} == {"distrito": 2, "apc": 0}
    assert result.total["unclassed"] == 2


def test_what_no_source_reports_is_unknown_and_not_zero(filled: Store) -> None:
    result = ask(filled, "cooperation.by_year", "monto=desembolsado")
    assert result.unreported.issuperset({"disbursed", "counterpart"})
    assert "committed" not in result.unreported
    assert {row["disbursed"] for row in result.rows} == {None}
    assert [note for note in result.notes if "no es cero" in note]
    total = ask(filled, "cooperation.totals").total
    assert (total["disbursed"], total["counterpart"]) == (None, None)


@pytest.mark.parametrize("sort", ["title", "code"])
def test_records_stand_in_the_same_order_on_every_engine(store: Store, sort: str) -> None:
    add_catalogues(store)
    codes = ("b-2", "B-1", "a 10", "á-1", "ñ", "n", "A_1", "a-1")
    save(store, [draft(code, "1", title=code) for code in codes])
    page = Page(limit=50, sort=sort, descending=False)
    rows = run_measure(store, PUBLIC, "cooperation.records", Filters(), page=page).rows
    expected = {
        "code": ["A_1", "B-1", "a 10", "a-1", "b-2", "n", "á-1", "ñ"],
        "title": ["a 10", "a-1", "A_1", "B-1", "b-2", "n", "á-1", "ñ"],
    }
    assert [row["code"] for row in rows] == expected[sort]


@pytest.mark.parametrize(
    ("clase", "codes"),
    [
        ("recibida", ["A", "B"]),
        ("creditos", ["C"]),
        ("ofrecida", ["D"]),
        ("sin-clase", ["E"]),
        ("canceladas", ["F"]),
        ("todas", ["A", "B", "C", "D", "E"]),
    ],
)
def test_records_are_listed_by_class_and_outside_ones_by_their_own_rule(
    store: Store, clase: str, codes: list[str]
) -> None:
    add_catalogues(store)
    lent = AmountDraft("committed", Decimal(3), "USD", finance_code="prestamo")
    save(
        store,
        [
            draft("A", "1"),
            draft("B", "2", direction_code="doble-via"),
            draft("C", amounts=(lent,)),
            draft("D", "4", direction_code="ofrecida"),
            draft("E", "5", direction_code=""),
            draft("F", "6", stage_code="cancelada"),
            draft("X", "7", source_code="apc", stage_code="cancelada"),
        ],
    )

    def listed(query: str) -> list[str]:
        return sorted(row["code"] for row in ask(store, "cooperation.records", query).rows)

    assert listed(f"clase={clase}") == codes
    assert listed(f"clase={clase}&fuente=apc") == ["X"]
    assert listed(f"clase={clase}&fuente=apc,distrito") == [*codes, "X"]
    outside = ask(store, "cooperation.totals", f"clase={clase}&fuente=apc").total
    assert outside["committed"] == Decimal(7)
