"""The words of an indicator on every screen: family, trend, goal, where its values come from."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from dash import html

from data_access.vocabulary.goals import INDICATOR_CATALOGUE
from data_access.vocabulary.messages import N_
from layouts.components.plan_goals import goal_address
from layouts.components.view import address
from layouts.texts.catalogue import _, translate
from layouts.texts.quantities import plain_number, quantity

_TRENDS = {"up": ("▲", N_("sube")), "down": ("▼", N_("baja")), "flat": ("▬", N_("estable"))}
_SIDES = {
    True: ("trend-good", N_("hacia la meta")),
    False: ("trend-bad", N_("en contra de la meta")),
    None: ("", ""),
}


def sheet_address(key: str, cut: str) -> str:
    """The page of an indicator, at the cut that was asked for, if any."""
    return address(f"/indicadores/{quote(key, safe='')}", f"corte={cut}" if cut else "")


def subject_address(row: Mapping[str, Any], cut: str) -> str:
    """The page of a goal, or of an indicator that belongs to no plan; empty for a level."""
    if not row["code"]:
        return ""
    if row["framework_kind"] == INDICATOR_CATALOGUE:
        return sheet_address(row["subject"], cut)
    return goal_address(row, cut)


def trend_words(row: Mapping[str, Any]) -> html.Span:
    """«▲ sube», and whether that leads to the goal; two values are needed to tell."""
    if row["trend"] not in _TRENDS:
        return html.Span(_("sin tendencia todavía"), className="note")
    sign, word = _TRENDS[row["trend"]]
    name, side = _SIDES[row["is_better"]]
    parts: list[Any] = [
        html.Span(sign, className="trend-sign", **{"aria-hidden": "true"}),
        html.Strong(translate(word)),
    ]
    notes = [translate(side)] if side else []
    if row["trend_to"] != row["last_report"]:
        notes.append(_("hasta {quarter}", quarter=row["trend_to"]))
    parts.append(html.Span(", ".join(notes), className="note"))
    return html.Span(parts, className=f"trend {name}".rstrip())


def goal_words(row: Mapping[str, Any]) -> str:
    """The final goal as a number with its unit, or as the plan printed it."""
    if row["final_goal"] is None:
        return row["final_text"] or _("sin meta")
    return quantity(row["final_goal"], row["unit"])


def feed_words(row: Mapping[str, Any]) -> str:
    """Who gives the values: the register by itself, or the reports of the entity."""
    if row["used"] == "register":
        return _("Lo calcula el registro")
    return _("Lo reporta la entidad")


def series_words(row: Mapping[str, Any]) -> str:
    """The first and last values of the series in one line, for readers who do not see it."""
    values = row["series"]
    if len(values) < 2:
        return ""
    (first, start), (last, end) = values[0], values[-1]
    return _(
        "De {start} en {first} a {end} en {last}.",
        start=plain_number(start), first=first, end=plain_number(end), last=last,
    )  # fmt: skip
