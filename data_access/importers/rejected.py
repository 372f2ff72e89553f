"""The workbook that gives rejected rows back, each with its reason, ready to repair and resend."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from data_access.importers.cooperation_columns import (
    ORIGIN_HEADER,
    REASON_HEADER,
    REMEDY_HEADER,
    is_added,
)
from data_access.importers.sheet_styles import ACCENT_DARK, WARN, header_style, new_workbook, style
from data_access.vocabulary.drafts import RowDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

SHEET_NAME = N_("Rechazadas")

_ADDED_WIDTHS = {ORIGIN_HEADER: 12, REASON_HEADER: 48, REMEDY_HEADER: 48}
_WIDTH = 24


def write_rejected(path: Path, rows: Sequence[RowDraft]) -> None:
    """Write ``rows`` to ``path`` (.xlsx) with the headers and the values as received.

    The columns added before them are ignored when the repaired workbook is imported again. The
    cells that an error names are coloured.
    """
    headers = list(
        dict.fromkeys(header for row in rows for header in row.cells if not is_added(header))
    )
    with new_workbook(path, SHEET_NAME) as book:
        sheet = book.add_worksheet(SHEET_NAME)
        plain, marked = style(book, text_wrap=True), style(book, text_wrap=True, bg_color=WARN)
        added_header = header_style(book, ACCENT_DARK)
        for place, (header, width) in enumerate(_ADDED_WIDTHS.items()):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, header, added_header)
        margin = len(_ADDED_WIDTHS)
        sheet.set_column(margin, margin + max(len(headers) - 1, 0), _WIDTH)
        received_header = header_style(book)
        for place, header in enumerate(headers, start=margin):
            sheet.write_string(0, place, header, received_header)
        sheet.freeze_panes(1, margin)
        for line, row in enumerate(rows, start=1):
            errors = [issue for issue in row.issues if issue.severity is Severity.ERROR]
            sheet.write_number(line, 0, row.row_number, plain)
            sheet.write_string(line, 1, _joined(reason(issue) for issue in errors), marked)
            sheet.write_string(line, 2, _joined(remedy(issue) for issue in errors), plain)
            wrong = {issue.column for issue in errors}
            received = dict(row.cells.items())
            for place, header in enumerate(headers, start=margin):
                cell_style = marked if header in wrong else plain
                _write(sheet, line, place, received.get(header), cell_style)


def reason(issue: Issue) -> str:
    """The first sentence of an issue: what is wrong."""
    return _filled(issue, _cut(issue.message)[0])


def remedy(issue: Issue) -> str:
    """The other sentences of an issue: what to do."""
    return _filled(issue, _cut(issue.message)[1])


def _cut(message: str) -> tuple[str, str]:
    # The template of a message is cut, not the filled text: values may hold full stops.
    ends = [place for place, pair in enumerate(pairwise(message)) if pair == (".", " ")]
    return (message[: ends[0] + 1], message[ends[0] + 2 :]) if ends else (message, "")


def _filled(issue: Issue, text: str) -> str:
    return text.format(**issue.values) if issue.values else text


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _write(sheet: Any, line: int, place: int, value: Any, cell_style: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value, cell_style)
    elif isinstance(value, int | float):
        sheet.write_number(line, place, value, cell_style)
    elif value is None or value == "":
        sheet.write_blank(line, place, None, cell_style)
    else:
        sheet.write_string(line, place, str(value), cell_style)
