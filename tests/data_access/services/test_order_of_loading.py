"""What was loaded first, which ids it got and which engine keeps it say nothing of the money."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import select

from data_access.services.catalogues import read_catalogue
from data_access.store.store import Store
from data_access.store.tables.actions import Action, Amount
from data_access.store.tables.catalogues import Entity, Partner
from data_access.store.tables.summaries import SummaryCell
from data_access.vocabulary.drafts import (
    ActionDraft,
    AmountDraft,
    EntityRef,
    PartnerRef,
    RateDraft,
    Share,
)
from tests.factories import add_catalogues, draft, save

DAY = date(2024, 3, 1)
WHOLE_YEAR = RateDraft(
    "USD", "COP", date(2024, 1, 1), date(2024, 12, 31), Decimal(3900), "ilustrativo"
)
OF_THE_DAY = RateDraft("USD", "COP", DAY, DAY, Decimal("3900.00"), "oficial")
EURO = RateDraft("EUR", "USD", DAY, DAY, Decimal("1.1"), "banco")
OTHER_EURO = RateDraft("EUR", "USD", DAY, DAY, Decimal("1.2"), "otro banco")
RATES = [WHOLE_YEAR, OF_THE_DAY, EURO, OTHER_EURO]
THIRD = Decimal("33.33333333333333")
ODD = AmountDraft("committed", Decimal("100.01"), "USD", dated_on=DAY)
DRAFTS = [
    draft("only Zeta", amounts=(ODD,), partners=(PartnerRef("Zeta"),)),
    # The odd hundredths of these equal parts have to go somewhere.
    draft(
        "equal", amounts=(ODD._replace(currency="COP"), ODD._replace(currency="EUR")),
        entities=(EntityRef("SDS"), EntityRef("OFB"), EntityRef("FUGA")),
        partners=(PartnerRef("Zeta"), PartnerRef("Alfa"), PartnerRef("Norte", 1)),
        countries=(Share("FRA"), Share("ESP")), sdgs=("4", "11", "1"),
        territories=("cauca", "antioquia"), sectors=(Share("120"), Share("110")),
    ),
    draft(
        "shared", amounts=(ODD, ODD._replace(amount=Decimal("1234.33333333333333333"))),
        partners=(PartnerRef("Zeta", share_pct=THIRD), PartnerRef("Alfa", share_pct=100 - THIRD)),
        countries=(Share("JPN", Decimal("0.0000001")), Share("ESP", Decimal("99.9999999"))),
        sectors=(Share("120", THIRD, "12010"), Share("110", 100 - THIRD, "11010")),
    ),
]  # fmt: skip


def turned(draft: ActionDraft) -> ActionDraft:
    """The same record with its parts written the other way round."""
    names = ("entities", "partners", "countries", "territories", "sectors")
    return draft._replace(**{name: getattr(draft, name)[::-1] for name in names})


def rates_first(store: Store) -> None:
    save(store, [], rates=RATES)
    save(store, DRAFTS, rates=())


def rates_last(store: Store) -> None:
    save(store, DRAFTS, rates=())
    save(store, [], rates=RATES)


def one_by_one_from_the_end(store: Store) -> None:
    for each in reversed(DRAFTS):
        save(store, [turned(each)], rates=())
    for rate in reversed(RATES):
        save(store, [], rates=[rate])


def money(store: Store) -> list[tuple[Any, ...]]:
    """Every cell and every amount of the store, by what the catalogues call them."""
    cell, amount = SummaryCell, Amount
    cells = (
        select(
            Action.external_id, cell.year, cell.country_code, Entity.acronym, Partner.name_es,
            cell.dac_sector_code, cell.sdg_code, cell.territory_code, cell.committed_usd,
            cell.committed_cop,
        )
        .join(Action, Action.action_id == cell.action_id)
        .join(Entity, Entity.entity_id == cell.entity_id)
        .join(Partner, Partner.partner_id == cell.partner_id)
    )  # fmt: skip
    amounts = select(
        Action.external_id, amount.amount_number, amount.original_amount, amount.usd, amount.cop,
        amount.usd_rate, amount.cop_rate, amount.rate_on, amount.rate_source,
    ).join(Action, Action.action_id == amount.action_id)  # fmt: skip
    with store.reading() as session:
        found = [tuple(row) for row in (*session.execute(cells), *session.execute(amounts))]
    return sorted(found, key=repr)


@pytest.mark.parametrize("load", [rates_last, one_by_one_from_the_end])
def test_the_money_is_the_same_whatever_came_first(
    store: Store, new_store: Callable, load: Callable[[Store], None]
) -> None:
    add_catalogues(store)
    load(store)
    with new_store("sqlite") as other:
        add_catalogues(other)
        rates_first(other)
        assert money(store) == money(other)


def test_an_odd_hundredth_goes_to_the_first_by_name(store: Store) -> None:
    add_catalogues(store)
    two = (PartnerRef("Zeta"), PartnerRef("Alfa"))
    save(store, [draft("Z", "1", partners=two[:1])])
    save(store, [draft("A", "0.000003", partners=two)])
    told = {row[4]: row[8] for row in money(store) if row[0] == "A" and len(row) == 10}
    assert told == {"Alfa": Decimal("0.000002"), "Zeta": Decimal("0.000001")}


def test_the_rate_that_knows_the_day_best_is_named_when_it_says_the_same(store: Store) -> None:
    add_catalogues(store)
    save(store, [draft("A", "2")], rates=[WHOLE_YEAR])
    save(store, [], rates=[OF_THE_DAY])
    (kept,) = [row for row in money(store) if len(row) == 9]
    assert (kept[4], kept[8]) == (Decimal(7800), "oficial")


SPELLINGS = (
    PartnerRef("FUNDACION ACME"),
    PartnerRef("Fundación Acme", type_code="ong"),
    PartnerRef("fundación acme", type_code="fundacion"),
    PartnerRef("Fundacion Acme", type_code="ong"),
)
"""One partner whom no catalogue has, as four files write it."""


@pytest.mark.parametrize("order", permutations(range(4)))
def test_an_unconfirmed_partner_is_the_same_in_any_order(
    sqlite_store: Store, order: tuple[int, ...]
) -> None:
    add_catalogues(sqlite_store)
    for number in order:
        with sqlite_store.reading() as session:
            found = read_catalogue(session).partner("Fundación Acme")
        ref = SPELLINGS[number]._replace(partner_id=found)
        save(sqlite_store, [draft(f"A{number}", "1", partners=(ref,), countries=())])
    with sqlite_store.reading() as session:
        (partner,) = session.scalars(select(Partner).where(~Partner.is_confirmed))
        types = session.scalars(select(SummaryCell.partner_type_code).distinct()).all()
    assert (partner.name_es, partner.name_en) == ("Fundación Acme", "Fundación Acme")
    assert (partner.partner_type_code, types) == ("fundacion", ["fundacion"])


def test_spellings_of_one_file_agree_too_and_confirmed_names_stay(store: Store) -> None:
    add_catalogues(store)
    north = PartnerRef("NORTE", 1)
    rows = [draft(f"A{n}", "1", partners=(ref, north)) for n, ref in enumerate(SPELLINGS)]
    save(store, rows)
    assert save(store, rows).updated == 0
    with store.reading() as session:
        names = session.scalars(select(Partner.name_es).order_by(Partner.partner_id)).all()
    assert names == ["Norte", "Sur", "Fondo", "Fundación Acme"]


def test_a_better_spelling_alone_is_news(store: Store) -> None:
    add_catalogues(store)
    save(store, [draft("A", "1", partners=(SPELLINGS[0],))])
    save(store, [draft("A", "1", partners=(SPELLINGS[1]._replace(type_code=""),))])
    with store.reading() as session:
        (partner,) = session.scalars(select(Partner).where(~Partner.is_confirmed))
    assert partner.name_es == "Fundación Acme"
