"""What a sheet has no column for stays as the register has it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from data_access.importers.cooperation_columns import COLUMNS, Table, key_of
from data_access.importers.received import HeldRows
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.runs import runs


class KeptColumns:
    """The cells that the records of a source have in the columns that ``table`` lacks."""

    def __init__(self, table: Table, held_rows: HeldRows, source: str) -> None:
        self._table = table
        self._lacking = [each.key for each in COLUMNS if each.key not in table.positions]
        # A sheet with every column asks for nothing.
        self._cells = dict(self._held(held_rows(source))) if self._lacking else {}
        self._rows: dict[str, list[int]] = defaultdict(list)

    def __bool__(self) -> bool:
        """Whether any record has something to be kept."""
        return bool(self._cells)

    def _held(
        self, rows: Iterable[tuple[str, Sequence[str], Sequence[Any]]]
    ) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for code, headers, cells in rows:
            found = {
                header: cell
                for header, cell in zip(headers, cells, strict=True)
                if key_of(header) in self._lacking
            }
            if any(map(_says, found.values())):
                yield code, found

    def of(self, code: str, row_number: int) -> Mapping[str, Any]:
        """What stays of the record ``code``, by the header under which it came; it is counted."""
        found = self._cells.get(code, {})
        for header, cell in found.items():
            if _says(cell):
                self._rows[key_of(header)].append(row_number)
        return found

    def issues(self) -> Iterator[Issue]:
        """What stayed, told once for each column."""
        for key in self._lacking:
            if rows := self._rows.get(key):
                header = self._table.header(key)
                yield Issue(
                    "column.kept",
                    N_(
                        "El archivo no trae la columna «{column}»: se conservó lo que el registro "
                        "tiene en ella. Acciones: {count} (filas {rows}). Para borrarlo, incluya "
                        "la columna y deje vacía la celda."
                    ),
                    Severity.INFO,
                    sheet=self._table.sheet or None,
                    row=self._table.header_row,
                    column=header,
                    values={"column": header, "count": str(len(rows)), "rows": runs(rows)},
                )


def _says(cell: Any) -> bool:
    return cell is not None and bool(str(cell).strip())
