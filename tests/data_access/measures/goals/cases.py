"""Indicators with as few words as a table of the tests has."""

from decimal import Decimal
from typing import Any

from data_access.measures.goals.progress import Progress, progress
from data_access.measures.goals.rules import Rules
from data_access.vocabulary.goals import (
    Accumulation,
    IndicatorFacts,
    Quarter,
    Report,
    ReportState,
)

D = Decimal
SUMA, CRECIENTE = Accumulation.SUMA, Accumulation.CRECIENTE
DECRECIENTE, CONSTANTE = Accumulation.DECRECIENTE, Accumulation.CONSTANTE
RULES = Rules()


def number(text: str | None) -> Decimal | None:
    """A decimal, or None."""
    return None if text is None else D(text)


def reported(value: str | None, qualitative: str = "Hecho", justification: str = "") -> Report:
    """A report of a value."""
    return Report(ReportState.REPORTED, number(value), qualitative, justification)


def facts(
    accumulation: Accumulation | None,
    targets: str = "",
    reports: dict[str, str | Report] | None = None,
    *,
    first_year: int = 2024,
    baseline: str | None = None,
    final: str | None = None,
    **others: Any,
) -> IndicatorFacts:
    """An indicator; ``targets`` are years from ``first_year``, ``-`` blank: ``10 20 - 10``."""
    return IndicatorFacts(
        **{"code": "I-1", "entity": "SDA", **others},
        accumulation=accumulation,
        baseline=number(baseline),
        final_goal=number(final),
        targets={
            first_year + place: None if target == "-" else D(target)
            for place, target in enumerate(targets.split())
        },
        reports={
            Quarter.parse(code): report if isinstance(report, Report) else reported(report)
            for code, report in (reports or {}).items()
        },
    )


def at(cut: str, indicator: IndicatorFacts) -> Progress:
    """The progress of an indicator at a cut, with the default rules."""
    return progress(indicator, Quarter.parse(cut), RULES)


def percent(fraction: Decimal | None, digits: str = "0.1") -> Decimal | None:
    """A fraction as a percentage with the decimals of the tables."""
    return None if fraction is None else (fraction * 100).quantize(D(digits), "ROUND_HALF_UP")


def rounded(found: Progress) -> dict[str, Decimal | None]:
    """The figures with the four decimals of the tables."""
    names = ("mp", "ma", "av", "pav", "phv", "paf", "tid", "gap")
    values = {name: getattr(found, name) for name in names}
    return {name: None if v is None else v.quantize(D("0.0001")) for name, v in values.items()}


def assert_figures(found: Progress, **expected: str | None) -> None:
    """Compare the named figures, with four decimals; None is undefined."""
    figures = rounded(found)
    assert {name: figures[name] for name in expected} == {
        name: number(text) for name, text in expected.items()
    }
