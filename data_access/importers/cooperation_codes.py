"""The columns whose cells name codes of a list."""

from decimal import Decimal

from data_access.importers.cooperation_cells import Part, RowCells, nearest, parts, unknown
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import Share
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

_MESSAGES = (
    N_(
        "«{value}» no está en la lista de esta columna: quedó sin asignar. Elija un valor de "
        "la hoja Listas."
    ),
    N_("«{value}» no está en la lista de esta columna: quedó sin asignar. ¿Quiso decir {names}?"),
)
_STAGE_MESSAGES = (
    N_(
        "«{value}» no está en la lista de etapas: quedó sin asignar y la acción cuenta, con su "
        "dinero, como una que no está cancelada. Elija una etapa de la hoja Listas."
    ),
    N_(
        "«{value}» no está en la lista de etapas: quedó sin asignar y la acción cuenta, con su "
        "dinero, como una que no está cancelada. ¿Quiso decir {names}?"
    ),
)
"""Which stages do not count is a rule of the entity package: no stage is none of them."""


def read_code(cells: RowCells, catalogue: Catalogue, key: str, codelist: str) -> str:
    """The code that column ``key`` names; "" when it is empty or unknown (then it is told)."""
    text = cells.text(key)
    if not text:
        return ""
    code = _listed(catalogue, codelist, text)
    if code is None:
        cells.note(_unknown_code(cells, catalogue, key, codelist, text), key)
    return code or ""


def read_codes(cells: RowCells, catalogue: Catalogue, key: str, codelist: str) -> tuple[str, ...]:
    """The codes that column ``key`` names, each once; unknown ones are told."""
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
    """The code of a list for a code, a name, or "code - name" as the drop-downs show it.

    Two values joined by a dash are not one, nor is it known whether they mean what lies between.
    """
    code = _one(catalogue, codelist, text)
    if code is None and " - " in text:
        first, _, rest = text.partition(" - ")
        code = _one(catalogue, codelist, first)
        return code if code == _one(catalogue, codelist, rest) else None
    return code


def _one(catalogue: Catalogue, codelist: str, text: str) -> str | None:
    code = catalogue.code(codelist, text)
    if code is None and codelist == "sdg":
        code = catalogue.code(codelist, fold(text).removeprefix("ods").strip().lstrip("0"))
    return code


def read_sectors(cells: RowCells, catalogue: Catalogue) -> tuple[Share, ...]:
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
    messages = _STAGE_MESSAGES if key == "stage" else _MESSAGES
    return unknown(f"{key}.unknown", *messages, text, names, Severity.WARNING)
