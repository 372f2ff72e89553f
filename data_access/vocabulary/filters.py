"""The filters of a question: one frozen, canonical value for screen, command line and download."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any, Self
from urllib.parse import urlencode

from data_access.vocabulary.filter_values import (
    DEFAULTS,
    MOST_TOLD,
    is_no_question,
    read_choice,
    read_list,
    read_pairs,
    read_year,
    unknown_filter,
)
from data_access.vocabulary.flows import RECEIVED
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

OPEN_END = 9999
"""The last year of a question that names none."""
PLAN_LISTS = (
    "marco", "objetivo", "programa", "linea", "componente", "meta", "indicador", "familia",
    "estado", "tipo_meta", "gravedad",
)  # fmt: skip
"""Lists that only goals have; :meth:`Filters.of_actions` leaves them out."""
_LISTS = (
    "fuente", "entidad", "sector", "pais", "aliado", "tipo_aliado", "modalidad",
    "direccion", "etapa", "ods", "sector_cad", "territorio", *PLAN_LISTS,
)  # fmt: skip
_PLAN = (*PLAN_LISTS, "corte")
_YEARS = ("anio_desde", "anio_hasta")
_REMEMBERED = 256


@dataclass(frozen=True)
class Filters:
    """What is asked for. Names are those of the links (Spanish); lists are sorted tuples.

    ``fuente`` source codes or families · ``entidad`` acronyms · ``sector`` administrative sector
    codes · ``pais`` ISO 3166 alpha-3 · ``aliado`` partner ids · ``tipo_aliado``, ``modalidad``,
    ``direccion``, ``etapa``, ``territorio`` codes · ``ods`` 1 to 17 · ``sector_cad`` three-digit
    DAC categories · ``anio_desde``, ``anio_hasta`` years (0 to 0 means undated) ·
    ``moneda`` USD or COP · ``monto`` comprometido, desembolsado, gastado, programado or entrante ·
    ``clase`` class of flow of the city's register: recibida, creditos, ofrecida, sin-clase,
    canceladas or todas · ``texto`` words in the title, objective, code or partner. The value
    ``sin-asignar`` asks for what has no value.

    Of goals: ``marco`` codes of frameworks · ``objetivo``, ``programa``, ``linea``,
    ``componente``, ``meta`` codes of nodes of their trees · ``indicador`` codes of indicators ·
    ``familia`` families of indicators · ``estado`` states and lights · ``tipo_meta`` SUMA,
    CRECIENTE, DECRECIENTE, CONSTANTE · ``gravedad`` severities of alerts, which only they have ·
    ``corte`` a quarter written ``2025-T3``, or empty for the last one whose cut has opened.
    """

    fuente: tuple[str, ...] = ()
    entidad: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    pais: tuple[str, ...] = ()
    aliado: tuple[str, ...] = ()
    tipo_aliado: tuple[str, ...] = ()
    modalidad: tuple[str, ...] = ()
    direccion: tuple[str, ...] = ()
    etapa: tuple[str, ...] = ()
    ods: tuple[str, ...] = ()
    sector_cad: tuple[str, ...] = ()
    territorio: tuple[str, ...] = ()
    marco: tuple[str, ...] = ()
    objetivo: tuple[str, ...] = ()
    programa: tuple[str, ...] = ()
    linea: tuple[str, ...] = ()
    componente: tuple[str, ...] = ()
    meta: tuple[str, ...] = ()
    indicador: tuple[str, ...] = ()
    familia: tuple[str, ...] = ()
    estado: tuple[str, ...] = ()
    tipo_meta: tuple[str, ...] = ()
    gravedad: tuple[str, ...] = ()
    corte: str = ""
    anio_desde: int | None = None
    anio_hasta: int | None = None
    moneda: str = "USD"
    monto: str = "comprometido"
    clase: str = RECEIVED
    texto: str = ""

    @classmethod
    def parse(cls, query: str | Mapping[str, str | Iterable[str]]) -> tuple[Self, list[Issue]]:
        """Read a query string or mapping. What is not understood is not applied, and is an issue.

        A list may be repeated (``pais=ESP&pais=FRA``) or comma-separated (``pais=ESP,FRA``); any
        other filter has one value.
        """
        issues: list[Issue] = []
        known: dict[str, object] = {}
        for name, texts in read_pairs(query).items():
            if name in _LISTS:
                known[name] = read_list(name, texts, issues)
            elif name in _YEARS:
                known[name] = read_year(name, texts, issues)
            elif name in DEFAULTS:
                known[name] = read_choice(name, texts, issues)
            elif not is_no_question(name) and len(issues) < MOST_TOLD:
                issues.append(unknown_filter(name, texts))
        filters = cls(**known)  # type: ignore[arg-type]
        low, high = filters.anio_desde, filters.anio_hasta
        if low is not None and high is not None and low > high:
            issues.append(
                Issue(
                    "filter.years_reversed",
                    N_("El año inicial ({low}) es posterior al final ({high}): se intercambiaron."),
                    Severity.WARNING,
                    column="anio_desde",
                    value=str(low),
                    values={"low": str(low), "high": str(high)},
                )
            )
            filters = replace(filters, anio_desde=high, anio_hasta=low)
        return filters, issues

    def pairs(self) -> list[tuple[str, str]]:
        """The filters that differ from the default, as sorted ``(name, value)`` pairs."""
        return list(_pairs(self))

    def query(self) -> str:
        """The canonical query string: the same question always gives the same text."""
        return urlencode(self.pairs(), safe=",")

    def with_values(self, **changes: object) -> Self:
        """A copy with some filters replaced; lists may be any iterable of texts."""
        clean = {
            name: tuple(sorted(set(value))) if name in _LISTS else value  # type: ignore[call-overload]
            for name, value in changes.items()
        }
        return type(self)(**vars(self) | clean)

    def toggled(self, name: str, value: str) -> Self:
        """A copy in which ``value`` of the list ``name`` is added, or removed if it was there."""
        return self.with_values(**{name: set(getattr(self, name)) ^ {value}})

    def beyond(self, names: Iterable[str]) -> tuple[str, ...]:
        """The filters in use that are none of ``names``."""
        known = set(names)
        return tuple(name for name, _ in _pairs(self) if name not in known)

    def only(self, names: Iterable[str]) -> Self:
        """The question with nothing but what ``names`` ask for."""
        return self.without(self.beyond(names))

    def of_actions(self) -> Self:
        """The question without what only goals have: the same one when it asks for none of it."""
        return self.without(_PLAN)

    def without(self, names: Iterable[str]) -> Self:
        """The question without what ``names`` ask for; the same one where that is nothing."""
        left_out = {name for name, _ in _pairs(self)}.intersection(names)
        if not left_out:
            return self
        empty: dict[str, Any] = {
            spec.name: spec.default for spec in fields(self) if spec.name in left_out
        }
        return replace(self, **empty)

    def year_range(self) -> tuple[int, int] | None:
        """The years asked for, both included, or ``None`` for all (dated and undated)."""
        if self.anio_desde is None and self.anio_hasta is None:
            return None
        low = self.anio_desde if self.anio_desde is not None else min(1, self.anio_hasta or 0)
        return low, self.anio_hasta if self.anio_hasta is not None else OPEN_END


LIST_FILTERS = _LISTS
_NAMES = tuple(spec.name for spec in fields(Filters))


@lru_cache(_REMEMBERED)
def _pairs(filters: Filters) -> tuple[tuple[str, str], ...]:
    """What :meth:`Filters.pairs` gives: every figure of a page asks it of the same question."""
    result = []
    for name in _NAMES:
        value = getattr(filters, name)
        if value is None or value == () or value == DEFAULTS.get(name):
            continue
        result.append((name, ",".join(value) if isinstance(value, tuple) else str(value)))
    return tuple(sorted(result))
