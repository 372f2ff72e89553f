"""What an office decides about its plan: what cannot be is told with its file and line."""

import json
import shutil
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from data_access.measures.goals.rules import Parameter, Rules, rules_on
from data_access.sample._parameters import CHECKS
from data_access.sample._plan_tables import (
    read_closed,
    read_components,
    read_cuts,
    read_parameters,
)
from data_access.sample.package import read_package
from data_access.sample.plan import load_structure
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.packages import PackageFault

PUERTO_CLARO = Path(__file__).parents[2] / "files" / "package_puerto_claro"
PARAMETERS = "clave,vigente_desde,valor,nota_es,nota_en"
CUTS = "corte,apertura,limite,cierre,cerrado"
INDEX = (
    "componente,familia,nombre_es,nombre_en,indicador,metodo,minimo,maximo,peso,nota,nota_en"
)  # fmt: skip


def write(folder: Path, name: str, *lines: str) -> Path:
    (folder / name).write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def parameter(folder: Path, key: str, value: str, day: str = "2024-06-12") -> Path:
    quoted = '"' + value.replace('"', '""') + '"'
    return write(folder, "parameters.csv", PARAMETERS, f"{key},{day},{quoted},N,N")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("light", '["0.40", "0.70", "1.10"]'),
        ("light", "[0.4, 0.7, 1]"),
        ("light", '["0.5", "1", "10"]'),
        ("constant", '"mean"'),
        ("constant", '"last"'),
        ("plan_start", '"in_force"'),
        ("plan_start", '"first_of_january"'),
        ("levels_from_baseline", "true"),
        ("levels_from_baseline", "false"),
        ("commitments_share", '"0.80"'),
        ("commitments_share", "0"),
        ("commitments_share", "1"),
        ("cut_calendar", '{"due_days": 15, "closing_days": 30}'),
        ("cut_calendar", '{"due_days": 15, "closing_days": 15}'),
    ],
)
def test_a_right_value_is_a_rule(tmp_path: Path, key: str, value: str) -> None:
    (draft,) = read_parameters(parameter(tmp_path, key, value))
    assert (draft.key, draft.value) == (key, json.loads(value))
    if key != "cut_calendar":
        rules_on([Parameter(draft.key, draft.valid_from, draft.value)], draft.valid_from)


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("light", '["40", "70", "110"]', "tres fracciones, de menor a mayor"),
        ("light", '["0,40", "0.70", "1.10"]', "con punto"),
        ("light", '["0.70", "0.40", "1.10"]', "de menor a mayor"),
        ("light", '["0.40", "0.40", "1.10"]', "de menor a mayor"),
        ("light", '["0", "0.40", "1.10"]', "mayores que 0"),
        ("light", '["-1", "0.40", "1.10"]', "mayores que 0"),
        ("light", '["0.40", "0.70", "NaN"]', "tres fracciones"),
        ("light", '["0.40", "0.70"]', "tres fracciones"),
        ("light", '["0.40", "0.70", "1", "1.1"]', "tres fracciones"),
        ("light", '["0.40", true, "1.1"]', "tres fracciones"),
        ("light", '"0.40"', "tres fracciones"),
        ("constant", '"final"', "uno de estos: mean, last"),
        ("constant", '["mean"]', "uno de estos: mean, last"),
        ("plan_start", '"2024-06-12"', "uno de estos: first_of_january, in_force"),
        ("levels_from_baseline", '"true"', "true o false, sin comillas"),
        ("levels_from_baseline", "1", "true o false, sin comillas"),
        ("commitments_share", '"80"', "una fracción de 0 a 1"),
        ("commitments_share", '"80 %"', "una fracción de 0 a 1"),
        ("commitments_share", "true", "una fracción de 0 a 1"),
        ("cut_calendar", '{"due_days": 30, "closing_days": 15}', "enteros y en ese orden"),
        ("cut_calendar", '{"due_days": 15}', "enteros y en ese orden"),
        ("cut_calendar", '{"due_days": "15", "closing_days": 30}', "enteros y en ese orden"),
        ("cut_calendar", "15", '{"due_days": 15, "closing_days": 30}'),
        ("constant", "last", "los textos van entre comillas"),
        ("constan", '"last"', "Lo que hay: constant, "),
    ],
)
def test_a_wrong_value_is_told(tmp_path: Path, key: str, value: str, says: str) -> None:
    with pytest.raises(PackageFault) as raised:
        read_parameters(parameter(tmp_path, key, value))
    sentence = str(raised.value)
    assert sentence.startswith("parameters.csv, línea 2: ")
    assert says in sentence


def test_every_rule_has_its_check() -> None:
    assert CHECKS.keys() == {*(spec.name for spec in fields(Rules)), "cut_calendar"}


@pytest.mark.parametrize("day", ["12/06/2024", "20240612", "2024-W24-3", "2024-06-31"])
def test_a_day_is_written_in_one_way(tmp_path: Path, day: str) -> None:
    with pytest.raises(PackageFault, match="«vigente_desde» tiene que ser un día, como 2024-06"):
        read_parameters(parameter(tmp_path, "constant", '"last"', day))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("2025-T5,2026-01-01,2026-01-16,2026-01-31,", "«2025-T5» no es un trimestre"),
        ("2025-t4,2026-01-01,2026-01-16,2026-01-31,", "«2025-t4» no es un trimestre"),
        ("2025-T4,2026-01-01,2026-01-16,2026-01-15,", "«cierre» (2026-01-15) antes de «limite»"),
        ("2025-T4,2026-01-01,2025-12-31,2026-01-31,", "«limite» (2025-12-31) antes de «apertura»"),
        ("2025-T4,2025-01-01,2026-01-16,2026-01-31,", "«apertura» (2025-01-01) no va antes de qu"),
        ("2025-T4,2026-01-01,mañana,2026-01-31,", "«limite» tiene que ser un día"),
        ("2025-T4,2026-01-01,2026-01-16,2026-01-31,no", "cerrado: no hay «no». Lo que hay: si"),
    ],
)
def test_a_cut_that_cannot_be_is_told(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(PackageFault) as raised:
        read_cuts(write(tmp_path, "cuts.csv", CUTS, line))
    sentence = str(raised.value)
    assert sentence.startswith("cuts.csv, línea 2: ")
    assert says in sentence


def test_a_cut_may_open_within_its_quarter_and_close_on_one_day(tmp_path: Path) -> None:
    lines = (
        "2025-T4,2025-12-15,2025-12-15,2025-12-15,si",
        "2026-T1,2026-04-01,2026-04-02,2026-04-02,",
    )
    folder = write(tmp_path, "cuts.csv", CUTS, *lines)
    assert [cut.code for cut in read_cuts(folder)] == ["2025-T4", "2026-T1"]
    assert read_closed(folder) == {"2025-T4"}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("C1,F,N,N,I-1,metas,,,10,,", "metodo: no hay «metas». Lo que hay: meta, minmax"),
        ("C1,F,N,N,I-1,minmax,1,,10,,", "con minmax, «minimo» y «maximo» son dos números"),
        ("C1,F,N,N,I-1,minmax,1,1.0,10,,", "con minmax, «minimo» y «maximo» son dos números"),
        ("C1,F,N,N,I-1,meta,,,0,,", "«peso» tiene que ser mayor que cero"),
        ("C1,F,N,N,I-1,meta,,,,,", "«peso» tiene que ser mayor que cero"),
        ("C1,F,N,N,I-1,meta,,,NaN,,", "«peso» tiene que ser un número con punto decimal"),
        ('C1,F,N,N,I-1,meta,,,"1,5",,', "«peso» tiene que ser un número con punto decimal"),
    ],
)
def test_an_ingredient_that_cannot_be_worked_out_is_told(
    tmp_path: Path, line: str, says: str
) -> None:
    with pytest.raises(PackageFault) as raised:
        read_components(write(tmp_path, "index.csv", INDEX, line))
    assert str(raised.value).startswith("index.csv, línea 2: ")
    assert says in str(raised.value)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("plan/parameters.csv", ['constant,2025-01-01,"""mean""",,'] * 2),
        ("plan/cuts.csv", ["2026-T1,2026-04-01,2026-04-16,2026-05-01,"] * 2),
        ("plan/frameworks.csv", ["agenda-mar-abierto,x,N,N,,2025-01-01,2026-12-31,retos.csv"]),
        ("sectors.csv", ["puerto,Otro,Other,9"]),
        ("entities.csv", ["QX,Uno más,One more,,false,true", "QX,Otro,Other,,false,true"]),
        ("partners.csv", ["Nuevo,New,,,,true", "Nuevo,Newer,,,,true"]),
        ("codelists/modality.csv", ["tecnica,Otra,Other,,8"]),
    ],
)  # fmt: skip
def test_two_rows_of_one_key_are_told_with_both_lines(
    sqlite_store: Store, tmp_path: Path, name: str, lines: list[str]
) -> None:
    folder: Any = shutil.copytree(PUERTO_CLARO, tmp_path / "package")
    file = folder / name
    text = file.read_text("utf-8")
    file.write_text(text + "\n".join(lines) + "\n", "utf-8")
    with pytest.raises(PackageFault, match="ya está más arriba, en la línea") as raised:
        read_package(folder)
        load_structure(sqlite_store, OPERATOR, folder)
    assert raised.value.line == text.count("\n") + len(lines)
