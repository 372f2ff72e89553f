"""A store that keeps the register of one city takes no package of another."""

from dataclasses import replace
from pathlib import Path

import pytest

from data_access.measures.sources import place
from data_access.sample.package import read_package
from data_access.services.catalogues import load_package
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.drafts import SourceDraft
from data_access.vocabulary.packages import Package, PackageFault
from tests.factories import OUTSIDE, keep_one_action

PUERTO_CLARO = Path(__file__).parents[2] / "files" / "package_puerto_claro"
CODE = "registro-municipal"
OWN = SourceDraft(CODE, CODE, "district", "Registro municipal", "Municipal register", "CC0 1.0")
INVENTED = SourceDraft("demostracion", "demostracion", "demonstration", "Demostración", "Demo", "")


@pytest.fixture(scope="module")
def small() -> Package:
    return read_package(PUERTO_CLARO)


def of_another_city(package: Package) -> Package:
    other = {**package.place, "city_es": "Puerto Oscuro", "register_code": "registro-oscuro"}
    return replace(package, place=other)


@pytest.mark.parametrize("source", [OWN, INVENTED])
def test_another_register_is_refused_and_nothing_changes(
    store: Store, small: Package, source: SourceDraft
) -> None:
    load_package(store, OPERATOR, small)
    keep_one_action(store, source)
    with pytest.raises(PackageFault) as raised:
        load_package(store, OPERATOR, of_another_city(small))
    for said in ("«registro-municipal»", "«registro-oscuro»", "Puerto Claro", "GLOBO_PACKAGE"):
        assert said in str(raised.value)
    assert place(store)["city_es"] == "Puerto Claro"
    assert load_package(store, OPERATOR, small)["updated"] == 0


def test_without_actions_of_its_own_a_store_takes_any_package(
    sqlite_store: Store, small: Package
) -> None:
    load_package(sqlite_store, OPERATOR, small)
    keep_one_action(sqlite_store, OUTSIDE)
    load_package(sqlite_store, OPERATOR, of_another_city(small))
    assert place(sqlite_store)["city_es"] == "Puerto Oscuro"
