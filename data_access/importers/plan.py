"""Importer of plans: frameworks that set goals, from workbooks and text tables of any shape."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any

from data_access.importers.day_order import day_orders
from data_access.importers.findings import MISSING
from data_access.importers.plan_cells import PlanCells
from data_access.importers.plan_columns import (
    LONGEST_FRAMEWORK,
    REQUIRED,
    TARGET,
    final_year,
    target_year,
)
from data_access.importers.plan_mapped import PlanRow, map_rows
from data_access.importers.plan_maps import PlanMap, check_text, mapped_table, own_table, read_map
from data_access.importers.plan_names import Names
from data_access.importers.plan_scales import read_habits
from data_access.importers.plan_tables import PlanTable
from data_access.importers.reader import read_table
from data_access.importers.received import Received
from data_access.importers.refusal import refuse
from data_access.importers.unit_lines import unit_lines
from data_access.importers.unread_sheets import beside
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ParsedFile, RowDraft
from data_access.vocabulary.goals import INDICATOR_CATALOGUE
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold
from data_access.vocabulary.plan_drafts import (
    FrameworkDraft,
    IndicatorDraft,
    NodeDraft,
    PlanDraft,
)
from data_access.vocabulary.signs import may_be_negative

MAP = "map"
FRAMEWORK = "framework"
MAP_NEEDED = "plan.map_needed"
_INDICATOR = "indicador"
_GOAL_LEVELS = ("meta", _INDICATOR)


def read(received: Received, catalogue: Catalogue) -> ParsedFile[PlanDraft]:
    """Read a received plan, with the companion ``map`` or by its own headers.

    The option ``framework`` is the code of its framework. Raises ``Refused``, with the code
    ``MAP_NEEDED`` when the headers do not say what they are and there is no map.
    """
    sheets = read_table(received.path, skips_hidden=received.skips_hidden)
    if MAP in received.companions:
        plan_map = read_map(received.companions[MAP])
        table = mapped_table(sheets, plan_map)
    else:
        own = own_table(sheets)
        if own is None:
            raise refuse(
                MAP_NEEDED,
                N_(
                    "Los encabezados no son los de un plan ({columns}): hace falta un archivo de "
                    "correspondencias. Revise el que se propone, corríjalo y repita con --map."
                ),
                columns=", ".join(REQUIRED),
            )
        table, plan_map = own
    drafts, issues = read_rows(table, plan_map, catalogue)
    parsed: ParsedFile[PlanDraft] = ParsedFile(len(drafts), rows=drafts)
    parsed.issues += [issue for sheet in sheets for issue in sheet.issues] + issues
    parsed.issues += beside(sheets, table.sheet)
    parsed.framework = _framework(received, plan_map, table, drafts)
    if parsed.framework.guessed_kind and not parsed.framework.kind:
        parsed.issues.append(_catalogue_told())
    return parsed


def read_rows(
    table: PlanTable, plan_map: PlanMap, catalogue: Catalogue
) -> tuple[list[RowDraft[PlanDraft]], list[Issue]]:
    """The rows of a plan, and what is to be told about the whole. Raises ``Refused``."""
    rows, issues = map_rows(table, plan_map)
    issues += unit_lines(table.sheet, table.above)
    issues += day_orders(rows, "fecha_inicio", "fecha_fin", sheet=table.sheet)
    return _drafts(rows, catalogue, table.sheet), issues


def _drafts(
    rows: Sequence[PlanRow], catalogue: Catalogue, sheet: str
) -> list[RowDraft[PlanDraft]]:  # fmt: skip
    habits = read_habits(rows)
    cells = [PlanCells(row, habits, catalogue, sheet) for row in rows]
    times = Counter(str(row.cells.get("codigo") or "") for row in rows)
    names = Names()
    drafts = []
    for row in cells:
        draft = _draft(row, is_alone=times[str(row.row.cells.get("codigo") or "")] == 1)
        names.check(row, draft)
        issues = row.row.issues
        is_wrong = any(issue.severity is Severity.ERROR for issue in issues)
        drafts.append(
            RowDraft(
                row.row.number, row.row.received, sheet, None if is_wrong else draft, issues
            )
        )  # fmt: skip
    return drafts


def _draft(cells: PlanCells, *, is_alone: bool) -> PlanDraft:
    code, level, name = (cells.text(key) for key in REQUIRED)
    for key, text in zip(REQUIRED, (code, level, name), strict=True):
        if not text:
            _tell_missing(cells, key)
    is_goal = _is_goal(cells, level)
    facts = cells.facts("node")
    weight = cells.weight()
    if cells.has("ponderacion"):
        # The weights of several indicators are theirs; their goal has none of its own.
        facts["weight"] = weight if is_alone else None
    is_illustrative = cells.flag("ilustrativo", otherwise=False)
    if cells.has("ilustrativo"):
        facts["is_illustrative"] = is_illustrative
    ancestors, parent = _ancestors(cells)
    node = NodeDraft(
        code,
        level,
        is_goal,
        parent if parent is not None else cells.text("padre") if cells.has("padre") else None,
        cells.text("componente") if cells.has("componente") else None,
        cells.entity(),
        facts,
    )
    indicator = _indicator(cells, node, weight) if is_goal else None
    return PlanDraft(node, indicator, ancestors)


def _is_goal(cells: PlanCells, level: str) -> bool:
    is_filled = cells.is_filled("indicador") or cells.is_filled("meta_final")
    has_targets = any(target_year(key) and cells.is_filled(key) for key in cells.row.cells)
    return is_filled or has_targets or fold(level).startswith(_GOAL_LEVELS)


def _indicator(cells: PlanCells, node: NodeDraft, weight: Any) -> IndicatorDraft:
    facts = cells.facts("indicator")
    facts["name_es"] = facts.get("name_es") or node.facts.get("name_es", "")
    if facts.get("name_en", "") == "" and "name_en" in node.facts:
        facts["name_en"] = node.facts["name_en"]
    for key, number, text in (
        ("linea_base", "baseline", "baseline_text"),
        ("meta_final", "final_goal", "final_text"),
    ):
        if cells.has(key):
            target = cells.number(key)
            facts[number], facts[text] = target.value, target.printed
    readers = {
        "familia": ("family", cells.family),
        "anualizacion": ("accumulation", cells.accumulation),
        "periodicidad": ("periodicity", cells.periodicity),
        "fecha_inicio": ("starts_on", lambda: cells.day("fecha_inicio")),
        "fecha_fin": ("ends_on", lambda: cells.day("fecha_fin")),
        "dias_rezago": ("lag_days", cells.lag_days),
        "ponderacion": ("weight", lambda: weight),
        "ods": ("sdg_code", cells.sdg),
        "vigente": ("is_valid", lambda: cells.flag("vigente", otherwise=True)),
        "ilustrativo": ("is_illustrative", lambda: node.facts["is_illustrative"]),
    }
    facts |= {name: read_cell() for key, (name, read_cell) in readers.items() if cells.has(key)}
    cells.check_baseline_year()
    cells.check_measure()
    shared = cells.entities("corresponsables") if cells.has("corresponsables") else None
    targets = cells.targets()
    values = [facts.get("baseline"), facts.get("final_goal"), *(t.value for t in targets.values())]
    known = [value for value in values if value is not None]
    if known:
        facts["shown_scale"] = cells.scale.value if cells.scale else ""
        cells.check_scale(known)
    figures = {f"{TARGET}{year}": target.value for year, target in targets.items()}
    about = f"{facts.get('unit', '')} {facts['name_es']}"
    if not may_be_negative(about) and (facts.get("baseline") or 0) >= 0:
        cells.check_signs({"meta_final": facts.get("final_goal"), **figures})
    code = cells.text("indicador") or node.code
    return IndicatorDraft(code, node.entity, shared, facts, targets)


def _ancestors(cells: PlanCells) -> tuple[tuple[NodeDraft, ...], str | None]:
    """The nodes above a row, and the code of the lowest; None when the file builds no levels."""
    nodes: list[NodeDraft] = []
    for level, code, name in cells.row.levels:
        if code and cells.is_level(code, name):
            parent = nodes[-1].code if nodes else ""
            nodes.append(NodeDraft(code, level, False, parent, facts={"name_es": name}))
    if not cells.row.levels:
        return (), None
    return tuple(nodes), nodes[-1].code if nodes else ""


def _framework(
    received: Received,
    plan_map: PlanMap,
    table: PlanTable,
    rows: Sequence[RowDraft[PlanDraft]],
) -> FrameworkDraft:
    """The framework that the person, the map or the name of the file says, with guessed days."""
    first, last = _guessed_days(received.name, plan_map, table, rows)
    stem = PurePath(received.name).stem
    slug = fold(stem).replace(" ", "-")[:60].strip("-") or "plan"
    given = plan_map.framework or FrameworkDraft(slug, name_es=stem)
    chosen = received.options.get(FRAMEWORK)
    if chosen:
        check_text("framework", chosen, LONGEST_FRAMEWORK)
        given = replace(given, code=chosen) if plan_map.framework else FrameworkDraft(chosen)
    kind = INDICATOR_CATALOGUE if _is_catalogue(rows) else ""
    return replace(given, guessed_from=first, guessed_to=last, guessed_kind=kind)


def _is_catalogue(rows: Sequence[RowDraft[PlanDraft]]) -> bool:
    """Whether a file has indicators and no goal to which they belong."""
    goals = [row.draft.node for row in rows if row.draft and row.draft.node.is_goal]
    return bool(goals) and all(fold(node.level).startswith(_INDICATOR) for node in goals)


def _guessed_days(
    name: str, plan_map: PlanMap, table: PlanTable, rows: Sequence[RowDraft[PlanDraft]]
) -> tuple[date | None, date | None]:
    facts = [row.draft.indicator.facts for row in rows if row.draft and row.draft.indicator]
    starts = [fact["starts_on"] for fact in facts if fact.get("starts_on")]
    ends = [fact["ends_on"] for fact in facts if fact.get("ends_on")]
    years = [year for key in plan_map.columns if (year := target_year(key))]
    years = years or [int(text) for text in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", name)]
    finals = [year for header in table.headers if (year := final_year(header))]
    first = min(starts) if starts else _day(min, years, 1, 1)
    last = max(ends) if ends else _day(max, years or finals, 12, 31)
    return first, last


def _day(pick: Any, years: Iterable[int], month: int, day: int) -> date | None:
    year = pick(years, default=None)
    return None if year is None else date(year, month, day)


def _tell_missing(cells: PlanCells, key: str) -> None:
    cells.tell(
        Issue(
            f"{key}.missing",
            MISSING,
            values={"column": key},
        ),
        key,
    )


def _catalogue_told() -> Issue:
    return Issue(
        "framework.catalogue",
        N_(
            "El archivo trae indicadores y ninguna meta: si su marco es nuevo, se crea como "
            "catálogo de indicadores, que no cuenta entre los planes. Si es un plan, diga su clase "
            "(kind) en la tabla [framework] de un archivo de correspondencias."
        ),
        Severity.INFO,
    )
