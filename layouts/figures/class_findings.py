"""The sentences of classes of flow: each with its own money, or counted where none is added."""

from collections.abc import Mapping
from typing import Any

from data_access.measures.result import MeasureResult
from data_access.vocabulary.flows import CANCELLED
from layouts.figures._amounts import YEAR_FILTER, actions_text, amount_text
from layouts.figures._sentences import told_if_any
from layouts.texts.catalogue import _
from layouts.texts.flow_words import amount_words
from layouts.texts.formats import number


@told_if_any
def by_class_finding(result: MeasureResult) -> str:
    """How many actions and how much money each class has; the classes are never added up."""
    told = [_class(result, row) for row in result.rows if row["actions"]]
    if not told:
        return _("Ningún registro responde a estos filtros.")
    return _("{classes}. Las clases no se suman entre sí.", classes="; ".join(told))


def _class(result: MeasureResult, row: Mapping[str, Any]) -> str:
    values = {"name": row["label"], "actions": actions_text(row["actions"])}
    if row["key"] == CANCELLED:
        return _("{name}: {actions}, aparte", **values)
    return _(
        "{name}: {actions}; {what}: {amount}",
        what=amount_words(result.filters),
        amount=amount_text(result, row["value"]),
        **values,
    )


@told_if_any
def counted_finding(result: MeasureResult) -> str:
    """What a figure shows whose money is not added up: it counts actions."""
    dimension = result.measure.dimension
    if "partners" in result.total and not dimension:
        return _totals(result)
    if not result.rows or not dimension:
        return _("{actions}; su dinero no se suma.", actions=actions_text(result.total["actions"]))
    first = max(result.rows, key=lambda row: row["actions"])
    values = {"name": first["label"], "some": number(first["actions"])}
    if dimension == YEAR_FILTER:
        return _(
            "{name} es el año con más acciones en curso: {some}; su dinero no se suma.", **values
        )
    return _(
        "Donde más acciones hay es en {name}: {some} de {all}; su dinero no se suma.",
        all=number(result.total["actions"]),
        **values,
    )


def _totals(result: MeasureResult) -> str:
    total = result.total
    return _(
        "{actions}, {partners} aliados y {countries} países; su dinero no se suma.",
        actions=actions_text(total["actions"]),
        partners=number(total["partners"]),
        countries=number(total["countries"]),
    )
