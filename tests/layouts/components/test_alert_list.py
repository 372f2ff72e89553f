"""Alerts are told one by one until too many are the same, by owner, with their deadline."""

from datetime import date
from typing import Any

import pytest
from plotly.io.json import to_json_plotly

from data_access.measures.result import MeasureResult
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.messages import Phrase
from layouts.components.alert_list import alert_list, deadline_words
from layouts.components.alert_page import alert_overview
from layouts.components.view import View
from tests.layouts.figures.answers import answer


def alert(subject: str, **changes: Any) -> dict[str, Any]:
    """An alert about an indicator of a plan, serious, of the entity SDS."""
    return {
        "key": "report.overdue", "severity": "error", "label": Phrase("Reporte vencido"),
        "framework": "plan", "framework_kind": "development_plan", "code": subject,
        "subject": subject, "subject_label": f"Indicador {subject}", "entity": "SDS",
        "entity_label": "Secretaría de Salud", "on": date(2025, 9, 30),
        "deadline": date(2025, 10, 16), "days_left": 3,
        "sentence": Phrase("Falta el corte {quarter}: {value}.",
                           {"quarter": "2025-T3", "value": "2000.50"}),
        "what_to_do": Phrase("Repórtelo."), **changes,
    }  # fmt: skip


def told_of(rows: list[dict[str, Any]]) -> MeasureResult:
    """The answer to ``goals.alerts`` at the cut 2025-T3."""
    counts = {
        name: sum(row["severity"] == name for row in rows) for name in ("error", "warning", "info")
    }
    total = {"alerts": len(rows), **counts}
    return answer("goals.alerts", rows, total=total, filters=Filters(corte="2025-T3"))


def text(part: Any) -> str:
    return to_json_plotly(part).replace("\\u002f", "/")


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (3, "Plazo: 16/10/2025, quedan 3 días."),
        (1, "Plazo: 16/10/2025, queda 1 día."),
        (0, "Plazo: 16/10/2025, hoy."),
        (-37, "Plazo: 16/10/2025, venció hace 37 días."),
    ],
)
def test_the_deadline_says_how_far_it_is(left: int, words: str):
    assert deadline_words(alert("M1", days_left=left)) == words


def test_each_alert_links_to_what_it_is_about():
    in_catalogue = alert("IC", framework_kind="indicator_catalogue")
    level = alert("L1", code="")
    told = text(alert_list([alert("M1"), in_catalogue, level], "2025-T3"))
    assert '"href":"/plan/M1?corte=2025-T3&marco=plan"' in told
    assert '"href":"/indicadores/IC?corte=2025-T3"' in told
    assert told.count('"href"') == 2
    assert "Falta el corte 2025-T3: 2.000,5." in told


def test_more_than_three_of_the_same_are_told_together():
    three = [alert(f"M{number}") for number in range(3)]
    assert len(alert_list(three, "").children) == 3
    four = alert_list([*three, alert("M3")], "")
    assert len(four.children) == 1
    assert "4 indicadores" in text(four)
    many = text(alert_list([alert(f"M{number}") for number in range(20)], ""))
    assert "y 8 más, en los archivos" in many


def test_owners_come_by_how_grave_and_nobody_is_the_last():
    rows = [
        alert("M1", entity="", entity_label=""),
        alert("M2", entity="", entity_label=""),
        alert("M3", severity="warning", entity="FUGA", entity_label="Fundación"),
        alert("M4"),
    ]
    view = View(filters=Filters(gravedad=("error",)))
    told = text(alert_overview(told_of(rows), view))
    places = [told.index(name) for name in
              ("Secretaría de Salud", "Fundación", "Sin entidad responsable")]  # fmt: skip
    assert places == sorted(places)
    # A severity that is chosen is taken back, another one is added, an entity keeps both.
    assert '"href":"?"' in told
    assert '"href":"?gravedad=error,warning"' in told
    assert '"href":"?entidad=sin-asignar&gravedad=error"' in told


def test_nothing_wrong_is_good_news():
    told = text(alert_overview(told_of([]), View()))
    assert "Todo al día en el corte 2025-T3." in told
