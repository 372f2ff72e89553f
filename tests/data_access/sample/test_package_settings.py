"""What a package says and nothing knows is refused, with the nearest of what is known."""

import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from data_access.importers import apc, iati
from data_access.importers.registry import IMPORTERS
from data_access.sample._partners import PartnerChoice
from data_access.sample._register import TAKEN
from data_access.sample.demonstration import SOURCE_CODE
from data_access.sample.earlier import as_it_was
from data_access.sample.load import IMPORTER
from data_access.sample.package import read_package
from data_access.sample.plan import load_structure
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.packages import PackageFault

PUERTO_CLARO = Path(__file__).parents[2] / "files" / "package_puerto_claro"
RULE = """
[[flow_rule]]
valid_from = 1900-01-01
received_directions = ["recibida"]
offered_directions = ["ofrecida"]
loan_finances = ["prestamo"]
note_es = "Lo recibido"
note_en = "What is received"
"""


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the small fictional package, to be spoilt."""
    return Path(shutil.copytree(PUERTO_CLARO, tmp_path / "package"))


def told(folder: Path) -> str:
    """The sentence with which the package is refused."""
    with pytest.raises(PackageFault) as raised:
        read_package(folder)
    return str(raised.value)


def with_rules(folder: Path, rules: str) -> Path:
    """The package with these rules in the place of its own."""
    file = folder / "package.toml"
    file.write_text(file.read_text("utf-8").partition("[[flow_rule]]")[0] + rules, "utf-8")
    return folder


def with_register(folder: Path, code: str) -> Path:
    """The package with this code in the place of that of its register."""
    file = folder / "package.toml"
    file.write_text(file.read_text("utf-8").replace("registro-municipal", code), "utf-8")
    return folder


def test_the_rules_of_the_tests_are_right(copied: Path) -> None:
    (rule,) = read_package(with_rules(copied, RULE)).rules
    assert (rule.received_directions, rule.loan_finances) == (("recibida",), ("prestamo",))


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("loan_finances", "loan_finance", "«loan_finance». Lo que hay: loan_finances, loan_mod"),
        ("loan_finances", "loan_modality", "«loan_modality». Lo que hay: loan_modalities, loan_"),
        ("[[flow_rule]]", "[[flow_rules]]", "«flow_rules». Lo que hay: flow_rule, "),
        ("[[flow_rule]]", "[flow_rule]", "flow_rule: tiene que ser tablas con dos corchetes"),
        ("1900-01-01", '"1900-01-01"', "valid_from: tiene que ser un día sin comillas"),
        ("1900-01-01", "1900-01-01T00:00:00", "valid_from: tiene que ser un día sin comillas"),
        ('["prestamo"]', '"prestamo"', "loan_finances: tiene que ser una lista de textos"),
        ('["prestamo"]', "[1]", "loan_finances: tiene que ser una lista de textos"),
        ('["prestamo"]', '["prestamos"]', "no hay «prestamos». Lo que hay: prestamo, donacion"),
        ('["ofrecida"]', '["recibida"]', "«recibida» está en received_directions y en offered"),
        ('["recibida"]', "[]", None),
        ("valid_from = 1900-01-01", "", "[[flow_rule]] 1: falta valid_from"),
        ('note_en = "What is received"', 'note_en = ""', "[[flow_rule]] 1: falta note_en"),
    ],
)
def test_a_wrong_rule_is_refused(copied: Path, right: str, wrong: str, says: str | None) -> None:
    folder = with_rules(copied, RULE.replace(right, wrong))
    if says is None:  # what is only offered is a rule too
        assert read_package(folder).rules[0].received_directions == ()
    else:
        sentence = told(folder)
        assert sentence.startswith("package.toml: ")
        assert says in sentence


def test_a_package_without_rules_or_with_two_of_one_day_is_refused(copied: Path) -> None:
    assert "falta flow_rule" in told(with_rules(copied, ""))
    assert "más de una regla desde 1900-01-01" in told(with_rules(copied, RULE + RULE))


def test_a_rule_that_names_no_direction_is_refused(copied: Path) -> None:
    silent = RULE.replace('["recibida"]', "[]").replace('["ofrecida"]', "[]")
    assert "no nombra ninguna dirección" in told(with_rules(copied, silent))


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("[place]", 'rate_source = ["Banco"]\n[place]', "«rate_source». Lo que hay: rate_sources"),
        ("[place]", "rate_sources = 'Banco'\n[place]", "rate_sources: tiene que ser una lista"),
        ("[place]", "[places]", "«places». Lo que hay: place, "),
        ("city_en", "city_em", "[place]: no hay «city_em». Lo que hay: city_en, city_es, "),
        ('city_en = "Puerto Claro"', "city_en = 3", "[place] city_en: tiene que ser un texto"),
        ('"PER"', '"PERU"', "home_country: no hay «PERU»"),
        (
            "America/Lima",
            "America/Lina",
            "timezone: no hay «America/Lina». Lo que hay: America/Li",
        ),
        ("[place]", "[place", "package.toml: no se puede leer"),
    ],
)
def test_a_wrong_setting_is_refused(copied: Path, right: str, wrong: str, says: str) -> None:
    file = copied / "package.toml"
    file.write_text(file.read_text("utf-8").replace(right, wrong, 1), "utf-8")
    assert says in told(copied)


@pytest.mark.parametrize(
    ("name", "right", "line"),
    [("package.toml", "Puerto Claro", None), ("entities.csv", "Dirección Municipal", 3)],
)
def test_a_file_that_is_not_in_utf_8_is_told_with_its_line(
    copied: Path, name: str, right: str, line: int | None
) -> None:
    file = copied / name
    text = file.read_text("utf-8").replace(right, f"{right} ñ")
    file.write_bytes(text.encode("latin-1", "replace"))
    first = next(n for n, each in enumerate(text.split("\n"), 1) if not each.isascii())
    assert first == (line or first)
    assert told(copied).startswith(f"{name}, línea {first}: no está en UTF-8: ")


@pytest.mark.parametrize("code", [*sorted(TAKEN), "iati-xm-dac-7"])
def test_the_code_of_another_source_is_refused(copied: Path, code: str) -> None:
    sentence = told(with_register(copied, code))
    assert sentence.startswith(f"package.toml: [place] register_code: «{code}» es el código de ot")


def test_every_source_and_importer_has_its_code_for_itself() -> None:
    assert {*IMPORTERS, IMPORTER, apc.SOURCE.family, iati.FAMILY, SOURCE_CODE} == TAKEN


@pytest.mark.parametrize("code", ["Lima Perú", "Lima", "lima_", "a:b", "-a", "lima\\n", 41 * "a"])
def test_a_code_of_strange_signs_is_refused(copied: Path, code: str) -> None:
    assert "no sirve. Escriba hasta 40 minúsculas" in told(with_register(copied, code))


@pytest.mark.parametrize("code", ["lima", "registro-lima-2", "iatis", 40 * "a"])
def test_a_code_of_its_own_is_right(copied: Path, code: str) -> None:
    assert read_package(with_register(copied, code)).place["register_code"] == code


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("entity_alias.csv", "entity_alias.csv: no hay «entity_alias.csv». Lo que hay: entity_al"),
        ("codelists/modalities.csv", "Lo que hay: codelists/modality.csv, "),
        ("plans/cuts.csv", "Lo que hay: plan/cuts.csv, "),
        ("plan/cut.csv", "Lo que hay: plan/cuts.csv, "),
    ],
)
def test_a_table_that_nobody_reads_is_refused(copied: Path, name: str, says: str) -> None:
    path = copied / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("code\n", "utf-8")
    assert says in told(copied)


def test_columns_are_known_by_their_names(copied: Path) -> None:
    file = copied / "sectors.csv"
    file.write_text("position,code,name_en,name_es\n1,mar,Sea,Mar\n", "utf-8-sig")
    with pytest.raises(PackageFault, match="no hay «puerto»"):  # of an entity, not of the columns
        read_package(copied)
    for header, says in (
        ("code,name_es,name_em,position", "no hay «name_em». Lo que hay: name_en, name_es"),
        ("code,name_es,position", "línea 1: falta name_en"),
        ("code,name_es,name_en,position,code", "línea 1: «code» está dos veces"),
    ):
        file.write_text(f"{header}\n", "utf-8")
        assert says in told(copied)


def test_what_is_no_folder_of_a_package_is_told(tmp_path: Path) -> None:
    assert "no hay un archivo package.toml" in told(tmp_path / "nada")
    assert "no hay un archivo package.toml" in told(tmp_path)


def test_a_rule_of_goals_that_nothing_knows_is_refused(sqlite_store: Store, copied: Path) -> None:
    with (copied / "plan" / "parameters.csv").open("a", encoding="utf-8") as stream:
        stream.write('plan_stars,2025-01-01,"""in_force""",,\n')
    with pytest.raises(PackageFault, match=r"clave: no hay «plan_stars». Lo que hay: plan_start, "):
        load_structure(sqlite_store, OPERATOR, copied)


FORMS = "modality,direction,title,sentence\ntecnica,recibida,{title},Frase.\n"
THEMES = (
    "topic,objective,beneficiaries,entities,modalities,purposes,sdgs,programme\n"
    "el mar,Cuidarlo.,Todos,APC,tecnica,41010,14,\n"
)


def invent(folder: Path, title: str) -> None:
    """A demonstration of one theme in one form, titled so."""
    (folder / "demonstration").mkdir()
    (folder / "demonstration" / "forms.csv").write_text(FORMS.replace("{title}", title), "utf-8")
    (folder / "demonstration" / "themes.csv").write_text(THEMES, "utf-8")


def test_a_title_with_another_place_to_fill_is_refused(copied: Path) -> None:
    invent(copied, "Apoyo a {tem}")
    assert "forms.csv, línea 2: «title» no puede tener entre llaves" in told(copied)


def test_a_demonstration_without_partners_is_refused(copied: Path) -> None:
    invent(copied, "Apoyo a {tema}")
    for name in ("partners.csv", "partner_aliases.csv"):
        (copied / name).unlink()
    assert "themes.csv: la demostración necesita aliados en partners.csv" in told(copied)


def test_a_city_of_one_partner_has_a_demonstration(copied: Path) -> None:
    invent(copied, "Apoyo a {tema} de {region}")
    package = replace(read_package(copied), partners=read_package(copied).partners[:1])
    choice = PartnerChoice(package, Random(1))
    parties = [choice.draw("tecnica", "recibida", "41010") for _ in range(100)]
    assert {len([ref for ref in party.partners if ref.is_counted]) for party in parties} == {1}


def test_what_was_earlier_of_a_file_that_is_not_there_is_refused(copied: Path) -> None:
    with (copied / "plan" / "earlier.csv").open("a", encoding="utf-8") as stream:
        stream.write("reto.csv,R1,,,nombre,Otro\n")
    with pytest.raises(PackageFault, match=r"archivo: no hay «reto.csv». Lo que hay: retos.csv, "):
        as_it_was(copied / "plan").__enter__()
