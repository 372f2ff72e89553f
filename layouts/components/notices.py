"""What a page says besides figures: what was not understood, is empty, or is invented."""

from collections.abc import Collection
from typing import Any

from dash import dcc, html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.issues import Issue
from layouts.components.filter_words import FILTER_LABELS, unapplied_words
from layouts.components.view import View
from layouts.texts.catalogue import _, translate


def issue_sentence(issue: Issue) -> str:
    """The sentence of an issue in the reader's language."""
    values = dict(issue.values)
    if values.get("name") in FILTER_LABELS:
        values["name"] = translate(FILTER_LABELS[values["name"]])
    return translate(issue.message, **values)


def filter_notices(view: View, results: Collection[MeasureResult]) -> list[Any]:
    """One notice per thing in the link that was not applied to the results of a page."""
    issues = [*view.issues, *(issue for result in results for issue in result.issues)]
    seen = dict.fromkeys(issue_sentence(issue) for issue in issues)
    known = {name for result in results for name in result.measure.dimensions}
    unapplied = view.filters.beyond(known) if results else ()
    if unapplied:
        seen[unapplied_words(unapplied)] = None
    return [html.P(sentence, className="notice", role="alert") for sentence in seen]


def empty_notice(elsewhere: str) -> html.Div:
    """What stands for the rows of a question that no record answers; ``elsewhere`` says in which
    other classes of flow or sources there are some.
    """
    return html.Div(
        [
            html.P(elsewhere or _("Ningún registro responde a estos filtros.")),
            html.P(
                html.Button(
                    _("Quitar todos los filtros"),
                    type="button",
                    className="button",
                    **{"data-action": "clear"},
                )
            ),
        ],
        className="empty",
    )


def demonstration_notice() -> html.P:
    """The label of every page whose figures come from invented records."""
    return html.P(
        [
            html.Strong(_("Datos de demostración")),
            " ",
            html.Span(_("Los registros son ficticios y no representan a ninguna organización.")),
        ],
        className="demonstration",
    )


def illustrative_notice() -> html.P:
    """The label of every page with goals of which some are invented."""
    return html.P(
        [
            html.Strong(_("Datos de demostración")),
            " ",
            html.Span(
                _(
                    "Las metas marcadas «ilustrativo», con sus reportes y su presupuesto, son "
                    "ficticias; las demás son las de la norma."
                )
            ),
        ],
        className="demonstration",
    )


def missing_subject(title: str, sentence: str) -> list[Any]:
    """What a page says when its address names nothing that exists."""
    return [
        html.H1(title, tabIndex="-1"),
        html.P(sentence, className="lead-text"),
        html.P(dcc.Link(_("Ir al panorama"), href="/", className="button")),
    ]
