"""Plans of any shape: headers of two levels, merged cells, a map, and a proposal of one."""

import tomllib
from pathlib import Path

import openpyxl
import pytest

from data_access.importers.plan_maps import read_map
from data_access.importers.plan_proposals import propose_map
from data_access.importers.refusal import Refused
from data_access.store.store import Store
from tests.data_access.importers.test_plan import counts, indicators, nodes, take, targets, told

ROWS = (
    ("Alcaldía de ejemplo", None, None, None, None, None, None, None),
    ("Eje", None, "Meta de producto", None, "L.B", "Programación", None, "Notas"),
    ("No.", "Nombre", "Cód", "Texto", None, 2024, 2025, None),
    ("Eje 1. Agua", "Agua limpia", 1, "Sembrar árboles", 10, 5, 6, "x"),
    (None, None, 2, "Limpiar quebradas", "SD", 0.5, "100%", None),
    ("Eje 2. Aire", "Aire puro", 3, "Medir el aire", 4, 1, 1, None),
    (None, None, None, "TOTAL", 14, 6, 7, None),
    ("Fuente: propia", None, None, None, None, None, None, None),
)
MAP = """
[framework]
code = "ejemplo"
name_es = "Plan de ejemplo"
name_en = "Example plan"
starts_on = 2024-01-01
ends_on = 2025-12-31

[table]
sheet = "Plan"
header_row = 2
header_rows = 2
fill_down = ["Eje / No.", "Eje / Nombre"]
skip_without = ["Meta de producto / Cód"]

[columns]
codigo = "MP-{Meta de producto / Cód}"
nombre = "Meta de producto / Texto"
linea_base = "L.B"

[constants]
nivel = "meta"
anualizacion = "SUMA"

[targets]
2024 = "Programación / 2024"
2025 = "Programación / 2025"

[[levels]]
level = "eje"
code = "EJE-{Eje / No.|number}"
name = "{Eje / Nombre}"
"""


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook with a title, a header of two levels and cells merged down and across."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan"
    for row in ROWS:
        sheet.append(row)
    for merged in ("A2:B2", "C2:D2", "F2:G2", "A4:A5", "B4:B5"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def written(tmp_path: Path, text: str = MAP) -> Path:
    path = tmp_path / "mapa.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_map_reads_a_header_of_two_levels(store: Store, workbook: Path, tmp_path: Path):
    outcome = take(store, workbook, companions={"map": written(tmp_path)})
    assert counts(outcome) == (3, 3, 0, 0, 0)
    tree = nodes(store)
    assert {code: node.name_es for code, node in tree.items()} == {
        "EJE-1": "Agua limpia", "MP-1": "Sembrar árboles", "MP-2": "Limpiar quebradas",
        "EJE-2": "Aire puro", "MP-3": "Medir el aire",
    }  # fmt: skip
    assert tree["MP-2"].parent_id == tree["EJE-1"].node_id
    assert tree["MP-3"].parent_id == tree["EJE-2"].node_id
    assert indicators(store)["MP-2"].accumulation == "SUMA"
    assert [row[2:] for row in targets(store, "MP-1")] == [(5, "5"), (6, "6")]
    infos = [(issue.row, issue.code) for issue in outcome.issues if issue.severity == "info"]
    assert (8, "row.skipped") in infos
    assert ("column.unknown", "Notas") in [(issue.code, issue.column) for issue in outcome.issues]
    assert told(outcome) == [(7, "row.total")]
    assert counts(take(store, workbook, companions={"map": written(tmp_path)}))[1:3] == (0, 0)


def test_a_map_without_a_sheet_speaks_of_the_first_visible_one(
    store: Store, workbook: Path, tmp_path: Path
):
    book = openpyxl.load_workbook(workbook)
    draft = book.copy_worksheet(book["Plan"])
    draft["D4"] = "Borrador"
    draft.sheet_state = "hidden"
    book.move_sheet(draft, -1)
    book.save(workbook)
    unnamed = written(tmp_path, MAP.replace('sheet = "Plan"\n', ""))
    outcome = take(store, workbook, companions={"map": unnamed})
    assert counts(outcome) == (3, 3, 0, 0, 0)
    assert nodes(store)["MP-1"].name_es == "Sembrar árboles"
    assert "sheet.hidden" in [issue.code for issue in outcome.issues]


@pytest.mark.parametrize(
    ("change", "code", "word"),
    [
        (("[table]", "[tabla]"), "map.not_understood", "tabla"),
        (("codigo =", "código ="), "map.not_toml", ""),
        (("linea_base =", "linea_de_base ="), "map.not_understood", "columns.linea_de_base"),
        (("header_row = 2", 'header_row = "2"'), "map.not_understood", "table.header_row"),
        (('code = "ejemplo"', ""), "map.not_understood", "framework.code"),
        (("header_rows = 2", "header_rows = 0"), "map.not_understood", "table.header_rows"),
        (('["Meta de producto / Cód"]', "[4]"), "map.not_understood", "table.skip_without"),
        (('name = "{Eje / Nombre}"', ""), "map.not_understood", "levels"),
        (("[table]", "[[table]]"), "map.not_understood", "table"),
        (("[[levels]]", "[levels.uno]"), "map.not_understood", "levels"),
        (('sheet = "Plan"', 'sheet = "Hoja 9"'), "map.unknown_sheet", "Hoja 9"),
        (('"L.B"', '"Línea"'), "map.unknown_column", "Línea"),
    ],
)
def test_a_wrong_map_is_refused_with_its_reason(
    sqlite_store: Store,
    workbook: Path,
    tmp_path: Path,
    change: tuple[str, str],
    code: str,
    word: str,
):
    outcome = take(
        sqlite_store, workbook, companions={"map": written(tmp_path, MAP.replace(*change))}
    )
    assert counts(outcome) == (0, 0, 0, 0, 0)
    assert [issue.code for issue in outcome.issues] == [code]
    assert word in outcome.issues[0].sentence
    assert nodes(sqlite_store) == {}


def test_without_a_map_nothing_enters_and_one_is_proposed(sqlite_store: Store, tmp_path: Path):
    path = tmp_path / "plan.csv"
    path.write_text(
        "Cod. Meta,Meta de prodcuto,Linea  Base,Valor esperado 2024,Valor esperado 2025,Color\n"
        "1,Sembrar,0,1,2,verde\n",
        "utf-8",
    )
    outcome = take(sqlite_store, path)
    assert [issue.code for issue in outcome.issues] == ["plan.map_needed"]
    assert nodes(sqlite_store) == {}
    proposal = propose_map(path).text
    found = tomllib.loads(proposal)
    assert found["columns"] == {
        "codigo": "Cod. Meta", "nombre": "Meta de prodcuto", "linea_base": "Linea Base",
    }  # fmt: skip
    assert found["targets"] == {
        "2024": "Valor esperado 2024", "2025": "Valor esperado 2025",
    }  # fmt: skip
    assert '# "Color"' in proposal
    assert found["constants"] == {"nivel": "meta de prodcuto"}
    again = take(sqlite_store, path, companions={"map": written(tmp_path, proposal)})
    assert counts(again) == (1, 1, 0, 0, 0)


def test_a_file_without_headers_gets_no_proposal(tmp_path: Path):
    path = tmp_path / "plan.csv"
    path.write_text("x,y\n1,2\n", "utf-8")
    with pytest.raises(Refused) as refusal:
        propose_map(path)
    assert refusal.value.issue.code == "file.no_header"


def test_a_map_that_is_not_text_is_refused(tmp_path: Path):
    path = tmp_path / "mapa.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused):
        read_map(path)
