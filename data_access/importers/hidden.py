"""What is told of the rows, columns and sheets that a workbook hides."""

from collections.abc import Iterator, Mapping
from typing import Any

from data_access.importers.places import column_letters
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.runs import runs

HIDDEN = "hidden"
TAKE = "take"
SKIP = "skip"
CHOICES = (TAKE, SKIP)


def about_hidden(told: Mapping[str, Any], *, skips_hidden: bool) -> Iterator[Issue]:
    """The issues about what the sheet ``told`` hides, as the child process tells it."""
    rows, columns = told.get("hidden_rows", ()), told.get("hidden_columns", ())
    sheet = told["sheet"] or None
    if told["is_hidden"]:
        if not told.get("is_empty"):
            yield Issue(
                "sheet.hidden",
                N_(
                    "La hoja «{sheet}» está oculta: no se buscan datos en ella. Si debe cargarse, "
                    "muéstrela."
                ),
                Severity.INFO,
                sheet=sheet,
                values={"sheet": told["sheet"]},
            )
        return
    if rows:
        yield Issue(
            "rows.hidden",
            N_("Las filas ocultas no se leyeron, como se pidió: {rows}.")
            if skips_hidden
            else N_(
                "Filas ocultas que se leyeron: {rows}. Si no deben cargarse, bórrelas o pida que "
                "se dejen fuera (--hidden skip)."
            ),
            Severity.WARNING,
            sheet=sheet,
            row=rows[0],
            values={"rows": runs(rows)},
        )
    if columns:
        letters = ", ".join(map(column_letters, columns))
        yield Issue(
            "columns.hidden",
            N_("Columnas ocultas que se leyeron: {columns}. Si no deben cargarse, bórrelas."),
            Severity.WARNING,
            sheet=sheet,
            column=letters,
            values={"columns": letters},
        )
