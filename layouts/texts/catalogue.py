"""Messages in the reader's language: Spanish is the source, the others come from gettext files."""

from contextvars import ContextVar
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from babel.messages.pofile import read_po

SOURCE_LANGUAGE = "es"
LANGUAGES = ("es", "en")
LOCALE_FOLDER = Path(__file__).parent / "locale"

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


class use_language:  # noqa: N801 - read as a verb, with or without `with`
    """Speak ``code`` from now on in this context; an unknown code means the source language.

    The edge calls it once per request; as a context manager it gives the former language back.
    """

    def __init__(self, code: str) -> None:
        self._token = _language.set(code if code in LANGUAGES else SOURCE_LANGUAGE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _language.reset(self._token)


def language() -> str:
    """The language of this context, ``es`` or ``en``."""
    return _language.get()


def translate(message: str, **values: Any) -> str:
    """``message`` in the reader's language, its ``{name}`` placeholders filled from ``values``.

    For texts marked elsewhere with ``N_``; a message without translation stays in Spanish.
    """
    code = language()
    text = message if code == SOURCE_LANGUAGE else messages(code).get(message, message)
    return text.format(**values) if values else text


_ = translate
"""Marks a message for extraction and translates it."""


def ngettext(singular: str, plural: str, n: int, **values: Any) -> str:
    """The message for ``n`` things, which ``{n}`` names; both forms are marked for extraction."""
    return translate(singular if n == 1 else plural, **{"n": n, **values})


@cache
def messages(code: str) -> dict[str, str]:
    """Spanish message → its translation into ``code``; empty for the source language."""
    path = LOCALE_FOLDER / code / "LC_MESSAGES" / "globo.po"
    if code == SOURCE_LANGUAGE or not path.exists():
        return {}
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=code)
    pairs: dict[str, str] = {}
    for message in catalogue:
        sources = message.id if isinstance(message.id, tuple | list) else (message.id,)
        texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        pairs |= {source: str(text) for source, text in zip(sources, texts, strict=False) if text}
    pairs.pop("", None)
    return pairs
