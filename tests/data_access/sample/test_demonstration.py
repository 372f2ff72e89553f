"""The demonstration: fictional, varied, always the same."""

from collections import Counter
from datetime import date

import pytest

from data_access.sample.demonstration import CUT_OFF, demonstration
from data_access.sample.package import DEFAULT_PACKAGE, read_package
from data_access.vocabulary.drafts import ActionDraft, ParsedFile
from data_access.vocabulary.packages import Package


@pytest.fixture(scope="module")
def package() -> Package:
    return read_package(DEFAULT_PACKAGE)


@pytest.fixture(scope="module")
def parsed(package: Package) -> ParsedFile:
    return demonstration(package)


@pytest.fixture(scope="module")
def drafts(parsed: ParsedFile) -> list[ActionDraft]:
    return [row.draft for row in parsed.rows if row.draft is not None]


def test_the_same_package_gives_the_same_drafts(package: Package, parsed: ParsedFile) -> None:
    assert demonstration(package) == parsed


def test_it_is_one_source_that_says_what_it_is(parsed: ParsedFile) -> None:
    (source,) = parsed.sources
    assert (source.code, source.kind) == ("demostracion", "demonstration")
    assert (source.name_es, source.name_en) == ("Datos de demostración", "Demonstration data")
    assert source.cut_off_on == CUT_OFF


def test_four_hundred_actions_spread_over_the_city_and_the_world(
    drafts: list[ActionDraft],
) -> None:
    assert len(drafts) == 400
    assert len({draft.external_id for draft in drafts}) == 400
    assert len({draft.title for draft in drafts}) == 400
    assert len({ref.acronym for draft in drafts for ref in draft.entities}) >= 60
    assert len({share.code for draft in drafts for share in draft.countries}) >= 45
    assert len({ref.name for draft in drafts for ref in draft.partners}) >= 90


@pytest.mark.parametrize(
    ("codelist", "field"),
    [
        ("modality", "modality_code"),
        ("direction", "direction_code"),
        ("stage", "stage_code"),
        ("cooperation_type", "cooperation_type_code"),
    ],
)
def test_every_value_of_a_list_occurs(
    package: Package, drafts: list[ActionDraft], codelist: str, field: str
) -> None:
    assert {getattr(draft, field) for draft in drafts} == set(package.codes(codelist))


def test_amounts_come_in_every_kind_currency_and_valuation(drafts: list[ActionDraft]) -> None:
    amounts = [amount for draft in drafts for amount in draft.amounts]
    assert {amount.currency for amount in amounts} == {"USD", "EUR", "COP", "JPY", "GBP"}
    assert {amount.kind for amount in amounts} == {"committed", "disbursed", "counterpart"}
    assert {amount.valuation for amount in amounts} == {"reported", "unvalued", "not_reported"}
    assert {amount.finance_code for amount in amounts} == {"donacion", "prestamo", ""}
    assert {amount.resource_code for amount in amounts} == {"dinero", "especie", "tecnica"}
    for amount in amounts:
        assert (amount.amount is None) == (amount.valuation != "reported")
        assert amount.amount is None or amount.amount > 0


def test_nothing_is_paid_beyond_its_commitment_or_after_the_cut_off(
    drafts: list[ActionDraft],
) -> None:
    for draft in drafts:
        paid = [amount for amount in draft.amounts if amount.kind == "disbursed"]
        if paid:
            (committed,) = [item for item in draft.amounts if item.kind == "committed"]
            assert committed.amount is not None
            assert sum(item.amount for item in paid if item.amount) <= committed.amount
            assert {item.currency for item in paid} == {committed.currency}
            assert all(item.dated_on and item.dated_on <= CUT_OFF for item in paid)


def test_percentages_add_to_a_hundred_or_are_all_absent(drafts: list[ActionDraft]) -> None:
    groups = [
        [getattr(item, "pct", None) for item in items]
        for draft in drafts
        for items in (draft.countries, draft.sectors)
        if items
    ]
    groups += [[ref.share_pct for ref in draft.entities] for draft in drafts]
    groups += [[ref.share_pct for ref in draft.partners if ref.is_counted] for draft in drafts]
    with_shares = [group for group in groups if any(pct is not None for pct in group)]
    assert len(with_shares) > 200
    assert {sum(group) for group in with_shares} == {100}


def test_many_actions_have_several_of_something(drafts: list[ActionDraft]) -> None:
    assert sum(len(draft.partners) > 1 for draft in drafts) > 40
    assert sum(len(draft.entities) > 1 for draft in drafts) > 40
    assert sum(len(draft.countries) > 1 for draft in drafts) > 20
    assert sum(len(draft.sectors) > 1 for draft in drafts) > 80
    assert sum(len(draft.sdgs) > 1 for draft in drafts) > 150
    assert sum(len(draft.territories) > 1 for draft in drafts) > 80
    assert any(not ref.is_counted for draft in drafts for ref in draft.partners)


def test_some_have_no_date_and_the_rest_start_in_seven_years(drafts: list[ActionDraft]) -> None:
    years = Counter(draft.starts_on.year if draft.starts_on else 0 for draft in drafts)
    assert set(years) == {0, 2020, 2021, 2022, 2023, 2024, 2025, 2026}
    assert 3 <= years[0] <= 20


def test_an_action_belongs_to_the_plan_only_since_the_plan_began(
    drafts: list[ActionDraft],
) -> None:
    for draft in drafts:
        is_since = draft.starts_on is not None and draft.starts_on >= date(2024, 6, 12)
        assert bool(draft.programme_code) == is_since


def test_codes_are_those_of_the_package(package: Package, drafts: list[ActionDraft]) -> None:
    categories = set(package.codes("dac_sector_category"))
    purposes = set(package.codes("dac_sector"))
    territories = set(package.codes("territory"))
    partners = {partner.name_es for partner in package.partners}
    countries = {country.alpha3 for country in package.countries}
    for draft in drafts:
        assert {share.code for share in draft.sectors} <= categories
        assert {share.detail for share in draft.sectors} <= purposes
        assert set(draft.territories) <= territories
        assert {ref.name for ref in draft.partners} <= partners
        assert {share.code for share in draft.countries} <= countries


def test_titles_are_contracted_as_spanish_asks(drafts: list[ActionDraft]) -> None:
    for draft in drafts:
        assert " de el " not in draft.title
        assert " a el " not in draft.title
        assert "{" not in draft.title + draft.objective
