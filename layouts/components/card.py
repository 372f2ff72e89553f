"""A card: a question's figure with its finding, its table, its receipt, its records and files."""

from typing import Any

from dash import dcc, html

from data_access.measures.catalogue_goals import GOAL_MEASURES
from data_access.measures.result import MeasureResult
from layouts.components.filter_bar import query_link_id
from layouts.components.view import View, address
from layouts.figures._bars import bars_height
from layouts.indicators import INDICATORS, Indicator
from layouts.texts.catalogue import _, language, translate

TABLE_BUTTON = "table-button"
RECEIPT_BUTTON = "receipt-button"


def figure_id(name: str) -> dict[str, str]:
    """The id of the figure of a measure."""
    return {"type": "figure", "name": name}


def drawing_id(name: str) -> dict[str, str]:
    """The id of the store that receives a new figure without its template."""
    return {"type": "drawing", "name": name}


def finding_id(name: str) -> dict[str, str]:
    """The id of the sentence that says what a figure shows."""
    return {"type": "finding", "name": name}


def table_id(name: str) -> dict[str, str]:
    """The id of the place where the table of a measure opens."""
    return {"type": "table", "name": name}


def table_button_id(name: str) -> dict[str, str]:
    """The id of the button that opens the table of a measure."""
    return {"type": TABLE_BUTTON, "name": name}


def receipt_button_id(name: str, place: str = "card") -> dict[str, str]:
    """The id of a button that opens the receipt of a measure."""
    return {"type": RECEIPT_BUTTON, "name": name, "place": place}


def graph_config() -> dict[str, Any]:
    """The settings of every graph: nothing from another host, no tool bar, local language."""
    return {
        "displayModeBar": False,
        "displaylogo": False,
        "showSendToCloud": False,
        "plotlyServerURL": "",
        "topojsonURL": "/assets/topojson/",
        "locale": language(),
        "responsive": True,
        "scrollZoom": False,
    }


def indicator_card(
    name: str, view: View, result: MeasureResult, *, is_wide: bool = False, note: Any = None
) -> html.Section:
    """The card of the measure ``name``; ``is_wide`` takes the whole row.

    ``note`` stands under the figure: by which method it was made, where there are several.
    """
    indicator = INDICATORS[name]
    return html.Section(
        [
            html.H2(translate(indicator.title)),
            html.P(indicator.sentence(result), id=finding_id(name), className="finding"),
            *_figure(indicator, view, result),
            note,
            toolbar(name, view, has_figure=indicator.figure is not None),
            html.Div(id=table_id(name), className="opened-table"),
        ],
        className="tile card-wide" if is_wide else "tile",
        **{"data-card": name},
    )


def _figure(indicator: Indicator, view: View, result: MeasureResult) -> list[Any]:
    if indicator.figure is None:
        return []
    figure = indicator.figure(result, view.theme, compact=view.is_compact)
    graph = dcc.Graph(
        id=figure_id(indicator.measure),
        figure=figure,
        config=graph_config(),
        clear_on_unhover=True,
        style={"height": f"{_height(indicator, figure, is_compact=view.is_compact)}px"},
    )
    labelled_by = f'{{"name":"{indicator.measure}","type":"finding"}}'
    return [
        dcc.Store(id=drawing_id(indicator.measure)),
        html.Div(graph, role="img", className="figure-holder", **{"aria-labelledby": labelled_by}),
    ]


def _height(indicator: Indicator, figure: dict[str, Any], *, is_compact: bool) -> int:
    bars = bars_height(figure, is_compact=is_compact)
    if bars:
        return bars
    return indicator.compact_height if is_compact else indicator.height


def toolbar(name: str, view: View, *, has_figure: bool = True, has_table: bool = True) -> html.Div:
    """What can be done with a figure: its records, receipt, table and files.

    ``has_figure`` offers its image, ``has_table`` its table, which some show from the start. Goals
    have no records of their own.
    """
    query = view.filters.query()
    title = translate(INDICATORS[name].title)
    csv, xlsx = (f"/descargas/{name}.{kind}" for kind in ("csv", "xlsx"))
    records = dcc.Link(
        _("Ver registros"), href=address("/acciones", query), id=query_link_id(name, "/acciones")
    )
    table = html.Button(
        _("Tabla"), id=table_button_id(name), type="button", className="link-button",
        **{"aria-expanded": "false"},
    )  # fmt: skip
    parts = [
        *([] if name in GOAL_MEASURES else [records]),
        html.Button(
            _("Ficha de la cifra"), id=receipt_button_id(name), type="button",
            className="link-button", **{"aria-haspopup": "dialog"},
        ),
        *([table] if has_table else []),
        html.A(
            "CSV", href=address(csv, query, lang=view.language), id=query_link_id(name, csv),
            className="download", **{"aria-label": _("Descargar en CSV: {title}", title=title)},
        ),
        html.A(
            "XLSX", href=address(xlsx, query, lang=view.language), id=query_link_id(name, xlsx),
            className="download", **{"aria-label": _("Descargar en XLSX: {title}", title=title)},
        ),
    ]  # fmt: skip
    if has_figure:
        parts.append(
            html.Button(
                "PNG",
                type="button",
                className="link-button download",
                **{
                    "data-action": "png",
                    "aria-label": _("Descargar la imagen en PNG: {title}", title=title),
                },
            )
        )
    return html.Div(parts, className="tools", role="group", **{"aria-label": title})
