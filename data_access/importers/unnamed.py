"""Data under columns of a table that have no header of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from data_access.importers.places import column_letters
from data_access.importers.reader import RawRow
from data_access.validation.values import shown
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.runs import runs


@dataclass
class UnnamedColumns:
    """Gathers what the rows of a table have where its ``headers`` say nothing."""

    sheet: str
    headers: Sequence[str]
    _rows: dict[int, list[int]] = field(default_factory=dict)
    _first: dict[int, str] = field(default_factory=dict)

    def see(self, row: RawRow) -> list[int]:
        """Note a row of data; the columns, by index, in which it has something without a name."""
        width, cells = len(self.headers), row.cells
        if not self._empty and len(cells) <= width:
            return []
        places = [*self._empty, *range(width, len(cells))]
        found = [
            place
            for place in places
            if place < len(cells) and cells[place] is not None and str(cells[place]).strip()
        ]
        for place in found:
            self._rows.setdefault(place, []).append(row.number)
            self._first.setdefault(place, shown(cells[place]))
        return found

    def issues(self) -> Iterator[Issue]:
        """A warning for each column in which something was found."""
        for place, rows in sorted(self._rows.items()):
            letters = column_letters(place)
            yield Issue(
                "column.unnamed",
                N_(
                    "La columna {column} no tiene encabezado y trae datos («{value}»; filas "
                    "{rows}): no se cargan. Escriba su encabezado."
                ),
                Severity.WARNING,
                sheet=self.sheet or None,
                row=rows[0],
                column=letters,
                value=self._first[place],
                values={"column": letters, "value": self._first[place], "rows": runs(rows)},
            )

    @cached_property
    def _empty(self) -> list[int]:
        return [place for place, header in enumerate(self.headers) if not header]
