"""Importer of GLOBO's own workbook: cooperation actions that the entities report."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from data_access.importers.cooperation_amounts import (
    read_amounts,
    read_currency,
    read_day,
    read_finance,
)
from data_access.importers.cooperation_cells import (
    Reader,
    Readings,
    RowCells,
)
from data_access.importers.cooperation_codes import read_code, read_codes, read_sectors
from data_access.importers.cooperation_columns import (
    AMOUNT_KEYS,
    DAY_KEYS,
    PARTY_KEYS,
    Table,
)
from data_access.importers.cooperation_headers import HeadersBelow, find_tables
from data_access.importers.cooperation_kept import KeptColumns
from data_access.importers.cooperation_money import unread_money
from data_access.importers.cooperation_parties import (
    countries_of,
    read_countries,
    read_entities,
    read_partners,
)
from data_access.importers.cooperation_received import as_received, outside, with_kept
from data_access.importers.cooperation_skipped import why_skipped
from data_access.importers.day_order import DayOrders
from data_access.importers.merged import about_merged, under_merged
from data_access.importers.other_pesos import tell_other_pesos
from data_access.importers.reader import RawSheet, stream_sheets
from data_access.importers.received import HeldRows, Received, nothing_held
from data_access.importers.register import register_code, source_of
from data_access.importers.repeated import header_again
from data_access.importers.too_wide import too_wide
from data_access.importers.unnamed import UnnamedColumns
from data_access.importers.unused import unused
from data_access.validation.cooperation import check
from data_access.validation.values import at, read_text
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ActionDraft, ParsedFile, RowDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_


def read(received: Received, catalogue: Catalogue) -> ParsedFile[ActionDraft]:
    """The drafts of a workbook or a text table, each made when it is asked for.

    Raises what :func:`parse` raises, and what the reading of the file does, among the rows.
    """
    sheets = stream_sheets(received.path, skips_hidden=received.skips_hidden)
    return parse(sheets, catalogue, received.name, received.held_rows)


def parse(
    sheets: Iterable[RawSheet],
    catalogue: Catalogue,
    file_name: str,
    held_rows: HeldRows = nothing_held,
) -> ParsedFile[ActionDraft]:
    """Turn the sheets of a workbook into drafts, one per data row, with what is wrong in each.

    Example rows of the template are skipped and told. Raises ``Refused`` among the rows when no
    sheet has the required columns, or when the reading of ``sheets`` ends so. ``file_name`` names
    the file in the issues about the whole of it; what a sheet has no column for is taken from
    ``held_rows``.
    """
    parsed: ParsedFile[ActionDraft] = ParsedFile(rows_read=0, sources=(source_of(catalogue),))
    parsed.rows = _rows(parsed, sheets, catalogue, file_name, held_rows)
    return parsed


def _rows(
    parsed: ParsedFile[ActionDraft],
    sheets: Iterable[RawSheet],
    catalogue: Catalogue,
    file_name: str,
    held_rows: HeldRows,
) -> Iterator[RowDraft[ActionDraft]]:
    first_by_code: dict[str, tuple[str, int]] = {}
    for table in find_tables(sheets, parsed.issues):
        parsed.issues.extend(_about_columns(table))
        readings = Readings(_readers(catalogue))
        unnamed, orders = UnnamedColumns(table.sheet, table.headers), DayOrders(table.sheet)
        headers = HeadersBelow(table)
        kept = KeptColumns(table, held_rows, register_code(catalogue))
        for raw in table.rows:
            row = raw.with_codes((table.positions["code"],)).with_days(table.days, table.days_ahead)
            cells = RowCells(table, row)
            if skipped := why_skipped(cells):
                parsed.issues.append(skipped)
            elif headers.repeats(row):
                parsed.issues.append(header_again(table.sheet, row.number))
            elif any(cell is not None and str(cell).strip() for cell in row.cells):
                parsed.rows_read += 1
                if moved := too_wide(row, table.width) or headers.see(row):
                    yield RowDraft(row.number, as_received(table, row), table.sheet, None, moved)
                    continue
                _watch(cells, unnamed, orders)
                if kept:
                    cells.keep(kept.of(cells.code("code"), row.number))
                yield _row_draft(cells, readings, catalogue, first_by_code)
        parsed.issues.extend([*unnamed.issues(), *orders.issues(), *kept.issues()])
    if not parsed.rows_read:
        parsed.issues.append(
            Issue(
                "file.no_rows",
                N_("El archivo {file} no tiene filas de datos debajo del encabezado."),
                Severity.WARNING,
                values={"file": file_name},
            )
        )


def _row_draft(
    cells: RowCells,
    readings: Readings,
    catalogue: Catalogue,
    first_by_code: dict[str, tuple[str, int]],
) -> RowDraft:
    table, row = cells.table, cells.row
    draft = _action(cells, readings.of(cells), catalogue)
    if errors := check(draft):
        _note_untold(cells, errors)
    _check_repeated(cells, draft.external_id, first_by_code)
    _check_other_columns(cells)
    if table.repeated.columns:
        cells.issues += table.repeated.differing(row)
    is_wrong = any(issue.severity is Severity.ERROR for issue in cells.issues)
    received = with_kept(as_received(table, row), cells.kept)
    return RowDraft(row.number, received, table.sheet, None if is_wrong else draft, cells.issues)


def _note_untold(cells: RowCells, errors: Iterable[Issue]) -> None:
    """Note errors of the draft; a cell already told to be wrong reads as empty, so not twice."""
    told = {issue.column for issue in cells.issues if issue.severity is Severity.ERROR}
    for error in errors:
        column = error.column or ""
        read_from = PARTY_KEYS if column in PARTY_KEYS else (column,)
        if told.isdisjoint(map(cells.table.header, read_from)):
            cells.note(error, column)


def _action(cells: RowCells, read: Mapping[str, Any], catalogue: Catalogue) -> ActionDraft:
    partners, countries = read["partners"], read["countries"]
    if countries is None:
        countries = countries_of(partners, catalogue)
    if len(countries) == 1:
        country = countries[0].code
        partners = tuple(
            partner if partner.partner_id else partner._replace(country_code=country)
            for partner in partners
        )
    amounts = read_amounts(cells, read, catalogue)
    tell_other_pesos(cells, read["currency"], countries, amounts, catalogue)
    return ActionDraft(
        source_code=register_code(catalogue),
        external_id=cells.code("code"),
        title=cells.text("title"),
        objective=cells.text("objective"),
        modality_code=read["modality"],
        cooperation_type_code=read["cooperation_type"],
        direction_code=read["direction"],
        stage_code=read["stage"],
        beneficiaries=cells.text("beneficiaries"),
        programme_code=read["programme"],
        starts_on=read["starts_on"],
        ends_on=read["ends_on"],
        entities=read["entities"],
        partners=partners,
        countries=countries,
        territories=read["territories"],
        sdgs=read["sdgs"],
        sectors=read["dac_sectors"],
        amounts=amounts,
    )


def _readers(catalogue: Catalogue) -> dict[str, Reader]:
    """What reads each column that says the same in every row in which it has the same content."""
    known = {"catalogue": catalogue}
    listed = {
        "modality": "modality",
        "cooperation_type": "cooperation_type",
        "direction": "direction",
        "stage": "stage",
        "programme": "plan_programme",
        "resource": "resource",
    }
    return {
        "entities": partial(read_entities, **known),
        "partners": partial(read_partners, **known),
        "countries": partial(read_countries, **known),
        **{
            key: partial(read_code, key=key, codelist=name, **known) for key, name in listed.items()
        },
        **{key: partial(read_day, key=key) for key in DAY_KEYS},
        "territories": partial(read_codes, key="territories", codelist="territory", **known),
        "sdgs": partial(read_codes, key="sdgs", codelist="sdg", **known),
        "dac_sectors": partial(read_sectors, **known),
        "currency": partial(read_currency, **known),
        "reimbursable": partial(read_finance, **known),
    }


def _check_repeated(cells: RowCells, code: str, first_by_code: dict[str, tuple[str, int]]) -> None:
    if not code:
        return
    here = (cells.table.sheet, cells.row.number)
    sheet, row = first = first_by_code.setdefault(code.casefold(), here)
    if first == here:
        return
    message = N_(
        "El código «{code}» ya está en la fila {first}; esta es la fila {second}. Deje una sola "
        "fila por acción o dé a esta otro código."
    )
    if sheet != here[0]:
        message = N_(
            "El código «{code}» ya está en la hoja «{sheet}», fila {first}; esta es la fila "
            "{second} de «{here}». Deje una sola fila por acción o dé a esta otro código."
        )
    values = {
        "code": code, "first": str(row), "second": str(here[1]), "sheet": sheet, "here": here[0]
    }  # fmt: skip
    cells.note(Issue("code.repeated", message, values=values), "code")


def _check_other_columns(cells: RowCells) -> None:
    """Signs that break a database are refused wherever they are, for the row is kept whole."""
    for header, cell in outside(cells.table, cells.row):
        for issue in read_text(cell).issues:
            if issue.code == "text.forbidden_sign":
                cells.issues.append(
                    at(
                        issue,
                        sheet=cells.table.sheet or None,
                        row=cells.row.number,
                        column=header,
                        value=cell,
                    )
                )


def _watch(cells: RowCells, unnamed: UnnamedColumns, orders: DayOrders) -> None:
    """Note what is told of columns when all rows were seen."""
    if places := unnamed.see(cells.row):
        _check_merged(cells, places)
    for key in DAY_KEYS:
        if isinstance(cell := cells.values.get(key), str):
            orders.see(cells.row.number, cells.table.header(key), cell)


def _check_merged(cells: RowCells, unnamed: Iterable[int]) -> None:
    """Tell an amount of which a part lies beside the column that is read."""
    table = cells.table
    for place in unnamed:
        for key in AMOUNT_KEYS:
            if place in table.spans and table.positions.get(key) == table.spans[place]:
                cells.note(under_merged(table.header(key), place), key)


def _about_columns(table: Table) -> list[Issue]:
    read = {place: table.headers[place] for place in table.positions.values()}
    merged = about_merged(table.merged, table.header_row, read, table.sheet)
    return [
        *merged,
        *table.repeated.issues(),
        *(
            unread_money(table, header)
            or unused(table.sheet, table.header_row, header, table.meant(header))
            for header in table.unknown.values()
        ),
    ]
