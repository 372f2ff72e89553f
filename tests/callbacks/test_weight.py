"""What a filter change weighs on the wire in a register with every country, and what arrives."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import pytest
from dash._utils import to_json

from callbacks import answer_filters
from data_access.measures.result import MeasureResult
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.flows import CLASS_CHOICES
from layouts.components.lean_figure import FRAMES, lean_text, signs
from layouts.components.view import TOTALS
from layouts.indicators import INDICATORS
from layouts.pages import cooperation
from layouts.texts.flow_words import BY_CLASS
from tests.layouts.figures.answers import UNASSIGNED, answer, link, row

MOST_BYTES = 40_000
COUNTRIES = 190
COUNTRY = "País Unido"
SHORT = "Cooperación técnica internacional"
LONG_NAMED = {"cooperation.by_partner", "cooperation.by_entity", "cooperation.by_sector"}
LONG = "Organización Interamericana de Cooperación para la Educación y los Territorios"


def breakdown(name: str, count: int, label: str = LONG) -> MeasureResult:
    """``count`` rows called ``label`` with different amounts, and the unassigned."""
    rows = [
        row(
            f"{n:03}", (n + 1) * 7_654_321, f"{label} {n}", actions=n + 1,
            latitude=round(n / 3, 4), longitude=round(-n / 7, 4),
        )
        for n in range(count)
    ]  # fmt: skip
    nowhere = row(UNASSIGNED, 123_456_789, "Sin asignar", latitude=None, longitude=None)
    return answer(name, [*rows, nowhere])


def flows() -> MeasureResult:
    """Every one of twelve countries gives to each of twelve entities, these to twelve sectors."""
    ends = [f"{n:03}" for n in range(12)]
    rows = [
        link(f"{start}={one}", f"{end}={other}", 7_654_321 * (1 + i) + 13 * j)
        for start, end in (("pais", "entidad"), ("entidad", "sector_cad"))
        for i, one in enumerate([*ends, "otros", UNASSIGNED])
        for j, other in enumerate([*ends, "otros", UNASSIGNED])
    ]
    return answer("cooperation.flows", [{**line, "source_label": LONG} for line in rows])


def whole_register() -> dict[str, MeasureResult]:
    """The results that the page about cooperation asks for, at their fullest."""
    results = {
        name: breakdown(name, 30, LONG if name in LONG_NAMED else SHORT)
        for name in cooperation.CARDS
    }
    results["cooperation.by_country"] = breakdown("cooperation.by_country", COUNTRIES, COUNTRY)
    results["cooperation.flows"] = flows()
    years = [row(str(year), year * 54_321) for year in range(2000, 2027)]
    results["cooperation.by_year"] = answer("cooperation.by_year", [*years, row("0", 5)])
    shares = {"hhi": Decimal("0.05"), "top5_share": Decimal("0.3"), "partners": 900, "actions": 9}
    top = breakdown("cooperation.concentration", 5).rows[:5]
    results["cooperation.concentration"] = answer("cooperation.concentration", top, total=shares)
    total = {
        "actions": 98_765, "partners": 1_500, "countries": 190, "committed": Decimal(10**12),
        "disbursed": Decimal(10**11), "unvalued": 1_234, "unpriced": 1_000, "unreported": 234,
        "unconverted": 12, "previous": None, "value": Decimal(10**12),
    }  # fmt: skip
    results[TOTALS] = answer(TOTALS, [], total=total)
    year = Filters(anio_desde=2025, anio_hasta=2025)
    results["recent"] = answer(TOTALS, [], total={**total, "previous": total}, filters=year)
    record = {
        "action_id": 1, "title": 2 * LONG, "year": 2024, "entities": ["SDS", "SDM"],
        "partners": [LONG, LONG], "value": Decimal(10**8), "valuation": "reported",
    }  # fmt: skip
    classes = [row(code, 10**9, actions=12_345) for code in CLASS_CHOICES]
    results[BY_CLASS] = answer(BY_CLASS, classes, total=total)
    results["largest"] = answer("cooperation.records", [record] * 5, total=total)
    return results


def restored(lean: dict[str, Any]) -> dict[str, Any]:
    """What ``draw`` of ``assets/globo.js`` makes of a lean figure."""
    data, layout = lean["data"], dict(lean["layout"])
    if "frame" in lean:
        frame = FRAMES[lean["frame"]]
        data, layout = [_merged(frame["trace"], data[0])], _merged(frame["layout"], layout)
        if "y" not in data[0]:
            data[0]["y"] = layout["yaxis"]["tickvals"] = list(range(len(data[0]["x"])))
        labels = [re.split("(?:  |<br>)<b>", text)[0] for text in layout["yaxis"]["ticktext"]]
        data[0]["hovertext"] = [
            text.replace("<b>|</b>", f"<b>{label}</b>")
            for text, label in zip(data[0]["hovertext"], labels, strict=True)
        ]
    places = {name: data[0][name] for name in ("x", "customdata") if name in data[0]}
    data = [places | trace if trace["type"] == "bar" else trace for trace in data]
    return {"data": [_trace(trace) for trace in data], "layout": layout}


def _merged(known: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    return known | {
        key: _merged(known[key], part) if isinstance(part, dict) and key in known else part
        for key, part in parts.items()
    }


def _trace(trace: dict[str, Any]) -> dict[str, Any]:
    whole = _repeated_in(trace)
    if "locations" in trace:
        whole["locations"] = trace["locations"].split("|")
    target = trace.get("customdata")
    if isinstance(target, dict):
        keys = target["keys"].split("|") if "keys" in target else whole["locations"]
        whole["customdata"] = [[target["filter"] if key else "", key] for key in keys]
    if "marker" in trace:
        whole["marker"] = _repeated_in(trace["marker"])
        if "pattern" in trace["marker"]:
            whole["marker"]["pattern"] = _repeated_in(trace["marker"]["pattern"])
    if trace["type"] == "sankey":
        names = trace["node"]["customdata"]
        whole["node"], whole["link"] = _repeated_in(trace["node"]), _repeated_in(trace["link"])
        pairs = zip(trace["link"]["source"], trace["link"]["target"], strict=True)
        whole["link"]["customdata"] = [
            "&".join(filter(None, (names[source], names[target]))) for source, target in pairs
        ]
    return whole


def unpacked(text: str) -> dict[str, Any]:
    """What ``unpacked`` of ``assets/globo.js`` reads from the text of a figure."""
    for sign, phrase in signs().items():
        text = text.replace(sign, phrase)
    figure: dict[str, Any] = json.loads(text)
    return figure


def _repeated_in(parts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [part["of"][int(place)] for place in part["at"]]
        if isinstance(part, dict) and "of" in part
        else part
        for name, part in parts.items()
    }


def test_a_change_of_filters_is_light_with_every_country(
    change_filters: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(answer_filters, "read_results", lambda *_: whole_register())
    sent = change_filters("moneda=COP&texto=pesado", cooperation.CARDS, cooperation.PANEL_NAMES)
    assert len(sent.get_json()["response"]) == 3 * len(cooperation.CARDS) + 5
    weight = len(sent.data)
    assert weight <= MOST_BYTES


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("name", cooperation.CARDS)
def test_what_arrives_is_the_figure_that_was_drawn(name: str, compact: bool):
    draw = INDICATORS[name].figure
    assert draw is not None
    figure = draw(whole_register()[name], "claro", compact=compact)
    arrived = restored(unpacked(json.loads(to_json(lean_text(figure)))))
    del figure["layout"]["template"]
    assert arrived == json.loads(json.dumps(figure))
    go.Figure(arrived)
