"""Which figure, finding and table stand for each measure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from data_access.measures.result import MeasureResult


class DrawFigure(Protocol):
    """Draws a result as a plain plotly figure; ``compact`` is for screens of about 375 px.

    Every mark that can be clicked carries ``customdata`` ``[filter name, value]``; marks that
    stand for no filter ("otros") carry ``["", ""]``. A year carries ``["anio", "2021"]``. In the
    Sankey, whose events keep only scalars, it is the same as text: ``"pais=ESP"`` for a node and
    ``"pais=ESP&entidad=SDM"`` for a link.
    """

    def __call__(
        self, result: MeasureResult, theme: str, *, compact: bool = False
    ) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Column:
    """A column of the table: a key of the rows, its Spanish heading and what it holds.

    ``kind`` is ``text``, ``integer``, ``money``, ``percent``, ``ratio`` or ``year``; all but
    ``text`` are aligned to the right.
    """

    key: str
    heading: str
    kind: str = "text"


@dataclass(frozen=True)
class Table:
    """A table ready to print: translated headings, formatted cells, and the filter of each row."""

    headings: tuple[str, ...]
    is_number: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None
    filters: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Indicator:
    """A measure on screen. ``title`` is Spanish, marked for translation; ``height`` in pixels."""

    measure: str
    title: str
    figure: DrawFigure | None
    finding: Callable[[MeasureResult], str]
    columns: tuple[Column, ...]
    height: int = 320


INDICATORS: dict[str, Indicator] = {}
"""Every measure of the catalogue by its name."""
