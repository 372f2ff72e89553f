"""What of a plan's table and of its map is left out, each with what is told of it."""

from data_access.importers.plan_maps import PlanMap
from data_access.importers.plan_tables import LEVELS_JOINED_BY, PlanTable
from data_access.importers.reader import RawRow
from data_access.validation.goal_values import printed
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold


def repeats_header(table: PlanTable, row: RawRow) -> bool:
    """Whether most cells of a row are the headers above them, as in a table of several pages."""
    filled = [(place, text) for place, cell in enumerate(row.cells) if (text := printed(cell))]
    # Nearly no row gets beyond its first cell.
    if not filled or not _is_header(table, *filled[0]):
        return False
    alike = sum(_is_header(table, place, text) for place, text in filled)
    return alike > 1 and alike * 2 > len(filled)


def _is_header(table: PlanTable, place: int, text: str) -> bool:
    header = table.headers[place] if place < len(table.headers) else ""
    return bool(header) and fold(text) in (fold(header), fold(header.split(LEVELS_JOINED_BY)[-1]))


def unused_constants(plan_map: PlanMap) -> list[Issue]:
    """What is told of constants of which the file has a column."""
    return [
        Issue(
            "map.constant_unused",
            N_(
                "El archivo de correspondencias da «{value}» a «{key}» y también una columna: se "
                "tomó lo que dice la columna. Deje una de las dos."
            ),
            Severity.WARNING,
            column=key,
            values={"key": key, "value": value},
        )
        for key, value in plan_map.constants.items()
        if key in plan_map.columns
    ]


def skipped(table: PlanTable, row: RawRow) -> Issue:
    """What is told of a row that a map leaves out."""
    return Issue(
        "row.skipped",
        N_("La fila {row} no es una meta según el archivo de correspondencias: no se cargó."),
        Severity.INFO,
        sheet=table.sheet or None,
        row=row.number,
        values={"row": str(row.number)},
    )
