"""A plan of six goals, whose figures at 2025-T3 one can add by hand, and a catalogue beside it."""

from datetime import date
from typing import Any

from data_access.store.store import Store
from tests.factories import add_catalogues
from tests.plan_factories import building

CUT = "2025-T3"
TODAY = date(2025, 10, 10)
YEARS = (2024, 2025, 2026, 2027)


def add_small_plan(store: Store) -> None:
    """SUMA (M1), CRECIENTE (M2), DECRECIENTE (M3), CONSTANTE (M4), one silent, one of words."""
    add_catalogues(store)
    with building(store) as plan:
        plan.framework(kind="development_plan")
        plan.node("O1", "objetivo")
        plan.node("P1", "programa", "O1")
        plan.node("L1", "línea", "P1")
        plan.node("L2", "línea", "P1")
        for number, line in enumerate(("L1", "L1", "L2", "L2", "L2", "P1"), start=1):
            plan.node(f"M{number}", "meta", line, is_goal=True, is_illustrative=number == 4)
        _indicators(plan)
        plan.report("M1", "2024-T4", "10")
        plan.report("M1", "2025-T1", "5")
        plan.report("M1", "2025-T3", "3")
        plan.report("M2", "2025-T3", "47")
        plan.report("M3", "2025-T3", "26")
        plan.report("M4", "2025-T3", "48")
        plan.budget("M1", "2025-T3", ("1000000000", "600000000", "300000000"), "vigencia")
        plan.budget("M1", "2025-T3", ("100000000", "100000000", "90000000"), "reserva")
        plan.framework("catalogo", kind="indicator_catalogue")
        plan.node("I1", "indicador", is_goal=True)
        plan.indicator("I1", "I1", {2025: "4"}, final_goal="4", family="cooperacion")


def _indicators(plan: Any) -> None:
    def four(*values: str) -> dict[int, str]:
        return dict(zip(YEARS, values, strict=True))

    plan.indicator("M1", "M1", four("10", "20", "20", "10"), final_goal="60", weight="40",
                   unit="Acciones", baseline_text="0")  # fmt: skip
    plan.indicator("M2", "M2", four("45", "50", "55", "60"), accumulation="CRECIENTE",
                   baseline="40", final_goal="60", weight="30", entity_id=2)  # fmt: skip
    plan.indicator("M3", "M3", four("28", "25", "22", "20"), accumulation="DECRECIENTE",
                   baseline="30", final_goal="20", weight="20", entity_id=2)  # fmt: skip
    plan.indicator("M4", "M4", four("100", "100", "100", "100"), accumulation="CONSTANTE",
                   final_goal="100", weight="10", entity_id=3, is_illustrative=True)  # fmt: skip
    plan.indicator("M5", "M5", four("1", "1", "1", "1"), final_goal="4", weight="5")
    plan.indicator("M6", "M6", {}, accumulation="", entity_id=None, baseline_text="9,0",
                   final_text="Mantener en 2.000")  # fmt: skip
