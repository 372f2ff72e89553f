"""What stands several times in a table: columns of one meaning, which is read, and the header."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, count

from data_access.importers.header_names import header_name
from data_access.importers.places import column_letters
from data_access.importers.reader import RawRow
from data_access.validation.goal_values import printed
from data_access.validation.values import shown
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_


@dataclass(frozen=True)
class Repeated:
    """The columns of a header that say the same, by index, the one that is read first."""

    sheet: str = ""
    header_row: int = 0
    headers: Sequence[str] = ()
    columns: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def issues(self) -> Iterator[Issue]:
        """A warning for each column that is not the only one of its meaning."""
        for places in self.columns.values():
            named = [f"«{self.headers[place]}» ({column_letters(place)})" for place in places]
            yield Issue(
                "column.repeated",
                N_(
                    "Varias columnas dicen lo mismo: {columns}. Se lee la primera de estas y las "
                    "demás se guardan en la fila de origen y nada más. Deje una sola."
                ),
                Severity.WARNING,
                sheet=self.sheet or None,
                row=self.header_row,
                column=self.headers[places[0]],
                values={"columns": ", ".join(named)},
            )

    def differing(self, row: RawRow) -> list[Issue]:
        """The errors of a row that says one thing here and another there under one header."""
        return [
            Issue(
                "column.contradicted",
                N_(
                    "«{column}» está en las columnas {first} y {second}, y esta fila dice "
                    "«{value}» en una y «{other}» en la otra: no se sabe cuál vale. Deje una sola "
                    "columna."
                ),
                sheet=self.sheet or None,
                row=row.number,
                column=self.headers[place],
                value=_said(row, place),
                values={
                    "column": self.headers[place],
                    "first": column_letters(place),
                    "second": column_letters(again),
                    "value": shown(_said(row, place)),
                    "other": shown(_said(row, again)),
                },
            )
            for place, again in self._namesakes
            if _said(row, place) != _said(row, again)
        ]

    @cached_property
    def _namesakes(self) -> list[tuple[int, int]]:
        """Each column that is read with each further one whose header is the same."""
        return [
            (place, again)
            for place, *others in self.columns.values()
            for again in others
            if header_name(self.headers[again]) == header_name(self.headers[place])
        ]


def places_by_key(
    headers: Sequence[str], key_of: Callable[[str], str | None], names: Collection[str] = ()
) -> dict[str, list[int]]:
    """The columns of each key, by index: those with its own name before those with another.

    A key's own name is the key itself or, folded, one of ``names``.
    """
    found: dict[str, list[int]] = {}
    for place, header in enumerate(headers):
        key = key_of(header) if header else None
        if key is not None:
            found.setdefault(key, []).append(place)
    for key, places in found.items():
        own = (header_name(key), *names)
        places.sort(key=lambda place, own=own: header_name(headers[place]) not in own)
    return found


def repeated(
    sheet: str, header_row: int, headers: Sequence[str], places: Mapping[str, Sequence[int]]
) -> Repeated:
    """What stands more than once among the columns that :func:`places_by_key` found."""
    several = {key: found for key, found in places.items() if len(found) > 1}
    return Repeated(sheet, header_row, headers, several)


def numbered(headers: Iterable[str]) -> tuple[str, ...]:
    """The headers with a number where others before are already called so: ``L.B (2)``."""
    result: list[str] = []
    taken = set()
    for header in headers:
        names = chain([header], (f"{header} ({number})" for number in count(2)))
        name = next(each for each in names if not each or each not in taken)
        taken.add(name)
        result.append(name)
    return tuple(result)


def _said(row: RawRow, place: int) -> str:
    return printed(row.cells[place]).strip() if place < len(row.cells) else ""


def header_again(sheet: str, row: int) -> Issue:
    """What is told of a row that repeats the headers, as in a table of several pages."""
    return Issue(
        "row.header",
        N_("La fila {row} repite los encabezados de la tabla: no se cargó."),
        Severity.WARNING,
        sheet=sheet or None,
        row=row,
        values={"row": str(row)},
    )
