"""Importer of GLOBO's own workbook: cooperation actions that the entities report."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from data_access.importers.cooperation_amounts import day, read_amounts
from data_access.importers.cooperation_cells import Part, RowCells, nearest, parts, unknown
from data_access.importers.cooperation_columns import (
    EXAMPLE_MARK,
    PARTY_KEYS,
    Table,
    find_tables,
)
from data_access.importers.cooperation_parties import (
    read_countries,
    read_entities,
    read_partners,
)
from data_access.importers.cooperation_received import AsReceived, outside
from data_access.importers.reader import RawRow, RawSheet, stream_sheets
from data_access.importers.received import Received
from data_access.importers.register import register_code, source_of
from data_access.validation.cooperation import check
from data_access.validation.values import at, read_text
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ActionDraft, ParsedFile, RowDraft, Share
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold


def read(received: Received, catalogue: Catalogue) -> ParsedFile[ActionDraft]:
    """The drafts of a workbook or a text table, each made when it is asked for.

    Raises what :func:`parse` raises, and what the reading of the file does, among the rows.
    """
    return parse(stream_sheets(received.path), catalogue, received.name)


def parse(
    sheets: Iterable[RawSheet], catalogue: Catalogue, file_name: str
) -> ParsedFile[ActionDraft]:
    """Turn the sheets of a workbook into drafts, one per data row, with what is wrong in each.

    Example rows of the template are skipped and told. Raises ``Refused`` among the rows when no
    sheet has the required columns, or when the reading of ``sheets`` ends so. ``file_name`` names
    the file in the issues about the whole of it.
    """
    parsed: ParsedFile[ActionDraft] = ParsedFile(rows_read=0, sources=(source_of(catalogue),))
    parsed.rows = _rows(parsed, sheets, catalogue, file_name)
    return parsed


def _rows(
    parsed: ParsedFile[ActionDraft],
    sheets: Iterable[RawSheet],
    catalogue: Catalogue,
    file_name: str,
) -> Iterator[RowDraft[ActionDraft]]:
    def heard() -> Iterator[RawSheet]:
        for sheet in sheets:
            parsed.issues.extend(sheet.issues)
            yield sheet

    first_by_code: dict[str, tuple[str, int]] = {}
    for table in find_tables(heard()):
        parsed.issues.extend(_about_columns(table))
        for row in table.rows:
            if _is_example(table, row):
                parsed.issues.append(_skipped_example(table, row))
            elif any(cell is not None and str(cell).strip() for cell in row.cells):
                parsed.rows_read += 1
                yield _row_draft(table, row, catalogue, first_by_code)
        table.memo.clear()
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
    table: Table, row: RawRow, catalogue: Catalogue, first_by_code: dict[str, tuple[str, int]]
) -> RowDraft:
    cells = RowCells(table, row)
    draft = _action(cells, catalogue)
    if errors := check(draft):
        _note_untold(cells, errors)
    _check_repeated(cells, draft.external_id, first_by_code)
    _check_other_columns(cells)
    is_wrong = any(issue.severity is Severity.ERROR for issue in cells.issues)
    return RowDraft(
        row.number, AsReceived(table, row), table.sheet, None if is_wrong else draft, cells.issues
    )


def _note_untold(cells: RowCells, errors: Iterable[Issue]) -> None:
    """Note errors of the draft; a cell already told to be wrong reads as empty, so not twice."""
    told = {issue.column for issue in cells.issues if issue.severity is Severity.ERROR}
    for error in errors:
        column = error.column or ""
        read_from = PARTY_KEYS if column in PARTY_KEYS else (column,)
        if told.isdisjoint(map(cells.table.header, read_from)):
            cells.note(error, column)


def _action(cells: RowCells, catalogue: Catalogue) -> ActionDraft:
    partners = read_partners(cells, catalogue)
    countries = read_countries(cells, catalogue, partners)
    named = [share.code for share in countries]
    if len(named) == 1:
        partners = tuple(
            partner._replace(country_code=named[0]) if partner.partner_id is None else partner
            for partner in partners
        )
    read = cells.remembered
    resource_code = read("resource", _code, catalogue, "resource", "resource")
    return ActionDraft(
        source_code=register_code(catalogue),
        external_id=cells.text("code"),
        title=cells.text("title"),
        objective=cells.text("objective"),
        modality_code=read("modality", _code, catalogue, "modality", "modality"),
        cooperation_type_code=read(
            "cooperation_type", _code, catalogue, "cooperation_type", "cooperation_type"
        ),
        direction_code=read("direction", _code, catalogue, "direction", "direction"),
        stage_code=read("stage", _code, catalogue, "stage", "stage"),
        beneficiaries=cells.text("beneficiaries"),
        programme_code=read("programme", _code, catalogue, "programme", "plan_programme"),
        starts_on=day(cells, "starts_on"),
        ends_on=day(cells, "ends_on"),
        entities=read_entities(cells, catalogue),
        partners=partners,
        countries=countries,
        territories=read("territories", _codes, catalogue, "territories", "territory"),
        sdgs=read("sdgs", _codes, catalogue, "sdgs", "sdg"),
        sectors=read("dac_sectors", _sectors, catalogue),
        amounts=read_amounts(cells, catalogue, resource_code),
    )


def _code(cells: RowCells, catalogue: Catalogue, key: str, codelist: str) -> str:
    text = cells.text(key)
    if not text:
        return ""
    code = _listed(catalogue, codelist, text)
    if code is None:
        cells.note(_unknown_code(cells, catalogue, key, codelist, text), key)
    return code or ""


def _codes(cells: RowCells, catalogue: Catalogue, key: str, codelist: str) -> tuple[str, ...]:
    return tuple(_parts_by_code(cells, catalogue, key, codelist))


def _parts_by_code(
    cells: RowCells, catalogue: Catalogue, key: str, codelist: str
) -> dict[str, Part]:
    found: dict[str, Part] = {}
    for part in parts(cells, key, lambda name: _listed(catalogue, codelist, name) is not None):
        code = _listed(catalogue, codelist, part.name)
        if code is None:
            cells.note(_unknown_code(cells, catalogue, key, codelist, part.name), key)
        else:
            found.setdefault(code, part)
    return found


def _listed(catalogue: Catalogue, codelist: str, text: str) -> str | None:
    """The code of a list for a code, a name, or "code - name" as the drop-downs show it."""
    code = catalogue.code(codelist, text)
    if code is None and " - " in text:
        code = catalogue.code(codelist, text.partition(" - ")[0])
    if code is None and codelist == "sdg":
        code = catalogue.code(codelist, fold(text).removeprefix("ods").strip().lstrip("0"))
    return code


def _sectors(cells: RowCells, catalogue: Catalogue) -> tuple[Share, ...]:
    """Shares of the sectors; when an unknown one was left out its part is nobody's."""
    found = _parts_by_code(cells, catalogue, "dac_sectors", "dac_sector_category")
    given = [part.pct for part in found.values() if part.pct is not None]
    if len(given) < len(found) or not given:
        return tuple(map(Share, found))
    shares = [Share(code, part.pct) for code, part in found.items()]
    left = 100 - sum(given, Decimal(0))
    return tuple([*shares, Share("", left)] if left > 0 else shares)


def _unknown_code(
    cells: RowCells, catalogue: Catalogue, key: str, codelist: str, text: str
) -> Issue:
    labels = catalogue.labels.get(codelist, {})
    names = nearest(
        cells,
        key,
        text,
        lambda: (
            (alias, labels.get(code, code))
            for alias, code in catalogue.codelists.get(codelist, {}).items()
        ),
    )
    return unknown(
        f"{key}.unknown",
        N_(
            "«{value}» no está en la lista de esta columna: quedó sin asignar. Elija un valor de "
            "la hoja Listas."
        ),
        N_(
            "«{value}» no está en la lista de esta columna: quedó sin asignar. ¿Quiso decir "
            "{names}?"
        ),
        text,
        names,
        Severity.WARNING,
    )


def _check_repeated(cells: RowCells, code: str, first_by_code: dict[str, tuple[str, int]]) -> None:
    if not code:
        return
    here = (cells.table.sheet, cells.row.number)
    first = first_by_code.setdefault(code.casefold(), here)
    if first != here:
        cells.note(
            Issue(
                "code.repeated",
                N_(
                    "El código «{code}» ya está en la fila {first}; esta es la fila {second}. Deje "
                    "una sola fila por acción o dé a esta otro código."
                ),
                values={"code": code, "first": str(first[1]), "second": str(here[1])},
            ),
            "code",
        )


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


def _is_example(table: Table, row: RawRow) -> bool:
    place = table.positions["code"]
    cell = row.cells[place] if place < len(row.cells) else None
    return isinstance(cell, str) and cell.strip().upper().startswith(EXAMPLE_MARK)


def _skipped_example(table: Table, row: RawRow) -> Issue:
    return Issue(
        "row.example",
        N_("La fila {row} es un ejemplo de la plantilla y no se cargó. Puede borrarla."),
        Severity.INFO,
        sheet=table.sheet or None,
        row=row.number,
        values={"row": str(row.number)},
    )


def _about_columns(table: Table) -> list[Issue]:
    return [
        Issue(
            "column.unknown",
            N_("GLOBO no usa la columna «{column}»: se guarda en la fila de origen y nada más."),
            Severity.INFO,
            sheet=table.sheet or None,
            row=table.header_row,
            column=header,
            values={"column": header},
        )
        for header in table.unknown.values()
    ]
