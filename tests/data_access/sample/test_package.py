"""Entity packages: what the city's own one holds, and what a wrong one answers."""

import csv
import os
import shutil
from pathlib import Path

import pytest

from data_access.sample.package import DEFAULT_PACKAGE, read_package
from data_access.vocabulary.names import fold
from data_access.vocabulary.packages import Package

PUERTO_CLARO = Path(__file__).parents[2] / "files" / "package_puerto_claro"
ROOT = Path(__file__).parents[3]
DONORS = Path(
    os.environ.get("GLOBO_REAL_DATA", str(ROOT / ".." / "shared" / "data"))
) / "apc_colombia"  # fmt: skip


@pytest.fixture(scope="module")
def package() -> Package:
    return read_package(DEFAULT_PACKAGE)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the small fictional package, to be spoilt."""
    return Path(shutil.copytree(PUERTO_CLARO, tmp_path / "package"))


def partner_keys(package: Package) -> dict[str, str]:
    return {
        fold(text): partner.name_es
        for partner in package.partners
        for text in (
            partner.name_es,
            partner.name_en,
            partner.acronym or "",
            *partner.aliases,
        )
        if text
    }


def test_the_city_has_its_sectors_entities_objectives_and_programmes(package: Package) -> None:
    assert len(package.sectors) == 16
    assert len(package.entities) == 66
    assert sum(entity.is_sector_head for entity in package.entities) == 15
    assert package.codes("plan_objective") == ("1", "2", "3", "4", "5")
    assert package.codes("plan_programme") == tuple(str(number) for number in range(1, 40))
    programmes = {
        item.code: item for item in package.codelists if item.codelist == "plan_programme"
    }
    assert programmes["22"].name_es.endswith("una ciudad de puertas abiertas al mundo")
    assert programmes["22"].parent_code == "3"


def test_universal_lists_are_whole(package: Package) -> None:
    assert len(package.countries) == 250
    assert package.codes("sdg") == tuple(str(number) for number in range(1, 18))
    assert {"110", "150", "151", "332", "420", "998"} <= set(package.codes("dac_sector_category"))
    assert {"USD", "COP", "EUR", "JPY", "GBP"} <= set(package.codes("currency"))
    assert package.codes("finance") == ("donacion", "prestamo")
    assert package.codes("resource") == ("dinero", "especie", "tecnica")


def test_every_purpose_belongs_to_a_category_that_belongs_to_a_group_or_is_one(
    package: Package,
) -> None:
    categories = {
        item.code: item for item in package.codelists if item.codelist == "dac_sector_category"
    }
    purposes = [item for item in package.codelists if item.codelist == "dac_sector"]
    assert len(purposes) == 326
    assert all(item.parent_code in categories for item in purposes)
    assert categories["111"].parent_code == "110"
    assert categories["140"].parent_code is None


def test_everything_has_a_name_in_both_languages(package: Package) -> None:
    named = [*package.sectors, *package.entities, *package.countries, *package.partners]
    named += package.codelists
    assert [item for item in named if not (item.name_es.strip() and item.name_en.strip())] == []


def test_most_country_points_are_on_the_globe(package: Package) -> None:
    for country in package.countries:
        assert -90 <= country.latitude <= 90
        assert -180 <= country.longitude <= 180
    assert len({(country.latitude, country.longitude) for country in package.countries}) == 250


def test_a_bank_named_for_the_city_is_neither_entity_nor_partner(package: Package) -> None:
    entities = {
        fold(text)
        for entity in package.entities
        for text in (entity.acronym, entity.name_es, entity.name_en, *entity.aliases)
    }
    assert fold("Banco de Bogotá") not in entities
    assert fold(package.place["city_es"]) not in entities
    assert fold("Banco de Bogotá") not in partner_keys(package)
    assert fold("Unspecified") not in partner_keys(package)


@pytest.mark.skipif(
    not (DONORS / "projects.csv").exists(), reason="real donors absent: set GLOBO_REAL_DATA"
)
def test_the_133_named_donors_of_the_national_register_are_133_partners(package: Package) -> None:
    keys = partner_keys(package)
    with (DONORS / "projects.csv").open(encoding="utf-8") as stream:
        cells = [row["donors"] for row in csv.DictReader(stream)]
    donors = {name.strip() for cell in cells for name in cell.split("|")}
    assert len(donors) == 135
    named = {name for name in donors if fold(name) != "unspecified"}
    assert [name for name in named if fold(name) not in keys] == []
    assert len({keys[fold(name)] for name in named}) == 133


@pytest.mark.skipif(
    not (DONORS / "donor_trans_crosswalk.tsv").exists(),
    reason="real donors absent: set GLOBO_REAL_DATA",
)
def test_every_spelling_of_the_crosswalk_of_donors_is_known(package: Package) -> None:
    keys = partner_keys(package)
    with (DONORS / "donor_trans_crosswalk.tsv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    unknown = {
        row["participating_org"]
        for row in rows
        if fold(row["donors"]) != "unspecified" and fold(row["participating_org"]) not in keys
    }
    assert unknown == set()


def test_another_city_needs_no_code_and_keeps_nothing_of_the_first() -> None:
    package = read_package(PUERTO_CLARO)
    assert package.place["city_es"] == "Puerto Claro"
    assert [len(package.sectors), len(package.entities), len(package.partners)] == [3, 4, 2]
    assert package.codes("modality") == ("tecnica",)
    own = [item for item in package.codelists if item.codelist in {"modality", "partner_type"}]
    assert "bogota" not in fold(repr((package.place, package.entities, package.partners, own)))


def append(path: Path, line: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "line", "says"),
    [
        ("entity_aliases.csv", "DMS,el puerto", "entity_aliases.csv, línea 4: «el puerto» es"),
        ("entity_aliases.csv", "XYZ,Otra", "línea 4: acronym: no hay «XYZ»"),
        (
            "entities.csv",
            "DPM,Pesca,Fishing,pesca,true,true",
            "sector_code: no hay «pesca»",
        ),
        ("entities.csv", "DPM,Pesca,,salud,true,true", "línea 6: «name_en» está vacía"),
        ("entities.csv", "DPM,Pesca,Fishing,salud,yes,true", "tiene que decir true o false"),
        ("entities.csv", "APC,Otra,Other,salud,true,true", "«APC» ya está más arriba"),
        ("partners.csv", "Isla,Isle,,fundacion,XXX,true", "country_code: no hay «XXX»"),
        ("partners.csv", "Isla,Isle,,gremio,PER,true", "type_code: no hay «gremio»"),
        ("partners.csv", "Isla,Isle", "línea 4: tiene 2 celdas y no 6"),
        ("codelist_aliases.csv", "oficio,x,Uno", "codelist: no hay «oficio»"),
        ("codelists/modality.csv", "otra,Otra,Other,raiz,2", "parent_code: no hay «raiz»"),
        ("sectors.csv", "mar,Mar,Sea,tres", "«position» tiene que ser un número entero"),
    ],
)
def test_a_wrong_row_is_told_with_its_file_and_line(
    copied: Path, file: str, line: str, says: str
) -> None:
    append(copied / file, line)
    with pytest.raises(ValueError, match=file.rpartition("/")[2]) as raised:
        read_package(copied)
    assert says in str(raised.value)


def test_a_table_with_other_columns_is_refused(copied: Path) -> None:
    (copied / "sectors.csv").write_text("codigo,nombre\nx,y\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"sectors.csv, línea 1: no hay «codigo». Lo"):
        read_package(copied)


def test_a_place_without_its_city_is_refused(copied: Path) -> None:
    text = (copied / "package.toml").read_text("utf-8").replace('city_en = "Puerto Claro"', "")
    (copied / "package.toml").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"package.toml: \[place\]: falta city_en"):
        read_package(copied)


def test_the_sources_of_rates_that_go_first_are_a_short_list_of_names(copied: Path) -> None:
    settings = (copied / "package.toml").read_text("utf-8")
    assert read_package(copied).rate_sources == ()
    for listed, sources in (('["Banco", "BCE"]', ("Banco", "BCE")), ("[]", ())):
        (copied / "package.toml").write_text(f"rate_sources = {listed}\n{settings}", "utf-8")
        assert read_package(copied).rate_sources == sources
    for wrong in ('"Banco"', "[1]", f'["{"x" * 501}"]'):
        (copied / "package.toml").write_text(f"rate_sources = {wrong}\n{settings}", "utf-8")
        with pytest.raises(ValueError, match="rate_sources"):
            read_package(copied)
