"""The national aid register: joins, amounts, donors, doubts."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data_access.importers import apc
from data_access.importers.apc_titles import repaired_title
from data_access.importers.findings import Findings
from data_access.importers.outside_text import read_outside_text
from data_access.importers.received import Received
from data_access.importers.records import Record
from data_access.importers.refusal import Refused
from data_access.vocabulary.drafts import EntityRef, ParsedFile, Share
from tests.data_access.importers.outside_catalogue import CATALOGUE, FILES, SPAIN, WORLD_BANK, codes

ANCILLARY = FILES / "apc_ancillary.csv"
PROJECTS = FILES / "apc_projects.csv"


@pytest.fixture(scope="module")
def parsed() -> ParsedFile:
    return apc.read(Received(ANCILLARY, ANCILLARY.name, {"projects": PROJECTS}), CATALOGUE)


def test_each_row_keeps_its_number_and_both_halves_of_what_was_read(parsed: ParsedFile):
    assert parsed.rows_read == 6
    assert [row.row_number for row in parsed.rows] == sorted({r.row_number for r in parsed.rows})
    cells = parsed.rows[0].cells
    assert cells["PROYECTO"] == "Protecci?n del r?o"
    assert cells["projects.csv: donors"] == "Spain"


def test_a_damaged_title_is_repaired_by_its_id_and_told(parsed: ParsedFile):
    first = parsed.rows[0]
    assert first.draft.title == "Protección del  río"
    repair = first.issues[0]
    assert repair.code == "title.repaired"
    assert repair.values == {"before": "Protecci?n del r?o", "after": "Protección del  río"}


def test_a_title_that_is_another_text_is_replaced_with_a_warning():
    findings = Findings(7)
    assert repaired_title("Protecci?n", "Otra cosa", findings) == "Otra cosa"
    assert [issue.code for issue in findings.issues] == ["title.replaced"]


def test_an_honest_question_is_left_alone():
    findings = Findings(7)
    assert repaired_title("¿Qué agua?", "¿Qué agua?", findings) == "¿Qué agua?"
    assert repaired_title("Agua", "Otra", findings) == "Agua"
    assert findings.issues == []


def test_signs_of_another_encoding_do_not_lose_a_row_but_deceiving_ones_do():
    findings = Findings(7)
    assert read_outside_text(" Fase \x96 II ", "PROYECTO", findings) == "Fase \x96 II"
    assert read_outside_text("agua\u202eaugaa", "PROYECTO", findings) == ""
    assert [(issue.code, issue.severity) for issue in findings.issues] == [
        ("text.invisible_signs", "info"),
        ("text.forbidden_sign", "error"),
    ]


def test_amounts_are_the_nominal_ones_and_zero_is_not_reported(parsed: ParsedFile):
    amounts = [
        [(a.kind, a.amount, a.valuation) for a in row.draft.amounts] for row in parsed.rows[:5]
    ]
    assert amounts[0] == [
        ("committed", Decimal("199500.00"), "reported"),
        ("counterpart", Decimal("49875.00"), "reported"),
    ]
    assert amounts[3] == [
        ("committed", None, "not_reported"),
        ("counterpart", None, "not_reported"),
    ]
    assert {a.currency for row in parsed.rows[:5] for a in row.draft.amounts} == {"USD"}


def test_dates_sector_stage_and_places_come_from_both_files(parsed: ParsedFile):
    draft = parsed.rows[0].draft
    assert (draft.starts_on, draft.ends_on) == (date(2012, 1, 1), date(2015, 1, 1))
    assert draft.sectors == (Share("140"),)
    assert (draft.stage_code, draft.direction_code) == ("ejecucion", "recibida")
    assert draft.territories == ("puerto-claro", "costa")
    assert parsed.rows[1].draft.modality_code == parsed.rows[2].draft.modality_code == "en-especie"


def test_unnamed_donors_are_each_their_own_and_unknown_ones_are_told(parsed: ParsedFile):
    partners = parsed.rows[3].draft.partners
    assert [(ref.partner_id, ref.name) for ref in partners] == [
        (SPAIN, "Spain"),
        (None, "Donante no especificado (P4)"),
        (WORLD_BANK, "World Bank"),
        (None, "Fundación Rara"),
    ]
    assert parsed.rows[4].draft.partners[0].name == "Donante no especificado (P5)"
    assert {"partner.unspecified", "partner.unknown"} <= set(codes(parsed)[3])


def test_donors_without_country_leave_their_part_unassigned(parsed: ParsedFile):
    assert parsed.rows[0].draft.countries == (Share("ESP", Decimal("100.0000")),)
    assert parsed.rows[3].draft.countries == (Share("ESP", Decimal(25)), Share("", Decimal(75)))
    assert parsed.rows[4].draft.countries == ()


def test_only_whole_names_make_an_executor_an_entity(parsed: ParsedFile):
    assert parsed.rows[0].draft.entities == (EntityRef("EDA"),)
    assert parsed.rows[2].draft.entities == ()


def test_likely_duplicates_are_told_on_both_and_kept(parsed: ParsedFile):
    found = [codes.count("record.likely_duplicate") for codes in codes(parsed)]
    assert found == [0, 1, 1, 0, 0, 0]
    assert parsed.rows[1].draft is not None
    assert parsed.rows[2].draft is not None


def test_words_of_no_catalogue_stay_unassigned_and_are_told(parsed: ParsedFile):
    draft = parsed.rows[3].draft
    assert draft.territories == ("costa",)
    assert draft.sectors == (Share("110"), Share(""))
    assert {"territory.unknown", "sector.unknown"} <= set(codes(parsed)[3])


def test_a_repeated_project_is_rejected(parsed: ParsedFile):
    assert [row.is_rejected for row in parsed.rows] == [False] * 5 + [True]
    issue = parsed.rows[5].issues[0]
    assert (issue.code, issue.values["other"]) == ("code.repeated", str(parsed.rows[0].row_number))


def test_a_project_code_that_looks_the_same_is_the_same(tmp_path: Path):
    path = tmp_path / "ancillary.csv"
    first = ANCILLARY.read_text("utf-8")
    code = apc.read(Received(ANCILLARY, ANCILLARY.name), CATALOGUE).rows[0].draft.external_id
    path.write_text(first.replace(code, code[0] + "\u200b" + code[1:], 1), "utf-8")
    parsed = apc.read(Received(path, path.name, {"projects": PROJECTS}), CATALOGUE)
    assert parsed.rows[0].draft.external_id == code
    assert parsed.rows[0].draft.starts_on is not None
    assert "code.made_plain" in codes(parsed)[0]


def test_the_number_of_a_cell_is_no_text_with_a_lone_point():
    cells = {"Project_ID": "1", "PROYECTO": "Agua", "MONEDA": "USD"}
    amount = "APORTE INTERNACIONAL"
    of_a_sheet = Record(2, {**cells, amount: "123.456"}, {**cells, amount: 123.456})
    of_a_text = Record(3, {**cells, "Project_ID": "2", amount: "123.456"})
    known, doubted = apc.parse([of_a_sheet, of_a_text], None, CATALOGUE).rows
    assert known.draft.amounts[0].amount == Decimal("123.456")
    assert doubted.draft.amounts[0].amount == 123456
    codes_of = [[issue.code for issue in row.issues] for row in (known, doubted)]
    assert ["amount.ambiguous_separator" in each for each in codes_of] == [False, True]


def test_without_the_companion_titles_stay_damaged_and_that_is_told():
    alone = apc.read(Received(ANCILLARY, ANCILLARY.name), CATALOGUE)
    assert "projects.missing" in [issue.code for issue in alone.issues]
    assert codes(alone)[0] == ["title.damaged"]
    assert alone.rows[0].draft.partners == ()


def test_a_file_without_its_columns_is_refused():
    with pytest.raises(Refused) as refusal:
        apc.read(Received(PROJECTS, PROJECTS.name), CATALOGUE)
    assert refusal.value.issue.code == "file.missing_column"


def test_an_amount_nobody_can_read_rejects_the_row():
    row = Record(2, {"Project_ID": "P1", "PROYECTO": "A", "MONEDA": "US Dolar",
                     "APORTE INTERNACIONAL": "mucho"})  # fmt: skip
    parsed = apc.parse([row], None, CATALOGUE)
    assert parsed.rows[0].is_rejected
    assert parsed.rows[0].issues[-1].column == "APORTE INTERNACIONAL"


def _project(**cells: str) -> Record:
    return Record(2, {"Project_ID": "P1", "PROYECTO": "Agua", "MONEDA": "US Dolar", **cells})


@pytest.mark.parametrize(
    ("currency", "amount", "told", "column"),
    [
        ("US Dolar", "EUR 500", "currency.conflict", apc.GIVEN),
        ("EUR", "US$ 500", "currency.conflict", apc.GIVEN),
        ("", "700", "currency.missing", "MONEDA"),
        ("No aplica", "700", "currency.missing", "MONEDA"),
        ("Perlas", "700", "currency.missing", "MONEDA"),
        ("US Dolar", "-900", "amount.negative", apc.GIVEN),
    ],
)
def test_an_amount_that_says_two_things_or_one_that_cannot_be_rejects_its_row(
    currency: str, amount: str, told: str, column: str
):
    row = _project(**{"MONEDA": currency, apc.GIVEN: amount})
    read = apc.parse([row], None, CATALOGUE).rows[0]
    assert read.is_rejected
    issue = read.issues[-1]
    assert (issue.code, issue.row, issue.column) == (told, 2, column)


def test_the_currency_beside_a_number_is_taken_where_the_row_has_none():
    row = _project(**{"MONEDA": "", apc.GIVEN: "EUR 500", apc.COUNTERPART: "0"})
    read = apc.parse([row], None, CATALOGUE).rows[0]
    given, counterpart = read.draft.amounts
    assert not read.is_rejected
    assert (given.amount, given.currency, given.valuation) == (Decimal(500), "EUR", "reported")
    assert counterpart.valuation == "not_reported"


def test_a_project_does_not_end_before_it_starts():
    dates = {"start_actual_isodate": "2012-05-01", "end_actual_isodate": "2012-04-30"}
    companion = Record(7, {"project_id": "P1", **dates})
    read = apc.parse([_project()], [companion], CATALOGUE).rows[0]
    issue = read.issues[-1]
    assert (issue.code, issue.column) == ("date.ends_before_start", "end_actual_isodate")
    assert read.is_rejected


def test_of_two_rows_of_a_project_the_first_is_taken_and_the_other_told():
    companion = [
        Record(2, {"project_id": "P1", "donors": "Spain"}),
        Record(3, {"project_id": "P1\u200b", "donors": "World Bank"}),
    ]
    parsed = apc.parse([_project()], companion, CATALOGUE)
    assert [ref.name for ref in parsed.rows[0].draft.partners] == ["Spain"]
    (issue,) = parsed.issues
    assert (issue.code, issue.sheet, issue.row) == ("project.repeated", "projects.csv", 3)
    assert issue.values["other"] == "2"
