"""The cells of a row of the workbook as they came, by header."""

from collections.abc import Iterator, Mapping

from data_access.importers.cooperation_columns import Table
from data_access.importers.reader import Cell, RawRow
from data_access.vocabulary.drafts import CellsInOrder


def as_received(table: Table, row: RawRow) -> CellsInOrder:
    """The cells of a row by header, without the columns that GLOBO itself adds."""
    cells = table.padded(row)
    if "\0" in "".join([cell for cell in cells if type(cell) is str]):
        cells = [_without_nul(cell) for cell in cells]
    if len(table.received) == len(cells):
        return CellsInOrder(table.headers, cells)
    together = {header: cells[place] for place, header in table.received.items()}
    together.update(outside(table, RawRow(row.number, cells)))
    return CellsInOrder(tuple(together), list(together.values()))


def with_kept(received: CellsInOrder, kept: Mapping[str, Cell]) -> CellsInOrder:
    """The cells of a row with those that stay of its record, by their headers."""
    if not kept:
        return received
    return CellsInOrder((*received.headers, *kept), [*received.cells, *kept.values()])


def outside(table: Table, row: RawRow) -> Iterator[tuple[str, Cell]]:
    """The cells of columns that GLOBO does not read, with their headers."""
    values = row.cells
    for place, header in table.unread:
        if place < len(values) and values[place] is not None:
            yield header, values[place]
    for place in range(len(table.headers), len(values)):
        if values[place] is not None:
            yield f"({place + 1})", values[place]


def _without_nul(cell: Cell) -> Cell:
    return cell.replace("\0", "\ufffd") if isinstance(cell, str) else cell
