"""How the workbooks that GLOBO gives out look, and the options that keep formulas out of them."""

from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

INK = "#1F2937"
ACCENT = "#0B6E6E"
ACCENT_DARK = "#084C4C"
PAPER = "#F3F6F6"
LINE = "#D5DDDD"
WARN = "#FDE8E4"

# A text that begins with "=" or "http" stays a text: nobody's cell becomes a live formula.
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}


def new_workbook(path: Path, title: str) -> xlsxwriter.Workbook:
    """An empty workbook at ``path`` in which texts are only texts."""
    book = xlsxwriter.Workbook(str(path), _OPTIONS)
    book.set_properties({"title": title, "author": "GLOBO"})
    return book


def style(book: xlsxwriter.Workbook, **properties: Any) -> Format:
    """A cell format in the hand of GLOBO's workbooks; ``properties`` are xlsxwriter's."""
    return book.add_format(
        {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"} | properties
    )


def header_style(book: xlsxwriter.Workbook, background: str = ACCENT) -> Format:
    """The format of the first row of a table."""
    return style(
        book,
        bold=True,
        font_color="#FFFFFF",
        bg_color=background,
        text_wrap=True,
        valign="vcenter",
        border=1,
        border_color=LINE,
    )
