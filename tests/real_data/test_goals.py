"""The 84 strategic goals of the law and the 331 goals of a municipality, as they were printed."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

from sqlalchemy import func, select

from data_access.importers.run import import_file
from data_access.store.store import Store
from data_access.store.tables.goals import Indicator, PlanNode, YearTarget
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.drafts import ImportOutcome
from data_access.vocabulary.issues import Severity

MAP = Path(__file__).with_suffix("").parent / "plan_indicativo_tenjo.toml"
LAW = "pdd_2024_2027_strategic_goals.csv"


def import_law(store: Store, real_data: Path, tmp_path: Path) -> ImportOutcome:
    return import_file(
        store, OPERATOR, "plan", real_data / "goals" / LAW, raw_folder=tmp_path / "raw"
    )


def import_tenjo(store: Store, real_data: Path, tmp_path: Path, **more) -> ImportOutcome:
    return import_file(
        store, OPERATOR, "plan", real_data / "goals" / "plan_indicativo_tenjo.xlsx",
        companions={"map": MAP}, raw_folder=tmp_path / "raw", **more,
    )  # fmt: skip


def indicators(store: Store) -> dict[str, Indicator]:
    with store.reading() as session:
        return {row.indicator_code: row for row in session.scalars(select(Indicator))}


def counts(outcome: ImportOutcome) -> tuple[int, int, int, int, int]:
    return (
        outcome.rows_read, outcome.created, outcome.updated, outcome.unchanged, outcome.rejected,
    )  # fmt: skip


def test_the_goals_of_the_law_enter_once(store: Store, real_data: Path, tmp_path: Path):
    assert counts(import_law(store, real_data, tmp_path)) == (84, 84, 0, 0, 0)
    assert counts(import_law(store, real_data, tmp_path)) == (84, 0, 0, 84, 0)
    with store.reading() as session:
        per_objective = session.execute(
            select(PlanNode.parent_id, func.count())
            .where(PlanNode.is_goal)
            .group_by(PlanNode.parent_id)
            .order_by(PlanNode.parent_id)
        ).all()
    assert [number for _, number in per_objective] == [21, 20, 10, 19, 14]


def test_every_text_of_the_law_survives(sqlite_store: Store, real_data: Path, tmp_path: Path):
    import_law(sqlite_store, real_data, tmp_path)
    found = indicators(sqlite_store)
    with (real_data / "goals" / LAW).open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 84
    for row in rows:
        kept = found[row["ID"]]
        assert (
            kept.name_es, kept.baseline_source, kept.baseline_year, kept.baseline_text,
            kept.final_text,
        ) == (
            row["Nombre Indicador"].strip(), row["Fuente de línea base"].strip(),
            row["Año línea base"].strip(), row["Valor de la línea base"].strip(),
            row["Meta proyectada 2027"].strip(),
        )  # fmt: skip


def test_the_awkward_goals_of_the_law_are_what_they_are(
    store: Store, real_data: Path, tmp_path: Path
):
    outcome = import_law(store, real_data, tmp_path)
    found = indicators(store)
    assert {
        code: (found[code].baseline, found[code].final_goal)
        for code in ("33", "35", "38", "50", "61", "67", "20", "46", "3", "32")
    } == {
        "33": (Decimal("128.7"), None),
        "35": (None, None),
        "38": (Decimal("0.6"), None),
        "50": (None, Decimal(125_000)),
        "61": (Decimal("14.4"), Decimal("10.1")),
        "67": (None, None),
        "20": (None, Decimal(99)),
        "46": (Decimal("9.0"), Decimal("35.0")),
        "3": (Decimal(1527), Decimal(1374)),
        "32": (Decimal("9.10"), Decimal("8.99")),
    }
    assert (found["33"].final_text, found["67"].final_text) == ("< 125", "Mantener en 2.000")
    assert (found["61"].baseline_year, found["20"].baseline_text) == (
        "Tendencia a 2027", "Pendiente",
    )  # fmt: skip
    told = {
        (int(issue.row) - 1, issue.column)
        for issue in outcome.issues
        if issue.severity is Severity.WARNING and issue.row
    }
    assert told == {
        (33, "meta_final"), (35, "linea_base"), (35, "meta_final"), (38, "meta_final"),
        (67, "meta_final"),
    }  # fmt: skip


def test_the_municipal_plan_enters_with_its_map(store: Store, real_data: Path, tmp_path: Path):
    assert counts(import_tenjo(store, real_data, tmp_path)) == (331, 331, 0, 0, 0)
    assert counts(import_tenjo(store, real_data, tmp_path)) == (331, 0, 0, 331, 0)
    with store.reading() as session:
        levels = dict(
            session.execute(select(PlanNode.level, func.count()).group_by(PlanNode.level)).all()
        )
        final = session.scalar(
            select(YearTarget.value)
            .join(Indicator, Indicator.indicator_id == YearTarget.indicator_id)
            .where(Indicator.indicator_code == "25", YearTarget.year == 2027)
        )
    assert levels == {
        "eje": 5, "programa": 34, "subprograma": 67, "resultado": 81, "meta de producto": 331,
    }  # fmt: skip
    assert final is not None


def test_every_awkward_cell_of_the_municipal_plan_is_read_or_listed(
    sqlite_store: Store, real_data: Path, tmp_path: Path
):
    outcome = import_tenjo(sqlite_store, real_data, tmp_path)
    found = indicators(sqlite_store)
    assert Counter(issue.code for issue in outcome.issues if issue.code != "column.unknown") == {
        "number.not_a_number": 27, "number.not_given": 9, "node.second_name": 9,
        "number.with_words": 5, "number.percentage": 1, "code.given_back": 1, "row.skipped": 1,
        "sheet.hidden": 3,
    }  # fmt: skip
    # The goal of row n is number n - 1.
    assert found["26"].baseline == Decimal("0.0775")
    assert (found["26"].baseline_text, found["26"].final_goal) == ("7,75%", Decimal("0.8"))
    assert (found["25"].baseline, found["25"].baseline_text) == (Decimal(2), "2 km")
    assert (found["39"].baseline, found["14"].baseline) == (Decimal("0.2"), None)
    assert found["14"].baseline_text == "SD"
    assert (found["296"].baseline, found["296"].baseline_text) == (
        None, "100%\n(240 beneficiarios 2023)",
    )  # fmt: skip
    for number, indicator in found.items():
        assert (indicator.baseline is None) == (indicator.baseline_text == "") or any(
            issue.row == int(number) + 1 and issue.column == "linea_base"
            for issue in outcome.issues
        )


def test_without_a_map_the_municipal_plan_imports_nothing(
    sqlite_store: Store, real_data: Path, tmp_path: Path
):
    outcome = import_file(
        sqlite_store, OPERATOR, "plan", real_data / "goals" / "plan_indicativo_tenjo.xlsx",
        raw_folder=tmp_path / "raw",
    )  # fmt: skip
    assert counts(outcome) == (0, 0, 0, 0, 0)
    assert [issue.code for issue in outcome.issues] == ["plan.map_needed"]
    assert indicators(sqlite_store) == {}
