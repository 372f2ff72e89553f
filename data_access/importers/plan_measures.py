"""The measure of the register that feeds an indicator, checked where a plan names it."""

from collections.abc import Iterator
from dataclasses import fields, replace
from urllib.parse import parse_qs

from data_access.measures.plan.fed import NUMBERS
from data_access.validation.values import shown
from data_access.vocabulary.filter_values import UNKNOWN_FILTER
from data_access.vocabulary.filters import PLAN_LISTS, Filters
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

MEASURE, FILTERS = "medida", "filtros_medida"
_USED = {spec.name for spec in fields(Filters)} - {*PLAN_LISTS, "corte", "anio_desde", "anio_hasta"}
"""The filters that an indicator may name: its cut tells the years."""


def measure_issues(measure: str, query: str) -> Iterator[tuple[str, Issue]]:
    """What is wrong with a measure and its filters as a plan writes them, each with its column."""
    name, _, number = measure.partition(":")
    if measure and name not in NUMBERS:
        message = N_(
            "«{value}» no es una medida que alimente indicadores: el indicador no se calculará con "
            "ella. Las que hay son {known}."
        )
        yield MEASURE, _warning("measure.unknown", message, value=measure, known=", ".join(NUMBERS))
    elif measure and number not in NUMBERS[name]:
        message = N_(
            "La medida {measure} no tiene el número «{value}»: el indicador no se calculará con "
            "ella. Escríbala con uno de estos tras dos puntos: {known}."
        )
        told = _warning(
            "measure.unknown_number", message, measure=name, value=number or "—",
            known=", ".join(NUMBERS[name]),
        )  # fmt: skip
        yield MEASURE, told
    if query and not measure:
        message = N_("Hay filtros y no hay medida que filtrar: no se usan.")
        yield FILTERS, _warning("measure.missing", message)
    for issue in _filter_issues(query) if query else ():
        yield FILTERS, issue


def _filter_issues(query: str) -> Iterator[Issue]:
    _filters, issues = Filters.parse(query)
    known = (issue for issue in issues if issue.code != UNKNOWN_FILTER)
    yield from (replace(issue, severity=Severity.WARNING) for issue in known)
    given = parse_qs(query.removeprefix("?"), keep_blank_values=True)
    for name, values in given.items():
        if name not in _USED or not any(values):
            message = N_(
                "«{name}» no es un filtro de la medida: no se usa. Escríbalos como en un enlace, "
                "por ejemplo direccion=ofrecida&pais=MEX; los años los pone el corte."
            )
            yield _warning("filter.not_used", message, name=name)


def _warning(code: str, message: str, **values: str) -> Issue:
    told = {name: shown(value) for name, value in values.items()}
    return Issue(code, message, Severity.WARNING, values=told)
