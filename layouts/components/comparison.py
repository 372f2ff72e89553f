"""Up to four indicators side by side: series on the same quarters, and the same in numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.filters import Filters
from layouts.components.card import figure_id, graph_config
from layouts.components.data_table import Heading, data_table, table_row
from layouts.components.indicator_list import MOST_COMPARED
from layouts.components.view import View
from layouts.figures.series import series_figure, series_height
from layouts.texts.catalogue import _, ngettext
from layouts.texts.formats import number
from layouts.texts.quantities import quantity

_MEASURE = "indicators.catalogue"


def uncompared(filters: Filters) -> Filters:
    """The question of the whole catalogue, whatever is being compared."""
    return filters.with_values(indicador=())


def comparison(result: MeasureResult, view: View) -> list[Any]:
    """The indicators that the question names, the first four; nothing while it names none."""
    if not view.filters.indicador:
        return []
    chosen = MeasureResult(**{**vars(result), "rows": result.rows[:MOST_COMPARED]})
    return [
        html.P(_finding(chosen), className="finding compared"),
        *series_parts(chosen, view, _("Comparación de indicadores")),
    ]


def series_parts(result: MeasureResult, view: View, title: str) -> list[Any]:
    """The figure of the series and their table; the figure is named by ``title``."""
    graph = dcc.Graph(
        id=figure_id(_MEASURE),
        figure=series_figure(result, view.theme, compact=view.is_compact),
        config=graph_config(),
        clear_on_unhover=True,
        style={"height": f"{series_height(result)}px"},
    )
    return [
        html.Div(graph, role="img", className="figure-holder", **{"aria-label": title}),
        series_table(result.rows, title),
    ]


def _finding(result: MeasureResult) -> str:
    count = len(result.rows)
    if not count:
        return _("Ningún indicador responde a estos filtros.")
    better = sum(row["is_better"] is True for row in result.rows)
    told = ngettext("{count} indicador", "{count} indicadores", count, count=number(count))
    return ngettext(
        "{indicators}, en su propia escala; {count} va hacia su meta.",
        "{indicators}, cada uno en su propia escala; {count} van hacia su meta.",
        better,
        indicators=told,
        count=number(better),
    )


def series_table(rows: Sequence[Mapping[str, Any]], title: str) -> html.Div:
    """A row per quarter with a value, the last first; a column per indicator."""
    series = [dict(row["series"]) for row in rows]
    quarters = sorted({code for values in series for code in values}, reverse=True)
    columns = [
        Heading(_("Trimestre")),
        *(Heading(row["label"], is_number=True, shown=_column(row)) for row in rows),
    ]
    body = [
        table_row(
            columns,
            [
                code,
                *(
                    quantity(values[code], row["unit"]) if code in values else "–"
                    for row, values in zip(rows, series, strict=True)
                ),
            ],
        )
        for code in quarters
    ]
    return data_table(_("Tabla: {title}", title=title), columns, body, style="series")


def _column(row: Mapping[str, Any]) -> list[Any]:
    return [row["label"], html.Span(row["unit"], className="note")]
