"""A bar of what was executed, with the mark of where the ideal trajectory stands."""

from decimal import Decimal

from dash import html

from layouts.texts.catalogue import _
from layouts.texts.formats import percent

_WHOLE = Decimal(100)


def trajectory_bar(executed: Decimal | None, ideal: Decimal | None) -> html.Div:
    """A track of the final goal filled to ``executed``, marked at ``ideal``; both fractions.

    Overshoot fills the track whole and is said in words beside it.
    """
    parts = []
    if executed is not None:
        over = " bar-over" if executed > 1 else ""
        parts.append(html.Span(className=f"bar-fill{over}", style={"width": _width(executed)}))
    if ideal is not None:
        parts.append(html.Span(className="bar-mark", style={"left": _width(ideal)}))
    return html.Div(
        parts,
        className="trajectory",
        role="img",
        **{"aria-label": trajectory_words(executed, ideal)},
    )


def trajectory_words(executed: Decimal | None, ideal: Decimal | None) -> str:
    """Both ends of the bar in words."""
    return _(
        "Ejecutado: {executed} de la meta final; programado a la fecha: {ideal}.",
        executed=_("sin dato") if executed is None else percent(executed),
        ideal=_("sin dato") if ideal is None else percent(ideal),
    )


def bar_key() -> html.P:
    """What fill and mark of a bar stand for."""
    return html.P(
        [
            _sign("key-fill", _("ejecutado de la meta final")),
            _sign("key-mark", _("trayectoria ideal a la fecha")),
        ],
        className="bar-key note",
    )


def _sign(name: str, words: str) -> html.Span:
    return html.Span([html.Span(className=name, **{"aria-hidden": "true"}), words])


def share_bar(share: Decimal | None, words: str) -> html.Div:
    """A plain bar filled to ``share``; ``words`` say it to readers of the screen."""
    fill = html.Span(className="bar-fill", style={"width": _width(share or Decimal(0))})
    return html.Div(
        fill, className="trajectory trajectory-thin", role="img", **{"aria-label": words}
    )


def _width(fraction: Decimal) -> str:
    return f"{min(max(fraction * _WHOLE, Decimal(0)), _WHOLE):.2f}%"
