"""IATI activities of both versions: names, places, money, and what is not counted."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data_access.importers import gate, iati
from data_access.importers.iati_partners import preferred
from data_access.importers.reader import run_child
from data_access.importers.received import Received
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ParsedFile, Share
from tests.data_access.importers.outside_catalogue import CATALOGUE, FILES, SPAIN, codes


def read(name: str, catalogue: Catalogue = CATALOGUE) -> ParsedFile:
    path = FILES / name
    gate.inspect(path)
    return iati.read(Received(path, name), catalogue)


@pytest.fixture(scope="module")
def parsed() -> ParsedFile:
    return read("iati_203.xml")


def test_each_publisher_is_a_source_with_its_cut_off(parsed: ParsedFile):
    assert parsed.rows_read == 5
    assert [(s.code, s.name_es, s.kind, s.cut_off_on) for s in parsed.sources] == [
        ("iati-xm-test-1", "Banco del Puerto", "external", date(2025, 10, 9)),
        ("iati-es-ngo", "Banco de Puerto Claro", "external", date(2025, 10, 9)),
    ]


def test_spanish_wins_then_the_default_language_then_the_first():
    names = [["en", "Water"], ["fr", "Eau"], ["es-CO", "Agua"]]
    assert preferred(names, "fr") == "Agua"
    assert preferred(names[:2], "fr") == "Eau"
    assert preferred(names[:2], "pt") == "Water"
    assert preferred([["en", "Water"], ["", "Acqua"]], "it") == "Acqua"


def test_texts_dates_and_codes(parsed: ParsedFile):
    draft = parsed.rows[0].draft
    assert (draft.title, draft.objective) == ("Agua para todos", "Clean water")
    assert (draft.starts_on, draft.ends_on) == (date(2024, 2, 1), date(2026, 12, 31))
    assert (draft.stage_code, draft.cooperation_type_code) == ("ejecucion", "bilateral")
    assert (draft.modality_code, draft.direction_code) == ("tecnica", "")
    assert draft.sdgs == ("6", "11")


def test_countries_that_add_to_90_are_rescaled_and_regions_are_one_category(parsed: ParsedFile):
    third = Decimal("33.333333333333333333")
    assert parsed.rows[0].draft.countries == (
        Share("COL", 100 - 2 * third),
        Share("ESP", third),
        Share("MUL", third),
    )
    told = next(i for i in parsed.rows[0].issues if i.code == "percentage.rescaled")
    assert told.values == {"column": "recipient-country", "total": "90"}


def test_purposes_become_categories_and_keep_their_detail(parsed: ParsedFile):
    assert parsed.rows[0].draft.sectors == (
        Share("140", Decimal(50), "14030"),
        Share("140", Decimal(25), "14021"),
        Share("151", Decimal(25), "15110"),
    )


def test_transactions_and_budgets_are_amounts_of_their_kinds(parsed: ParsedFile):
    assert [
        (a.kind, a.amount, a.currency, a.dated_on, a.finance_code)
        for a in parsed.rows[0].draft.amounts
    ] == [
        ("committed", Decimal(1000), "USD", date(2024, 3, 1), "donacion"),
        ("disbursed", Decimal("400.50"), "EUR", date(2024, 5, 1), "donacion"),
        ("disbursed", Decimal("-0.50"), "EUR", date(2024, 6, 1), "prestamo"),
        ("expenditure", Decimal(7), "EUR", date(2024, 6, 1), "donacion"),
        ("incoming", Decimal(7), "EUR", date(2024, 6, 1), "donacion"),
        ("planned", None, "", None, ""),
    ]
    assert {"amount.no_currency", "budget.no_period"} <= set(codes(parsed)[0])


def test_only_funders_count(parsed: ParsedFile):
    refs = [
        (ref.name, ref.partner_id, ref.role, ref.is_counted, ref.type_code)
        for ref in parsed.rows[0].draft.partners
    ]
    assert refs == [
        ("Ministry of Elsewhere", None, "funding", True, "gobierno-nacional"),
        ("Aguas Unidas", 3, "implementing", False, "ong"),
    ]


def test_without_a_funder_the_publisher_pays(parsed: ParsedFile):
    assert [(r.name, r.role, r.is_counted) for r in parsed.rows[1].draft.partners] == [
        ("Puerto Bank", "funding", True)
    ]
    assert "partner.reporting_funds" in codes(parsed)[1]


def test_places_and_sectors_inside_transactions_are_used_when_the_activity_has_none(
    parsed: ParsedFile,
):
    draft = parsed.rows[1].draft
    assert draft.countries == (Share("COL"), Share("MUL"))
    assert [amount.country_code for amount in draft.amounts] == ["COL", "MUL"]
    assert draft.sectors == (Share("140"), Share("110"))
    assert (draft.modality_code, draft.stage_code) == ("humanitaria", "seguimiento")


def test_an_end_before_the_start_is_told_and_left_out(parsed: ParsedFile):
    assert parsed.rows[1].draft.ends_on is None
    assert "dates.reversed" in codes(parsed)[1]


def test_a_repeated_identifier_is_rejected_naming_both_places(parsed: ParsedFile):
    assert parsed.rows[2].is_rejected
    assert parsed.rows[2].issues[0].values == {"value": "XM-TEST-1-A", "other": "1", "row": "3"}


def test_amounts_without_currency_number_or_date_are_told(parsed: ParsedFile):
    amounts = parsed.rows[3].draft.amounts
    assert [(a.amount, a.valuation) for a in amounts] == [(None, "not_reported")] * 2
    assert amounts[0].dated_on is None
    assert {
        "amount.no_currency",
        "amount.not_a_number",
        "amount.undated",
        "country.unknown",
        "percentage.incomplete",
    } <= set(codes(parsed)[3])
    assert parsed.rows[3].draft.countries == (Share("COL"), Share(""))


def test_an_activity_of_nobody_is_rejected(parsed: ParsedFile):
    assert codes(parsed)[4] == ["code.missing", "publisher.missing"]


def test_version_1_is_read_with_its_white_space_and_broken_sectors():
    parsed = read("iati_104.xml")
    draft = parsed.rows[0].draft
    assert (draft.external_id, draft.title) == ("US-TEST-COL1", "Protección del río")
    assert draft.amounts[0].amount == Decimal("1434153.58881")
    assert draft.sectors == ()
    assert draft.stage_code == "cierre"
    assert [(ref.partner_id, ref.name) for ref in draft.partners] == [
        (SPAIN, "Spain"),
        (None, "Donante no especificado (US-TEST-COL1)"),
    ]
    assert codes(parsed)[0] == ["partner.unspecified", "sector.unknown"]


def test_a_bank_named_after_the_city_is_not_an_entity_nor_a_known_partner(parsed: ParsedFile):
    draft = parsed.rows[3].draft
    assert draft.entities == ()
    assert draft.partners[0].partner_id is None


@pytest.mark.parametrize(
    "encoding", ["utf-8", "ISO-8859-1", "windows-1252", "ISO_8859-15", "UTF-16"]
)
def test_a_file_reads_the_same_in_every_encoding_that_it_may_declare(
    tmp_path: Path, parsed: ParsedFile, encoding: str
):
    text = (FILES / "iati_203.xml").read_text("utf-8").replace('encoding="UTF-8"', "", 1)
    text = text.replace("?>", f" encoding='{encoding}'?>", 1).replace("Agua", "Año de agua")
    path = tmp_path / "iati.xml"
    path.write_bytes(text.encode(encoding))
    gate.inspect(path)
    again = iati.read(Received(path, path.name), CATALOGUE)
    assert again.rows[0].draft.title == "Año de agua para todos"
    assert [row.draft for row in again.rows[1:]] == [row.draft for row in parsed.rows[1:]]


def test_an_undeclared_namespace_is_refused_by_the_gate_and_by_the_reader():
    path = FILES / "iati_undeclared_namespace.xml"
    with pytest.raises(gate.Refused):
        gate.inspect(path)
    with pytest.raises(gate.Refused) as refusal:
        run_child("iati", path)
    assert refusal.value.issue.code == "file.not_xml"
