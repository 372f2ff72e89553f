"""What merged cells hide: columns under a header that is another's, rows without their datum."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from data_access.importers.places import column_letters
from data_access.importers.reader import Merged
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.runs import stretches

_SHOWN_RANGES = 20


def spanned(merged: Sequence[Merged], row: int) -> dict[int, int]:
    """Columns under a merged header at ``row``, by index, with the column that its name is in."""
    return {
        place: cell.first_column
        for cell in merged
        if cell.first_row <= row <= cell.last_row
        for place in range(cell.first_column + 1, cell.last_column + 1)
    }


def under_merged(header: str, place: int) -> Issue:
    """The error of a row that has data in a further column, ``place``, of a merged header."""
    return Issue(
        "column.merged",
        N_(
            "«{column}» ocupa varias columnas y esta fila trae datos en la columna {letters}, que "
            "quedarían por fuera. Ponga a cada columna su propio encabezado."
        ),
        values={"column": header, "letters": column_letters(place)},
    )


def about_merged(
    merged: Sequence[Merged], header_row: int, headers: Mapping[int, str], sheet: str
) -> Iterator[Issue]:
    """What is told of the merged cells below a header, in the columns ``headers`` that are read."""
    yield from merged_down(merged, header_row, headers, sheet)
    yield from merged_across(merged, header_row, headers, sheet)


def merged_down(
    merged: Sequence[Merged], header_row: int, headers: Mapping[int, str], sheet: str
) -> Iterator[Issue]:
    """A warning for each of the columns ``headers`` in which cells are merged over several rows."""
    # Stretches and not rows: one cell may be merged to the end of the sheet.
    emptied: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for cell in merged:
        if header_row < cell.first_row < cell.last_row:
            for place in headers:
                if cell.first_column <= place <= cell.last_column:
                    emptied[place].add((cell.first_row + 1, cell.last_row))
    for place, rows in sorted(emptied.items()):
        yield Issue(
            "cell.merged",
            N_(
                "En «{column}» hay celdas combinadas con la de arriba (filas {rows}): las que no "
                "traen dato propio se leyeron vacías. Separe las celdas y escriba el dato en cada "
                "fila."
            ),
            Severity.WARNING,
            sheet=sheet or None,
            row=min(rows)[0],
            column=headers[place],
            values={"column": headers[place], "rows": stretches(rows)},
        )


def merged_across(
    merged: Sequence[Merged], header_row: int, headers: Mapping[int, str], sheet: str
) -> Iterator[Issue]:
    """A warning for the cells that are merged over several columns, some of them in ``headers``."""
    across = sorted(
        (cell.first_row, _range(cell))
        for cell in merged
        if cell.first_row > header_row
        and any(cell.first_column < place <= cell.last_column for place in headers)
    )
    if across:
        ranges = [name for _, name in across[:_SHOWN_RANGES]]
        yield Issue(
            "cell.merged_across",
            N_(
                "Hay celdas combinadas a lo ancho ({places}): el dato está en la primera columna y "
                "las demás que no traen dato propio se leyeron vacías. Separe las celdas y escriba "
                "el dato en cada una."
            ),
            Severity.WARNING,
            sheet=sheet or None,
            row=across[0][0],
            values={"places": ", ".join(ranges) + ("…" if len(across) > len(ranges) else "")},
        )


def _range(cell: Merged) -> str:
    first, last = column_letters(cell.first_column), column_letters(cell.last_column)
    return f"{first}{cell.first_row}:{last}{cell.last_row}"
