"""Donors of a project of the national aid register, and the countries they bring."""

from collections.abc import Sequence
from decimal import Decimal

from data_access.importers.findings import Findings
from data_access.importers.shares import exact_percentages
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.categories import UNASSIGNED
from data_access.vocabulary.drafts import PartnerRef, Share
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

COLUMN = "donors"
_UNSPECIFIED = "unspecified"


def read_donors(
    cell: str, project_id: str, catalogue: Catalogue, findings: Findings
) -> list[PartnerRef]:
    """The donors of ``cell`` (a list split by ``|``), matched to the catalogue by alias.

    A donor that the source calls unspecified is an unknown donor of that project alone: two
    projects without a named donor are not thereby financed by the same one.
    """
    donors: dict[str, PartnerRef] = {}
    for name in filter(None, (part.strip() for part in cell.split("|"))):
        if fold(name) == _UNSPECIFIED:
            donors[_UNSPECIFIED] = PartnerRef(f"Donante no especificado ({project_id})")
            findings.warning(
                "partner.unspecified",
                N_(
                    "La fuente no dice quién es este donante: se cuenta como un donante sin "
                    "identificar, propio de este proyecto."
                ),
                COLUMN,
                name,
            )
            continue
        partner_id = catalogue.partner(name)
        if partner_id is None:
            findings.warning(
                "partner.unknown",
                N_(
                    "«{value}» no está en el catálogo de aliados: entra por confirmar. "
                    "Confírmelo o agréguelo como otro nombre de un aliado conocido."
                ),
                COLUMN,
                name,
            )
        donors[str(partner_id or fold(name))] = PartnerRef(name, partner_id)
    return list(donors.values())


def countries_of(donors: Sequence[PartnerRef], catalogue: Catalogue) -> tuple[Share, ...]:
    """The donors' countries, each with the equal parts of its donors.

    Donors without a country (multilateral, unknown) leave their part unassigned; when none has
    one the answer is empty.
    """
    parts: dict[str, Decimal] = {}
    for donor in donors:
        country = catalogue.partner_country(donor.partner_id) if donor.partner_id else None
        parts[country or UNASSIGNED] = parts.get(country or UNASSIGNED, Decimal(0)) + 1
    if set(parts) <= {UNASSIGNED}:
        return ()
    percentages = exact_percentages(list(parts.values()), list(parts))
    return tuple(Share(code, pct) for code, pct in zip(parts, percentages, strict=True))
