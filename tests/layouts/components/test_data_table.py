"""One module builds every table, so that every table fits a narrow screen."""

from pathlib import Path

from dash import html

import layouts
from layouts.components.data_table import Heading, data_table, group_row, headings, table_row

COLUMNS = [*headings("Año"), Heading("Meta", is_number=True), Heading("Por qué", is_wide=True)]


def test_the_first_cell_names_the_row():
    name, goal, why = table_row(COLUMNS, ("2025", "4", "Cambió el plan")).children
    assert (name.children, name.scope) == ("2025", "row")
    assert (goal.className, why.className) == ("numeric", "wide")
    assert "className" not in vars(name)


def test_a_long_figure_takes_the_whole_width_of_a_block():
    def told(cell):
        return table_row(COLUMNS, ("2025", cell, "")).children[1].className

    assert told("COP 847,313,030.00") == "numeric"
    assert told("COP 2,530,344,025.00") == "numeric wide"
    assert told(html.A("COP 2,530,344,025.00")) == "numeric"


def test_a_table_has_a_name_a_head_and_a_body_for_each_group():
    row = table_row(COLUMNS, ("2025", "4", ""))
    holder = data_table("Metas", COLUMNS, [row], [group_row("Otras", COLUMNS), row], foot=[row])
    caption, head, *groups = holder.children.children
    assert (holder.children.className, caption.children) == ("table-plain", "Metas")
    assert [cell.scope for cell in head.children.children] == ["col"] * 3
    assert [type(group).__name__ for group in groups] == ["Tbody", "Tbody", "Tfoot"]


def test_no_other_module_builds_a_table():
    folder = Path(layouts.__file__).parent
    found = {path.name for path in folder.rglob("*.py") if "html.Table(" in path.read_text("utf-8")}
    assert found == {"data_table.py"}
