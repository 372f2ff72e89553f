"""The sticky bar that holds the question: controls, active filters, count of records."""

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.categories import UNDATED_YEAR
from data_access.vocabulary.filter_values import AMOUNT_KINDS, CURRENCIES
from data_access.vocabulary.filters import LIST_FILTERS
from layouts.components.filter_words import CURRENCY_LABELS, label_of_filter
from layouts.components.view import View
from layouts.texts.catalogue import _, ngettext, translate
from layouts.texts.flow_words import AMOUNT_KIND_LABELS, CLASS_LABELS
from layouts.texts.formats import number, year_label

ASKED = "asked-filters"
"""Store of the question on screen: ``{"query": …, "scope": …, "theme": …, "compact": …}``.

``said`` is the address as it came, while something in it was not understood.
"""
FILTERS = "filters"
"""Store of the question that cards answer; it rests where a grid answers, and brings the rest."""
FIXED = "fixed-filters"
"""Store of the part of the question that the page's address says."""
VISIT = "visit"
"""Store that a link, a chip or the Back button writes: the question to go to."""
WORDS = "filter-words"
CHIPS = "chips"
COUNT = "count"
NOTICES = "notices"


def control_id(name: str) -> dict[str, str]:
    """The id of the control of a filter."""
    return {"type": "filter", "name": name}


def query_link_id(name: str, base: str) -> dict[str, str]:
    """The id of a link to ``base`` that the page keeps pointing at the present question."""
    return {"type": "query-link", "name": name, "base": base}


def count_words(result: MeasureResult | None) -> Any:
    """How many records, indicators or alerts answer, as words; none folds the figures away."""
    total = result.total if result else {}
    if "indicators" in total:
        count = int(total["indicators"])
        words = ngettext("{count} indicador", "{count} indicadores", count, count=number(count))
    elif "alerts" in total:
        count = int(total["alerts"])
        words = ngettext("{count} alerta", "{count} alertas", count, count=number(count))
    elif result and result.measure.name == "indicators.index":
        count = len(result.rows)
        words = ngettext("{count} componente", "{count} componentes", count, count=number(count))
    else:
        count = int(total.get("actions") or 0)
        words = ngettext("{count} registro", "{count} registros", count, count=number(count))
    return words if count else html.Span(words, className="no-records")


def filter_bar(
    view: View, totals: MeasureResult | None, *, has_search_outside: bool = False
) -> html.Section:
    """The bar. ``has_search_outside`` when the page itself draws the search box."""
    left_out = {name for name, _value in view.fixed.pairs()}
    if has_search_outside:
        left_out |= {"texto"}
    visible = [_control(view, name) for name in view.controls.visible if name not in left_out]
    folded = [_control(view, name) for name in view.controls.folded if name not in left_out]
    return html.Section(
        html.Div(
            [
                html.Details(
                    [
                        html.Summary(_("Filtros"), className="button filters-open"),
                        html.Div(visible, className="visible-filters"),
                    ],
                    className="main-filters",
                    open=not view.is_compact,
                ),
                *([_more(folded)] if folded else []),
                _state_line(totals),
            ],
            className="frame bar",
        ),
        className="filter-bar",
        **{"aria-label": _("Filtros")},
    )


def _more(folded: list[html.Div]) -> html.Details:
    return html.Details(
        [
            html.Summary(_("Más filtros"), className="button"),
            html.Div(folded, className="folded-filters"),
        ],
        className="more-filters",
        **{"data-menu": "true"},
    )


def empty_bar() -> html.Div:
    """The places that callbacks fill, on pages that have no bar."""
    return html.Div([html.Span(id=COUNT), html.Div(id=CHIPS)], hidden=True)


def _state_line(totals: MeasureResult | None) -> html.Div:
    return html.Div(
        [
            html.Span(count_words(totals), id=COUNT, className="count", role="status"),
            html.Div(id=CHIPS, className="chips", tabIndex="-1"),
            html.Button(
                _("Limpiar"),
                className="link-button",
                type="button",
                **{"data-action": "clear"},
            ),
            html.Button(
                _("Compartir vista"),
                className="link-button",
                type="button",
                **{"data-action": "share", "data-done": _("Enlace copiado")},
            ),
            html.Span(className="live-note", role="status", **{"data-live": "true"}),
        ],
        className="state-line",
    )


def filter_state(view: View) -> list[Any]:
    """The stores that every page carries, also those without a bar."""
    words = {
        "names": {name: label_of_filter(name) for name in view.controls.chips},
        # What no control names: its value is chosen by tabs.
        "labels": {"clase": {code: translate(label) for code, label in CLASS_LABELS.items()}},
        "remove": _("Quitar el filtro"),
        "undated": year_label(UNDATED_YEAR),
        "lang": view.language,
    }
    asked = {"query": view.query, "scope": view.scope.query()}
    if view.said:
        # A grid asks by itself for its first rows, and its notices come with them.
        asked["said"] = view.said
    return [
        dcc.Store(id=ASKED, data=asked),
        dcc.Store(id=FILTERS, data=asked),
        dcc.Store(id=FIXED, data=view.fixed.query()),
        dcc.Store(id=VISIT),
        dcc.Store(id=WORDS, data=words),
    ]


def search_box(view: View) -> html.Div:
    """The search box, where a page draws it apart from the bar."""
    return html.Div(
        [
            html.Label(_("Buscar en los registros"), htmlFor=_dom_id("texto")),
            _text_input(view, _("Título, objetivo, código o aliado")),
        ],
        className="search-box",
        role="search",
    )


def _control(view: View, name: str) -> html.Div:
    label = html.Label(label_of_filter(name), htmlFor=_dom_id(name), className="control-name")
    return html.Div([label, _input(view, name)], className=f"control control-{name}")


def _input(view: View, name: str) -> Any:
    if name in LIST_FILTERS:
        return _many(view, name)
    if name == "texto":
        return _text_input(view, "")
    return _one(name, _choices(view, name), _value(view, name))


def _text_input(view: View, placeholder: str) -> dbc.Input:
    return dbc.Input(
        id=control_id("texto"),
        type="search",
        value=view.filters.texto,
        debounce=True,
        placeholder=placeholder,
        maxlength=200,
    )


def _many(view: View, name: str) -> dcc.Dropdown:
    meant = getattr(view.scope, name)
    chosen = list(getattr(view.asked, name))
    options = [
        {"value": str(option.value), "label": _choice(option)}
        for option in view.options.get(name, ())
    ]
    known = {option["value"] for option in options}
    # A value that no record has must stay visible in the control, or nobody could remove it.
    options += [{"value": value, "label": value} for value in chosen if value not in known]
    return dcc.Dropdown(
        id=control_id(name),
        options=options,
        value=chosen,
        multi=True,
        placeholder=", ".join(view.label_of(name, value) for value in meant) or _("Todos"),
        labels=dropdown_labels(),
        optionHeight="auto",
        maxHeight=320,
    )


def _choice(option: Any) -> str:
    # The names of states and types are words of ours; those of catalogues are in the language.
    label = translate(str(option.label))
    return f"{label} ({number(option.actions)})" if option.actions else label


def dropdown_labels() -> dict[str, str]:
    """The words inside a multiple choice."""
    return {
        "select_all": _("Elegir todos"),
        "deselect_all": _("Quitar todos"),
        "selected_count": _("{num_selected} elegidos", num_selected="{num_selected}"),
        "search": _("Buscar…"),
        "clear_search": _("Borrar la búsqueda"),
        "clear_selection": _("Quitar la selección"),
        "no_options_found": _("Sin coincidencias"),
    }


def _one(name: str, choices: Sequence[tuple[str, str]], value: str) -> dbc.Select:
    return dbc.Select(
        id=control_id(name),
        options=[{"value": code, "label": label} for code, label in choices],
        value=value,
        # Where nothing is chosen the first choice says what is meant.
        placeholder=choices[0][1],
    )


def _value(view: View, name: str) -> str:
    value = getattr(view.filters, name)
    return "" if value is None else str(value)


def _choices(view: View, name: str) -> list[tuple[str, str]]:
    if name == "monto":
        return [(kind, translate(AMOUNT_KIND_LABELS[kind])) for kind in AMOUNT_KINDS]
    if name == "moneda":
        return [(code, translate(CURRENCY_LABELS[code])) for code in CURRENCIES]
    chosen = _value(view, name)
    if name == "corte":
        return _cuts(view, chosen)
    low, high = view.years or (0, -1)
    years = [str(year) for year in range(high, low - 1, -1)]
    if chosen and chosen not in {*years, str(UNDATED_YEAR)}:
        years.append(chosen)
    return [
        ("", _("Todos")),
        *((year, year) for year in years),
        (str(UNDATED_YEAR), year_label(UNDATED_YEAR)),
    ]


def _cuts(view: View, chosen: str) -> list[tuple[str, str]]:
    """The cuts of the calendar; without one chosen, the last is meant."""
    cuts = [str(option.value) for option in view.options.get("corte", ())]
    if chosen and chosen not in cuts:
        cuts.append(chosen)
    last = _("Último ({cut})", cut=cuts[0]) if cuts else _("Último")
    return [("", last), *((cut, cut) for cut in cuts)]


def _dom_id(name: str) -> str:
    # Dash writes a dictionary id into the document as JSON with sorted keys and no spaces.
    return f'{{"name":"{name}","type":"filter"}}'
