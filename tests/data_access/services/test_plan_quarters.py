"""A figure of a quarter that has not begun is kept, and told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data_access.importers.run import import_file
from data_access.services import plan_batches
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.goals import Quarter
from data_access.vocabulary.issues import Severity
from tests.data_access.importers.test_plan import SMALL, take, write
from tests.factories import add_catalogues, draft, save

HEADERS = {
    "progress": "indicador,anio,trimestre,valor",
    "budgets": "codigo,anio,trimestre,recurso,apropiacion,comprometido,girado",
    "contributions": "accion,indicador,anio,trimestre,entidad,cantidad",
}


class _Noon(datetime):
    """A clock that stands in the second quarter of 2025."""

    @classmethod
    def now(cls, tz=None):
        return datetime(2025, 5, 15, 12, tzinfo=UTC)


def test_the_first_day_of_a_quarter():
    days = [Quarter(2025, number).first_day.isoformat() for number in (1, 2, 3, 4)]
    assert days == ["2025-01-01", "2025-04-01", "2025-07-01", "2025-10-01"]


@pytest.mark.parametrize(
    ("importer", "lines", "column"),
    [
        # The second quarter is in course; nobody says a figure of the fourth.
        ("progress", ["M1-A,2025,2,9", "M1-A,2025,3,9", "M1-A,2025,4,no reportado"], "valor"),
        # Money may be appropriated before, but neither committed nor paid.
        (
            "budgets",
            ["M1,2025,2,vigencia,9,8,7", "M1,2025,3,vigencia,9,8,", "M1,2025,4,vigencia,9,0,"],
            "comprometido",
        ),
        ("contributions", ["A-1,M1-A,2025,2,SDS,1", "A-1,M1-A,2025,3,SDS,1"], "cantidad"),
    ],
)
def test_a_figure_of_a_quarter_to_come_is_told(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    importer: str,
    lines: list[str],
    column: str,
):
    add_catalogues(store)
    save(store, [draft("A-1", "1")])
    take(store, write(tmp_path / "plan.csv", SMALL))
    monkeypatch.setattr(plan_batches, "datetime", _Noon)
    path = write(tmp_path / "archivo.csv", [HEADERS[importer], *lines])
    outcome = import_file(store, OPERATOR, importer, path, raw_folder=tmp_path / "raw")
    assert outcome.created == len(lines)
    (issue,) = [each for each in outcome.issues if each.code == "quarter.in_future"]
    assert (issue.row, issue.column, issue.severity) == (3, "trimestre", Severity.WARNING)
    assert issue.values == {"quarter": "2025-T3", "column": column}
