"""Countries, sectors and goals of an IATI activity, with their percentages."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from data_access.importers.findings import Findings
from data_access.importers.iati_codes import CATEGORIES, GOAL_SECTORS, GOAL_TAGS, PURPOSES
from data_access.importers.shares import exact_percentages
from data_access.validation.numerals import SMALL, read_numeral
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.categories import MULTI_COUNTRY, UNASSIGNED
from data_access.vocabulary.drafts import Share
from data_access.vocabulary.messages import N_

Plain = dict[str, Any]
_HUNDRED = Decimal(100)
_COUNTRY = "recipient-country"
_SECTOR = "sector"


def country_code(kind: str, code: str, catalogue: Catalogue, findings: Findings) -> str:
    """Alpha-3 of a recipient country; every region is the multi-country category."""
    if kind == "region":
        return MULTI_COUNTRY
    found = catalogue.country(code)
    if found is None:
        findings.warning(
            "country.unknown",
            N_("«{value}» no es un código de país conocido: su parte queda sin asignar."),
            _COUNTRY,
            code,
        )
    return found or UNASSIGNED


def read_countries(activity: Plain, catalogue: Catalogue, findings: Findings) -> tuple[Share, ...]:
    """Countries of the activity or, if it names none, those of its transactions, in equal parts."""
    places = activity["places"]
    if places:
        named = [
            ((country_code(kind, code, catalogue, findings), ""), pct) for kind, code, pct in places
        ]
        return _shares(named, _COUNTRY, findings)
    codes = [
        country_code(kind, code, catalogue, findings)
        for transaction in activity["transactions"]
        for kind, code, _ in transaction["places"][:1]
    ]
    return tuple(Share(code) for code in dict.fromkeys(codes))


def read_sectors(activity: Plain, catalogue: Catalogue, findings: Findings) -> tuple[Share, ...]:
    """DAC sectors of the activity or, if it has none, those of its transactions, in equal parts.

    Other vocabularies cannot be compared and stay unassigned; the purposes win over the
    categories when a publisher gives both.
    """
    groups = [activity["sectors"]]
    if not activity["sectors"]:
        groups = [transaction["sectors"] for transaction in activity["transactions"]]
    items = [item for group in groups for item in group]
    _tell_other_vocabularies(items, findings)
    chosen = [item for item in items if item[0] in PURPOSES] or [
        item for item in items if item[0] in CATEGORIES
    ]
    named = [(_dac(code, catalogue), pct) for _, code, pct in chosen]
    unknown = [code for _, code, _ in chosen if _dac(code, catalogue)[0] == UNASSIGNED]
    if unknown:
        findings.warning(
            "sector.unknown",
            N_("«{value}» no es un sector del CAD: su parte queda sin asignar."),
            _SECTOR,
            ", ".join(dict.fromkeys(unknown)),
        )
    if all(key[0] == UNASSIGNED for key, _ in named):
        return ()
    if not activity["sectors"]:
        findings.info(
            "sector.from_transactions",
            N_(
                "La actividad no declara sectores: se tomaron los de sus transacciones, en partes "
                "iguales."
            ),
            _SECTOR,
        )
        return tuple(Share(code, None, purpose) for code, purpose in dict(named))
    return _shares(named, _SECTOR, findings)


def read_sdgs(activity: Plain, catalogue: Catalogue) -> tuple[str, ...]:
    """Goals told by tags or by sectors of the goal vocabularies, in the order of the file."""
    told = [code for vocabulary, code in activity["tags"] if vocabulary in GOAL_TAGS]
    told += [code for vocabulary, code, _ in activity["sectors"] if vocabulary in GOAL_SECTORS]
    goals = [catalogue.code("sdg", code.partition(".")[0]) for code in told]
    return tuple(dict.fromkeys(goal for goal in goals if goal))


def _dac(code: str, catalogue: Catalogue) -> tuple[str, str]:
    """Category and purpose of a DAC code, or two empty texts when it is not one."""
    if not (code.isascii() and code.isdigit() and len(code) in (3, 5)):
        return UNASSIGNED, ""
    category = catalogue.code("dac_sector_category", code[:3])
    return (category, code if len(code) == 5 else "") if category else (UNASSIGNED, "")


def _tell_other_vocabularies(items: Sequence[Sequence[str]], findings: Findings) -> None:
    known = PURPOSES | CATEGORIES | GOAL_SECTORS
    others = {vocabulary: code for vocabulary, code, _ in items if vocabulary not in known}
    has_dac = any(vocabulary in PURPOSES | CATEGORIES for vocabulary, _, _ in items)
    if others and not has_dac:
        findings.info(
            "sector.other_vocabulary",
            N_(
                "El sector viene en un vocabulario propio de quien publica ({value}): no se puede "
                "comparar con los del CAD y queda sin asignar."
            ),
            _SECTOR,
            ", ".join(f"{vocabulary}: {code}" for vocabulary, code in others.items()),
        )


def _shares(
    named: Sequence[tuple[tuple[str, str], str]], column: str, findings: Findings
) -> tuple[Share, ...]:
    """Shares that add to exactly 100, or without percentages when the source lacks some."""
    parts: dict[tuple[str, str], Decimal] = {}
    is_complete = True
    for key, text in named:
        pct = _percentage(text)
        is_complete = is_complete and pct is not None
        parts[key] = parts.get(key, Decimal(0)) + (pct or Decimal(0))
    total = sum(parts.values())
    if not is_complete or total <= 0:
        if any(text for _, text in named):
            findings.warning(
                "percentage.incomplete",
                N_("Faltan porcentajes en {column}: se repartió en partes iguales."),
                column,
                "; ".join(text or "?" for _, text in named),
                column=column,
            )
        return tuple(Share(code, None, detail) for code, detail in parts)
    if total != _HUNDRED:
        findings.info(
            "percentage.rescaled",
            N_("Los porcentajes de {column} suman {total}: se ajustaron a 100."),
            column,
            f"{total}",
            column=column,
            total=f"{total}",
        )
    kept = {key: part for key, part in parts.items() if part > 0}
    percentages = exact_percentages(list(kept.values()))
    return tuple(
        Share(code, pct, detail) for (code, detail), pct in zip(kept, percentages, strict=True)
    )


def _percentage(text: str) -> Decimal | None:
    numeral = read_numeral(text.removesuffix("%"), SMALL)
    return numeral.value if numeral and 0 <= numeral.value <= _HUNDRED else None
