"""Synthetic plan, reports and budgets as the canonical files that the importers take."""

import csv
import random
from collections.abc import Iterable
from pathlib import Path

from data_access.services.plan_rules import save_cuts
from data_access.store.store import Store
from data_access.store.tables import catalogues
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.goals import Quarter
from data_access.vocabulary.plan_drafts import CutDraft

ENTITIES, SECTORS, OBJECTIVES, PROGRAMMES, LINES, COMPONENTS = 80, 15, 5, 40, 160, 20
YEARS = (2024, 2025, 2026, 2027)
KINDS = ("SUMA", "CRECIENTE", "DECRECIENTE", "CONSTANTE")
PLAN = (
    "codigo", "nivel", "padre", "componente", "nombre", "entidad", "unidad", "anualizacion",
    "periodicidad", "linea_base", "anio_linea_base", "meta_final", "fecha_inicio", "fecha_fin",
    "ponderacion", *(f"meta_{year}" for year in YEARS),
)  # fmt: skip
PROGRESS = ("indicador", "anio", "trimestre", "valor", "cualitativo", "justificacion")
BUDGETS = ("codigo", "anio", "trimestre", "recurso", "apropiacion", "comprometido", "girado")


def entity(number: int) -> str:
    """The acronym of an entity."""
    return f"E{number}"


def sector(number: int) -> str:
    """The code of an administrative sector."""
    return f"sector-{number}"


def programme(number: int) -> str:
    """The code of a programme."""
    return f"P{number}"


def line(number: int) -> str:
    """The code of a line."""
    return f"L{number}"


def component(number: int) -> str:
    """The code of a component."""
    return f"C{number}"


def write(folder: Path, goals: int, seed: int = 3) -> dict[str, Path]:
    """The three files by the name of their importer, in the order in which they go in."""
    chance = random.Random(seed)
    kinds = [chance.choice(KINDS) for _ in range(goals)]
    return {
        "plan": _write(folder / "plan.csv", PLAN, [*_tree(), *_goals(kinds, chance)]),
        "progress": _write(folder / "progress.csv", PROGRESS, _reports(kinds, chance)),
        "budgets": _write(folder / "budgets.csv", BUDGETS, _budgets(goals, chance)),
    }


def add_catalogues(store: Store) -> None:
    """The sectors and entities of the files, and the cuts of their quarters."""
    with store.writing(OPERATOR, "bench") as session:
        for number in range(SECTORS):
            name = sector(number)
            session.add(
                catalogues.Sector(sector_code=name, name_es=name, name_en=name, position=number)
            )
        session.flush()
        for number in range(ENTITIES):
            name = entity(number)
            session.add(
                catalogues.Entity(
                    entity_id=number + 1, acronym=name, name_es=name, name_en=name,
                    sector_code=sector(number % SECTORS), is_sector_head=False, is_confirmed=True,
                )
            )  # fmt: skip
    quarters = [Quarter(year, number) for year in YEARS for number in (1, 2, 3, 4)]
    days = {quarter: quarter.last_day for quarter in quarters}
    save_cuts(store, OPERATOR, [CutDraft(q.code, days[q], days[q], days[q]) for q in quarters])


def _tree() -> list[tuple[object, ...]]:
    nodes = [(f"O{n}", "objetivo", "", "") for n in range(OBJECTIVES)]
    nodes += [(programme(n), "programa", f"O{n % OBJECTIVES}", "") for n in range(PROGRAMMES)]
    nodes += [(line(n), "linea", programme(n % PROGRAMMES), "") for n in range(LINES)]
    nodes += [(component(n), "componente", programme(n), "") for n in range(COMPONENTS)]
    rest = ("",) * (len(PLAN) - 5)
    return [(*node, f"Nodo {node[0]}", *rest) for node in nodes]


def _goals(kinds: list[str], chance: random.Random) -> list[tuple[object, ...]]:
    targets = {
        "SUMA": (100, "", (10, 40, 30, 20)),
        "CRECIENTE": (80, 20, (35, 50, 65, 80)),
        "DECRECIENTE": (20, 60, (50, 40, 30, 20)),
        "CONSTANTE": (90, "", (90, 90, 90, 90)),
    }
    rows = []
    for number, kind in enumerate(kinds):
        final, baseline, years = targets[kind]
        rows.append(
            (
                f"M{number}", "meta", line(number % LINES), component(number % COMPONENTS),
                f"Meta sintética {number}", entity(chance.randrange(ENTITIES)), "unidades", kind,
                chance.choice(("trimestral", "trimestral", "semestral", "anual")), baseline,
                "2023" if baseline else "", final, "2024-01-01", "2027-12-31",
                chance.randint(1, 9), *years,
            )
        )  # fmt: skip
    return rows


def _reports(kinds: list[str], chance: random.Random) -> Iterable[tuple[object, ...]]:
    """Sixteen quarters of each goal, most of them reported."""
    for number, kind in enumerate(kinds):
        pace = chance.uniform(0.3, 1.3)
        for place, (year, quarter) in enumerate((y, q) for y in YEARS for q in (1, 2, 3, 4)):
            done = pace * (place + 1) / 16
            value = {
                "SUMA": 100 * pace / 16,
                "CRECIENTE": 20 + 60 * done,
                "DECRECIENTE": 60 - 40 * done,
                "CONSTANTE": 90 * pace,
            }[kind]
            text = "" if chance.random() < 0.1 else f"{value:.2f}"
            yield f"M{number}", year, quarter, text, "Se avanzó según lo previsto.", ""


def _budgets(goals: int, chance: random.Random) -> Iterable[tuple[object, ...]]:
    for number in range(goals):
        for year in YEARS:
            money = chance.randint(100, 900) * 1_000_000
            yield f"M{number}", year, 3, "vigencia", money, money * 8 // 10, money // 2


def _write(path: Path, names: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(names)
        writer.writerows(rows)
    return path
