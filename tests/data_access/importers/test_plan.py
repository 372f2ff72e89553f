"""Plans from the file to the store: trees, indicators, targets with versions, what is left out."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from data_access.importers.run import import_file
from data_access.store.store import Store
from data_access.store.tables.goals import Framework, Indicator, PlanNode, YearTarget
from data_access.store.tables.summaries import DataVersion
from data_access.vocabulary.actors import OPERATOR, PUBLIC, NotPermitted
from data_access.vocabulary.drafts import ImportOutcome
from tests.factories import add_catalogues

SMALL = (
    "codigo,nivel,padre,nombre,entidad,indicador,unidad,anualizacion,periodicidad,linea_base,"
    "meta_final,ponderacion,meta_2024,meta_2025",
    "M2,meta,P1,Reducir trámites,FUGA,,Días,DECRECIENTE,anual,40,20,,30,20",
    "P1,programa,O1,Programa uno,,,,,,,,,,",
    "M1,meta,P1,Abrir puertas,SDS,M1-A,Puertas,SUMA,trimestral,0,60,60,10,50",
    "M1,meta,P1,Abrir puertas,SDS,M1-B,Países,CRECIENTE,trimestral,5,9,40,7,9",
    "O1,objetivo,,Objetivo uno,,,,,,,,,,",
)


def write(path: Path, lines: Iterable[str]) -> Path:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def take(store: Store, path: Path, **more) -> ImportOutcome:
    return import_file(store, OPERATOR, "plan", path, raw_folder=path.parent / "raw", **more)


def counts(outcome: ImportOutcome) -> tuple[int, int, int, int, int]:
    return (
        outcome.rows_read, outcome.created, outcome.updated, outcome.unchanged, outcome.rejected,
    )  # fmt: skip


def told(outcome: ImportOutcome) -> list[tuple[int | None, str]]:
    return [(issue.row, issue.code) for issue in outcome.issues if issue.severity != "info"]


def nodes(store: Store) -> dict[str, PlanNode]:
    with store.reading() as session:
        return {row.node_code: row for row in session.scalars(select(PlanNode))}


def indicators(store: Store) -> dict[str, Indicator]:
    with store.reading() as session:
        return {row.indicator_code: row for row in session.scalars(select(Indicator))}


def targets(store: Store, code: str) -> list[tuple[int, int, Decimal | None, str]]:
    """Year, version, value and text of the targets of an indicator."""
    with store.reading() as session:
        rows = session.scalars(
            select(YearTarget)
            .join(Indicator, Indicator.indicator_id == YearTarget.indicator_id)
            .where(Indicator.indicator_code == code)
            .order_by(YearTarget.year, YearTarget.version)
        )
        return [(row.year, row.version, row.value, row.printed) for row in rows]


def data_version(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(DataVersion.version)) or 0


@pytest.fixture
def stocked(store: Store) -> Store:
    """A store with a few catalogues, on each engine."""
    add_catalogues(store)
    return store


def test_a_canonical_file_needs_no_map_and_its_rows_come_in_any_order(
    stocked: Store, tmp_path: Path
):
    outcome = take(stocked, write(tmp_path / "plan_abierto.csv", SMALL))
    assert counts(outcome) == (5, 5, 0, 0, 0)
    assert told(outcome) == []
    tree = nodes(stocked)
    assert [(code, tree[code].is_goal) for code in ("O1", "P1", "M1", "M2")] == [
        ("O1", False), ("P1", False), ("M1", True), ("M2", True),
    ]  # fmt: skip
    assert tree["P1"].parent_id == tree["O1"].node_id
    assert tree["M1"].parent_id == tree["M2"].parent_id == tree["P1"].node_id
    assert tree["M2"].position < tree["M1"].position
    found = indicators(stocked)
    assert sorted(found) == ["M1-A", "M1-B", "M2"]
    assert found["M1-A"].node_id == found["M1-B"].node_id == tree["M1"].node_id
    assert (found["M1-A"].weight, tree["M1"].weight) == (Decimal(60), None)
    assert (found["M2"].baseline, found["M2"].accumulation) == (Decimal(40), "DECRECIENTE")
    assert targets(stocked, "M1-A") == [
        (2024, 1, Decimal(10), "10"), (2025, 1, Decimal(50), "50"),
    ]  # fmt: skip
    with stocked.reading() as session:
        framework = session.scalars(select(Framework)).one()
    assert (framework.framework_code, framework.name_es) == ("plan-abierto", "plan_abierto")
    assert (framework.starts_on.isoformat(), framework.ends_on.isoformat()) == (
        "2024-01-01", "2025-12-31",
    )  # fmt: skip


def test_the_same_plan_again_changes_nothing(stocked: Store, tmp_path: Path):
    path = write(tmp_path / "plan.csv", SMALL)
    take(stocked, path)
    version = data_version(stocked)
    assert counts(take(stocked, path)) == (5, 0, 0, 5, 0)
    assert data_version(stocked) == version


def test_a_changed_target_is_a_new_version_and_a_changed_fact_is_told(
    stocked: Store, tmp_path: Path
):
    take(stocked, write(tmp_path / "plan.csv", SMALL))
    changed = [line.replace(",10,50", ",Mantener en 10,45") for line in SMALL]
    changed = [line.replace("Días", "Días hábiles") for line in changed]
    outcome = take(stocked, write(tmp_path / "plan.csv", changed))
    assert counts(outcome) == (5, 0, 2, 3, 0)
    assert sorted(outcome.changes) == [
        ("M1-A", "meta_2024", "10", "Mantener en 10"),
        ("M1-A", "meta_2025", "50", "45"),
        ("M2", "unit", "Días", "Días hábiles"),
    ]
    assert targets(stocked, "M1-A") == [
        (2024, 1, Decimal(10), "10"), (2024, 2, None, "Mantener en 10"),
        (2025, 1, Decimal(50), "50"), (2025, 2, Decimal(45), "45"),
    ]  # fmt: skip
    emptied = [line.replace(",Mantener en 10,45", ",,45") for line in changed]
    take(stocked, write(tmp_path / "plan.csv", emptied))
    assert targets(stocked, "M1-A")[2] == (2024, 3, None, "")


def test_what_a_file_does_not_carry_stays_as_it_was(stocked: Store, tmp_path: Path):
    take(stocked, write(tmp_path / "plan.csv", SMALL))
    lines = ("codigo,nivel,nombre,ods", "M2,meta,Reducir trámites,11")
    assert counts(take(stocked, write(tmp_path / "plan.csv", lines))) == (1, 0, 1, 0, 0)
    found = indicators(stocked)["M2"]
    assert (found.sdg_code, found.unit, found.baseline) == ("11", "Días", Decimal(40))
    assert nodes(stocked)["M2"].parent_id is not None


def test_a_parent_may_be_in_the_store_and_a_missing_one_leaves_its_rows_out(
    stocked: Store, tmp_path: Path
):
    take(stocked, write(tmp_path / "plan.csv", SMALL))
    lines = (
        "codigo,nivel,padre,nombre,meta_2025",
        "M3,meta,P1,Otra meta,1",
        "P9,programa,O9,Sin objetivo,",
        "M4,meta,P9,Bajo un programa que no entra,1",
    )
    rejected = tmp_path / "rechazadas.xlsx"
    outcome = take(stocked, write(tmp_path / "plan.csv", lines), rejected=rejected)
    assert counts(outcome) == (3, 1, 0, 0, 2)
    assert told(outcome) == [(3, "parent.unknown"), (4, "parent.unknown")]
    sheet = openpyxl.load_workbook(rejected).active
    assert [row[3].value for row in sheet.iter_rows(min_row=2)] == ["P9", "M4"]


def test_a_node_does_not_hang_from_itself(stocked: Store, tmp_path: Path):
    take(stocked, write(tmp_path / "plan.csv", SMALL))
    lines = ("codigo,nivel,padre,nombre", "O1,objetivo,P1,Objetivo uno", "X,eje,X,Un eje")
    outcome = take(stocked, write(tmp_path / "plan.csv", lines))
    assert counts(outcome) == (2, 0, 0, 0, 2)
    assert nodes(stocked)["O1"].parent_id is None


def test_rows_that_cannot_be_told_apart_are_left_out(stocked: Store, tmp_path: Path):
    lines = (
        "codigo,nivel,nombre,meta_2025",
        "M1,meta,Una,1",
        "M1,meta,La misma,2",
        ",meta,Sin código,3",
        "M5,meta,,4",
    )
    outcome = take(stocked, write(tmp_path / "plan.csv", lines))
    assert counts(outcome) == (4, 1, 0, 0, 3)
    assert [pair for pair in told(outcome) if pair[1] != "node.second_name"] == [
        (3, "code.repeated"), (4, "codigo.missing"), (5, "nombre.missing"),
    ]  # fmt: skip


def test_awkward_words_are_told_and_kept(stocked: Store, tmp_path: Path):
    lines = (
        "codigo,nivel,nombre,entidad,anualizacion,periodicidad,ods,vigente,medida,unidad,"
        "linea_base,meta_final,meta_2024,meta_2025",
        "M1,meta,Una,Nadie,ACUMULADA,a veces,21,quizás,no.existe,Porcentaje,100%,1,0.63,1",
    )
    outcome = take(stocked, write(tmp_path / "plan.csv", lines))
    assert counts(outcome) == (1, 1, 0, 0, 0)
    assert sorted(code for _, code in told(outcome)) == [
        "anualizacion.unknown", "entity.unknown", "flag.unknown", "measure.unknown",
        "periodicidad.unknown", "sdg.unknown",
    ]  # fmt: skip
    found = indicators(stocked)["M1"]
    assert (found.baseline, found.baseline_text) == (Decimal(1), "100%")
    assert (found.accumulation, found.entity_id, found.is_valid) == ("", None, True)


def test_the_scale_says_what_a_percentage_is(stocked: Store, tmp_path: Path):
    lines = (
        "codigo,nivel,nombre,escala,linea_base,meta_final,meta_2027",
        "F,meta,F,fracción,63%,100%,100%", "G,meta,G,porcentaje,63%,100%,100%",
    )  # fmt: skip
    take(stocked, write(tmp_path / "plan.csv", lines))
    found = indicators(stocked)
    assert (found["F"].baseline, found["F"].final_goal) == (Decimal("0.63"), Decimal(1))
    assert (found["G"].baseline, found["G"].final_goal) == (Decimal(63), Decimal(100))


def test_the_framework_is_what_the_person_says(stocked: Store, tmp_path: Path):
    path = write(tmp_path / "plan.csv", SMALL)
    take(stocked, path, options={"framework": "politica-1"})
    take(stocked, path, options={"framework": "politica-2"})
    with stocked.reading() as session:
        assert session.scalars(select(Framework.framework_code)).all() == [
            "politica-1", "politica-2",
        ]  # fmt: skip
        assert len(session.scalars(select(PlanNode)).all()) == 8


def test_a_framework_without_days_is_refused(sqlite_store: Store, tmp_path: Path):
    lines = ("codigo,nivel,nombre", "O1,objetivo,Uno")
    outcome = take(sqlite_store, write(tmp_path / "plan.csv", lines))
    assert counts(outcome) == (0, 0, 0, 0, 0)
    assert [issue.code for issue in outcome.issues] == ["framework.no_days"]
    assert nodes(sqlite_store) == {}


def test_a_dry_run_writes_nothing(sqlite_store: Store, tmp_path: Path):
    outcome = take(sqlite_store, write(tmp_path / "plan.csv", SMALL), dry_run=True)
    assert counts(outcome) == (5, 5, 0, 0, 0)
    assert nodes(sqlite_store) == {}


def test_who_may_not_import_a_plan(sqlite_store: Store, tmp_path: Path):
    with pytest.raises(NotPermitted):
        import_file(
            sqlite_store, PUBLIC, "plan", write(tmp_path / "plan.csv", SMALL),
            raw_folder=tmp_path / "raw",
        )  # fmt: skip


def test_a_code_that_became_a_day_comes_back(sqlite_store: Store, tmp_path: Path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("codigo", "nivel", "nombre", "meta_2024", "meta_2025"),
        ("5.1", "meta", "Una", 1, 1),
        (date(2024, 2, 5), "meta", "Dos", 1, 1),
        ("5.3", "meta", "Tres", 1, 1),
    ):
        sheet.append(row)
    book.save(tmp_path / "plan.xlsx")
    outcome = take(sqlite_store, tmp_path / "plan.xlsx")
    assert counts(outcome) == (3, 3, 0, 0, 0)
    assert told(outcome) == [(3, "code.given_back")]
    assert sorted(nodes(sqlite_store)) == ["5.1", "5.2", "5.3"]
