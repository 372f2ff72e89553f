"""Reading of the national aid register kept by APC-Colombia and published by AidData in 2016."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from data_access.importers.apc_amounts import COUNTERPART, GIVEN, read_amounts
from data_access.importers.apc_donors import countries_of, read_donors
from data_access.importers.apc_duplicates import tell_likely_duplicates
from data_access.importers.apc_titles import repaired_title
from data_access.importers.findings import Findings
from data_access.importers.outside_text import read_outside_text
from data_access.importers.reader import read_table
from data_access.importers.received import Received
from data_access.importers.records import Record, records, told_of
from data_access.validation.codes import plain_code
from data_access.validation.cooperation import check_amounts, check_dates
from data_access.validation.values import at, is_not_reported, read_code, read_date
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import (
    EXTERNAL,
    ActionDraft,
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
    kind=EXTERNAL,
    name_es="APC-Colombia (AidData 2016)",
    name_en="APC-Colombia (AidData 2016)",
    licence="ODC-By 1.0",
    homepage="https://www.aiddata.org",
)
PROJECTS = "projects"
_PROJECTS_FILE = "projects.csv"
COLUMNS = (
    "Project_ID", "PROYECTO", "OBJETIVO", "MODALIDAD", "ENTIDADES RESPONSABLES", "MONEDA",
    "APORTE NACIONAL", "APORTE INTERNACIONAL", "BENEFICIARIOS", "TERRITORIOS",
    "TIPO DE COOPERACION",
)  # fmt: skip
PROJECT_COLUMNS = (
    "project_id", "project_title", "start_actual_isodate", "end_actual_isodate", "donors",
    "ad_sector_codes", "status",
)  # fmt: skip
_PROJECT_DAYS = ("start_actual_isodate", "end_actual_isodate")
_MAX_CODE = 200
_RECEIVED = "recibida"
_STAGES = {"implementation": "ejecucion", "completion": "cierre"}
_COLUMN_OF = {
    "ends_on": "end_actual_isodate",
    "currency": "MONEDA",
    "committed": GIVEN,
    "counterpart": COUNTERPART,
}
"""Where the file says what a rule about drafts calls by the name of a field."""
_ENTITY_SEPARATORS = re.compile(r"\s*(?:,|/|\s-|-\s)\s*")


def read(received: Received, catalogue: Catalogue) -> ParsedFile:
    """Read ``project_ancillary.csv`` and, if given, its companion ``projects.csv``.

    Raises ``Refused`` when a file cannot be read or lacks columns.
    """
    sheets = read_table(received.path, skips_hidden=received.skips_hidden)
    ancillary = records(sheets, COLUMNS)
    told = told_of(sheets, COLUMNS)
    projects = None
    if PROJECTS in received.companions:
        companion = read_table(received.companions[PROJECTS], skips_hidden=received.skips_hidden)
        projects = records(companion, PROJECT_COLUMNS, days=_PROJECT_DAYS)
        told += told_of(companion, PROJECT_COLUMNS)
    parsed = parse(ancillary, projects, catalogue)
    parsed.issues += told
    return parsed


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
    by_id = _by_id(projects or (), parsed.issues)
    seen: dict[str, int] = {}
    parsed.rows = rows = [
        _row(row, by_id, projects is not None, seen, catalogue) for row in ancillary
    ]
    tell_likely_duplicates(rows)
    return parsed


def _by_id(projects: Sequence[Record], told: list[Issue]) -> dict[str, Record]:
    """The first row of each project; the others of it are told."""
    found: dict[str, Record] = {}
    for project in projects:
        code = plain_code(project["project_id"])
        first = found.setdefault(code, project)
        if first is not project:
            told.append(
                Issue(
                    "project.repeated",
                    N_(
                        "El proyecto {value} ya está en la fila {other} de {file}: se tomó aquella "
                        "y no esta. Deje una sola fila por proyecto."
                    ),
                    Severity.WARNING,
                    sheet=_PROJECTS_FILE,
                    row=project.number,
                    column="project_id",
                    value=code,
                    values={"value": code, "other": str(first.number), "file": _PROJECTS_FILE},
                )
            )
    return found


def _row(
    row: Record,
    projects: Mapping[str, Record],
    has_projects: bool,
    seen: dict[str, int],
    catalogue: Catalogue,
) -> RowDraft:
    findings = row.findings()
    project_id = row.read("Project_ID", read_code, findings).value or ""
    project = projects.get(project_id)
    cells = dict(row.cells)
    if project is not None:
        findings.issues += [replace(issue, column=_PROJECTS_FILE) for issue in project.issues]
        cells |= {f"{_PROJECTS_FILE}: {name}": text for name, text in project.cells.items()}
    result = RowDraft(row.number, cells, issues=findings.issues)
    _check_identity(row, project_id, seen, findings)
    if findings.has_errors:
        return result
    seen[project_id] = row.number
    if has_projects and project is None:
        findings.warning(
            "project.unmatched",
            N_(
                "El proyecto {value} no está en el archivo de proyectos: queda sin donantes, "
                "fechas, sector ni etapa."
            ),
            "Project_ID",
            project_id,
        )
    project = project or Record(row.number, {})
    result.draft = _draft(row, project_id, project, catalogue, findings)
    return result


def _check_identity(
    row: Record, project_id: str, seen: Mapping[str, int], findings: Findings
) -> None:
    if not project_id:
        findings.error(
            "code.missing",
            N_("La fila no tiene código de proyecto: escríbalo en Project_ID."),
            "Project_ID",
        )
    elif len(project_id) > _MAX_CODE:
        findings.error(
            "code.too_long",
            N_("El código tiene más de {limit} signos: acórtelo."),
            "Project_ID",
            project_id[:_MAX_CODE],
            limit=str(_MAX_CODE),
        )
    elif project_id in seen:
        findings.error(
            "code.repeated",
            N_("El código {value} ya está en la fila {other}: deje una sola fila por proyecto."),
            "Project_ID",
            project_id,
            other=str(seen[project_id]),
        )
    elif not row["PROYECTO"]:
        findings.error(
            "title.missing", N_("El proyecto no tiene título: escríbalo en PROYECTO."), "PROYECTO"
        )


def _draft(
    row: Record, project_id: str, project: Record, catalogue: Catalogue, findings: Findings
) -> ActionDraft:
    title = repaired_title(row["PROYECTO"], project["project_title"], findings)
    donors = read_donors(project["donors"], project_id, catalogue, findings)
    currency = _code("currency", "MONEDA", row, catalogue, findings)
    draft = ActionDraft(
        source_code=SOURCE.code,
        external_id=project_id,
        title=read_outside_text(title, "PROYECTO", findings),
        objective=read_outside_text(row["OBJETIVO"], "OBJETIVO", findings),
        modality_code=_code("modality", "MODALIDAD", row, catalogue, findings),
        cooperation_type_code=_code(
            "cooperation_type", "TIPO DE COOPERACION", row, catalogue, findings
        ),
        direction_code=_RECEIVED,
        stage_code=_stage(project, findings),
        beneficiaries=read_outside_text(row["BENEFICIARIOS"], "BENEFICIARIOS", findings),
        starts_on=project.read("start_actual_isodate", read_date, findings).value,
        ends_on=project.read("end_actual_isodate", read_date, findings).value,
        entities=_entities(row["ENTIDADES RESPONSABLES"], catalogue),
        partners=tuple(donors),
        countries=countries_of(donors, catalogue),
        territories=_territories(row, catalogue, findings),
        sectors=_sectors(project, catalogue, findings),
        amounts=read_amounts(row, currency, findings),
    )
    for issue in (*check_dates(draft), *check_amounts(draft)):
        column = _COLUMN_OF[issue.column or ""]
        value = row[column] or project[column]
        findings.issues.append(at(issue, sheet=None, row=row.number, column=column, value=value))
    return draft


def _code(codelist: str, column: str, row: Record, catalogue: Catalogue, findings: Findings) -> str:
    text = row[column]
    if is_not_reported(text):
        return ""
    code = catalogue.code(codelist, text)
    if code is None:
        _tell_unknown(codelist, column, text, findings)
    return code or ""


def _stage(project: Record, findings: Findings) -> str:
    status = project["status"]
    code = _STAGES.get(fold(status), "")
    if status and not code:
        _tell_unknown("stage", "status", status, findings)
    return code


def _sectors(project: Record, catalogue: Catalogue, findings: Findings) -> tuple[Share, ...]:
    codes = []
    for text in filter(None, project["ad_sector_codes"].split("|")):
        code = catalogue.code("dac_sector_category", text)
        if code is None:
            _tell_unknown("sector", "ad_sector_codes", text, findings)
        codes.append(code or "")
    return tuple(Share(code) for code in dict.fromkeys(codes)) if any(codes) else ()


def _territories(row: Record, catalogue: Catalogue, findings: Findings) -> tuple[str, ...]:
    codes = []
    for text in filter(None, (part.strip() for part in row["TERRITORIOS"].split(","))):
        code = catalogue.code("territory", text)
        if code is None:
            _tell_unknown("territory", "TERRITORIOS", text, findings)
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


def _tell_unknown(what: str, column: str, value: str, findings: Findings) -> None:
    findings.warning(
        f"{what}.unknown",
        N_("«{value}» no está en el catálogo: la columna {column} queda sin asignar para él."),
        column,
        value,
        column=column,
    )
