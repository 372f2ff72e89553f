"""Sectors and goals of an IATI activity, and percentages that make a whole."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from data_access.importers.findings import Findings
from data_access.importers.iati_codes import CATEGORIES, GOAL_SECTORS, GOAL_TAGS, PURPOSES
from data_access.importers.shares import exact_percentages
from data_access.validation.numerals import SMALL, read_numeral
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.categories import UNASSIGNED
from data_access.vocabulary.drafts import Share
from data_access.vocabulary.messages import N_

Plain = dict[str, Any]
_HUNDRED = Decimal(100)
_SECTOR = "sector"
_TAG = "tag"
_NO_SECTOR = (UNASSIGNED, "")


def read_sectors(activity: Plain, catalogue: Catalogue, findings: Findings) -> tuple[Share, ...]:
    """DAC sectors of the activity or, if it has none, those of its transactions, in equal parts.

    Other vocabularies cannot be compared and stay unassigned; the purposes win over the
    categories when a publisher gives both.
    """
    own = _comparable(activity["sectors"])
    groups = [_comparable(transaction["sectors"]) for transaction in activity["transactions"]]
    inside = [item for group in groups for item in group]
    everything = [
        *activity["sectors"],
        *(s for t in activity["transactions"] for s in t["sectors"]),
    ]
    _tell_other_vocabularies(everything, findings)
    _tell_unknown([*own, *inside], catalogue, findings)
    _tell_several(groups, catalogue, findings)
    named = [(_dac(code, catalogue), pct) for _, code, pct in own]
    if any(key[0] != UNASSIGNED for key, _ in named):
        return read_shares(named, _SECTOR, findings)
    purposes = dict.fromkeys(_dac(code, catalogue) for _, code, _ in inside)
    if not inside or set(purposes) == {_NO_SECTOR}:
        return ()
    if not all(groups) or activity["budgets"]:
        findings.info(
            "sector.from_transactions",
            N_(
                "La actividad no declara sectores y algunos de sus montos tampoco: esos se "
                "reparten en partes iguales entre los sectores de los demás."
            ),
            _SECTOR,
        )
    return tuple(Share(code, None, purpose) for code, purpose in purposes)


def own_sector(transaction: Plain, catalogue: Catalogue) -> str:
    """The one DAC category that a transaction names, or "" when it follows its activity."""
    found = {_dac(code, catalogue)[0] for _, code, _ in _comparable(transaction["sectors"])}
    return found.pop() if len(found) == 1 else ""


def read_sdgs(activity: Plain, catalogue: Catalogue, findings: Findings) -> tuple[str, ...]:
    """Goals told by tags or by sectors of the goal vocabularies, in the order of the file.

    One written with idle zeros is told, as is what is no goal.
    """
    told = [code for vocabulary, code in activity["tags"] if vocabulary in GOAL_TAGS]
    told += [code for vocabulary, code, _ in activity["sectors"] if vocabulary in GOAL_SECTORS]
    goals = {code: _sdg(code, catalogue) for code in told}
    unknown = [code or "?" for code, goal in goals.items() if goal is None]
    if unknown:
        findings.warning(
            "sdg.unknown",
            N_("«{value}» no es uno de los ODS ni una de sus metas: no se tuvo en cuenta."),
            _TAG,
            ", ".join(unknown),
        )
    padded = {code: goal for code, goal in goals.items() if goal and code.startswith("0")}
    if padded:
        findings.info(
            "sdg.made_plain",
            N_("«{value}» se leyó como el ODS {goals}: sobran los ceros."),
            _TAG,
            ", ".join(padded),
            goals=", ".join(padded.values()),
        )
    return tuple(dict.fromkeys(goal for goal in goals.values() if goal))


def _sdg(code: str, catalogue: Catalogue) -> str | None:
    return catalogue.code("sdg", code.partition(".")[0].lstrip("0"))


def _comparable(sectors: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Those of the DAC's purposes or, without any, of its categories."""
    purposes = [item for item in sectors if item[0] in PURPOSES]
    return purposes or [item for item in sectors if item[0] in CATEGORIES]


def _dac(code: str, catalogue: Catalogue) -> tuple[str, str]:
    """Category and purpose of a DAC code, or two empty texts when it is not one."""
    if not (code.isascii() and code.isdigit() and len(code) in (3, 5)):
        return _NO_SECTOR
    category = catalogue.code("dac_sector_category", code[:3])
    return (category, code if len(code) == 5 else "") if category else _NO_SECTOR


def _tell_unknown(items: Sequence[Sequence[str]], catalogue: Catalogue, findings: Findings) -> None:
    unknown = [code for _, code, _ in items if _dac(code, catalogue) == _NO_SECTOR]
    if unknown:
        findings.warning(
            "sector.unknown",
            N_("«{value}» no es un sector del CAD: su parte queda sin asignar."),
            _SECTOR,
            ", ".join(dict.fromkeys(unknown)),
        )


def _tell_several(
    groups: Sequence[Sequence[Sequence[str]]], catalogue: Catalogue, findings: Findings
) -> None:
    named = [{_dac(code, catalogue)[0] for _, code, _ in group} for group in groups]
    several = [codes for codes in named if len(codes) > 1]
    if several:
        findings.warning(
            "sector.several_in_transaction",
            N_(
                "{count} transacciones nombran varios sectores ({value}): su dinero se reparte "
                "como el de toda la actividad."
            ),
            _SECTOR,
            "; ".join(dict.fromkeys(", ".join(sorted(codes)) for codes in several)),
            count=str(len(several)),
        )


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


def read_shares(
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
                N_(
                    "Los porcentajes de {column} faltan, no se entienden o no suman nada: se "
                    "repartió en partes iguales."
                ),
                column,
                "; ".join(text or "?" for _, text in named),
                column=column,
            )
        return tuple(Share(code, None, detail) for code, detail in parts)
    if total != _HUNDRED:
        tell = findings.info if round(total) == _HUNDRED else findings.warning
        tell(
            "percentage.rescaled",
            N_("Los porcentajes de {column} suman {total}: se ajustaron a 100."),
            column,
            f"{total}",
            column=column,
            total=f"{total}",
        )
    kept = {key: part for key, part in parts.items() if part > 0}
    percentages = exact_percentages(list(kept.values()), list(kept))
    return tuple(
        Share(code, pct, detail) for (code, detail), pct in zip(kept, percentages, strict=True)
    )


def is_whole(percentages: Iterable[str]) -> bool:
    """Whether all are there and add to 100, but for the rounding of each."""
    parts = [_percentage(text) for text in percentages]
    return None not in parts and round(sum(filter(None, parts), Decimal(0))) == _HUNDRED


def _percentage(text: str) -> Decimal | None:
    numeral = read_numeral(text.removesuffix("%"), SMALL)
    return numeral.value if numeral and 0 <= numeral.value <= _HUNDRED else None
