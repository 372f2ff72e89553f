"""Proposals for plans as people lay them out: what they read, and what they warn of."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data_access.importers.plan_proposals import Proposal, propose_map
from data_access.store.store import Store
from tests.data_access.importers.test_plan import counts, indicators, nodes, take, targets, told
from tests.factories import add_catalogues


def book(tmp_path: Path, rows: Sequence[Sequence[Any]], *merged: str) -> Path:
    path = tmp_path / "plan-2024-2027.xlsx"
    found = openpyxl.Workbook()
    for row in rows:
        found.active.append(row)
    for cells in merged:
        found.active.merge_cells(cells)
    found.save(path)
    return path


def proposed(path: Path) -> tuple[Proposal, dict[str, Any]]:
    proposal = propose_map(path)
    return proposal, tomllib.loads(proposal.text)


def bring(store: Store, path: Path, proposal: Proposal):
    """What the proposal brings in as it is."""
    add_catalogues(store)
    map_file = path.with_suffix(".toml")
    map_file.write_text(proposal.text, "utf-8")
    return take(store, path, companions={"map": map_file})


def test_a_header_of_two_rows_with_bare_years_and_cells_merged_downwards(
    sqlite_store: Store, tmp_path: Path
):
    path = book(
        tmp_path,
        [
            ("Alcaldía de ejemplo",),
            ("Programa", "Código", "Meta de producto", "Tipo de anualización", "Programación", None,
             "Presupuesto", None),
            (None, None, None, None, 2024, 2025, 2024, 2025),
            ("1.1 Agua", "A1", "Sembrar árboles", "Suma", 5, 6, 100, 200),
            (None, "A2", "Limpiar quebradas", "Suma", 1, 2, 100, 200),
            ("1.2 Aire", "B1", "Medir el aire", "Suma", 1, 1, 100, 200),
            ("Total", None, None, None, 7, 9, 300, 600),
        ],
        "A4:A5",
    )  # fmt: skip
    proposal, found = proposed(path)
    assert found["table"] == {
        "sheet": "Sheet", "header_row": 2, "header_rows": 2, "fill_down": ["Programa"],
    }  # fmt: skip
    assert found["columns"] == {
        "codigo": "Código", "nombre": "Meta de producto", "anualizacion": "Tipo de anualización",
    }  # fmt: skip
    assert found["targets"] == {"2024": "Programación / 2024", "2025": "Programación / 2025"}
    assert found["constants"] == {"nivel": "meta de producto"}
    outcome = bring(sqlite_store, path, proposal)
    assert counts(outcome) == (3, 3, 0, 0, 0)
    tree = nodes(sqlite_store)
    assert tree["A2"].parent_id == tree["PROGRAMA-1.1"].node_id
    assert [row[2:] for row in targets(sqlite_store, "A2")] == [(1, "1"), (2, "2")]


def test_bare_years_in_one_row(sqlite_store: Store, tmp_path: Path):
    path = book(
        tmp_path, [("Cod", "Meta", "Anualización", 2024, "2025"), (1, "Sembrar", "Suma", 5, 6)]
    )
    proposal, found = proposed(path)
    assert found["targets"] == {"2024": "2024", "2025": "2025"}
    assert proposal.remarks == ()
    outcome = bring(sqlite_store, path, proposal)
    assert (counts(outcome), told(outcome)) == ((1, 1, 0, 0, 0), [])
    assert indicators(sqlite_store)["1"].accumulation == "SUMA"


def test_years_of_which_nothing_says_that_they_are_targets_are_doubted(tmp_path: Path):
    path = book(
        tmp_path,
        [
            ("Cod", "Meta", "Anualización", "Plan A", None, "Plan B", None),
            (None, None, None, 2024, 2025, 2024, 2025),
            (1, "Sembrar", "Suma", 5, 6, 7, 8),
        ],
    )
    proposal, _ = proposed(path)
    assert any("«Plan B / 2024», «Plan B / 2025»" in remark for remark in proposal.remarks)


def test_a_name_is_not_taken_for_a_code(tmp_path: Path):
    path = book(
        tmp_path,
        [("No. meta", "Meta", "Meta 2024"), ("Sembrar árboles", "Sembrar más árboles", 5)],
    )
    proposal, found = proposed(path)
    assert "codigo" not in found["columns"]
    assert '# codigo = ""' in proposal.text
    assert "Falta decir qué columna es codigo" in proposal.remarks[0]
    assert proposal.text.count("# OJO: ") == len(proposal.remarks)


@pytest.mark.parametrize(
    ("rows", "remark"),
    [
        ([("A1", "Sembrar", "Suma", 5), ("A1", "Regar", "Suma", 6)], "fuera 1 de 2 filas"),
        ([("A1", "Sembrar", "Incremento", 5)], "[words.anualizacion]"),
        ([("A1", "Sembrar", "Suma", 5), ("A2", "Regar", "Suma", "unas 6")], "no es un número"),
    ],
)
def test_what_would_come_in_wrongly_is_said(tmp_path: Path, rows: Any, remark: str):
    path = book(tmp_path, [("Código", "Meta", "Anualización", "Meta 2024"), *rows])
    proposal, _ = proposed(path)
    assert any(remark in sentence for sentence in proposal.remarks)


def test_years_and_rules_that_are_missing_are_said(tmp_path: Path):
    path = book(tmp_path, [("Código", "Meta", "Responsable"), ("A1", "Sembrar árboles", "SDA")])
    proposal, _ = proposed(path)
    assert [sentence.split()[0] for sentence in proposal.remarks] == ["No", "Falta"]
