"""The cells of a row of the workbook as they came, by header."""

from collections.abc import ItemsView, Iterator, Mapping
from typing import Any

from data_access.importers.cooperation_columns import Table
from data_access.importers.reader import Cell, RawRow


class AsReceived(Mapping[str, Any]):
    """The cells of a row by header, without the columns that GLOBO itself adds.

    They are put together when asked for: a large file has millions, and few are looked at twice.
    """

    __slots__ = ("_row", "_table")

    def __init__(self, table: Table, row: RawRow) -> None:
        self._table = table
        self._row = row

    def items(self) -> ItemsView[str, Any]:
        """Headers with their cells, as data that JSON can keep."""
        return self._together().items()

    def __getitem__(self, header: str) -> Any:
        return self._together()[header]

    def __iter__(self) -> Iterator[str]:
        return iter(self._together())

    def __len__(self) -> int:
        return len(self._together())

    def __repr__(self) -> str:
        return repr(self._together())

    def _together(self) -> dict[str, Any]:
        table = self._table
        cells = table.received_cells(table.padded(self._row))
        together = dict(zip(table.received.values(), cells, strict=True))
        if table.unread or len(self._row.cells) > len(table.headers):
            together.update(outside(table, self._row))
        if "\0" in "".join([cell for cell in together.values() if type(cell) is str]):
            return {name: _without_nul(cell) for name, cell in together.items()}
        return together


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
