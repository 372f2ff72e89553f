"""Serves, under our own address, files that installed packages bring: Bootstrap, its icons."""

import json
import re
from functools import cache
from importlib.resources import files
from string import Template

from babel import Locale
from flask import Flask, Response, abort

PREFIX = "/static-ext"
BOOTSTRAP_URL = f"{PREFIX}/bootstrap.min.css"
PLOTLY_LOCALE_URL = f"{PREFIX}/plotly-es.js"

_ICON_NAME = re.compile(r"[a-z0-9-]{1,60}")
_SYMBOL = re.compile(
    r'<symbol class="[^"]*" viewBox="(?P<box>[^"]*)" id="(?P<name>[^"]*)">(?P<shape>.*?)</symbol>',
    re.DOTALL,
)
_PLOTLY_LOCALE = Template(
    "window.PlotlyLocales = [{moduleType: 'locale', name: 'es', "
    "dictionary: $dictionary, format: $format}];\n"
)
# The words of plotly's own buttons: screen readers say them and pointers show them.
_PLOTLY_WORDS = {
    "Autoscale": "Ajustar a los datos",
    "Box Select": "Seleccionar en un recuadro",
    "Click to enter Plot title": "Escriba el título",
    "Compare data on hover": "Comparar los datos señalados",
    "Double-click on legend to isolate one trace": "Doble clic para ver una sola serie",
    "Double-click to zoom back out": "Doble clic para volver a la vista inicial",
    "Download plot": "Descargar la figura",
    "Download plot as a png": "Descargar la figura como PNG",
    "Download plot as a PNG": "Descargar la figura como PNG",
    "Lasso Select": "Seleccionar con lazo",
    "Pan": "Desplazar",
    "Reset": "Restablecer",
    "Reset axes": "Restablecer los ejes",
    "Reset view": "Restablecer la vista",
    "Show closest data on hover": "Ver el dato más cercano",
    "Snapshot succeeded": "La imagen quedó lista",
    "Sorry, there was a problem downloading your snapshot!": "No se pudo descargar la imagen",
    "Taking snapshot - this may take a few seconds": "Preparando la imagen",
    "Zoom": "Ampliar una zona",
    "Zoom in": "Acercar",
    "Zoom out": "Alejar",
    "close:": "cierre:",
    "high:": "máximo:",
    "low:": "mínimo:",
    "open:": "apertura:",
    "source:": "origen:",
    "target:": "destino:",
    "incoming flow count:": "flujos que llegan:",
    "outgoing flow count:": "flujos que salen:",
    "concentration:": "concentración:",
    "new text": "texto nuevo",
    "trace": "serie",
}


def register(server: Flask) -> None:
    """Add the routes of the borrowed files to ``server``."""
    server.add_url_rule(BOOTSTRAP_URL, "bootstrap_css", _bootstrap_css)
    server.add_url_rule(PLOTLY_LOCALE_URL, "plotly_locale", _plotly_locale_script)
    server.add_url_rule(f"{PREFIX}/icons/<name>.svg", "icon", _icon)


def _bootstrap_css() -> Response:
    css = _bootstrap("css/bootstrap.min.css").rpartition("/*# sourceMappingURL")[0]
    return Response(css, mimetype="text/css")


def _plotly_locale_script() -> Response:
    return Response(plotly_locale(), mimetype="text/javascript")


def _icon(name: str) -> Response:
    svg = icon(name) if _ICON_NAME.fullmatch(name) else None
    return Response(svg, mimetype="image/svg+xml") if svg else abort(404)


def icon(name: str) -> str | None:
    """The Bootstrap icon ``name`` as a standing-alone SVG in the current colour, or ``None``."""
    return _icons().get(name)


@cache
def _icons() -> dict[str, str]:
    return {
        match["name"]: (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{match["box"]}" width="16" '
            f'height="16" fill="currentColor">{match["shape"]}</svg>'
        )
        for match in _SYMBOL.finditer(_bootstrap("icons/bootstrap-icons.svg"))
    }


@cache
def plotly_locale() -> str:
    """The script that teaches plotly Spanish: words, month names and number separators."""
    spanish = Locale("es", "CO")
    months, days = spanish.months["format"], spanish.days["format"]
    order = (6, 0, 1, 2, 3, 4, 5)
    form = {
        "days": [days["wide"][day].capitalize() for day in order],
        "shortDays": [days["abbreviated"][day].capitalize() for day in order],
        "months": [months["wide"][month].capitalize() for month in range(1, 13)],
        "shortMonths": [
            months["abbreviated"][month].rstrip(".").capitalize() for month in range(1, 13)
        ],
        "date": "%d/%m/%Y",
        "decimal": ",",
        "thousands": ".",
    }
    return _PLOTLY_LOCALE.substitute(
        dictionary=json.dumps(_PLOTLY_WORDS, ensure_ascii=False),
        format=json.dumps(form, ensure_ascii=False),
    )


def _bootstrap(path: str) -> str:
    return files("flask_bootstrap").joinpath("static", "bootstrap5", path).read_text("utf-8")
