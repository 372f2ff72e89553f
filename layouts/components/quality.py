"""The data-quality strip: how complete the records behind the figures are, in words."""

from typing import Any

from dash import dcc, html

from data_access.measures.result import MeasureResult
from layouts.texts.catalogue import _
from layouts.texts.formats import number, percent

_MAX_SOURCES = 4


def quality_strip(result: MeasureResult) -> html.Ul:
    """One line per source of ``data_quality.by_source``, the fullest four."""
    rows = sorted(result.rows, key=lambda row: -int(row["actions"]))[:_MAX_SOURCES]
    return html.Ul([html.Li(_line(row)) for row in rows], className="quality")


def _line(row: dict[str, Any]) -> list[Any]:
    share = row["filled_share"]
    faults = [
        _("{n} sin clase de flujo", n=number(row["unclassed"])),
        _("{n} nombres sin reconocer", n=number(row["unmatched"])),
        _("{n} sin monto reportado", n=number(row["unvalued"])),
        _("{n} sin fecha", n=number(row["undated"])),
        _("{n} sin tasa de cambio", n=number(row["unconverted"])),
    ]
    meter = html.Progress(
        value=str(round(float(share or 0) * 100)),
        max="100",
        **{"aria-label": _("Campos obligatorios llenos: {name}", name=row["label"])},
    )
    return [
        html.Strong(row["label"]),
        html.Span(_("{share} de los campos obligatorios llenos", share=percent(share))),
        meter,
        html.Span(" · ".join(faults), className="note"),
    ]


def quality_link() -> dcc.Link:
    """The way from the strip to the page about the data."""
    return dcc.Link(_("Fuentes, calidad y métodos"), href="/datos")
