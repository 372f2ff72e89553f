"""The HTML that every page starts from: language, theme, style sheets and scripts, all our own."""

import base64
import hashlib
import re
from html import escape
from typing import Any

import dash
from flask import request

from callbacks._edge import current_language, current_theme
from dashboard.known_paths import KnownPaths
from layouts.texts.catalogue import _

INDEX = """<!DOCTYPE html>
<html lang="{%lang%}"{%theme%}>
<head>
{%metas%}
<meta name="color-scheme" content="light dark">
<title>{%title%}</title>
{%favicon%}
{%theme_script%}
{%css%}
</head>
<body>
{%app_entry%}
<noscript>{%noscript%}</noscript>
<p id="trouble" role="alert" data-says="{%trouble%}"></p>
<div>
{%config%}
{%scripts%}
{%renderer%}
</div>
</body>
</html>"""

THEME_SCRIPT = """(function () {
  var root = document.documentElement;
  if (root.dataset.bsTheme) { return; }
  var mode = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  root.dataset.bsTheme = mode;
  root.dataset.agThemeMode = mode;
})();"""
"""Sets the theme before the first paint when no cookie chose one."""

_MODES = {"claro": "light", "oscuro": "dark"}
_VERSIONS = re.compile(r'"(python_version|dash_version|plotly_version)":"(?:[^"\\]|\\.)*"')


def script_hash(script: str) -> str:
    """The Content-Security-Policy source that allows exactly this inline ``script``."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


class PageShell(dash.Dash):
    """A Dash app whose index speaks the reader's language and tells no versions."""

    known_paths = KnownPaths(())

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        """The index of this request; ``parts`` are the pieces that Dash prepared."""
        title, description = _title_and_description(self.known_paths)
        parts["title"] = escape(title)
        if description:
            parts["metas"] += f'\n<meta name="description" content="{escape(description)}">'
        parts["config"] = _VERSIONS.sub(r'"\1":""', parts["config"])
        parts["app_entry"] = _entry()
        index = super().interpolate_index(**parts)
        for name, text in _request_parts().items():
            index = index.replace(f"{{%{name}%}}", text, 1)
        return index


def _title_and_description(known_paths: KnownPaths) -> tuple[str, str]:
    found = known_paths.find(request.path)
    if found is None:
        return _("No existe esta página") + " · GLOBO", ""
    page, variables = found
    return tuple(  # type: ignore[return-value]
        str(text(**variables) if callable(text) else text or "")
        for text in (page["title"], page["description"])
    )


def _entry() -> str:
    return (
        '<div id="react-entry-point"><div class="_dash-loading" role="status">'
        + _("Cargando…")
        + "</div></div>"
    )


def theme_attributes() -> str:
    """What the first tag of a page says of the theme that the reader chose, if any."""
    mode = _MODES.get(current_theme())
    return f' data-bs-theme="{mode}" data-ag-theme-mode="{mode}"' if mode else ""


def _request_parts() -> dict[str, str]:
    return {
        "lang": current_language(),
        "theme": theme_attributes(),
        "theme_script": f"<script>{THEME_SCRIPT}</script>",
        "trouble": escape(
            _(
                "No se pudo actualizar la página: sus cifras son las de antes. Revise su conexión "
                "e inténtelo de nuevo en unos minutos."
            )
        ),
        "noscript": _("GLOBO necesita JavaScript. Los datos también se descargan en /descargas."),
    }


def shell_options() -> dict[str, Any]:
    """The arguments of :class:`dash.Dash` that make the app use this shell."""
    return {"index_string": INDEX, "update_title": None, "title": "GLOBO"}
