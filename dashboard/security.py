"""What every request must satisfy before the app sees it, and what every answer carries."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import dash
from flask import Response, abort, request
from werkzeug.exceptions import SecurityError

from callbacks._edge import current_language
from dashboard.callback_bodies import fits_callback, is_callback_body
from dashboard.config import Settings
from dashboard.error_answers import answer_error
from dashboard.page_shell import THEME_SCRIPT, PageShell, script_hash
from layouts.texts.catalogue import use_language

MAX_BODY_BYTES = 1024 * 1024
CALLBACK_PATH = "/_dash-update-component"
CLOSED_PATHS = frozenset({"/_reload-hash"})
PAGE_ENDPOINT = "/<path:path>"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"


def protect(app: PageShell, settings: Settings) -> None:
    """Put the guards before every request of ``app`` and the headers on every answer."""
    server = app.server
    server.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        TRUSTED_HOSTS=list(settings.trusted_hosts),
        PREFERRED_URL_SCHEME="https" if settings.https else "http",
        PROPAGATE_EXCEPTIONS=False,
    )
    policy = _Policy(app)
    # Before Dash's own functions, which are already there.
    server.before_request_funcs.setdefault(None, [])[:0] = [
        _speak, _check_host, _check_origin, _check_path, _body_check(app)
    ]  # fmt: skip

    @server.after_request
    def finish(response: Response) -> Response:
        is_page = request.endpoint == PAGE_ENDPOINT
        if is_page and response.status_code == 200 and not app.known_paths.has(request.path):
            response.status_code = 404
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", policy.header())
        response.headers.setdefault("Cache-Control", "no-cache")
        if settings.https:
            response.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
        return response

    server.register_error_handler(Exception, answer_error)


class _Policy:
    """The Content-Security-Policy, written once the app has all its inline scripts."""

    def __init__(self, app: dash.Dash) -> None:
        self._app = app
        self._header = ""
        self._count = -1

    def header(self) -> str:
        """The policy; computed again only when an inline script was added."""
        if len(self._app._inline_scripts) != self._count:
            hashes = {*self._app.csp_hashes(), script_hash(THEME_SCRIPT)}
            self._header = content_security_policy(sorted(hashes))
            self._count = len(self._app._inline_scripts)
        return self._header


def content_security_policy(script_hashes: list[str]) -> str:
    """The policy of every answer; scripts are ours or one of ``script_hashes``.

    Dash, plotly and ag-grid insert ``<style>``, hence ``'unsafe-inline'`` there and only there.
    """
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *script_hashes]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ]
    )


def _speak() -> None:
    use_language(current_language())


def _check_host() -> None:
    try:
        request.host  # noqa: B018 - reading it compares it with TRUSTED_HOSTS
    except SecurityError:
        abort(400)


def _check_origin() -> None:
    if request.method in _SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in ("same-origin", "none"):
            abort(403)
        return
    # Browsers send no Sec-Fetch-Site to plain-http hosts other than their own machine.
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin)[:2] != urlsplit(request.host_url)[:2]:
        abort(403)


def _check_path() -> None:
    if request.path in CLOSED_PATHS:
        abort(404)


def _body_check(app: dash.Dash) -> Callable[[], None]:
    def check() -> None:
        if request.path != CALLBACK_PATH or request.method != "POST":
            return
        if (request.content_length or 0) > MAX_BODY_BYTES:
            abort(413)
        if not request.is_json:
            abort(415)
        body = request.get_json(silent=True)
        if not is_callback_body(body):
            abort(400)
        declared = app.callback_map.get(body["output"])
        if declared is None or "callback" not in declared:
            abort(404)
        if not fits_callback(body, declared):
            abort(400)

    return check
