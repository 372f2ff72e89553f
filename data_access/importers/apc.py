"""Reading of the national aid register kept by APC-Colombia and published by AidData in 2016."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from data_access.importers.apc_donors import countries_of, read_donors
from data_access.importers.apc_duplicates import tell_likely_duplicates
from data_access.importers.apc_titles import repaired_title
from data_access.importers.reader import read_table
from data_access.importers.received import Received
from data_access.importers.records import Record, records
from data_access.validation.values import at, is_not_reported, read_amount, read_date, read_text
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import (
    ActionDraft,
    AmountDraft,
    EntityRef,
    ParsedFile,
    RowDraft,
    Share,
    SourceDraft,
)
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

SOURCE = SourceDraft(
    code="apc",
    family="apc",
    kind="external",
    name_es="APC-Colombia (AidData 2016)",
    name_en="APC-Colombia (AidData 2016)",
    licence="ODC-By 1.0",
    homepage="https://www.aiddata.org",
)
PROJECTS = "projects"
COLUMNS = (
    "Project_ID", "PROYECTO", "OBJETIVO", "MODALIDAD", "ENTIDADES RESPONSABLES", "MONEDA",
    "APORTE NACIONAL", "APORTE INTERNACIONAL", "BENEFICIARIOS", "TERRITORIOS",
    "TIPO DE COOPERACION",
)  # fmt: skip
PROJECT_COLUMNS = (
    "project_id", "project_title", "start_actual_isodate", "end_actual_isodate", "donors",
    "ad_sector_codes", "status",
)  # fmt: skip
_RECEIVED = "recibida"
_STAGES = {"implementation": "ejecucion", "completion": "cierre"}
_ENTITY_SEPARATORS = re.compile(r"\s*(?:,|/|\s-|-\s)\s*")


def read(received: Received, catalogue: Catalogue) -> ParsedFile:
    """Read ``project_ancillary.csv`` and, if given, its companion ``projects.csv``.

    Raises ``Refused`` when a file cannot be read or lacks columns.
    """
    ancillary = records(read_table(received.path), COLUMNS)
    projects = None
    if PROJECTS in received.companions:
        projects = records(read_table(received.companions[PROJECTS]), PROJECT_COLUMNS)
    return parse(ancillary, projects, catalogue)


def parse(
    ancillary: Sequence[Record], projects: Sequence[Record] | None, catalogue: Catalogue
) -> ParsedFile:
    """One draft per project. Amounts are the nominal ones of ``ancillary``, in its currency:
    those of ``projects`` are deflated to 2011. Without ``projects`` there are no dates, donors,
    sectors nor stages, and damaged titles stay so.
    """
    parsed = ParsedFile(rows_read=len(ancillary), sources=(SOURCE,))
    if projects is None:
        parsed.issues.append(
            Issue(
                "projects.missing",
                N_(
                    "Falta el archivo de proyectos (projects.csv): sin él no hay donantes, fechas, "
                    "sectores ni etapas, y los títulos dañados no se recuperan."
                ),
                Severity.WARNING,
            )
        )
    by_id = {project["project_id"]: project for project in projects or ()}
    seen: dict[str, int] = {}
    for row in ancillary:
        parsed.rows.append(_row(row, by_id, projects is not None, seen, catalogue))
    tell_likely_duplicates(parsed.rows)
    return parsed


def _row(
    row: Record,
    projects: Mapping[str, Record],
    has_projects: bool,
    seen: dict[str, int],
    catalogue: Catalogue,
) -> RowDraft:
    project_id = row["Project_ID"]
    project = projects.get(project_id)
    cells = dict(row.cells)
    if project is not None:
        cells |= {f"projects.csv: {name}": text for name, text in project.cells.items()}
    result = RowDraft(row.number, cells)
    result.issues += _identity_issues(row, seen)
    if result.issues:
        return result
    seen[project_id] = row.number
    if has_projects and project is None:
        result.issues.append(
            _warning(
                "project.unmatched",
                N_(
                    "El proyecto {value} no está en el archivo de proyectos: queda sin donantes, "
                    "fechas, sector ni etapa."
                ),
                row,
                "Project_ID",
            )
        )
    result.draft = _draft(row, project or Record(row.number, {}), catalogue, result.issues)
    return result


def _identity_issues(row: Record, seen: Mapping[str, int]) -> list[Issue]:
    project_id = row["Project_ID"]
    if not project_id:
        message = N_("La fila no tiene código de proyecto: escríbalo en Project_ID.")
        return [Issue("code.missing", message, row=row.number, column="Project_ID")]
    if project_id in seen:
        return [
            Issue(
                "code.repeated",
                N_(
                    "El código {code} ya está en la fila {other}: deje una sola fila por proyecto."
                ),
                row=row.number,
                column="Project_ID",
                value=project_id,
                values={"code": project_id, "other": str(seen[project_id])},
            )
        ]
    if not row["PROYECTO"]:
        message = N_("El proyecto no tiene título: escríbalo en PROYECTO.")
        return [Issue("title.missing", message, row=row.number, column="PROYECTO")]
    return []


def _draft(
    row: Record, project: Record, catalogue: Catalogue, issues: list[Issue]
) -> ActionDraft:
    written = _text("PROYECTO", row, issues)
    title, title_issues = repaired_title(written, project["project_title"], row.number)
    donors, donor_issues = read_donors(project["donors"], row["Project_ID"], catalogue, row.number)
    issues += [*title_issues, *donor_issues]
    starts_on = _day(project, "start_actual_isodate", row, issues)
    ends_on = _day(project, "end_actual_isodate", row, issues)
    currency = _code("currency", "MONEDA", row, catalogue, issues)
    return ActionDraft(
        source_code=SOURCE.code,
        external_id=row["Project_ID"],
        title=title,
        objective=_text("OBJETIVO", row, issues),
        modality_code=_code("modality", "MODALIDAD", row, catalogue, issues),
        cooperation_type_code=_code(
            "cooperation_type", "TIPO DE COOPERACION", row, catalogue, issues
        ),
        direction_code=_RECEIVED,
        stage_code=_stage(project, row, issues),
        beneficiaries=_text("BENEFICIARIOS", row, issues),
        starts_on=starts_on,
        ends_on=ends_on,
        entities=_entities(row["ENTIDADES RESPONSABLES"], catalogue),
        partners=tuple(donors),
        countries=countries_of(donors, catalogue),
        territories=_territories(row, catalogue, issues),
        sectors=_sectors(project, row, catalogue, issues),
        amounts=(
            _amount("committed", "APORTE INTERNACIONAL", currency, row, issues),
            _amount("counterpart", "APORTE NACIONAL", currency, row, issues),
        ),
    )


def _text(column: str, row: Record, issues: list[Issue]) -> str:
    reading = read_text(row[column])
    issues += [
        at(issue, sheet=None, row=row.number, column=column, value=row[column])
        for issue in reading.issues
    ]
    return reading.value or ""


def _amount(
    kind: str, column: str, currency: str, row: Record, issues: list[Issue]
) -> AmountDraft:
    """An amount in which the register's 0 means that nobody knows it."""
    reading = read_amount(row[column])
    issues += [
        at(issue, sheet=None, row=row.number, column=column, value=row[column])
        for issue in reading.issues
    ]
    value: Decimal | None = reading.value
    if not value or not currency:
        return AmountDraft(kind, None, currency, "not_reported")
    return AmountDraft(kind, value, currency)


def _day(project: Record, column: str, row: Record, issues: list[Issue]) -> date | None:
    reading = read_date(project[column])
    issues += [
        at(issue, sheet=None, row=row.number, column=column, value=project[column])
        for issue in reading.issues
    ]
    return reading.value


def _code(
    codelist: str, column: str, row: Record, catalogue: Catalogue, issues: list[Issue]
) -> str:
    text = row[column]
    if is_not_reported(text):
        return ""
    code = catalogue.code(codelist, text)
    if code is None:
        issues.append(_unknown(codelist, row, column, text))
    return code or ""


def _stage(project: Record, row: Record, issues: list[Issue]) -> str:
    status = project["status"]
    code = _STAGES.get(fold(status), "")
    if status and not code:
        issues.append(_unknown("stage", row, "status", status))
    return code


def _sectors(
    project: Record, row: Record, catalogue: Catalogue, issues: list[Issue]
) -> tuple[Share, ...]:
    codes = []
    for text in filter(None, project["ad_sector_codes"].split("|")):
        code = catalogue.code("dac_sector_category", text)
        if code is None:
            issues.append(_unknown("sector", row, "ad_sector_codes", text))
        codes.append(code or "")
    return tuple(Share(code) for code in dict.fromkeys(codes)) if any(codes) else ()


def _territories(row: Record, catalogue: Catalogue, issues: list[Issue]) -> tuple[str, ...]:
    codes = []
    for text in filter(None, (part.strip() for part in row["TERRITORIOS"].split(","))):
        code = catalogue.code("territory", text)
        if code is None:
            issues.append(_unknown("territory", row, "TERRITORIOS", text))
        else:
            codes.append(code)
    return tuple(dict.fromkeys(codes))


def _entities(cell: str, catalogue: Catalogue) -> tuple[EntityRef, ...]:
    """The city's entities among the national executors of ``cell``, if a whole part names one."""
    if is_not_reported(cell):
        return ()
    parts = [cell, *_ENTITY_SEPARATORS.split(cell)]
    acronyms = filter(None, (catalogue.entity(part) for part in parts))
    return tuple(
        EntityRef(acronym, "lead" if number == 0 else "participant")
        for number, acronym in enumerate(dict.fromkeys(acronyms))
    )


def _unknown(what: str, row: Record, column: str, value: str) -> Issue:
    return Issue(
        f"{what}.unknown",
        N_("«{value}» no está en el catálogo: la columna {column} queda sin asignar para él."),
        Severity.WARNING,
        row=row.number,
        column=column,
        value=value,
        values={"value": value, "column": column},
    )


def _warning(code: str, message: str, row: Record, column: str) -> Issue:
    value = row[column]
    return Issue(
        code,
        message,
        Severity.WARNING,
        row=row.number,
        column=column,
        value=value,
        values={"value": value},
    )
