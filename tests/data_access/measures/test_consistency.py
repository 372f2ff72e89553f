"""Whatever is asked: the total equals the sum over every dimension, the records, and the cells."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from weakref import WeakKeyDictionary

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from data_access.measures import _snapshot
from data_access.measures._aggregate import sums_by
from data_access.measures._labels import read_labels
from data_access.measures._question import DIMENSIONS, Question
from data_access.measures._standing import standing_by
from data_access.measures.catalogue import MEASURES
from data_access.measures.result import Page
from data_access.measures.run import Ask, run_measure, run_measures
from data_access.store.store import Store
from data_access.store.tables.actions import Amount
from data_access.store.tables.summaries import SummaryCell
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.drafts import ActionDraft, AmountDraft, EntityRef, PartnerRef, Share
from data_access.vocabulary.filter_values import AMOUNT_KINDS
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.flows import CANCELLED, FLOW_CLASSES
from tests.factories import PARTNERS, add_catalogues, draft, save

BY_CLASS = "cooperation.by_class"
BREAKDOWNS = [name for name in MEASURES if name.startswith("cooperation.by_") and name != BY_CLASS]
RELAXED = settings(
    max_examples=12,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
YEARS = st.one_of(st.none(), st.integers(2019, 2027))


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Up to two of the values, most often none."""
    return st.one_of(
        st.just(()), st.just(()), st.lists(st.sampled_from(values), max_size=2, unique=True)
    ).map(lambda found: tuple(sorted(found)))


def assert_consistent(store: Store, filters: Filters) -> None:
    """Every breakdown and the records add up to the total of ``filters``, and so does its class."""
    names = [
        *BREAKDOWNS, BY_CLASS, "cooperation.totals", "cooperation.records", "cooperation.flows",
    ]  # fmt: skip
    answers = run_measures(store, PUBLIC, {name: Ask(name, filters) for name in names})
    total = answers["cooperation.totals"].total
    classes = {row["key"]: row for row in answers[BY_CLASS].rows}
    assert classes[filters.clase]["actions"] == total["actions"]
    for column in ("value", "committed", "disbursed"):
        assert classes[filters.clase][column] == total[column], column
    for name in BREAKDOWNS:
        for column in ("value", "committed", "disbursed"):
            assert answers[name].sum_of(column) == (total[column] or 0), (name, column)
        assert answers[name].total["actions"] == total["actions"]
        assert all(row["actions"] <= total["actions"] for row in answers[name].rows)
    records = answers["cooperation.records"]
    assert len(records.rows) == total["actions"]
    assert records.sum_of("value") == (total["value"] or 0)
    for side in ("pais", "entidad"):
        links = [row for row in answers["cooperation.flows"].rows if row["source_filter"] == side]
        assert sum((row["value"] for row in links), Decimal(0)) == (total["value"] or 0)


def actions_of(numbers: list[int]) -> list[ActionDraft]:
    """Actions whose parts follow from a number each, from none to several of everything."""
    found = []
    for code, number in enumerate(numbers):
        entities = [
            EntityRef(name) for bit, name in enumerate(("SDS", "FUGA", "OFB")) if number >> bit & 1
        ]
        partners = [
            PartnerRef(name, key)
            for bit, (name, key) in enumerate(PARTNERS.items())
            if number >> (bit + 3) & 1
        ]
        countries = [
            Share(name) for bit, name in enumerate(("ESP", "FRA", "MUL")) if number >> (bit + 6) & 1
        ]
        year = 2020 + number % 6
        day = date(year, 7, 1)
        amounts = [
            AmountDraft(kind, Decimal(number % 977) / 7, "USD", dated_on=day)
            for bit, (kind, day) in enumerate(
                (
                    ("committed", date(year, 5, 1)),
                    ("disbursed", date(year + 1, 5, 1)),
                    ("committed", None),
                    ("counterpart", date(year, 1, 1)),
                    ("expenditure", day),
                    ("planned", day),
                    ("incoming", day),
                )
            )
            if number >> (bit + 9) & 1
        ]
        found.append(
            draft(
                f"G{code}",
                None,
                entities=tuple(entities),
                partners=tuple(partners),
                countries=tuple(countries),
                sdgs=("1", "4", "11")[: number % 4],
                sectors=(Share("110", Decimal(30)), Share("120", Decimal(70)))[: number % 3],
                territories=("nacional", "antioquia", "cauca")[: (number >> 2) % 4],
                direction_code=("recibida", "ofrecida", "recibida", "")[(number >> 5) % 4],
                stage_code="cancelada" if number % 11 == 0 else "ejecucion",
                modality_code=("", "tecnica", "financiera")[number % 3],
                starts_on=None if number % 5 == 0 else date(year - 1, 1, 1),
                ends_on=date(year + 1, 6, 30) if number % 10 == 0 else None,
                amounts=tuple(amounts),
            )
        )
    return found


@pytest.fixture(scope="module", params=("sqlite", "postgresql"))
def generated_store(request: pytest.FixtureRequest, new_store) -> Iterator[Store]:
    """Sixty generated actions of every shape."""
    with new_store(request.param) as store:
        add_catalogues(store)
        save(store, actions_of([(n * 2_654_435_761) % 131_072 for n in range(60)]))
        yield store


@RELAXED
@given(
    entidad=some("SDS", "FUGA", "sin-asignar"),
    pais=some("ESP", "FRA", "MUL", "sin-asignar"),
    aliado=some("1", "2", "sin-asignar"),
    ods=some("1", "11", "sin-asignar"),
    sector_cad=some("110", "120", "sin-asignar"),
    territorio=some("nacional", "cauca"),
    modalidad=some("tecnica", "sin-asignar"),
    sector=some("salud", "cultura"),
    anio_desde=YEARS,
    anio_hasta=YEARS,
    moneda=st.sampled_from(("USD", "COP")),
    monto=st.sampled_from(AMOUNT_KINDS),
    clase=st.sampled_from((*FLOW_CLASSES, CANCELLED)),
    texto=st.sampled_from(("", "", "", "acción g1", "nada")),
)
def test_generated_actions_are_consistent(generated_store: Store, **values) -> None:
    low, high = values["anio_desde"], values["anio_hasta"]
    if low is not None and high is not None and low > high:
        values["anio_desde"], values["anio_hasta"] = high, low
    assert_consistent(generated_store, Filters(**values))


@pytest.mark.parametrize(
    "query",
    [
        "",
        "pais=ESP",
        "entidad=SDDE",
        "pais=ESP&entidad=SDDE",
        "anio_desde=2022&anio_hasta=2024&moneda=COP",
        "pais=ESP,FRA&ods=11",
        "modalidad=tecnica&monto=desembolsado",
        "anio_desde=0&anio_hasta=0",
        "anio_desde=0&anio_hasta=2022",
        "texto=educacion&anio_desde=2021",
        "sector_cad=110&territorio=localidad-kennedy",
        "pais=sin-asignar",
    ],
)
def test_the_demonstration_is_consistent(demo_store: Store, query: str) -> None:
    assert_consistent(demo_store, Filters.parse(query)[0])


QUERIES = (
    "",
    "pais=FRA",
    "entidad=SDS",
    "entidad=FUGA&pais=ESP,sin-asignar",
    "anio_desde=2021&anio_hasta=2022&moneda=COP",
    "anio_desde=0&anio_hasta=0",
    "anio_hasta=2022&monto=desembolsado",
    "monto=gastado&clase=ofrecida",
    "monto=programado&clase=todas",
    "ods=11&sector_cad=120",
    "texto=accion g2",
    "modalidad=no-existe",
)


@pytest.mark.parametrize("query", QUERIES)
def test_totals_cells_and_memory_give_the_same_answer(
    generated_store: Store, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filters = Filters.parse(query)[0]
    names = [
        *BREAKDOWNS, BY_CLASS, "cooperation.totals", "cooperation.flows",
        "cooperation.concentration",
    ]  # fmt: skip
    page = Page(limit=7, sort="value")

    def answers() -> list[tuple]:
        found = run_measures(generated_store, PUBLIC, {name: Ask(name, filters) for name in names})
        records = run_measure(generated_store, PUBLIC, "cooperation.records", filters, page=page)
        with generated_store.reading() as session:
            labels = read_labels(generated_store, session, "es")
            snapshot = _snapshot.snapshot_of(generated_store, labels.version)
            question = Question(session, filters, labels, snapshot)
            standing = {
                (name, code): told
                for name in ("", *DIMENSIONS)
                for code, told in standing_by(question, name, sums_by(question, name)).items()
            }
        return [*((item.rows, item.total) for item in (*found.values(), records)), standing]

    from_totals = answers()
    monkeypatch.setattr(Question, "uses_totals", lambda *_: False)
    from_cells = answers()
    monkeypatch.setattr(_snapshot, "_holders", WeakKeyDictionary())
    _snapshot.hold_snapshot(generated_store)
    from_memory = answers()
    for name, one, two, three in zip(
        [*names, "records", "standing"], from_totals, from_cells, from_memory, strict=True
    ):
        assert one == two, name
        assert two == three, name


@pytest.mark.parametrize("is_held", [False, True], ids=["sql", "memory"])
def test_an_action_is_under_way_in_its_years_though_its_money_is_undated(
    store: Store, monkeypatch: pytest.MonkeyPatch, is_held: bool
) -> None:
    add_catalogues(store)
    ends = date(2024, 5, 5)
    undated = AmountDraft("committed", Decimal(50), "USD")
    there = AmountDraft("committed", Decimal(7), "USD", country_code="FRA")
    save(
        store,
        [
            draft("only its end", starts_on=None, ends_on=ends, amounts=(undated,)),
            draft("in a country", starts_on=None, ends_on=ends, amounts=(there,)),
            draft("no day", starts_on=None, amounts=(undated,)),
            draft("dated", "1"),
        ],
    )
    monkeypatch.setattr(_snapshot, "_holders", WeakKeyDictionary())
    if is_held:
        _snapshot.hold_snapshot(store)
    ended = ["in a country", "only its end"]
    for years, codes, money in (
        ((2024, 2024), ["dated", *ended], 1),
        ((0, 0), ["in a country", "no day", "only its end"], 107),
        ((0, 2024), ["dated", "in a country", "no day", "only its end"], 108),
    ):
        filters = Filters(anio_desde=years[0], anio_hasta=years[1])
        total = run_measure(store, PUBLIC, "cooperation.totals", filters).total
        assert (total["actions"], total["committed"]) == (len(codes), money), years
        for page in (None, Page(limit=9), Page(limit=9, sort="title"), Page(limit=9, sort="value")):
            found = run_measure(store, PUBLIC, "cooperation.records", filters, page=page)
            assert sorted(row["code"] for row in found.rows) == codes, (years, page)
            assert found.total["actions"] == len(codes)


def test_an_empty_store_is_held_and_answers_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_snapshot, "_holders", WeakKeyDictionary())
    _snapshot.hold_snapshot(store)
    names = [*BREAKDOWNS, "cooperation.totals", "cooperation.flows", "cooperation.records"]
    answers = run_measures(
        store, PUBLIC, {name: Ask(name, Filters(), Page(limit=5)) for name in names}
    )
    assert [answer.rows for answer in answers.values()] == [[]] * len(names)
    assert answers["cooperation.totals"].total["actions"] == 0


def test_a_snapshot_follows_the_data(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_snapshot, "_holders", WeakKeyDictionary())
    add_catalogues(store)
    save(store, [draft("A", "1")])
    _snapshot.hold_snapshot(store)
    save(store, [draft("B", "2")])
    total = run_measure(store, PUBLIC, "cooperation.totals", Filters()).total
    assert total["committed"] == Decimal(3)
    reader = _snapshot._holders[store].reader
    assert reader is not None
    reader.join()
    assert run_measure(store, PUBLIC, "cooperation.totals", Filters()).total == total
    assert _snapshot.snapshot_of(store, 2) is not None


def test_cells_add_up_to_the_amounts_of_each_action_and_year(generated_store: Store) -> None:
    with generated_store.reading() as session:
        amounts = session.execute(
            select(Amount.action_id, Amount.year, func.sum(Amount.usd))
            .where(Amount.kind == "committed", Amount.valuation == "reported")
            .group_by(Amount.action_id, Amount.year)
        ).all()
        cells = session.execute(
            select(
                SummaryCell.action_id, SummaryCell.year, func.sum(SummaryCell.committed_usd)
            ).group_by(SummaryCell.action_id, SummaryCell.year)
        ).all()
    found = {(action_id, year): value for action_id, year, value in cells if value}
    assert found == {(action_id, year): value for action_id, year, value in amounts if value}
