"""The sheet of a goal: figures, arithmetic, years, reports, actions, money, alerts, fact sheet."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from data_access.measures.goal_record import GoalRecord, IndicatorRecord
from data_access.measures.result import MeasureResult
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.goals import Accumulation
from data_access.vocabulary.messages import N_
from layouts.components.alert_list import alert_list
from layouts.components.card import figure_id, graph_config, indicator_card, toolbar
from layouts.components.data_table import Heading, data_table, headings, table_row
from layouts.components.plan_arithmetic import arithmetic
from layouts.components.plan_bars import trajectory_bar
from layouts.components.plan_goals import age_words, printed_words
from layouts.components.plan_headline import gap_class
from layouts.components.plan_history import report_list, target_table
from layouts.components.plan_lights import row_light, state_words
from layouts.components.plan_record import record_blocks
from layouts.components.view import View, address
from layouts.figures.goal_findings import contributed
from layouts.figures.plan_series import series_figure
from layouts.texts.catalogue import _, ngettext, translate
from layouts.texts.formats import percent
from layouts.texts.plan_words import printed_word
from layouts.texts.quantities import plain_number, points, quantity

Row = Mapping[str, Any]
Results = Mapping[str, MeasureResult]
_HEIGHT = 340


def indicator_parts(
    view: View, results: Results, goal: GoalRecord, indicator: IndicatorRecord
) -> list[Any]:
    """Everything of one indicator of ``goal``, in the order in which people ask.

    Receipt and files, which are those of the whole goal, stand with its first indicator.
    """
    row = next((row for row in results["goals.progress"].rows if row["key"] == indicator.key), None)
    if row is None:
        return []
    series = [line for line in results["goals.series"].rows if line["key"] == indicator.key]
    is_first = indicator == goal.indicators[0]
    tools = toolbar("goals.progress", view, has_figure=False, has_table=False)
    return [
        _headline(row, results["goals.progress"]),
        _section(
            _("La cuenta, paso a paso"),
            _finding(row),
            arithmetic(row, series),
            tools if is_first else None,
        ),
        *_register(row, indicator),
        _years(view, row, series, is_first=is_first),
        _section(_("Reportes y evidencias"), "", report_list(row, series)),
        _section(_("Hoja de vida"), "", record_blocks(goal, indicator)),
    ]


def goal_parts(view: View, results: Results) -> list[Any]:
    """What belongs to the goal as a whole: actions that contribute, money, alerts."""
    return [
        _contributions(results["goals.contributions"], view),
        html.Div(indicator_card("goals.budget", view, results["goals.budget"]), className="strip"),
        _alerts(results["goals.alerts"], results["goals.progress"]),
    ]


def _section(title: str, finding: str, *body: Any) -> html.Section:
    said = [html.P(finding, className="finding")] if finding else []
    return html.Section([html.H2(title), *said, *body], className="tile strip")


def _headline(row: Row, result: MeasureResult) -> html.Section:
    state = state_words(row)
    light = [row_light(row, result.total)]
    if state:
        light.append(html.Span(state, className=f"state state-{row['state']}"))
    return html.Section(
        [
            html.Div(light, className="goal-marks"),
            *_advance(row),
            html.P(reached_words(row)),
            html.P(_who(row), className="goal-answers"),
        ],
        className="tile goal-headline",
        **{"aria-label": _("Avance de la meta")},
    )


def _advance(row: Row) -> list[Any]:
    if row["paf"] is None and row["tid"] is None:
        return []
    ideal = _("sin dato") if row["tid"] is None else percent(row["tid"])
    if not row["last_report"]:
        words = _("Debería ir en {ideal} de la meta final.", ideal=ideal)
        return [html.P(words), trajectory_bar(None, row["tid"])]
    executed = _("sin dato") if row["paf"] is None else percent(row["paf"])
    said = html.P(
        [
            html.Span(executed, className="headline-value"),
            html.Span(_("de la meta final; debería ir en {ideal}", ideal=ideal), className="note"),
            html.Span(points(row["gap"]), className=f"gap {gap_class(row['gap'])}"),
        ],
        className="advance",
    )
    return [said, trajectory_bar(row["paf"], row["tid"])]


def reached_words(row: Row) -> str:
    """What was reached of the final goal, in its unit; what has no figures, as it was printed."""
    if not row["last_report"] or row["av"] is None or row["final_goal"] is None:
        return _("{printed} Corte {cut}.", printed=printed_words(row), cut=row["cut"])
    # What has to fall is not a part of where it has to arrive.
    said = (
        N_("Va en {av} y debe bajar a {final} ({unit}); línea base {baseline}. Corte {cut}.")
        if row["accumulation"] == Accumulation.DECRECIENTE
        else N_("Lleva {av} de {final} ({unit}); línea base {baseline}. Corte {cut}.")
    )
    return translate(
        said,
        av=quantity(row["av"], row["unit"]),
        final=quantity(row["final_goal"], row["unit"]),
        unit=row["unit"].lower() or _("sin unidad"),
        baseline=_lower(printed_word(row["baseline_text"])) or _("no reportada"),
        cut=row["cut"],
    )


def _lower(text: str) -> str:
    """``No aplica`` → ``no aplica``, as words in the middle of a sentence are written."""
    return text[:1].lower() + text[1:]


def _who(row: Row) -> list[Any]:
    if not row["entity"]:
        who: Any = _("Sin entidad responsable")
    else:
        link = dcc.Link(row["entity_label"], href=f"/entidades/{row['entity']}")
        who = html.Span([_("Responde:"), " ", link])
    return [who, " · ", age_words(row["last_report"], row["last_report_days"]), "."]


def _finding(row: Row) -> str:
    """The one sentence of the arithmetic: how much of what was programmed to date."""
    if row["phv"] is None:
        return ""
    if row["start"]:
        return _("Va en el {share} de lo programado a la fecha.", share=percent(row["phv"]))
    return _(
        "{reached} de {goal} programados a la fecha = {share}.",
        reached=plain_number(row["phv_numerator"]),
        goal=plain_number(row["phv_denominator"]),
        share=percent(row["phv"]),
    )


def _register(row: Row, indicator: IndicatorRecord) -> list[Any]:
    """The value that the register gives, beside the one that was reported."""
    if not row["fed_measure"]:
        return []
    year = row["cut"][:4]
    fed_by = Filters.parse(row["fed_filters"])[0]
    query = fed_by.with_values(anio_desde=int(year), anio_hasta=int(year)).query()
    reported = row["reported_value"]
    facts = [
        (_("El registro dice"), quantity(row["fed_value"], row["unit"])),
        (
            _("La entidad reportó"),
            _("Nada en {year}", year=year) if reported is None else quantity(reported, row["unit"]),
        ),
        (_("Diferencia"), _("sin dato") if row["difference"] is None
         else plain_number(row["difference"])),
        (_("Cuál se usa"), _("El del registro") if row["used"] == "register"
         else _("El reportado")),
        (_("Regla de conteo"), indicator.counting_rule or _("No reportado")),
        (_("Medida"), html.Code(row["fed_measure"])),
        (_("De dónde sale"), dcc.Link(_("La cifra del registro, con su ficha"),
                                      href=address("/cooperacion", query))),
    ]  # fmt: skip
    body = html.Dl(
        [html.Div([html.Dt(name), html.Dd(value)]) for name, value in facts], className="facts"
    )
    finding = _("Un valor reportado nunca se borra: se compara con el que da el registro.")
    return [_section(_("Lo que dice el registro"), finding, body)]


def _years(view: View, row: Row, series: Sequence[Row], *, is_first: bool) -> html.Section:
    name = "goals.series"
    figure = series_figure(row, series, view.theme, compact=view.is_compact)
    finding = series_finding(row, series)
    has_figure = bool(figure["data"])
    graph = dcc.Graph(
        id=figure_id(name if is_first else f"{name} {row['key']}"),
        figure=figure,
        config=graph_config(),
        style={"height": f"{_HEIGHT}px"},
    )
    return html.Section(
        [
            html.H2(_("Metas anuales y reportes")),
            html.P(finding, className="finding"),
            html.Div(graph, role="img", className="figure-holder", **{"aria-label": finding})
            if has_figure
            else None,
            target_table(row, series),
            toolbar(name, view, has_figure=has_figure, has_table=False) if is_first else None,
        ],
        className="tile strip",
        **{"data-card": name},
    )


def series_finding(row: Row, series: Sequence[Row]) -> str:
    """How many targets and reports there are, and how many targets were changed."""
    targets = {line["year"] for line in series if line["kind"] == "target"}
    reports = [line for line in series if line["kind"] == "report" and line["is_current"]]
    changed = {line["year"] for line in series if line["kind"] == "target" and line["version"] > 1}
    told = _(
        "{targets} y {reports} al corte {cut}",
        targets=ngettext("{n} meta anual", "{n} metas anuales", len(targets)),
        reports=ngettext("{n} reporte", "{n} reportes", len(reports)),
        cut=row["cut"],
    )
    if not changed:
        return f"{told}."
    years = ", ".join(str(year) for year in sorted(changed))
    return _("{told}; reprogramada: {years}.", told=told, years=years)


def _contributions(result: MeasureResult, view: View) -> html.Section:
    title = _("Acciones que aportan")
    if not result.rows:
        return _section(title, "", html.P(_("Ninguna acción del registro declara aportar a ella.")))
    columns = (
        *headings(_("Acción"), _("Trimestre"), _("Entidad")),
        Heading(_("Aporte"), is_number=True), Heading(_("Cuenta para la ciudad"), is_number=True),
    )  # fmt: skip
    rows = [
        table_row(
            columns,
            (
                _action(row),
                row["quarter"],
                row["entity"],
                plain_number(row["quantity"]),
                _counted(row),
            ),
        )
        for row in result.rows
    ]
    finding = contributed(result.total["actions"], result.total["counted"])
    tools = toolbar("goals.contributions", view, has_figure=False, has_table=False)
    return _section(title, finding, data_table(title, columns, rows), tools)


def _action(row: Row) -> Any:
    """The title of an action, which leads to it if it is still there."""
    number = row["action_id"]
    return dcc.Link(row["title"], href=f"/acciones/{number}") if number else row["title"]


def _counted(row: Row) -> str:
    return plain_number(row["counted"]) if row["counted"] else _("0: ya la informó otra entidad")


def _alerts(result: MeasureResult, progress: MeasureResult) -> html.Section:
    cut = progress.filters.corte
    body: list[Any] = (
        [alert_list(result.rows, cut)]
        if result.rows
        else [html.P(_("Nada está tarde ni es inconsistente en este corte."))]
    )
    entities = sorted({row["entity"] for row in progress.rows if row["entity"]})
    links = [
        dcc.Link(
            _("Todas las alertas de {entity}", entity=entity),
            href=address("/alertas", Filters(entidad=(entity,), corte=cut).query()),
        )
        for entity in entities
    ]
    return _section(_("Alertas"), "", *body, html.P(links, className="tools"))
