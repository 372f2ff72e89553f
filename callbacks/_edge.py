"""Where a request meets the callbacks: who is acting, in which language, with which permission."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import flask
from dash import Dash

from data_access.vocabulary.actors import PUBLIC, Actor, Permission, require

LANGUAGE_COOKIE = "idioma"
LANGUAGES = ("es", "en")
THEME_COOKIE = "tema"
THEMES = ("claro", "oscuro")


def current_actor() -> Actor:
    """Who is acting in this request. There are no accounts yet: everybody is the public."""
    return PUBLIC


def current_language() -> str:
    """The reader's language, ``"es"`` or ``"en"``: ``?lang=``, then the cookie, then Spanish."""
    if not flask.has_request_context():
        return LANGUAGES[0]
    asked = flask.request.args.get("lang") or flask.request.cookies.get(LANGUAGE_COOKIE)
    return asked if asked in LANGUAGES else LANGUAGES[0]


def current_theme() -> str:
    """The reader's theme, ``"claro"`` or ``"oscuro"``, or ``""`` when the browser decides."""
    if not flask.has_request_context():
        return ""
    asked = flask.request.cookies.get(THEME_COOKIE)
    return asked if asked in THEMES else ""


def text_of(data: Any, key: str) -> str:
    """The text under ``key`` of what a page sent; empty when it sent something else.

    A page can be forged: nothing that it sends has to have the shape that our own page gives it.
    """
    value = data.get(key) if isinstance(data, Mapping) else None
    return value if isinstance(value, str) else ""


def permitted(permission: Permission) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate a function so that it runs only for an actor with ``permission``.

    The function carries ``__permission__`` for the tests that walk the registries; calling it
    without the permission raises :class:`~data_access.vocabulary.actors.NotPermitted`.
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def checked(*args: Any, **kwargs: Any) -> Any:
            require(current_actor(), permission)
            return function(*args, **kwargs)

        vars(checked)["__permission__"] = permission
        return checked

    return decorate


def guarded(
    app: Dash, permission: Permission, *args: Any, **kwargs: Any
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``app.callback(*args, **kwargs)`` for actors with ``permission`` only; others get 403."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        checked = permitted(permission)(function)
        app.callback(*args, **kwargs)(checked)
        return checked

    return decorate
