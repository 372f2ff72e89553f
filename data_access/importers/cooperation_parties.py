"""Who takes part in an action: its entities, its partners, its countries."""

from collections.abc import Sequence
from decimal import Decimal

from data_access.importers.cooperation_cells import Part, RowCells, nearest, parts, unknown
from data_access.importers.cooperation_columns import HEADER_BY_KEY
from data_access.importers.shares import exact_percentages
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.categories import MULTI_COUNTRY, UNASSIGNED
from data_access.vocabulary.drafts import EntityRef, PartnerRef, Share
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

_MULTI_COUNTRY_NAMES = frozenset(
    {
        "mul",
        "varios",
        "varios paises",
        "multipais",
        "multi pais",
        "multiples paises",
        "global",
    }
)


def read_entities(cells: RowCells, catalogue: Catalogue) -> tuple[EntityRef, ...]:
    """The entities of a row; the first leads. An unknown one is an error of the row."""
    found: dict[str, Part] = {}
    for part in parts(cells, "entities", lambda name: catalogue.entity(name) is not None):
        acronym = catalogue.entity(part.name)
        if acronym is None:
            cells.note(_unknown_entity(cells, part.name, catalogue), "entities")
        else:
            _merge(found, acronym, part)
    return tuple(
        EntityRef(acronym, "participant" if place else "lead", part.pct)
        for place, (acronym, part) in enumerate(found.items())
    )


def read_partners(cells: RowCells, catalogue: Catalogue) -> tuple[PartnerRef, ...]:
    """The partners of a row. An unknown one stays, without an id, and is told with a warning."""
    found: dict[str, tuple[Part, int | None]] = {}
    for part in parts(cells, "partners", lambda name: catalogue.partner(name) is not None):
        partner_id = catalogue.partner(part.name)
        if partner_id is None:
            cells.note(_unknown_partner(cells, part.name, catalogue), "partners")
        key = fold(part.name) if partner_id is None else str(partner_id)
        earlier = found.get(key)
        found[key] = (_sum(earlier[0], part) if earlier else part, partner_id)
    return tuple(
        PartnerRef(part.name, partner_id, share_pct=part.pct) for part, partner_id in found.values()
    )


def read_countries(cells: RowCells, catalogue: Catalogue) -> tuple[Share, ...] | None:
    """The countries that a row names; None when it names none."""
    found: dict[str, Part] = {}
    for part in parts(cells, "countries", lambda name: _country(name, catalogue) is not None):
        country = _country(part.name, catalogue)
        if country is None:
            cells.note(_unknown_country(cells, part.name, catalogue), "countries")
        else:
            _merge(found, country, part)
    if not found and not cells.text("countries"):
        return None
    return tuple(Share(code, part.pct) for code, part in found.items())


def countries_of(partners: Sequence[PartnerRef], catalogue: Catalogue) -> tuple[Share, ...]:
    """Each partner's part goes to its country; partners without one leave theirs unassigned."""
    codes = [
        (catalogue.partner_country(partner.partner_id) or UNASSIGNED)
        if partner.partner_id is not None
        else UNASSIGNED
        for partner in partners
    ]
    distinct = list(dict.fromkeys(codes))
    if not any(distinct):
        return ()
    if len(distinct) == 1:
        return (Share(distinct[0]),)
    weights = [
        sum(
            (
                partner.share_pct if partner.share_pct is not None else Decimal(1)
                for partner, code in zip(partners, codes, strict=True)
                if code == each
            ),
            Decimal(0),
        )
        for each in distinct
    ]
    return tuple(map(Share, distinct, exact_percentages(weights, distinct)))


def _country(text: str, catalogue: Catalogue) -> str | None:
    if fold(text) in _MULTI_COUNTRY_NAMES:
        return MULTI_COUNTRY
    return catalogue.country(text)


def _merge(found: dict[str, Part], code: str, part: Part) -> None:
    found[code] = _sum(found[code], part) if code in found else part


def _sum(first: Part, second: Part) -> Part:
    if first.pct is None or second.pct is None:
        return first
    return Part(first.name, first.pct + second.pct)


def _unknown_entity(cells: RowCells, text: str, catalogue: Catalogue) -> Issue:
    labels = catalogue.labels.get("entity", {})
    names = nearest(
        cells,
        "entities",
        text,
        lambda: (
            (alias, f"{acronym} ({labels[acronym]})" if acronym in labels else acronym)
            for alias, acronym in catalogue.entities.items()
        ),
    )
    return unknown(
        "entity.unknown",
        N_("No se conoce la entidad «{value}». Escriba su sigla como aparece en la hoja Listas."),
        N_(
            "No se conoce la entidad «{value}». ¿Quiso decir {names}? Escriba su sigla como "
            "aparece en la hoja Listas."
        ),
        text,
        names,
        Severity.ERROR,
    )


def _unknown_country(cells: RowCells, text: str, catalogue: Catalogue) -> Issue:
    if catalogue.partner(text) is not None:
        return Issue(
            "country.is_partner",
            N_(
                "«{value}» es un aliado y no un país. Escríbalo en la columna {column} y deje esta "
                "vacía, o escriba en ella su país."
            ),
            values={"value": text, "column": HEADER_BY_KEY["partners"]},
        )
    labels = catalogue.labels.get("country", {})
    names = nearest(
        cells,
        "countries",
        text,
        lambda: (
            (alias, labels.get(code, code))
            for alias, code in catalogue.countries.items()
            if len(alias) > 3
        ),
    )
    return unknown(
        "country.unknown",
        N_(
            "No se conoce el país «{value}». Escriba su nombre en español o su código de tres "
            "letras."
        ),
        N_(
            "No se conoce el país «{value}». ¿Quiso decir {names}? Escriba su nombre en español o "
            "su código de tres letras."
        ),
        text,
        names,
        Severity.ERROR,
    )


def _unknown_partner(cells: RowCells, text: str, catalogue: Catalogue) -> Issue:
    labels = catalogue.labels.get("partner", {})
    names = nearest(
        cells,
        "partners",
        text,
        lambda: (
            (alias, labels.get(str(partner_id), alias))
            for alias, partner_id in catalogue.partners.items()
        ),
    )
    return unknown(
        "partner.unknown",
        N_(
            "El aliado «{value}» no está en el catálogo: se registró por confirmar. Si ya existe "
            "con otro nombre, escríbalo como en la hoja Listas."
        ),
        N_(
            "El aliado «{value}» no está en el catálogo: se registró por confirmar. Si es uno de "
            "estos, escríbalo así: {names}."
        ),
        text,
        names,
        Severity.WARNING,
    )
