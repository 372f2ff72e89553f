"""Rows of GLOBO's own workbook, what they become, and what is told about them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data_access.importers.reader import RawRow, RawSheet
from data_access.importers.refusal import Refused
from data_access.validation.formulas import UNSAVED
from data_access.vocabulary.drafts import (
    AmountDraft,
    EntityRef,
    ParsedFile,
    PartnerRef,
    RowDraft,
    Share,
)
from tests.data_access.importers.whole_workbook import parse

LEAST = {"Código": "A-1", "Título": "Calles tranquilas", "Entidad(es)": "SDM", "País(es)": "España"}


def parsed(*rows: dict[str, Any]) -> ParsedFile:
    headers = list(dict.fromkeys(header for row in rows for header in row))
    lines = [RawRow(1, list(headers))]
    lines += [RawRow(n, [row.get(header) for header in headers]) for n, row in enumerate(rows, 2)]
    return parse([RawSheet("Cooperación", lines)], "libro.xlsx")


def one(**cells: Any) -> RowDraft:
    (row,) = parsed(LEAST | cells).rows
    return row


def codes(row: RowDraft) -> list[str]:
    return [issue.code for issue in row.issues]


def test_the_least_that_a_row_must_say() -> None:
    row = one()
    assert row.draft is not None
    assert row.issues == []
    assert (row.draft.source_code, row.draft.external_id, row.draft.title) == (
        "registro",
        "A-1",
        "Calles tranquilas",
    )
    assert row.draft.entities == (EntityRef("SDM", "lead"),)
    assert row.draft.countries == (Share("ESP"),)
    assert row.draft.amounts == (AmountDraft("committed", None, "", "not_reported"),)
    assert (row.row_number, row.sheet, row.cells) == (2, "Cooperación", LEAST)


def test_a_full_row() -> None:
    row = one(
        **{
            "Objetivo": "Calmar el tránsito",
            "Aliado(s)": "JICA 60 %; AECID 40 %",
            "País(es)": None,
            "Tipo de cooperación": "Sur-Sur",
            "Modalidad": "COOPERACION TECNICA",
            "Dirección": "recibida",
            "Etapa": "Ejecución",
            "Fecha de inicio": "01/02/2024",
            "Fecha de fin": date(2025, 1, 31),
            "Valor comprometido": "1.460.674,00",
            "Moneda": "usd",
            "Fecha del compromiso": "2024-01-15",
            "Valor desembolsado": 1000,
            "Fecha del desembolso": "2024-06-30",
            "Contrapartida (COP)": "2 millones",
            "Tipo de recurso": "Dinero",
            "Reembolsable": "No",
            "ODS": "11; 13 - Clima; ODS 9",
            "Sector CAD": "430 - Otros, multisectorial 70 %; 410 30 %",
            "Territorio": "norte, Nacional",
            "Población beneficiaria": "Peatones",
            "Programa del plan": "Ciudad con relaciones, mundo y futuro",
        }
    )
    assert codes(row) == []
    draft = row.draft
    assert draft is not None
    assert draft.partners == (
        PartnerRef("JICA", 1, share_pct=Decimal(60)),
        PartnerRef("AECID", 2, share_pct=Decimal(40)),
    )
    assert draft.countries == (Share("JPN", Decimal(60)), Share("ESP", Decimal(40)))
    assert (
        draft.cooperation_type_code,
        draft.modality_code,
        draft.direction_code,
        draft.stage_code,
        draft.programme_code,
    ) == ("sur-sur", "tecnica", "recibida", "ejecucion", "22")
    assert (draft.starts_on, draft.ends_on) == (date(2024, 2, 1), date(2025, 1, 31))
    assert draft.amounts == (
        AmountDraft(
            "committed",
            Decimal(1460674),
            "USD",
            "reported",
            date(2024, 1, 15),
            "dinero",
            "donacion",
        ),
        AmountDraft(
            "disbursed", Decimal(1000), "USD", "reported", date(2024, 6, 30), "dinero", "donacion"
        ),
        AmountDraft("counterpart", Decimal(2000000), "COP"),
    )
    assert draft.sdgs == ("11", "13", "9")
    assert draft.sectors == (Share("430", Decimal(70)), Share("410", Decimal(30)))
    assert draft.territories == ("norte", "nacional")


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"Código": None}, "code.missing", "Código"),
        ({"Título": "  "}, "title.missing", "Título"),
        ({"Entidad(es)": "S/D"}, "entity.missing", "Entidad(es)"),
        ({"Entidad(es)": "Secretaria de Mobilidad"}, "entity.unknown", "Entidad(es)"),
        ({"País(es)": None}, "partner.missing", "Aliado(s)"),
        ({"País(es)": "Españia"}, "country.unknown", "País(es)"),
        ({"Fecha de inicio": "31/02/2024"}, "date.impossible", "Fecha de inicio"),
        (
            {"Fecha de inicio": "2/1/2024", "Fecha de fin": "1/1/2024"},
            "date.ends_before_start",
            "Fecha de fin",
        ),
        ({"Valor comprometido": -5, "Moneda": "USD"}, "amount.negative", "Valor comprometido"),
        ({"Valor comprometido": "(5)", "Moneda": "USD"}, "amount.negative", "Valor comprometido"),
        ({"Valor comprometido": 5}, "currency.missing", "Moneda"),
        ({"Valor comprometido": 5, "Moneda": "pesetas"}, "currency.unknown", "Moneda"),
        (
            {"Valor comprometido": "EUR 5", "Moneda": "USD"},
            "currency.conflict",
            "Valor comprometido",
        ),
        (
            {"Valor comprometido": "mucho", "Moneda": "USD"},
            "amount.not_a_number",
            "Valor comprometido",
        ),
        (
            {"Valor comprometido": "#REF!", "Moneda": "USD"},
            "text.broken_formula",
            "Valor comprometido",
        ),
        ({"Objetivo": "a\u202eb"}, "text.forbidden_sign", "Objetivo"),
        ({"Notas": "a\0b"}, "text.forbidden_sign", "Notas"),
        ({"Título": "#REF!"}, "text.broken_formula", "Título"),
        ({"Código": date(2024, 3, 1)}, "code.is_a_day", "Código"),
    ],
)
def test_an_error_leaves_the_row_out(cells: dict[str, Any], code: str, column: str) -> None:
    row = one(**cells)
    assert row.is_rejected
    errors = [issue for issue in row.issues if issue.severity == "error"]
    assert [(issue.code, issue.column, issue.row, issue.sheet) for issue in errors] == [
        (code, column, 2, "Cooperación")
    ]
    assert "{" not in errors[0].sentence
    assert "\0" not in str(row.cells)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Aliado(s)": "Fundación Nueva"}, "partner.unknown"),
        ({"Modalidad": "mágica"}, "modality.unknown"),
        ({"ODS": "18"}, "sdgs.unknown"),
        ({"Reembolsable": "quizás"}, "reimbursable.unknown"),
        ({"Fecha de inicio": "marzo de 2024"}, "date.month_only"),
        ({"Fecha de inicio": "24-01-01"}, "date.two_orders"),
        ({"Fecha del compromiso": "24/12/31"}, "date.day_first"),
        ({"País(es)": "España 100 %; Francia"}, "share.incomplete"),
        ({"País(es)": "España 80 %; Japón 60 %; Francia"}, "share.incomplete"),
        ({"País(es)": "España 60 %; Francia 60 %"}, "share.rescaled"),
        ({"País(es)": "España 60 %; Francia 40. %; Japón"}, "share.incomplete"),
        ({"Valor comprometido": "1.234", "Moneda": "USD"}, "amount.ambiguous_separator"),
    ],
)
def test_a_warning_leaves_the_row_in(cells: dict[str, Any], code: str) -> None:
    row = one(**cells)
    assert not row.is_rejected
    assert [(issue.code, issue.severity) for issue in row.issues] == [(code, "warning")]


@pytest.mark.parametrize(
    ("written", "shares"),
    [
        ("España 60 %; Francia", {"ESP": "60", "FRA": "40"}),
        ("Francia; España (60%)", {"FRA": "40", "ESP": "60"}),
        ("España .5 %; Francia", {"ESP": "0.5", "FRA": "99.5"}),
        ("España: 33,333 %; Francia", {"ESP": "33.333", "FRA": "66.667"}),
        ("España 0 %; Francia", {"ESP": "0", "FRA": "100"}),
        (
            "España 60 %; Francia; Japón; Colombia",
            {
                "ESP": "60",
                "FRA": "13.333333333333333333",
                "JPN": "13.333333333333333333",
                "COL": "13.333333333333333334",
            },
        ),
    ],
)
def test_what_percentages_leave_goes_to_those_without_one(
    written: str, shares: dict[str, str]
) -> None:
    row = one(**{"País(es)": written})
    assert row.draft.countries == tuple(Share(code, Decimal(pct)) for code, pct in shares.items())
    assert [(issue.code, issue.severity) for issue in row.issues] == [("share.rest", "info")]


def test_partners_and_sectors_share_what_is_left_too() -> None:
    row = one(**{"Aliado(s)": "JICA 60 %; AECID", "Sector CAD": "430 25 %; 410"})
    assert [partner.share_pct for partner in row.draft.partners] == [60, 40]
    assert [share.pct for share in row.draft.sectors] == [25, 75]


def test_an_unknown_entity_is_told_the_nearest() -> None:
    assert (
        "¿Quiso decir SDM (Secretaría de Movilidad)"
        in one(**{"Entidad(es)": "Secretaria de Mobilidad"}).issues[0].sentence
    )


def test_an_unknown_partner_stays_with_the_only_country() -> None:
    draft = one(**{"Aliado(s)": "Fundación Nueva"}).draft
    assert draft is not None
    assert draft.partners == (PartnerRef("Fundación Nueva", None, country_code="ESP"),)


def test_percentages_are_rescaled() -> None:
    draft = one(**{"País(es)": "España 60 %; Francia 60 %"}).draft
    assert draft is not None
    assert draft.countries == (Share("ESP", Decimal(50)), Share("FRA", Decimal(50)))


def test_partners_without_a_country_leave_theirs_unassigned() -> None:
    draft = one(
        **{"Aliado(s)": "JICA | AECID | Gobierno de España | ONU-Hábitat", "País(es)": ""}
    ).draft
    assert draft is not None
    assert draft.countries == (
        Share("JPN", Decimal(25)),
        Share("ESP", Decimal(50)),
        Share("", Decimal(25)),
    )
    draft = one(**{"Aliado(s)": "ONU-Hábitat", "País(es)": ""}).draft
    assert draft is not None
    assert draft.countries == ()


def test_names_with_commas_are_one_name_unless_all_the_pieces_are_known() -> None:
    draft = one(
        **{
            "ODS": "Industria, innovación e infraestructura; 11, 13",
            "País(es)": "España, Francia y Japón",
        }
    ).draft
    assert draft is None
    draft = one(
        **{
            "ODS": "Industria, innovación e infraestructura; 11, 13",
            "País(es)": "España, Francia, Japón",
        }
    ).draft
    assert draft is not None
    assert draft.sdgs == ("9", "11", "13")
    assert [share.code for share in draft.countries] == ["ESP", "FRA", "JPN"]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Sector CAD", "430 - 410"),
        ("Sector CAD", "430 - Medio ambiente"),
        ("ODS", "11 - 13"),
        ("ODS", "ODS 11 - Clima"),
        ("Territorio", "Norte - Nacional"),
        ("Modalidad", "tecnica - En especie"),
        ("Etapa", "Cierre - Ejecución"),
        ("Dirección", "Recibida - Ofrecida"),
    ],
)
def test_two_values_joined_by_a_dash_are_not_the_first(column: str, cell: str) -> None:
    row = one(**{column: cell})
    assert row.draft is not None
    (told,) = row.issues
    assert (told.code.endswith(".unknown"), told.value) == (True, cell)
    of_lists = [row.draft.sectors, row.draft.sdgs, row.draft.territories]
    of_codes = [row.draft.modality_code, row.draft.stage_code, row.draft.direction_code]
    assert [*of_lists, *of_codes] == [(), (), (), "", "", ""]


@pytest.mark.parametrize("cell", ["11", "11 - Ciudades", "ODS 11 - CIUDADES", "Ciudades"])
def test_a_code_with_its_own_name_is_one_value(cell: str) -> None:
    row = one(ODS=cell)
    assert row.draft is not None
    assert (row.draft.sdgs, row.issues) == (("11",), [])


@pytest.mark.parametrize("cell", ["España; NA", "España, N/A", "n.a. | España", "España; s/i"])
def test_not_reported_among_countries_is_left_out_and_is_not_namibia(cell: str) -> None:
    row = one(**{"País(es)": cell})
    assert row.draft is not None
    assert row.draft.countries == (Share("ESP"),)
    assert [(issue.code, issue.severity) for issue in row.issues] == [
        ("list.not_reported", "warning")
    ]


@pytest.mark.parametrize("cell", ["España; NAM", "España; Namibia"])
def test_namibia_is_read_by_its_name_or_its_three_letters(cell: str) -> None:
    row = one(**{"País(es)": cell})
    assert row.draft is not None
    assert (row.draft.countries, row.issues) == ((Share("ESP"), Share("NAM")), [])


@pytest.mark.parametrize("cell", ["España -60 %; Francia", "España (\u221260 %)", "España: -60%"])
def test_a_share_below_zero_is_wrong(cell: str) -> None:
    row = one(**{"País(es)": cell})
    assert (row.draft, codes(row)[0]) == (None, "percentage.out_of_range")


@pytest.mark.parametrize("cell", ["España - 60 %; Francia", "España-60 %; Francia"])
def test_a_dash_before_a_share_is_no_minus(cell: str) -> None:
    row = one(**{"País(es)": cell})
    assert row.draft is not None
    assert row.draft.countries == (Share("ESP", Decimal(60)), Share("FRA", Decimal(40)))


def test_days_with_the_month_first_make_those_of_their_column_doubtful() -> None:
    days = ["04/05/2024", "12/31/2023", "06/06/2024", "5/4/24", date(2024, 5, 4), "05-04-24"]
    file = parsed(
        *(LEAST | {"Código": f"A-{n}", "Fecha de inicio": day} for n, day in enumerate(days)),
    )
    rows = list(file.rows)
    assert [row.row_number for row in rows if row.is_rejected] == [3]
    (told,) = file.issues
    assert (told.code, told.severity, told.column, told.row) == (
        "date.month_first",
        "warning",
        "Fecha de inicio",
        2,
    )
    assert (told.values["rows"], told.values["first"], told.values["first_row"]) == (
        "2, 5",
        "12/31/2023",
        "3",
    )


def test_days_with_the_month_first_say_nothing_of_another_column() -> None:
    file = parsed(LEAST | {"Fecha de inicio": "12/31/2023", "Fecha de fin": "04/05/2024"})
    assert [row.is_rejected for row in file.rows] == [True]
    assert file.issues == []


def test_unvalued_not_reported_and_zero_are_three_things() -> None:
    for written, valuation, amount in (
        ("No valorado", "unvalued", None),
        ("N/A", "not_reported", None),
        (0, "reported", 0),
    ):
        draft = one(**{"Valor comprometido": written, "Moneda": "USD"}).draft
        assert draft is not None
        assert draft.amounts == (
            AmountDraft("committed", None if amount is None else Decimal(amount), "USD", valuation),
        )


def test_a_currency_may_be_beside_its_amount() -> None:
    draft = one(**{"Valor comprometido": "US$ 1,5 millones"}).draft
    assert draft is not None
    assert draft.amounts[0] == AmountDraft("committed", Decimal(1500000), "USD")


@pytest.mark.parametrize("code", ["A-\u200b1", "A\u20111", "\ufeffA-1", "A\u00ad-1"])
def test_codes_that_look_the_same_are_one(code: str) -> None:
    first, second = parsed(LEAST, LEAST | {"Código": code}).rows
    assert codes(first) == []
    assert codes(second) == ["code.made_plain", "code.repeated"]
    (alone,) = parsed(LEAST | {"Código": code}).rows
    assert (alone.draft.external_id, codes(alone)) == ("A-1", ["code.made_plain"])
    assert alone.cells["Código"] == code


def test_a_repeated_code_names_both_rows() -> None:
    first, second = parsed(LEAST, LEAST | {"Código": "a-1"}).rows
    assert not first.is_rejected
    assert codes(second) == ["code.repeated"]
    assert {"first": "2", "second": "3"}.items() <= second.issues[0].values.items()


def test_a_code_of_another_sheet_names_both_sheets() -> None:
    cells = [list(LEAST), list(LEAST.values())]
    sheets = [
        RawSheet(name, [RawRow(number, list(row)) for number, row in enumerate(cells, 1)])
        for name in ("2024", "2025")
    ]
    _, second = parse(sheets, "libro.xlsx").rows
    assert [issue.sentence for issue in second.issues] == [
        "El código «A-1» ya está en la hoja «2024», fila 2; esta es la fila 2 de «2025». Deje una "
        "sola fila por acción o dé a esta otro código."
    ]


@pytest.mark.parametrize("formula", ['=""', '="—"', "=-()"])
def test_a_formula_without_a_value_is_no_amount_that_nobody_priced(formula: str) -> None:
    row = one(**{"Valor comprometido": f"{UNSAVED}{formula}", "Moneda": "USD"})
    assert codes(row) == ["text.unsaved_formula"]
    assert row.is_rejected


def test_headers_in_any_order_with_instructions_above_and_other_columns() -> None:
    rows = [
        RawRow(1, ["Registro de cooperación 2024"]),
        RawRow(
            4,
            [
                "PAIS",
                "Nota del enlace",
                "Cooperante",
                "entidad distrital*",
                "Nombre del  proyecto",
                "ID",
                "Motivo",
            ],
        ),
        RawRow(6, ["ESP", "ojo", None, "sdm", "Calles", 7, "ya se corrigió"]),
    ]
    result = parse([RawSheet("Portada"), RawSheet("Hoja1", rows)], "x.xlsx")
    (row,) = result.rows
    assert row.draft is not None
    assert (row.draft.external_id, row.row_number) == ("7", 6)
    assert row.cells["Nota del enlace"] == "ojo"
    assert "Motivo" not in row.cells
    assert [(issue.code, issue.column) for issue in result.issues] == [
        ("column.unknown", "Nota del enlace")
    ]


def test_signs_that_nobody_sees_do_not_count_in_a_header() -> None:
    row = one(**{"Valor compro\u200bmetido": 80, "Mone\u00adda\ufeff": "USD"})
    assert row.draft is not None
    assert row.draft.amounts == (AmountDraft("committed", Decimal(80), "USD"),)


def test_columns_with_one_header_keep_a_cell_each() -> None:
    headers = [*LEAST, "Nota", "Nota", "Nota", "Nota (2)"]
    rows = [RawRow(1, headers), RawRow(2, [*LEAST.values(), "uno", "dos", "tres", "cuatro"])]
    (row,) = parse([RawSheet("Hoja1", rows)], "x.xlsx").rows
    assert list(row.cells.values())[-4:] == ["uno", "dos", "tres", "cuatro"]
    assert [*row.cells][-4:] == ["Nota", "Nota (2)", "Nota (3)", "Nota (2) (2)"]


def test_sheets_without_the_required_columns_are_refused_by_name() -> None:
    for rows, code, told in (
        (
            [RawRow(1, ["Código", "Título", "Moneda"])],
            "file.missing_column",
            "«Entidad(es)», «Aliado(s) / País(es)»",
        ),
        ([RawRow(1, ["hola"])], "file.no_header", "Código, Título, Entidad(es)"),
        ([], "file.no_header", "Código"),
    ):
        with pytest.raises(Refused) as refusal:
            parse([RawSheet("Hoja1", rows)], "x.xlsx")
        assert refusal.value.issue.code == code
        assert told in refusal.value.issue.sentence


def test_hidden_sheets_are_not_read() -> None:
    rows = [RawRow(1, list(LEAST)), RawRow(2, list(LEAST.values()))]
    with pytest.raises(Refused):
        parse([RawSheet("Vieja", rows, is_hidden=True)], "x.xlsx")


def test_two_sheets_are_one_register() -> None:
    rows = [RawRow(1, list(LEAST)), RawRow(2, list(LEAST.values()))]
    result = parse([RawSheet("Uno", rows), RawSheet("Dos", rows)], "x.xlsx")
    assert [(row.sheet, row.is_rejected) for row in result.rows] == [("Uno", False), ("Dos", True)]


def test_cells_made_to_be_slow_are_quick() -> None:
    digits, words = "9" * 32_000, "x " * 16_000
    row = one(
        **{
            "Valor comprometido": words,
            "Fecha de inicio": digits,
            "ODS": digits,
            "Sector CAD": f"{digits} %",
            "Aliado(s)": ";" * 16_000 + "JICA",
            "Territorio": "a;" * 16_000,
            "Modalidad": words,
        }
    )
    assert {"amount.not_a_number", "date.not_a_date", "list.too_long"} <= set(codes(row))


def test_what_was_read_once_is_not_mistaken_for_another() -> None:
    rows = parsed(
        LEAST | {"ODS": 11, "Territorio": "11"},
        LEAST | {"Código": "A-2", "ODS": "11", "Territorio": "11"},
    ).rows
    assert [row.draft.sdgs for row in rows if row.draft] == [("11",), ("11",)]
    assert [codes(row) for row in rows] == [["territories.unknown"]] * 2


def test_an_unknown_stage_says_that_its_money_counts() -> None:
    row = one(Etapa="Desistida")
    assert row.draft is not None
    assert row.draft.stage_code == ""
    (issue,) = row.issues
    assert (issue.code, str(issue.severity)) == ("stage.unknown", "warning")
    assert "la acción cuenta, con su dinero, como una que no está cancelada" in issue.sentence


def test_a_sign_of_one_currency_is_understood_and_one_of_several_is_told() -> None:
    euros = one(**{"Valor comprometido": 5, "Moneda": "€"})
    assert (euros.issues, euros.draft and euros.draft.amounts[0].currency) == ([], "EUR")
    pesos = one(**{"Valor comprometido": 5, "Moneda": " $ "})
    assert codes(pesos) == ["currency.ambiguous", "currency.missing"]
    assert pesos.issues[0].sentence.startswith("«$» es el signo de varias monedas")
    said = one(**{"Valor comprometido": "USD 5", "Moneda": "$"})
    assert (codes(said), said.draft and said.draft.amounts[0].currency) == (
        ["currency.ambiguous"],
        "USD",
    )
    assert one(Moneda="-").issues == []
