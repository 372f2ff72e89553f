"""What an address or a command says of a filter, read as its value; the rest becomes issues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qs

from data_access.vocabulary.flows import CLASS_CHOICES, RECEIVED
from data_access.vocabulary.goals import Quarter
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_
from data_access.vocabulary.money import KINDS_OF_AMOUNT
from data_access.vocabulary.names import fold

MAX_VALUES = 60
MAX_TEXT = 200
MOST_TOLD = 20
"""Names that are no filter: whoever reads of so many needs not read of more."""
CURRENCIES = ("USD", "COP")
AMOUNT_KINDS = tuple(KINDS_OF_AMOUNT)
DEFAULTS = {
    "moneda": "USD", "monto": "comprometido", "clase": RECEIVED, "texto": "", "corte": "",
}  # fmt: skip
UNKNOWN_FILTER = "filter.unknown_name"
_CHOICES = {"moneda": CURRENCIES, "monto": AMOUNT_KINDS, "clase": CLASS_CHOICES}
# Not by its value: Python reads no number of thousands of digits.
_YEAR = re.compile("0|(?:19|20)[0-9]{2}|2100")
_NO_QUESTION = re.compile(
    "lang|vista|utm_.*|_ga|_gl|fbclid|gclid|dclid|gbraid|wbraid|msclkid|ttclid|twclid|yclid|igshid"
    "|mc_[ce]id"
)


def is_no_question(name: str) -> bool:
    """Whether an address may say ``name`` without asking anything of the figures.

    So it is of how the page is shown, and of where its reader came from.
    """
    return _NO_QUESTION.fullmatch(name) is not None


def read_pairs(query: str | Mapping[str, str | Iterable[str]]) -> dict[str, list[str]]:
    """The values of each name of a query string or mapping, in their order."""
    if isinstance(query, str):
        return parse_qs(query.removeprefix("?"))
    return {
        name: [value] if isinstance(value, str) else [str(item) for item in value]
        for name, value in query.items()
        if value is not None
    }


def unknown_filter(name: str, texts: list[str]) -> Issue:
    """The sentence about a name that is no filter."""
    value = ", ".join(texts)[:80]
    return Issue(
        UNKNOWN_FILTER,
        N_(
            "La dirección dice «{key}={value}», pero no hay un filtro con ese nombre: esa parte no "
            "se aplicó."
        ),
        column=name[:80],
        value=value,
        values={"key": name[:80], "value": value},
    )


def _single(name: str, texts: list[str], issues: list[Issue]) -> str:
    """The one value of a filter that has one; none where several were given."""
    given = list(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))
    if len(given) <= 1:
        return given[0] if given else ""
    value = "; ".join(given)[:80]
    issues.append(
        Issue(
            "filter.given_twice",
            N_("El filtro «{name}» admite un solo valor y recibió varios ({value}): no se aplicó."),
            column=name,
            value=value,
            values={"name": name, "value": value},
        )
    )
    return ""


def read_list(name: str, texts: list[str], issues: list[Issue]) -> tuple[str, ...]:
    """The values of a list, repeated or between commas, without those beyond the limit."""
    parts = {part.strip() for text in texts for part in text.split(",")} - {""}
    if len(parts) > MAX_VALUES:
        issues.append(
            Issue(
                "filter.too_many",
                N_(
                    "El filtro «{name}» admite {limit} valores como máximo; los demás no se usaron."
                ),
                column=name,
                values={"name": name, "limit": str(MAX_VALUES)},
            )
        )
    return tuple(sorted(parts)[:MAX_VALUES])


def read_year(name: str, texts: list[str], issues: list[Issue]) -> int | None:
    """A year, 0 for what has none, or None when there is nothing to read."""
    text = _single(name, texts, issues)
    if not text:
        return None
    if _YEAR.fullmatch(text):
        return int(text)
    issues.append(
        Issue(
            "filter.not_a_year",
            N_("«{value}» no es un año entre 1900 y 2100: el filtro «{name}» no se aplicó."),
            column=name,
            value=text[:80],
            values={"name": name, "value": text[:80]},
        )
    )
    return None


def _words(text: str, issues: list[Issue]) -> str:
    if len(text) > MAX_TEXT:
        issues.append(
            Issue(
                "filter.too_long",
                N_("El texto que se busca admite {limit} signos como máximo; el resto no se usó."),
                column="texto",
                value=text[:80],
                values={"limit": str(MAX_TEXT)},
            )
        )
    return text[:MAX_TEXT].strip()


def _quarter(text: str, issues: list[Issue]) -> str:
    if not text:
        return ""
    try:
        return Quarter.parse(text).code
    except ValueError:
        issues.append(
            Issue(
                "filter.not_a_cut",
                N_("«{value}» no es un corte: escriba el año y el trimestre, como 2025-T3."),
                column="corte",
                value=text[:80],
                values={"value": text[:80]},
            )
        )
        return ""


def read_choice(name: str, texts: list[str], issues: list[Issue]) -> str:
    """The value of any other filter, or its default."""
    text = _single(name, texts, issues)
    if name == "texto":
        return _words(text, issues)
    if name == "corte":
        return _quarter(text, issues)
    allowed = _CHOICES[name]
    for option in allowed:
        if fold(text) == fold(option):
            return option
    if text:
        issues.append(
            Issue(
                "filter.unknown_value",
                N_("El filtro «{name}» no conoce «{value}». Valores posibles: {options}."),
                column=name,
                value=text[:80],
                values={
                    "name": name,
                    "value": text[:80],
                    "options": ", ".join(allowed),
                },
            )
        )
    return DEFAULTS[name]
