"""The table of every page: a grid where it fits, labelled blocks where it does not.

Style sheets lay out the blocks. The browser's script says in the page what they take away from the
rows: the roles of their parts, and the name of its column in every cell (``tellTable``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

_FITS_HALF = 18
"""Signs of a figure that half the width of a block has room for."""


@dataclass(frozen=True)
class Heading:
    """A column: its ``title``, and ``shown`` where its head shows more than that.

    ``is_wide`` is for sentences, which take the whole width of a block.
    """

    title: str
    is_number: bool = False
    is_wide: bool = False
    shown: Any = None

    def style(self, cell: Any) -> str | None:
        """The class of its cell ``cell``: a long figure takes the whole width of a block too."""
        if not self.is_number:
            return "wide" if self.is_wide else None
        is_long = isinstance(cell, str) and len(cell) > _FITS_HALF
        return "numeric wide" if is_long else "numeric"


def headings(*titles: str) -> list[Heading]:
    """Columns of short texts."""
    return [Heading(title) for title in titles]


def data_table(
    title: str,
    columns: Sequence[Heading],
    *groups: Iterable[Any],
    style: str = "",
    caption: str | None = None,
    foot: Sequence[Any] = (),
    note: Any = None,
    stacks: bool = True,
) -> html.Div:
    """A table called ``title``; the rows of its ``groups`` come from :func:`table_row`."""
    kind = style if stacks else f"as-grid {style}"
    table = plain_table(title, columns, *groups, style=kind, caption=caption, foot=foot)
    return html.Div(
        table if note is None else [table, note],
        className="table-scroll",
        tabIndex="0",
        role="region",
        **{"aria-label": title},
    )


def plain_table(
    title: str,
    columns: Sequence[Heading],
    *groups: Iterable[Any],
    style: str = "",
    caption: str | None = None,
    foot: Sequence[Any] = (),
) -> html.Table:
    """The table alone, for whoever lays it out by itself."""
    parts = [
        html.Caption(caption) if caption else html.Caption(title, className="readers-only"),
        html.Thead(html.Tr([_head(column) for column in columns])),
        *(html.Tbody(list(rows)) for rows in groups),
    ]
    if foot:
        parts.append(html.Tfoot(list(foot)))
    return html.Table(parts, className=f"table-plain {style}".strip())


def _head(column: Heading) -> html.Th:
    label = {"data-label": column.title} if column.shown else {}
    style = _styled("numeric" if column.is_number else None)
    return html.Th(column.shown or column.title, scope="col", **style, **label)


def table_row(
    columns: Sequence[Heading], cells: Iterable[Any], *, style: str | None = None, note: str = ""
) -> html.Tr:
    """A row that its first cell names; ``note`` stands under the name."""
    name, *others = cells
    if note:
        parts = name if isinstance(name, list) else [name]
        name = [*parts, html.Span(note, className="note")]
    rest = zip(columns[1:], others, strict=True)
    told = [html.Td(cell, **_styled(column.style(cell))) for column, cell in rest]
    return html.Tr([html.Th(name, scope="row"), *told], **_styled(style))


def group_row(name: str, columns: Sequence[Heading]) -> html.Tr:
    """A row that names those below it."""
    return html.Tr(html.Th(name, colSpan=len(columns), scope="rowgroup"), className="row-group")


def _styled(style: str | None) -> dict[str, str]:
    # A property of nothing would travel with every cell.
    return {"className": style} if style else {}
