"""Organisations of an IATI activity as partners with a role."""

from typing import Any

from data_access.importers.findings import Findings
from data_access.importers.iati_codes import FUNDING, PARTNER_TYPES, role_of
from data_access.validation.values import is_not_reported
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import PartnerRef
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

Plain = dict[str, Any]
COLUMN = "participating-org"
_MAX_NAME = 300
_UNSPECIFIED = {"unspecified", "no especificado", "nan"}


def preferred(names: list[list[str]], default_language: str) -> str:
    """One of the ``[language, text]`` pairs: Spanish, else the default language, else the first."""
    for wanted in ("es", default_language.casefold()):
        for language, text in names:
            if wanted and (language or default_language).casefold().split("-")[0] == wanted:
                return text
    return names[0][1] if names else ""


def read_partners(
    activity: Plain, catalogue: Catalogue, findings: Findings
) -> tuple[PartnerRef, ...]:
    """Funding partners, who count, and the rest, who do not.

    Without any funding organisation the publisher is taken as the one who pays.
    """
    partners: dict[tuple[str, str], PartnerRef] = {}
    for organisation in activity["organisations"]:
        role = role_of(organisation["role"])
        ref = _reference(organisation, role, activity, catalogue, findings)
        if ref is not None:
            partners.setdefault((str(ref.partner_id or fold(ref.name)), role), ref)
    if not any(role == FUNDING for _, role in partners):
        reporting = _reference(activity["reporting"], FUNDING, activity, catalogue, findings)
        if reporting is not None:
            partners["", FUNDING] = reporting
            findings.info(
                "partner.reporting_funds",
                N_(
                    "La actividad no dice quién la financia: se tomó a quien la publica, «{value}»."
                ),
                COLUMN,
                reporting.name,
            )
    return tuple(partners.values())


def _reference(
    organisation: Plain, role: str, activity: Plain, catalogue: Catalogue, findings: Findings
) -> PartnerRef | None:
    names = organisation["names"]
    ref = organisation["ref"]
    name = preferred(names, activity["language"]) or ref
    is_funding = role == FUNDING
    if is_funding and fold(name) in _UNSPECIFIED:
        findings.warning(
            "partner.unspecified",
            N_(
                "La fuente no dice quién es este donante: se cuenta como un donante sin "
                "identificar, propio de esta actividad."
            ),
            COLUMN,
            name,
        )
        return PartnerRef(f"Donante no especificado ({activity['identifier']})"[:_MAX_NAME])
    if is_not_reported(name) or fold(name) in {"", *_UNSPECIFIED}:
        return None
    candidates = [*(text for _, text in names), *([ref] if ref else [])]
    found = (catalogue.partner(text) for text in candidates)
    partner_id = next((number for number in found if number is not None), None)
    if partner_id is None:
        findings.warning(
            "partner.unknown",
            N_(
                "«{value}» no está en el catálogo de aliados: entra por confirmar. Confírmelo o "
                "agréguelo como otro nombre de un aliado conocido."
            ),
            COLUMN,
            name,
        )
    return PartnerRef(
        name[:_MAX_NAME],
        partner_id,
        role,
        is_funding,
        type_code=PARTNER_TYPES.get(organisation["type"], ""),
    )
