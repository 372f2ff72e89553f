"""Five publishers of IATI: activities and transactions counted, places found, one refused."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from data_access.importers import iati
from data_access.importers.received import Received
from data_access.importers.run import import_file
from data_access.measures.run import run_measure
from data_access.vocabulary.actors import OPERATOR, PUBLIC
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.filters import Filters
from tests.real_data.conftest import IATI_FILES, RealStore

CAF = "iati-xm-dac-46008"


def total(real_store: RealStore, **filters: object) -> dict:
    asked = Filters().with_values(**filters)
    return run_measure(real_store.store, PUBLIC, "cooperation.totals", asked).total


@pytest.mark.parametrize(
    ("name", "activities", "committed", "disbursed"),
    [("caf", 478, 478, 467), ("acf", 1, 0, 0), ("wri", 1, 0, 0), ("usaid", 108, 170, 452),
     ("aims", 693, 638, 0)],
)  # fmt: skip
def test_activities_and_transactions_are_those_counted(
    real_store: RealStore,
    real_data: Path,
    catalogue: Catalogue,
    name: str,
    activities: int,
    committed: int,
    disbursed: int,
):
    outcome = real_store.outcomes[name]
    assert (outcome.rows_read, outcome.created, outcome.rejected) == (activities, activities, 0)
    path = real_data / "iati" / IATI_FILES[name]
    parsed = iati.read(Received(path, path.name), catalogue)
    kinds = Counter(amount.kind for row in parsed.rows for amount in row.draft.amounts)
    assert (kinds["committed"], kinds["disbursed"]) == (committed, disbursed)


def test_the_same_file_twice_changes_nothing(real_store: RealStore, real_data: Path):
    path = real_data / "iati" / IATI_FILES["caf"]
    again = import_file(real_store.store, OPERATOR, "iati", path, raw_folder=real_store.raw_folder)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 478)


def test_negative_corrections_are_kept(real_data: Path, catalogue: Catalogue):
    path = real_data / "iati" / IATI_FILES["usaid"]
    parsed = iati.read(Received(path, path.name), catalogue)
    amounts = [amount for row in parsed.rows for amount in row.draft.amounts]
    assert sum(amount.amount < 0 for amount in amounts) == 92
    assert {amount.country_code for amount in amounts} == {"MUL"}


def test_the_colombian_loans_of_the_bank_are_found_by_country(real_store: RealStore):
    assert total(real_store, fuente=[CAF], pais=["COL"])["actions"] == 28


def test_projects_of_the_old_version_go_to_their_country(real_store: RealStore):
    # 664 activities of Colombia alone, and one half Brazil's; 28 name no country.
    aims = "iati-us-501c3-522318905"
    assert total(real_store, fuente=[aims], pais=["COL"])["actions"] == 665
    everywhere = total(real_store, fuente=[aims])
    # The source has up to nine decimals; each amount is kept to the ten-thousandth of a dollar.
    assert abs(everywhere["committed"] - Decimal("849351099.78")) < Decimal("0.01")
    assert everywhere["partners"] == 135


def values(real_store: RealStore, name: str, source: str, amount: str) -> dict[str, Decimal]:
    """What each row of a breakdown adds up to, and the total."""
    asked = Filters().with_values(fuente=[source], monto=amount)
    answer = run_measure(real_store.store, PUBLIC, f"cooperation.{name}", asked)
    found = {row["key"]: row["value"] for row in answer.rows if row["value"]}
    return {**found, "total": answer.total["value"]}


@pytest.mark.parametrize(
    ("source", "committed", "disbursed"),
    [(CAF, "49903200785", "39000735461"), ("iati-us-gov-1", "48396799", "96126543")],
)
def test_totals_are_those_published(
    real_store: RealStore, source: str, committed: str, disbursed: str
):
    found = total(real_store, fuente=[source])
    assert (found["committed"], found["disbursed"]) == (Decimal(committed), Decimal(disbursed))


def test_sectors_of_transactions_take_their_own_money(real_store: RealStore):
    found = values(real_store, "by_sector", "iati-us-gov-1", "comprometido")
    assert (found["232"], found["410"]) == (Decimal(840837), Decimal(13585136))
    assert found["total"] == Decimal(48396799)


def test_budgets_are_planned_by_the_days_of_each_year(real_store: RealStore):
    wri = "iati-us-ein-521257057"
    assert values(real_store, "by_year", wri, "programado") == {
        "2022": Decimal("1260273.97"),
        "2023": Decimal("4996556.63"),
        "2024": Decimal("5003443.37"),
        "2025": Decimal(5000000),
        "2026": Decimal(5000000),
        "2027": Decimal("4996556.63"),
        "2028": Decimal("3743169.40"),
        "total": Decimal(30000000),
    }
    assert values(real_store, "by_year", wri, "entrante") == {
        "2023": Decimal(10000000),
        "total": Decimal(10000000),
    }


def test_an_activity_with_a_budget_in_pounds_alone_is_without_a_rate(
    real_store: RealStore, catalogue: Catalogue, real_data: Path
):
    found = total(real_store, fuente=["iati-es-cif-g81164105"], monto="programado")
    assert (found["actions"], found["unvalued"], found["unconverted"]) == (1, 0, 1)
    path = real_data / "iati" / IATI_FILES["acf"]
    (row,) = iati.read(Received(path, path.name), catalogue).rows
    (amount,) = row.draft.amounts
    assert (amount.kind, amount.amount, amount.currency) == ("planned", Decimal(68356), "GBP")


def test_searching_ignores_accents_and_case(real_store: RealStore):
    for source in (CAF, "apc"):
        found = [
            total(real_store, fuente=[source], texto=words)
            for words in ("bogota", "Bogotá", "BOGOTÁ")
        ]
        assert found[0]["actions"] > 0
        assert found[0] == found[1] == found[2]


def test_a_bank_named_after_the_city_is_not_the_city(real_store: RealStore, catalogue: Catalogue):
    assert catalogue.entity("BANCO DE BOGOTÁ (COLOMBIA)") is None
    bank = total(real_store, fuente=[CAF], texto="banco de bogota")
    assert bank["actions"] > 0
    entities = run_measure(
        real_store.store, PUBLIC, "cooperation.by_entity", Filters(fuente=(CAF,))
    )
    assert [row["key"] for row in entities.rows] == ["sin-asignar"]


def test_the_hostile_file_is_refused_with_a_sentence(real_store: RealStore, real_data: Path):
    path = real_data / "iati" / "hostile_undeclared_namespace.xml"
    outcome = import_file(
        real_store.store, OPERATOR, "iati", path, raw_folder=real_store.raw_folder
    )
    assert outcome.rows_read == 0
    assert [issue.code for issue in outcome.issues] == ["file.undeclared_namespace"]
    assert outcome.issues[0].sentence.endswith(".")
