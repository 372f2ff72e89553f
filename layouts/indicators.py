"""Which figure, finding and table stand for each measure."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from data_access.measures.catalogue import MEASURES, TOLD_APART
from data_access.measures.result import MeasureResult
from data_access.vocabulary.messages import N_
from layouts.figures.class_findings import by_class_finding, counted_finding
from layouts.figures.concentration_findings import concentration_finding
from layouts.figures.findings import breakdown_finding, by_year_finding, flows_finding
from layouts.figures.flows import flows_figure
from layouts.figures.goal_columns import GOAL_COLUMNS
from layouts.figures.goal_findings import GOAL_FINDINGS
from layouts.figures.plan_figures import GOAL_FIGURES
from layouts.figures.ranking import by_class_figure, concentration_figure, ranking_figure
from layouts.figures.totals_findings import (
    quality_finding,
    rates_finding,
    records_finding,
    totals_finding,
)
from layouts.figures.world_map import by_country_figure
from layouts.figures.years import by_year_figure
from layouts.texts.catalogue import translate
from layouts.texts.flow_words import AMOUNT_KIND_LABELS, BY_CLASS, class_words, has_own_column


class DrawFigure(Protocol):
    """Draws a result as a plain plotly figure; ``compact`` is for screens of about 375 px.

    Every mark that can be clicked carries ``customdata`` ``[filter name, value]``; marks that
    stand for no filter ("otros") carry ``["", ""]``. A year carries ``["anio", "2021"]``. In the
    Sankey, whose events keep only scalars, it is the same as text: ``"pais=ESP"`` for a node and
    ``"pais=ESP&entidad=SDM"`` for a link.
    """

    def __call__(
        self, result: MeasureResult, theme: str, *, compact: bool = False
    ) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Column:
    """A column of the table: a key of the rows, its Spanish heading and what it holds.

    ``kind`` is ``text``, ``integer``, ``number``, ``money``, ``pesos``, ``percent``, ``rate``,
    ``year``, ``day`` or ``instant``; all but ``text`` are aligned to the right.
    """

    key: str
    heading: str
    kind: str = "text"


@dataclass(frozen=True)
class Indicator:
    """A measure on screen. ``title`` is Spanish, marked for translation.

    ``height`` and ``compact_height`` are pixels; figures of bars are as high as their bars need.
    """

    measure: str
    title: str
    figure: DrawFigure | None
    finding: Callable[[MeasureResult], str]
    columns: tuple[Column, ...]
    height: int = 320
    compact_height: int = 300

    def sentence(self, result: MeasureResult) -> str:
        """The finding, with the class of flow that it is of before it."""
        counts = not result.has_sum and self.measure != BY_CLASS
        told = counted_finding(result) if counts else self.finding(result)
        flow = class_words(result) if result.is_own else ""
        return f"{flow} · {told}" if flow else told

    def shown_columns(self, result: MeasureResult) -> list[Column]:
        """The columns of the table of ``result``.

        The chosen kind of amount has one of its own, and where no money is added there is none
        but that of single records and classes.
        """
        chosen = translate(AMOUNT_KIND_LABELS[result.filters.monto])
        shown = []
        for column in self.columns:
            is_money = column.kind == "money" or column.key == "share"
            if is_money and not result.has_sum and self.measure not in TOLD_APART:
                continue
            shown.append(replace(column, heading=chosen) if column.key == "value" else column)
            if column.key == "disbursed" and has_own_column(result.filters):
                shown.append(Column("value", chosen, "money"))
        return shown


_AMOUNTS = (
    Column("committed", N_("Comprometido"), "money"),
    Column("disbursed", N_("Desembolsado"), "money"),
    Column("share", N_("Parte de lo elegido"), "percent"),
)


def _breakdown(
    name: str, heading: str, *, figure: DrawFigure = ranking_figure, **heights: int
) -> Indicator:
    return Indicator(
        measure=f"cooperation.{name}",
        title=MEASURES[f"cooperation.{name}"].title,
        figure=figure,
        finding=breakdown_finding,
        columns=(Column("label", heading), Column("actions", N_("Acciones"), "integer"), *_AMOUNTS),
        **heights,
    )


_short_ranking = partial(ranking_figure, limit=6)

_INDICATORS = (
    Indicator(
        measure="cooperation.totals",
        title=MEASURES["cooperation.totals"].title,
        figure=None,
        finding=totals_finding,
        columns=(
            Column("actions", N_("Acciones"), "integer"),
            Column("partners", N_("Aliados"), "integer"),
            Column("countries", N_("Países"), "integer"),
            Column("committed", N_("Comprometido"), "money"),
            Column("disbursed", N_("Desembolsado"), "money"),
            Column("counterpart", N_("Contrapartida"), "money"),
            Column("unvalued", N_("Sin monto reportado"), "integer"),
            Column("unpriced", N_("De ellas, sin valorar"), "integer"),
            Column("unreported", N_("De ellas, no reportadas"), "integer"),
            Column("unconverted", N_("Sin tasa de cambio"), "integer"),
        ),
    ),
    Indicator(
        measure="cooperation.by_year",
        title=MEASURES["cooperation.by_year"].title,
        figure=by_year_figure,
        finding=by_year_finding,
        columns=(
            Column("label", N_("Año")),
            Column("actions", N_("Acciones en curso"), "integer"),
            *_AMOUNTS,
        ),
        height=340,
    ),
    _breakdown("by_country", N_("País"), figure=by_country_figure, height=420, compact_height=260),
    _breakdown("by_partner", N_("Aliado")),
    _breakdown("by_partner_type", N_("Tipo de aliado"), figure=_short_ranking),
    _breakdown("by_entity", N_("Entidad")),
    _breakdown("by_district_sector", N_("Sector administrativo")),
    _breakdown("by_sector", N_("Sector CAD")),
    _breakdown("by_sdg", N_("ODS")),
    _breakdown("by_modality", N_("Modalidad"), figure=_short_ranking),
    _breakdown("by_direction", N_("Dirección"), figure=partial(ranking_figure, limit=4)),
    _breakdown("by_stage", N_("Etapa"), figure=_short_ranking),
    _breakdown("by_territory", N_("Territorio")),
    Indicator(
        measure=BY_CLASS,
        title=MEASURES[BY_CLASS].title,
        figure=by_class_figure,
        finding=by_class_finding,
        columns=(
            Column("label", N_("Clase de flujo")),
            Column("actions", N_("Registros"), "integer"),
            *_AMOUNTS[:2],
        ),
    ),
    Indicator(
        measure="cooperation.flows",
        title=MEASURES["cooperation.flows"].title,
        figure=flows_figure,
        finding=flows_finding,
        columns=(
            Column("source_label", N_("Desde")),
            Column("target_label", N_("Hacia")),
            Column("actions", N_("Acciones"), "integer"),
            Column("value", N_("Monto"), "money"),
        ),
        height=520,
        compact_height=460,
    ),
    Indicator(
        measure="cooperation.concentration",
        title=MEASURES["cooperation.concentration"].title,
        figure=concentration_figure,
        finding=concentration_finding,
        columns=(
            Column("label", N_("Aliado")),
            Column("actions", N_("Acciones"), "integer"),
            Column("value", N_("Monto"), "money"),
            Column("share", N_("Parte de lo que tiene aliado"), "percent"),
        ),
    ),
    Indicator(
        measure="cooperation.records",
        title=MEASURES["cooperation.records"].title,
        figure=None,
        finding=records_finding,
        columns=(
            Column("code", N_("Código")),
            Column("title", N_("Título")),
            Column("year", N_("Año"), "year"),
            Column("entities", N_("Entidades")),
            Column("partners", N_("Aliados")),
            Column("countries", N_("Países")),
            Column("stage", N_("Etapa")),
            Column("modality", N_("Modalidad")),
            Column("committed", N_("Comprometido"), "money"),
            Column("disbursed", N_("Desembolsado"), "money"),
            Column("source", N_("Fuente")),
        ),
    ),
    Indicator(
        measure="data_quality.by_source",
        title=MEASURES["data_quality.by_source"].title,
        figure=None,
        finding=quality_finding,
        columns=(
            Column("label", N_("Fuente")),
            Column("actions", N_("Acciones"), "integer"),
            Column("filled_share", N_("Campos requeridos llenos"), "percent"),
            Column("unclassed", N_("Sin clase de flujo"), "integer"),
            Column("unmatched", N_("Con aliado por confirmar"), "integer"),
            Column("unvalued", N_("Sin monto reportado"), "integer"),
            Column("undated", N_("Sin fecha"), "integer"),
            Column("unconverted", N_("Sin tasa de cambio"), "integer"),
        ),
    ),
    Indicator(
        measure="exchange_rates.by_year",
        title=MEASURES["exchange_rates.by_year"].title,
        figure=None,
        finding=rates_finding,
        columns=(
            Column("label", N_("Año"), "year"),
            Column("currency", N_("De")),
            Column("quote", N_("A")),
            Column("mean", N_("Promedio por día"), "rate"),
            Column("days", N_("Días cubiertos"), "integer"),
            Column("rate_source", N_("Fuente")),
        ),
    ),
    *(
        Indicator(
            measure=name,
            title=MEASURES[name].title,
            finding=GOAL_FINDINGS[name],
            columns=tuple(Column(*column) for column in columns),
            **{"figure": None, **GOAL_FIGURES.get(name, {})},
        )
        for name, columns in GOAL_COLUMNS.items()
    ),
)

INDICATORS: dict[str, Indicator] = {indicator.measure: indicator for indicator in _INDICATORS}
"""Every measure of the catalogue by its name."""
