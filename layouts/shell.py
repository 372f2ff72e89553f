"""The frame around every page: skip link, header with navigation, language and theme."""

from collections.abc import Mapping

import dash
from dash import dcc, html

from data_access.vocabulary.messages import N_
from layouts.components.filter_bar import query_link_id
from layouts.components.lean_figure import FRAMES, signs
from layouts.components.page_frame import MAIN
from layouts.figures._theme import TEMPLATES
from layouts.texts.catalogue import LANGUAGES, _, language, translate

TEMPLATES_STORE = "figure-templates"
THEME_BUTTON = "theme-button"

NAVIGATION = (
    ("/", N_("Panorama")),
    ("/plan", N_("Plan")),
    ("/indicadores", N_("Indicadores")),
    ("/alertas", N_("Alertas")),
    ("/cooperacion", N_("Cooperación")),
    ("/acciones", N_("Acciones")),
    ("/datos", N_("Datos")),
)
_LANGUAGE_NAMES = {"es": "Español", "en": "English"}


def layout(place: Mapping[str, str] | None = None) -> html.Div:
    """The shell in the reader's language; ``place`` names the office."""
    office = (place or {}).get(f"office_{language()}", "")
    return html.Div(
        [
            html.A(_("Saltar al contenido"), href=f"#{MAIN}", className="skip-link"),
            html.Header(
                html.Div(
                    [
                        dcc.Link(
                            [
                                html.Span("GLOBO", className="brand-name"),
                                html.Span(office, className="brand-office"),
                            ],
                            href="/",
                            className="brand",
                        ),
                        _navigation(),
                        _switches(),
                    ],
                    className="frame header-row",
                ),
                className="page-header",
            ),
            dash.page_container,
            dcc.Store(id=TEMPLATES_STORE, data={**TEMPLATES, "frames": FRAMES, "signs": signs()}),
        ]
    )


def _navigation() -> html.Nav:
    links = [
        dcc.Link(translate(name), href=path, id=query_link_id("nav", path))
        for path, name in NAVIGATION
    ]
    return html.Nav(links, className="navigation", **{"aria-label": _("Principal")})


def _switches() -> html.Div:
    languages = [
        html.Button(
            code.upper(),
            type="button",
            lang=code,
            title=_LANGUAGE_NAMES[code],
            **{
                "data-action": "language",
                "data-language": code,
                "aria-pressed": "true" if code == language() else "false",
                "aria-label": _LANGUAGE_NAMES[code],
            },
        )
        for code in LANGUAGES
    ]
    theme = html.Button(
        html.Span(className="theme-icon", **{"aria-hidden": "true"}),
        id=THEME_BUTTON,
        type="button",
        title=_("Tema claro u oscuro"),
        **{"aria-label": _("Cambiar entre tema claro y oscuro")},
    )
    group = html.Div(languages, className="languages", role="group", **{"aria-label": _("Idioma")})
    return html.Div([group, theme], className="switches")
