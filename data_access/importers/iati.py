"""Reading of IATI activity files, versions 1.0x and 2.0x, of any publisher."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from data_access.importers.findings import Findings
from data_access.importers.iati_amounts import day, read_transactions
from data_access.importers.iati_budgets import read_budgets
from data_access.importers.iati_cells import cells_of
from data_access.importers.iati_codes import (
    ENDS,
    HUMANITARIAN,
    STARTS,
    cooperation_type_of,
    finance_of,
    flag,
    modality_of,
    stage_of,
)
from data_access.importers.iati_flags import tell_odd_flags
from data_access.importers.iati_humanitarian import read_humanitarian
from data_access.importers.iati_identifiers import (
    read_identifier,
    read_relations,
    tell_repeated,
)
from data_access.importers.iati_partners import preferred, read_partners
from data_access.importers.iati_places import read_countries
from data_access.importers.iati_shares import read_sdgs, read_sectors
from data_access.importers.outside_text import read_outside_text
from data_access.importers.reader import run_child
from data_access.importers.received import Received
from data_access.validation.codes import plain_code
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import (
    EXTERNAL,
    ActionDraft,
    ParsedFile,
    RowDraft,
    SourceDraft,
)
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

Plain = dict[str, Any]
FAMILY = "iati"
_MAX_SOURCE_CODE = 80
_OBJECTIVES = "2"
_LEVEL = re.compile(r"[0-9]{1,3}")


def read(received: Received, catalogue: Catalogue) -> ParsedFile:
    """Read a received activity file. Raises ``Refused`` when it is not sound IATI."""
    return parse(run_child("iati", received.path), catalogue)


def parse(items: Iterable[Plain], catalogue: Catalogue) -> ParsedFile:
    """One draft per activity; ``items`` are those of ``_iati_child.read_activities``.

    Each publisher is a source of its own; rows are numbered by the activity's place in the file.
    """
    file, *activities, end = items
    sources: dict[str, SourceDraft] = {}
    seen: dict[tuple[str, str], int] = {}
    rows = [
        _row(number, activity, day(file["generated"]), sources, seen, catalogue)
        for number, activity in enumerate(activities, start=1)
    ]
    told = _strangers(end["strangers"]) if end["strangers"] else []
    return ParsedFile(len(rows), tuple(sources.values()), rows, issues=told)


def _strangers(count: int) -> list[Issue]:
    return [
        Issue(
            "activity.other_namespace",
            N_(
                "Elementos de nombre parecido a una actividad, pero de otro espacio de nombres o "
                "con otras mayúsculas: {count}. No se leyeron; deben llamarse «iati-activity», sin "
                "espacio de nombres."
            ),
            Severity.WARNING,
            column="iati-activity",
            values={"count": str(count)},
        )
    ]


def _row(
    number: int,
    activity: Plain,
    generated_on: date | None,
    sources: dict[str, SourceDraft],
    seen: dict[tuple[str, str], int],
    catalogue: Catalogue,
) -> RowDraft:
    findings = Findings(number)
    row = RowDraft(number, cells_of(activity), issues=findings.issues)
    source = _source(activity, generated_on, findings)
    identifier = read_identifier(activity, findings)
    if source is not None:
        tell_repeated(source.code, identifier, seen, findings)
    if source is None or findings.has_errors:
        return row
    seen[source.code, identifier] = number
    sources.setdefault(source.code, source)
    row.draft = _draft({**activity, "identifier": identifier}, source, catalogue, findings)
    return row


def _source(activity: Plain, generated_on: date | None, findings: Findings) -> SourceDraft | None:
    reporting = activity["reporting"] or {"ref": "", "names": []}
    name = preferred(reporting["names"], activity["language"]) or reporting["ref"]
    slug = fold(plain_code(reporting["ref"]) or name).replace(" ", "-")
    if not slug:
        findings.error(
            "publisher.missing",
            N_("La actividad no dice quién la publica: complete reporting-org."),
            "reporting-org",
        )
        return None
    return SourceDraft(
        code=f"{FAMILY}-{slug}"[:_MAX_SOURCE_CODE],
        family=FAMILY,
        kind=EXTERNAL,
        name_es=name[:250],
        name_en=name[:250],
        cut_off_on=generated_on,
    )


def _draft(
    activity: Plain, source: SourceDraft, catalogue: Catalogue, findings: Findings
) -> ActionDraft:
    starts_on, ends_on = _span(activity, findings)
    finance = finance_of(activity["finance"])
    stage = stage_of(activity["status"])
    if activity["status"] and not stage:
        findings.warning(
            "stage.unknown",
            N_("«{value}» no es un estado conocido: la etapa queda sin asignar."),
            "activity-status",
            activity["status"],
        )
    _tell_repeated_elements(activity, findings)
    tell_odd_flags(activity, findings)
    humanitarian = read_humanitarian(activity)
    return ActionDraft(
        source_code=source.code,
        external_id=activity["identifier"],
        title=_title(activity, findings),
        objective=read_outside_text(_objective(activity), "description", findings),
        modality_code=HUMANITARIAN
        if humanitarian.is_whole
        else modality_of(finance, activity["aid"]),
        cooperation_type_code=cooperation_type_of(activity["collaboration"]),
        stage_code=stage,
        starts_on=starts_on,
        ends_on=ends_on,
        partners=read_partners(activity, catalogue, findings),
        countries=read_countries(activity, catalogue, findings),
        sdgs=read_sdgs(activity, catalogue, findings),
        sectors=read_sectors(activity, catalogue, findings),
        amounts=(
            *read_transactions(activity, humanitarian, catalogue, findings, source.cut_off_on),
            *read_budgets(activity, humanitarian.own_modality(), catalogue, findings),
        ),
        hierarchy=int(level) if _LEVEL.fullmatch(level := activity["hierarchy"]) else None,
        relations=read_relations(activity, findings),
        is_secondary=bool(flag(activity["secondary"])),
    )


def _tell_repeated_elements(activity: Plain, findings: Findings) -> None:
    places: dict[str, list[str]] = {}
    for element, texts in activity["repeated"]:
        places.setdefault(element, []).append(texts)
    for element, found in places.items():
        findings.warning(
            "element.repeated",
            N_(
                "El estándar admite un solo {element} y hay varios: {value}. Se tomó el primero de "
                "cada grupo; deje solo el correcto."
            ),
            element,
            "; ".join(found),
            element=element.rpartition("/")[2],
        )


def _title(activity: Plain, findings: Findings) -> str:
    title = read_outside_text(
        " ".join(preferred(activity["titles"], activity["language"]).split()), "title", findings
    )
    if not title:
        findings.warning(
            "title.missing",
            N_("La actividad no tiene título: se usa su código, «{value}»."),
            "title",
            activity["identifier"],
        )
    return title or activity["identifier"]


def _objective(activity: Plain) -> str:
    """The description of objectives if there is one, else the first; a general one often is."""
    descriptions = activity["descriptions"]
    objectives = [item for item in descriptions if item[0] == _OBJECTIVES] or [
        item for item in descriptions if item[0] == (descriptions[0][0])
    ]
    return preferred([[language, text] for _, language, text in objectives], activity["language"])


def _span(activity: Plain, findings: Findings) -> tuple[date | None, date | None]:
    starts_on = _date(activity, STARTS, findings)
    ends_on = _date(activity, ENDS, findings)
    if starts_on and ends_on and ends_on < starts_on:
        findings.warning(
            "dates.reversed",
            N_("La actividad termina ({value}) antes de empezar ({start}): se dejó sin final."),
            "activity-date",
            ends_on.isoformat(),
            start=starts_on.isoformat(),
        )
        ends_on = None
    return starts_on, ends_on


def _date(activity: Plain, preferences: Iterable[set[str]], findings: Findings) -> date | None:
    """The date of the first preferred type that has a valid one: what happened, then the plan."""
    for types in preferences:
        for kind, text in activity["dates"]:
            if kind.casefold() not in types:
                continue
            value = day(text)
            if value is not None:
                return value
            findings.warning(
                "date.not_a_date",
                N_("«{value}» no es una fecha AAAA-MM-DD: no se tuvo en cuenta."),
                "activity-date",
                text,
            )
    return None
