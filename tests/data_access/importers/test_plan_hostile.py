"""Plans and maps that break what is not careful: they are told, never a fault of the program."""

import json
from pathlib import Path

import pytest

from data_access.importers.plan import FRAMEWORK
from data_access.importers.run import import_file
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.drafts import ImportOutcome
from tests.data_access.importers.test_plan import nodes, take, told, write
from tests.factories import add_catalogues

HEADER = "codigo,nivel,nombre,padre,linea_base,meta_2024"
LINE = "M1,meta,Abrir,Agua,1,5"
HOSTILE = (
    "x" * 40_000, "é" * 301, "\x00", "a\u202eb", "9" * 40, "{", "{}", "'; DROP TABLE plan_node; --",
)  # fmt: skip
MAP = """
[framework]
code = "plan"
kind = "plan"
name_es = "Plan"
name_en = "Plan"
norm = "Acuerdo"
starts_on = 2024-01-01
ends_on = 2027-12-31

[columns]
codigo = "codigo"
nombre = "nombre"

[constants]
nivel = "meta"

[targets]
2024 = "meta_2024"

[[levels]]
level = "eje"
code = "E-{padre}"
name = "{padre}"
"""
TEXTS = (
    'code = "plan"', 'kind = "plan"', 'name_es = "Plan"', 'norm = "Acuerdo"', 'nivel = "meta"',
    'level = "eje"', 'code = "E-{padre}"', 'name = "{padre}"', 'codigo = "codigo"',
    '2024 = "meta_2024"',
)  # fmt: skip


def bring(store: Store, tmp_path: Path, text: str, *lines: str) -> ImportOutcome:
    path = write(tmp_path / "plan.csv", (HEADER, *(lines or (LINE,))))
    return take(store, path, companions={"map": write(tmp_path / "map.toml", [text])})


def test_no_text_of_a_map_breaks_an_import(store: Store, tmp_path: Path):
    add_catalogues(store)
    for text in TEXTS:
        key = text.split(" = ", maxsplit=1)[0]
        for hostile in HOSTILE:
            changed = MAP.replace(text, f"{key} = {json.dumps(hostile)}")
            outcome = bring(store, tmp_path, changed)
            assert outcome.rows_read == 1 or [i.severity for i in outcome.issues] == ["error"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("2024-01-01", "2024-01-01T00:00:00"), "map.not_understood"),
        (("2024-01-01", "2028-01-01"), "framework.days_reversed"),
        (('code = "plan"', f'code = "{"x" * 61}"'), "map.text"),
        (('level = "eje"', f'level = "{"x" * 121}"'), "map.text"),
        (("[columns]", "[table]\nheader_row = 999999999999\n\n[columns]"), "map.unknown_sheet"),
    ],
)
def test_a_map_that_cannot_be_followed_says_why(
    sqlite_store: Store, tmp_path: Path, change: tuple[str, str], code: str
):
    add_catalogues(sqlite_store)
    outcome = bring(sqlite_store, tmp_path, MAP.replace(*change))
    assert [issue.code for issue in outcome.issues if issue.severity == "error"] == [code]
    assert nodes(sqlite_store) == {}


def test_a_level_whose_code_cannot_be_kept_leaves_its_row_out(store: Store, tmp_path: Path):
    add_catalogues(store)
    outcome = bring(store, tmp_path, MAP, LINE, f"M2,meta,Cerrar,{'x' * 90},1,5")
    assert told(outcome) == [(3, "text.too_long")]
    assert "M2" not in nodes(store)


def test_hostile_cells_are_told(store: Store, tmp_path: Path):
    add_catalogues(store)
    # A NUL and cells beyond all measure are turned away before anything is read.
    found = [hostile for hostile in HOSTILE if hostile != "\x00" and len(hostile) < 1_000]
    for column in HEADER.split(","):
        place = HEADER.split(",").index(column)
        lines = [HEADER]
        for number, hostile in enumerate(found):
            cells = LINE.split(",")
            cells[0], cells[3] = f"M{number}", ""
            cells[place] = hostile
            lines.append(",".join(cells))
        outcome = take(store, write(tmp_path / "plan-2024-2025.csv", lines))
        assert outcome.rows_read == len(found)


def test_the_code_of_a_framework_on_the_command_line_has_its_limit(store: Store, tmp_path: Path):
    add_catalogues(store)
    path = write(tmp_path / "plan.csv", (HEADER, LINE))
    options = {FRAMEWORK: "x" * 61}
    outcome = import_file(
        store, OPERATOR, "plan", path, raw_folder=tmp_path / "raw", options=options
    )  # fmt: skip
    assert [issue.code for issue in outcome.issues] == ["map.text"]
