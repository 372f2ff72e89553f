"""What a measure is and what it answers: a number never travels alone."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from data_access.vocabulary.actors import Permission
from data_access.vocabulary.drafts import EXTERNAL
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.issues import Issue


@dataclass(frozen=True)
class Measure:
    """The public description of a measure; texts are Spanish, marked for translation.

    ``dimension`` is the filter that one row of the answer sets (``pais`` for
    ``cooperation.by_country``), empty when rows are not a breakdown.
    """

    name: str
    title: str
    unit: str
    definition: str
    formula: str
    counting_rule: str
    dimension: str = ""
    dimensions: tuple[str, ...] = ()
    permission: Permission = Permission.READ_PUBLISHED
    good_direction: str = "none"


@dataclass(frozen=True)
class SourceNote:
    """A source behind a figure, as printed on receipts and files.

    ``norm`` is the act that adopted it, where it is a plan; that is no licence.
    """

    code: str
    kind: str
    name: str
    licence: str
    homepage: str
    cut_off_on: date | None
    norm: str = ""


@dataclass(frozen=True)
class Page:
    """Which records to return: ``limit`` rows from ``offset``, sorted by a column name."""

    offset: int = 0
    limit: int = 50
    sort: str = "value"
    descending: bool = True


@dataclass(frozen=True)
class MeasureResult:
    """An answer with its receipt.

    A breakdown has rows ``{"key", "label", "actions", "committed", "disbursed", "value",
    "share"}``: ``key`` is the value to put in the filter ``measure.dimension``; ``value`` is the
    chosen kind of amount in the chosen currency; ``share`` its fraction of the total, or None.
    ``total`` has the same numbers for the whole question. Money is :class:`~decimal.Decimal`.
    """

    measure: Measure
    filters: Filters
    rows: list[dict[str, Any]]
    total: dict[str, Any]
    as_of: datetime
    sources: tuple[SourceNote, ...]
    data_version: int
    issues: tuple[Issue, ...] = ()
    notes: tuple[str, ...] = ()
    unreported: frozenset[str] = frozenset()
    """Kinds of amount that none of the sources reports: None in rows and total, not zero."""
    rates: tuple[dict[str, Any], ...] = field(default=())
    rules: tuple[str, ...] = ()
    """What of the city's register counts, in words; empty for outside sources."""
    unapplied: tuple[str, ...] = ()
    """The filters that were asked for and that this measure does not know."""
    elsewhere: tuple[tuple[str, int], ...] = ()
    """Where the class of flow asked for has no action: the classes that have, and how many."""
    other_sources: tuple[tuple[str, int], ...] = ()
    """Where the city's register has no action and no source is asked for: the families of outside
    sources that have, and how many.
    """
    has_sum: bool = True
    """Whether money is added up; of classes of flow together, and of the cancelled, it is not."""

    @property
    def is_own(self) -> bool:
        """Whether any figure comes from the city's own register, or from its demonstration."""
        return any(source.kind != EXTERNAL for source in self.sources)

    @property
    def has_outside(self) -> bool:
        """Whether any figure comes from what others publish."""
        return any(source.kind == EXTERNAL for source in self.sources)

    @property
    def is_demonstration(self) -> bool:
        """Whether any figure comes from invented records."""
        return any(source.kind == "demonstration" for source in self.sources)

    def sum_of(self, column: str) -> Decimal:
        """The rows' sum of a money column."""
        return sum((row[column] for row in self.rows if row[column] is not None), Decimal(0))
