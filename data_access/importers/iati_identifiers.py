"""Identifiers of IATI activities: those that look the same are one."""

from collections.abc import Mapping
from typing import Any

from data_access.importers.findings import Findings
from data_access.importers.iati_codes import relation_of
from data_access.validation.codes import read_code
from data_access.validation.values import Reading, at
from data_access.vocabulary.drafts import Relation
from data_access.vocabulary.messages import N_

Plain = dict[str, Any]
_COLUMN = "iati-identifier"
_RELATED = "related-activity"
_MAX_SIGNS = 200


def read_identifier(activity: Plain, findings: Findings) -> str:
    """The identifier in its plain form, "" with an error when there is none to be taken."""
    reading = _read(activity["identifier"], _COLUMN, findings)
    identifier = reading.value or ""
    if reading.is_not_reported:
        findings.error(
            "code.missing", N_("La actividad no tiene código: complete iati-identifier."), _COLUMN
        )
    elif len(identifier) > _MAX_SIGNS:
        findings.error(
            "code.too_long",
            N_("El código tiene más de {limit} signos: acórtelo."),
            _COLUMN,
            identifier[:_MAX_SIGNS],
            limit=str(_MAX_SIGNS),
        )
    return identifier


def tell_repeated(
    source_code: str, identifier: str, seen: Mapping[tuple[str, str], int], findings: Findings
) -> None:
    """An error when the publisher's activity is in the file already."""
    if (source_code, identifier) in seen:
        findings.error(
            "code.repeated",
            N_(
                "El código «{value}» está en la actividad {other} y otra vez en la {row}: deje una "
                "sola."
            ),
            _COLUMN,
            identifier,
            other=str(seen[source_code, identifier]),
            row=str(findings.row),
        )


def read_relations(activity: Plain, findings: Findings) -> tuple[Relation, ...]:
    """The other activities that this one, whose identifier is plain, names; each once."""
    named = [
        Relation(related[:_MAX_SIGNS], relation_of(kind))
        for kind, text in activity["related"]
        if (related := _read(text, _RELATED, findings).value or "")
        not in ("", activity["identifier"])
    ]
    return tuple(dict.fromkeys(named))


def _read(text: str, column: str, findings: Findings) -> Reading[str]:
    reading = read_code(text)
    findings.issues += [
        at(issue, sheet=None, row=findings.row, column=column, value=text)
        for issue in reading.issues
    ]
    return reading
