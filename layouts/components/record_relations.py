"""The activities that a record is part of, those that are part of it, and the like."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import _, translate

KINDS = {
    "parent": N_("Es parte de"),
    "child": N_("Se compone de"),
    "sibling": N_("Otras partes de lo mismo"),
    "cofunded": N_("Cofinanciada con"),
    "third_party": N_("La misma, contada por otra organización"),
    "related": N_("Relacionada con"),
}


def relations_section(record: Any) -> list[html.Section]:
    """The section on related activities; none when the record names none and none names it."""
    level = record.hierarchy
    facts: list[tuple[str, Any]] = []
    if level is not None:
        facts.append((_("Nivel"), _("{level} (1 es el más alto)", level=level)))
    if record.is_secondary:
        facts.append((_("Quién la publica"), _("una organización que no la ejecuta")))
    for kind, words in KINDS.items():
        named = [_words(row) for row in record.relations if row["kind"] == kind]
        if named:
            facts.append((translate(words), html.Ul([html.Li(item) for item in named])))
    if not record.relations and not record.is_secondary:
        return []
    pairs = [html.Div([html.Dt(name), html.Dd(value)]) for name, value in facts]
    title = html.H2(_("Actividades relacionadas"))
    return [html.Section([title, html.Dl(pairs, className="facts")], className="tile strip")]


def _words(row: Mapping[str, Any]) -> Any:
    """A link with its title to what is known; the identifier of what is not."""
    if row["action_id"] is None:
        return row["identifier"]
    link = dcc.Link(row["title"], href=f"/acciones/{row['action_id']}")
    return [link, f" · {row['identifier']}"]
