"""About the data: sources, quality, how every figure is computed, files, meaning of each field."""

from collections.abc import Mapping
from typing import Any

from dash import html

from data_access.measures.catalogue import MEASURES
from data_access.measures.result import Measure, MeasureResult
from data_access.vocabulary.actors import Permission
from data_access.vocabulary.messages import N_
from layouts.components.filter_words import UNITS
from layouts.components.page_frame import page_frame
from layouts.components.source_lists import batch_table, dictionary_table, source_table
from layouts.components.tables import measure_table
from layouts.components.view import View, address
from layouts.texts.catalogue import _, translate

NAME = "about_data"
PATH = "/datos"
TITLE = N_("Datos")
PERMISSION = Permission.READ_PUBLISHED
INDICATOR_NAMES = ("data_quality.by_source",)
DATA_NOTES = True


def layout(view: View, results: Mapping[str, MeasureResult], notes: Any) -> html.Div:
    """The page; ``notes`` has ``sources``, ``batches`` and ``dictionary``."""
    quality = "data_quality.by_source"
    children: list[Any] = [
        html.Div(html.H1(_("Datos, fuentes y métodos"), tabIndex="-1"), className="page-title"),
        html.Nav(
            [html.A(title, href=f"#{anchor}") for anchor, title in _contents()],
            className="contents",
            **{"aria-label": _("En esta página")},
        ),
        _section("fuentes", source_table(notes.sources)),
        _section("calidad", measure_table(quality, results[quality])),
        _section("medidas", html.Div([_method(view, item) for item in MEASURES.values()])),
        _section("importaciones", batch_table(notes.batches)),
        _section("diccionario", dictionary_table(notes.dictionary)),
    ]
    return page_frame(view, results, children, has_filters=False)


def _contents() -> list[tuple[str, str]]:
    return [
        ("fuentes", _("Fuentes y fechas")),
        ("calidad", _("Calidad")),
        ("medidas", _("Métodos y descargas")),
        ("importaciones", _("Importaciones")),
        ("diccionario", _("Diccionario de datos")),
    ]


def _section(anchor: str, body: Any) -> html.Section:
    title = dict(_contents())[anchor]
    return html.Section([html.H2(title), body], className="tile strip", id=anchor)


def _method(view: View, measure: Measure) -> html.Details:
    facts = [
        (_("Definición"), translate(measure.definition)),
        (_("Fórmula"), translate(measure.formula)),
        (_("Regla de conteo"), translate(measure.counting_rule)),
        (_("Unidad"), translate(UNITS.get(measure.unit, measure.unit))),
    ]
    files = [
        html.A(
            kind.upper(),
            href=address(f"/descargas/{measure.name}.{kind}", view.query, lang=view.language),
            className="download",
            **{
                "aria-label": _(
                    "Descargar en {kind}: {title}",
                    kind=kind.upper(),
                    title=translate(measure.title),
                )
            },
        )
        for kind in ("csv", "xlsx")
    ]
    return html.Details(
        [
            html.Summary([translate(measure.title), " ", html.Code(measure.name)]),
            html.Dl(
                [html.Div([html.Dt(name), html.Dd(value)]) for name, value in facts],
                className="facts",
            ),
            html.P(files, className="tools"),
        ],
        className="method",
    )
