"""The sticky bar that holds the question: controls, active filters, count of records."""

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.categories import UNDATED_YEAR
from data_access.vocabulary.filters import AMOUNT_KINDS, CURRENCIES, LIST_FILTERS
from layouts.components.filter_words import (
    AMOUNT_KIND_LABELS,
    CURRENCY_LABELS,
    label_of_filter,
)
from layouts.components.view import View
from layouts.texts.catalogue import _, ngettext, translate
from layouts.texts.formats import number, year_label

ASKED = "asked-filters"
"""Store of the question on screen: ``{"query": …, "theme": …, "compact": …}``."""
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

VISIBLE = ("entidad", "pais", "anio_desde", "anio_hasta", "monto", "moneda")
FOLDED = (
    "texto", "aliado", "tipo_aliado", "modalidad", "direccion", "etapa",
    "ods", "sector_cad", "sector", "territorio", "fuente",
)  # fmt: skip


def control_id(name: str) -> dict[str, str]:
    """The id of the control of a filter."""
    return {"type": "filter", "name": name}


def query_link_id(name: str, base: str) -> dict[str, str]:
    """The id of a link to ``base`` that the page keeps pointing at the present question."""
    return {"type": "query-link", "name": name, "base": base}


def count_words(result: MeasureResult | None) -> Any:
    """How many records answer, as words; none is marked, so that the figures fold away."""
    actions = int(result.total.get("actions") or 0) if result else 0
    words = ngettext("{count} registro", "{count} registros", actions, count=number(actions))
    return words if actions else html.Span(words, className="no-records")


def filter_bar(
    view: View, totals: MeasureResult | None, *, has_search_outside: bool = False
) -> html.Section:
    """The bar. ``has_search_outside`` when the page itself draws the search box."""
    left_out = {name for name, _value in view.fixed.pairs()}
    if has_search_outside:
        left_out |= {"texto"}
    visible = [_control(view, name) for name in VISIBLE if name not in left_out]
    folded = [_control(view, name) for name in FOLDED if name not in left_out]
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
                html.Details(
                    [
                        html.Summary(_("Más filtros"), className="button"),
                        html.Div(folded, className="folded-filters"),
                    ],
                    className="more-filters",
                    **{"data-menu": "true"},
                ),
                _state_line(totals),
            ],
            className="frame bar",
        ),
        className="filter-bar",
        **{"aria-label": _("Filtros")},
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
        "names": {name: label_of_filter(name) for name in (*VISIBLE, *FOLDED)},
        "remove": _("Quitar el filtro"),
        "undated": year_label(UNDATED_YEAR),
        "lang": view.language,
    }
    return [
        dcc.Store(id=ASKED, data={"query": view.query}),
        dcc.Store(id=FILTERS, data={"query": view.query}),
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
    chosen = list(getattr(view.filters, name))
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
        placeholder=_("Todos"),
        labels=dropdown_labels(),
        optionHeight="auto",
        maxHeight=320,
    )


def _choice(option: Any) -> str:
    return f"{option.label} ({number(option.actions)})" if option.actions else str(option.label)


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
        placeholder=_("Todos"),
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
    low, high = view.years or (0, -1)
    years = [str(year) for year in range(high, low - 1, -1)]
    if chosen and chosen not in {*years, str(UNDATED_YEAR)}:
        years.append(chosen)
    return [
        ("", _("Todos")),
        *((year, year) for year in years),
        (str(UNDATED_YEAR), year_label(UNDATED_YEAR)),
    ]


def _dom_id(name: str) -> str:
    # Dash writes a dictionary id into the document as JSON with sorted keys and no spaces.
    return f'{{"name":"{name}","type":"filter"}}'
