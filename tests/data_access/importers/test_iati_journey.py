"""An IATI file from its bytes to the figures: five kinds of amount, each of them alone."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data_access.importers.run import import_file
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.store.tables.catalogues import CodelistItem
from data_access.vocabulary.actors import OPERATOR, PUBLIC
from data_access.vocabulary.drafts import ImportOutcome, RateDraft
from data_access.vocabulary.filters import Filters
from tests.data_access.importers.iati_files import activity, budget, transaction, write
from tests.factories import add_catalogues, save

AMOUNTS = ("comprometido", "desembolsado", "gastado", "programado", "entrante")
SPAIN = '<recipient-country code="ES"/>'


@pytest.fixture
def outside(store: Store) -> Store:
    """A store that knows dollars and euros, and the DAC categories 110 and 120."""
    add_catalogues(store)
    with store.writing(OPERATOR, "test") as session:
        for position, code in enumerate(("USD", "EUR", "GBP")):
            session.add(
                CodelistItem(
                    codelist="currency", code=code, name_es=code, name_en=code, parent_code=None,
                    position=position,
                )
            )  # fmt: skip
    return store


def load(store: Store, folder: Path, *activities: str) -> ImportOutcome:
    path = write(folder / "in.xml", *activities)
    return import_file(store, OPERATOR, "iati", path, raw_folder=folder / "raw")


def rows(store: Store, name: str, amount: str = "comprometido") -> dict[str, Decimal]:
    filters = Filters().with_values(fuente=["iati"], monto=amount)
    answer = run_measure(store, PUBLIC, f"cooperation.{name}", filters)
    return {row["key"]: row["value"] for row in answer.rows if row["value"]}


def total(store: Store, amount: str) -> Decimal:
    filters = Filters().with_values(fuente=["iati"], monto=amount)
    return run_measure(store, PUBLIC, "cooperation.totals", filters).total["value"]


def test_each_kind_of_amount_is_asked_alone_and_spending_is_two_of_them(
    outside: Store, tmp_path: Path
):
    types = {"2": "1", "3": "20", "4": "300", "1": "4000", "11": "50000", "7": "600000"}
    inside = [transaction(kind, value) for kind, value in types.items()]
    inside.append(budget("7000000", "2021-01-01", "2021-12-31"))
    inside.append(budget("80000000", "2021-01-01", "2021-12-31", element="planned-disbursement"))
    load(outside, tmp_path, activity("".join(inside), places=SPAIN))
    assert {name: int(total(outside, name)) for name in AMOUNTS} == {
        "comprometido": 1,
        "desembolsado": 20,
        "gastado": 320,
        "programado": 7_000_000,
        "entrante": 4000,
    }


def test_a_budget_counts_in_the_years_of_its_days(outside: Store, tmp_path: Path):
    plan = budget("5000000", "2022-10-01", "2023-09-30")
    load(outside, tmp_path, activity(plan, places=SPAIN))
    assert rows(outside, "by_year", "programado") == {
        "2022": Decimal("1260273.97"),
        "2023": Decimal("3739726.03"),
    }


def test_a_budget_without_a_rate_is_without_a_rate_and_not_without_a_price(
    outside: Store, tmp_path: Path
):
    plan = budget("68356", "2017-04-12", "2017-05-27").replace("<value ", '<value currency="GBP" ')
    load(outside, tmp_path, activity(plan, places=SPAIN))
    filters = Filters().with_values(fuente=["iati"], monto="programado")
    answer = run_measure(outside, PUBLIC, "cooperation.totals", filters)
    assert (answer.total["unconverted"], answer.total["unvalued"]) == (1, 0)


def test_money_counts_in_the_year_of_its_transaction_at_the_rate_of_its_value_date(
    outside: Store, tmp_path: Path
):
    inside = transaction("2", "1000", "2019-03-01", value_date="2020-12-31")
    euros = inside.replace("<value ", '<value currency="EUR" ')
    load(outside, tmp_path, activity(euros, places=SPAIN))
    rates = [
        RateDraft("EUR", "USD", date(year, 1, 1), date(year, 12, 31), Decimal(rate), "tasa")
        for year, rate in ((2019, "7"), (2020, "2"))
    ]
    save(outside, [], rates=rates)
    assert rows(outside, "by_year") == {"2019": Decimal(2000)}


def test_sectors_countries_and_modalities_follow_their_transactions(outside: Store, tmp_path: Path):
    schools = '<sector vocabulary="1" code="11020"/><recipient-country code="ES"/>'
    clinics = '<sector vocabulary="1" code="12020"/><recipient-country code="FR"/>'
    inside = transaction("2", "900", inside=schools, attributes='humanitarian="1"')
    inside += transaction("2", "100", inside=clinics)
    load(outside, tmp_path, activity(inside, places=""))
    assert rows(outside, "by_sector") == {"110": 900, "120": 100}
    assert rows(outside, "by_country") == {"ESP": 900, "FRA": 100}
    assert rows(outside, "by_modality") == {"humanitaria": 900, "sin-asignar": 100}


def test_a_parent_and_a_copy_count_once_and_the_receipt_says_so(outside: Store, tmp_path: Path):
    filters = Filters().with_values(fuente=["iati"])
    own = activity(transaction("2", "1000"), places=SPAIN)
    load(outside, tmp_path, own)
    assert run_measure(outside, PUBLIC, "cooperation.totals", filters).notes == ()
    copy = activity(transaction("2", "1000"), publisher="YY", reporting='secondary-reporter="true"')
    related = '<related-activity type="2" ref="XM-TEST-1"/>'
    parent = activity(
        related + transaction("2", "1000"), identifier="XM-TEST", attributes='hierarchy="1"'
    )
    outcome = load(outside, tmp_path, parent, copy)
    assert [issue.code for issue in outcome.issues if issue.code.startswith("activity")] == [
        "activity.copy",
        "activity.repeats_children",
    ]
    answer = run_measure(outside, PUBLIC, "cooperation.totals", filters)
    assert answer.total["committed"] == 1000
    assert [note.partition(" los montos")[0] for note in answer.notes] == ["No suman"]


def test_a_file_for_each_year_tells_what_the_second_takes_away(outside: Store, tmp_path: Path):
    load(outside, tmp_path, activity(transaction("2", "1000", "2021-03-01"), places=SPAIN))
    later = activity(transaction("2", "500", "2022-03-01"), places=SPAIN)
    outcome = load(outside, tmp_path, later)
    told = [issue for issue in outcome.issues if issue.code == "amount.taken_away"]
    assert [issue.values["total"] for issue in told] == ["USD 1000"]
    assert rows(outside, "by_year") == {"2022": 500}


@pytest.mark.parametrize("order", [("ES", "FR", "JP"), ("JP", "FR", "ES")])
def test_thirds_are_thirds_to_the_last_unit_in_any_order_of_the_file(
    outside: Store, tmp_path: Path, order: tuple[str, ...]
):
    places = "".join(f'<recipient-country code="{code}" percentage="33.33"/>' for code in order)
    load(outside, tmp_path, activity(transaction("2", "100.000001"), places=places))
    # The odd millionths go to the first by code.
    assert rows(outside, "by_country") == {
        "ESP": Decimal("33.333334"), "FRA": Decimal("33.333334"), "JPN": Decimal("33.333333"),
    }  # fmt: skip
    assert total(outside, "comprometido") == Decimal("100.000001")


GIVEN_100 = transaction("2", "100")


@pytest.mark.parametrize("spelling", ["CO-1-P\u200b", "CO\u20111-P", "CO-1-P\u00ad"])
def test_identifiers_that_look_the_same_are_one_activity(
    outside: Store, tmp_path: Path, spelling: str
):
    load(outside, tmp_path, activity(GIVEN_100, identifier="CO-1-P", places=SPAIN))
    again = load(outside, tmp_path, activity(GIVEN_100, identifier=spelling, places=SPAIN))
    assert total(outside, "comprometido") == 100
    told = [(issue.code, issue.severity, issue.row) for issue in again.issues]
    assert (again.created, ("code.made_plain", "info", 1) in told) == (0, True)


def test_identifiers_that_look_the_same_in_one_file_are_repeated(outside: Store, tmp_path: Path):
    both = [
        activity(GIVEN_100, identifier=code, places=SPAIN) for code in ("I 1", "I\u00a01", "I  1")
    ]
    outcome = load(outside, tmp_path, *both)
    assert (outcome.created, outcome.rejected) == (1, 2)
    assert [i.row for i in outcome.issues if i.code == "code.repeated"] == [2, 3]
    assert total(outside, "comprometido") == 100


def test_a_parent_is_known_by_the_plain_form_of_its_identifier(outside: Store, tmp_path: Path):
    parent = activity(GIVEN_100, identifier="P\u200b", places=SPAIN)
    child = activity(
        GIVEN_100 + '<related-activity type="1" ref="P"/>', identifier="C", places=SPAIN
    )
    load(outside, tmp_path, parent, child)
    assert total(outside, "comprometido") == 100


@pytest.mark.parametrize("spelling", ["i1", "I 1"])
def test_identifiers_that_differ_in_case_or_blanks_are_two_and_told(
    outside: Store, tmp_path: Path, spelling: str
):
    first = load(outside, tmp_path, activity(GIVEN_100, identifier="I1", places=SPAIN))
    assert "code.lookalike" not in [issue.code for issue in first.issues]
    other = load(
        outside,
        tmp_path,
        activity(GIVEN_100, identifier=spelling, publisher="XM-OTHER", places=SPAIN),
    )
    assert total(outside, "comprometido") == 200
    told = [issue for issue in other.issues if issue.code == "code.lookalike"]
    assert [(issue.row, issue.severity, issue.value) for issue in told] == [
        (1, "warning", spelling)
    ]
    assert told[0].values["others"] == "«I1»"


def test_a_parent_named_in_another_case_is_told_as_its_money_counts_twice(
    outside: Store, tmp_path: Path
):
    child = activity(
        GIVEN_100 + '<related-activity type="1" ref="p1"/>', identifier="C", places=SPAIN
    )
    load(outside, tmp_path, child)
    outcome = load(outside, tmp_path, activity(GIVEN_100, identifier="P1", places=SPAIN))
    assert total(outside, "comprometido") == 200
    (told,) = [issue for issue in outcome.issues if issue.code == "code.lookalike"]
    assert (told.column, told.value) == ("related-activity", "p1")


def test_a_publisher_is_known_by_the_plain_form_of_its_reference(outside: Store, tmp_path: Path):
    for publisher in ("XM-TEST", "XM-TE\u200bST"):
        load(outside, tmp_path, activity(GIVEN_100, publisher=publisher, places=SPAIN))
    assert total(outside, "comprometido") == 100
