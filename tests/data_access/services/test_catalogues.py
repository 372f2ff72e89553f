"""Catalogues in the store: loaded, loaded again, changed, read."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from data_access.sample.package import DEFAULT_PACKAGE, read_package
from data_access.services.catalogues import load_package, read_catalogue
from data_access.store.store import Store
from data_access.store.tables.catalogues import Partner, PartnerAlias, Place
from data_access.vocabulary.actors import OPERATOR, PUBLIC, NotPermitted
from data_access.vocabulary.packages import Package, PackageFault

PUERTO_CLARO = Path(__file__).parents[2] / "files" / "package_puerto_claro"


@pytest.fixture(scope="module")
def small() -> Package:
    return read_package(PUERTO_CLARO)


def test_the_same_package_twice_changes_nothing(store: Store, small: Package) -> None:
    first = load_package(store, OPERATOR, small)
    again = load_package(store, OPERATOR, small)
    assert first["created"] > 1000
    assert (first["updated"], first["unchanged"]) == (0, 0)
    assert again == {"created": 0, "updated": 0, "unchanged": first["created"]}


def test_names_are_found_by_any_spelling(store: Store, small: Package) -> None:
    load_package(store, OPERATOR, small)
    with store.reading() as session:
        catalogue = read_catalogue(session)
        places = {row.key: row.value for row in session.scalars(select(Place))}
    assert places["city_es"] == "Puerto Claro"
    assert catalogue.entity("  el PUERTO ") == "APC"
    assert catalogue.entity("Municipal Health Directorate") == "DMS"
    assert catalogue.entity("Banco de Puerto Claro") is None
    faro = catalogue.partner("fundacion faro")
    assert faro is not None
    assert faro == catalogue.partner("EL FARO") == catalogue.partner("Lighthouse Foundation")
    assert catalogue.partner_facts[faro] == ("fundacion", "CHL")
    assert catalogue.partner_country(faro) == "CHL"
    assert catalogue.country("EE.UU.") == catalogue.country("us") == "USA"
    assert catalogue.country("GCA") == "GTM"
    assert catalogue.country("United Kindom") == "GBR"
    assert catalogue.code("modality", "ASISTENCIA TECNICA.") == "tecnica"
    assert catalogue.code("sdg", "ODS 05") == "5"
    assert catalogue.code("currency", "US$") == "USD"
    assert catalogue.code("modality", "trueque") is None
    assert catalogue.labels["sdg"]["5"] == "Igualdad de género"


def test_a_changed_name_is_updated_and_nothing_is_deleted(
    sqlite_store: Store, small: Package
) -> None:
    load_package(sqlite_store, OPERATOR, small)
    faro, bay = small.partners
    renamed = replace(small, partners=(replace(faro, name_en="Beacon Foundation"),))
    counts = load_package(sqlite_store, OPERATOR, renamed)
    # The partner's English name, and its new spelling.
    assert (counts["updated"], counts["created"]) == (1, 1)
    with sqlite_store.reading() as session:
        catalogue = read_catalogue(session)
    assert catalogue.partner("Beacon Foundation") == catalogue.partner(faro.name_es)
    assert catalogue.partner("Lighthouse Foundation") == catalogue.partner(faro.name_es)
    assert catalogue.partner(bay.name_es) is not None


def test_a_partner_to_be_confirmed_is_taken_over_by_the_package(
    sqlite_store: Store, small: Package
) -> None:
    with sqlite_store.writing(OPERATOR, "an import met an unknown name") as session:
        session.add(
            Partner(
                partner_id=7, name_es="EL FARO", name_en="EL FARO", acronym=None,
                partner_type_code="", country_code=None, is_confirmed=False,
            )
        )  # fmt: skip
        session.flush()
        session.add(PartnerAlias(alias_key="el faro", partner_id=7, alias="EL FARO"))
    load_package(sqlite_store, OPERATOR, small)
    with sqlite_store.reading() as session:
        found = session.get_one(Partner, 7)
        assert (found.name_es, found.is_confirmed) == ("Fundación Faro", True)
        assert session.scalar(select(func.count()).select_from(Partner)) == 2


def test_only_who_may_import_loads_a_package(sqlite_store: Store, small: Package) -> None:
    with pytest.raises(NotPermitted):
        load_package(sqlite_store, PUBLIC, small)


def test_the_words_of_the_national_register_are_known(sqlite_store: Store) -> None:
    load_package(sqlite_store, OPERATOR, read_package(DEFAULT_PACKAGE))
    with sqlite_store.reading() as session:
        catalogue = read_catalogue(session)
    found = {
        "modality": [
            "Cooperación Técnica", "Cooperación Financiera", "Ayuda Humanitaria",
            "Cooperación Científica y Tecnológica", "Cooperación Económica y Comercial",
            "Cooperación Cultural", "Donaciones En Especie", "Becas de Perfeccionamiento Académico",
            "Administración de Recursos.", "Ayuda de Emergencia y Desastres", "Ayuda Alimentaria",
            "Cooperación Educativa",
        ],
        "cooperation_type": [
            "BILATERALES", "NO OFICIALES", "MULTILATERAL", "SUR SUR", "DESCENTRALIZADOS",
        ],
        "territory": [
            "AMBITO NACIONAL", "ARCHIPIÉLAGO DE SAN ANDRÉS", "BOGOTÁ D.C.", "Bogota D.C.",
            "VALLE DEL CAUCA", "NARIÑO", "05 Usme",
        ],
        "stage": ["Implementation", "Completion", "2", "5"],
    }  # fmt: skip
    unknown = [
        (codelist, text)
        for codelist, texts in found.items()
        for text in texts
        if catalogue.code(codelist, text) is None
    ]
    assert unknown == []
    assert catalogue.code("stage", "Implementation") == "ejecucion"
    assert catalogue.code("territory", "Banco de Bogotá") is None
    assert catalogue.entity("Empresa de Acueducto y Alcantarillado de Bogotá - EAAB") == "EAAB"


def test_a_text_that_is_too_long_is_refused_on_both_engines(store: Store, small: Package) -> None:
    rule = replace(small.rules[0], note_es="Esta nota es muy larga. " * 50)
    with pytest.raises(PackageFault, match=r"note_es: «Esta nota .*» tiene más de 1000 signos"):
        load_package(store, OPERATOR, replace(small, rules=(rule,)))
    with store.reading() as session:
        assert session.scalars(select(Place)).all() == []
