"""What a reader gets when a request fails: a sentence and a way out, never a traceback."""

from __future__ import annotations

import logging
import secrets
from html import escape
from string import Template

from dash.exceptions import DependencyException
from flask import Response, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from dashboard.borrowed_files import BOOTSTRAP_URL
from dashboard.page_shell import THEME_SCRIPT, theme_attributes
from data_access.store.store import StoreUnavailable
from data_access.vocabulary.actors import NotPermitted
from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import _, language, translate

log = logging.getLogger("globo.errors")

SENTENCES: dict[int, tuple[str, str]] = {
    400: (
        N_("No se entendió la petición"),
        N_("Vuelva a la página de inicio e inténtelo de nuevo. Si llegó por un enlace, revise "
           "que esté completo."),
    ),
    403: (
        N_("No tiene permiso"),
        N_("Esta parte de GLOBO no está abierta para usted."),
    ),
    404: (
        N_("No existe esta página"),
        N_("Revise la dirección o busque lo que necesita desde la página de inicio."),
    ),
    405: (
        N_("No se puede hacer eso aquí"),
        N_("Esta dirección no admite la operación pedida."),
    ),
    413: (
        N_("El envío es demasiado grande"),
        N_("Reduzca el tamaño de lo que envía e inténtelo de nuevo."),
    ),
    415: (
        N_("No se entendió la petición"),
        N_("El formato del envío no es el esperado."),
    ),
    500: (
        N_("Algo falló en GLOBO"),
        N_("No es culpa suya. Inténtelo de nuevo en unos minutos y, si se repite, informe de la "
           "referencia {reference}."),
    ),
    503: (
        N_("GLOBO no está listo"),
        N_("Los datos no están disponibles en este momento. Inténtelo de nuevo en unos minutos."),
    ),
}  # fmt: skip

_STYLES = (
    BOOTSTRAP_URL, "/assets/00_tokens.css", "/assets/10_base.css", "/assets/20_components.css",
)  # fmt: skip
_CSS = "\n".join(f'<link rel="stylesheet" href="{address}">' for address in _STYLES)
_PAGE = Template("""<!DOCTYPE html>
<html lang="$lang"$theme>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>$title · GLOBO</title>
<script>$theme_script</script>
$css
</head>
<body>
<main class="frame">
<p class="over-title">GLOBO · $code</p>
<h1>$title</h1>
<p class="lead-text">$sentence</p>
<p><a class="button" href="/">$home</a></p>
</main>
</body>
</html>
""")


def answer_error(error: Exception) -> BaseResponse:
    """The answer to ``error``: JSON for callbacks and programs, a page for people."""
    # What fails after a page was made comes wrapped.
    error = getattr(error, "original_exception", None) or error
    if isinstance(error, NotPermitted):
        log.warning("refused %s to %s at %s", error.permission, error.actor.name, request.path)
        return error_answer(403)
    if isinstance(error, HTTPException):
        if error.response is not None or not error.code or error.code < 400:
            return error.get_response()
        return error_answer(error.code, sentence=getattr(error, "sentence", ""))
    if isinstance(error, DependencyException):
        # A component file that no component has: somebody guesses addresses.
        return error_answer(404)
    reference = secrets.token_hex(4)
    log.error("%s failed, reference %s", request.path, reference, exc_info=error)
    code = 503 if isinstance(error, StoreUnavailable) else 500
    return error_answer(code, reference=reference)


def error_answer(code: int, *, sentence: str = "", reference: str = "") -> Response:
    """An answer with status ``code``; ``sentence`` replaces the usual advice.

    ``reference`` is the number under which the failure was logged.
    """
    title, advice = SENTENCES.get(code) or SENTENCES[500 if code >= 500 else 400]
    title = translate(title)
    sentence = sentence or translate(advice).replace("{reference}", reference)
    if _wants_json():
        body = {"error": title, "message": sentence}
        response = jsonify(body | ({"reference": reference} if reference else {}))
    else:
        response = Response(
            _PAGE.substitute(
                lang=language(), theme=theme_attributes(), theme_script=THEME_SCRIPT, css=_CSS,
                code=code, title=escape(title), sentence=escape(sentence),
                home=escape(_("Ir a la página de inicio")),
            ),
            mimetype="text/html",
        )  # fmt: skip
    response.status_code = code
    response.headers["Cache-Control"] = "no-store"
    return response


def _wants_json() -> bool:
    if request.path.startswith("/_dash"):
        return True
    accepted = request.accept_mimetypes
    return accepted["application/json"] > accepted["text/html"]
