"""Rows of a table whose first line names the columns, read by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from data_access.importers.reader import Cell, RawSheet
from data_access.importers.refusal import refuse
from data_access.validation.goal_values import printed
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold


@dataclass(frozen=True)
class Record:
    """A row by column name; ``number`` is the one the person sees, ``cells`` the texts as read.

    ``raw`` are the cells themselves: of a number its text may be read as another one.
    """

    number: int
    cells: dict[str, str]
    raw: dict[str, Cell] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "").strip()


def records(sheets: Sequence[RawSheet], required: Iterable[str]) -> list[Record]:
    """The records of the first sheet; columns are recognised whatever their case and accents.

    Raises ``Refused`` when a ``required`` column is missing or the file has no rows.
    """
    rows = list(sheets[0].rows) if sheets else []
    if not rows:
        raise refuse(
            "file.empty",
            N_("El archivo no tiene filas: envíe el archivo completo, con su encabezado."),
        )
    known = {fold(column): column for column in required}
    header = [known.get(fold(_text(cell)), _text(cell).strip()) for cell in rows[0].cells]
    missing = [column for column in known.values() if column not in header]
    if missing:
        raise refuse(
            "file.missing_column",
            N_(
                "Faltan las columnas {columns}: compruebe que es el archivo correcto y que su "
                "primera línea es el encabezado."
            ),
            sheets[0].issues,
            columns=", ".join(f"«{column}»" for column in missing),
        )
    return [
        Record(
            row.number,
            dict(zip(header, map(_text, row.cells), strict=False)),
            dict(zip(header, row.cells, strict=False)),
        )
        for row in rows[1:]
    ]


def _text(cell: Cell) -> str:
    return printed(cell) if isinstance(cell, float) else "" if cell is None else str(cell)
