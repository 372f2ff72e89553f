"""The rates of an entity package: nothing is kept before all that is found in them is told."""

import shutil
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import func, select

from data_access.importers.rates import COLUMNS
from data_access.importers.run import import_file
from data_access.sample.load import load_sample
from data_access.sample.package import DEFAULT_PACKAGE, read_package
from data_access.sample.package_files import WrongFile
from data_access.sample.rates import FILE, read_rates
from data_access.store.store import Store
from data_access.store.tables.actions import ExchangeRate
from data_access.store.tables.catalogues import CodelistItem
from data_access.vocabulary.actors import OPERATOR

PUERTO_CLARO = Path(__file__).parents[2] / "files" / "package_puerto_claro"
YEAR = "2024-01-01,2024-12-31"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the small fictional package, which has no rates."""
    return Path(shutil.copytree(PUERTO_CLARO, tmp_path / "package"))


def write(folder: Path, *lines: str) -> Path:
    path = folder / FILE
    path.write_text("\n".join([",".join(COLUMNS), *lines]), encoding="utf-8")
    return path


def kept(store: Store) -> list[tuple[str, date, date, Decimal]]:
    columns = ExchangeRate.currency_code, ExchangeRate.valid_from, ExchangeRate.valid_to
    query = select(*columns, ExchangeRate.rate).order_by(*columns)
    with store.reading() as session:
        return [tuple(row) for row in session.execute(query)]


def told(wrong: WrongFile) -> list[tuple[str, int | None]]:
    return [(issue.code, issue.row) for issue in wrong.outcome.issues if issue.severity == "error"]


def test_the_rates_of_the_city_leave_no_day_of_the_demonstration_without_value():
    parsed = read_rates(DEFAULT_PACKAGE, read_package(DEFAULT_PACKAGE))
    assert parsed is not None
    assert [issue for issue in parsed.issues if issue.severity != "info"] == []
    assert (len(parsed.rates), parsed.rows) == (32, [])
    for currency in ("EUR", "JPY", "GBP", "USD"):
        ranges = sorted(
            (rate.valid_from, rate.valid_to) for rate in parsed.rates if rate.currency == currency
        )
        assert (ranges[0][0].year, ranges[-1][1].year) == (2019, 2026)
        for (_, end), (start, _) in pairwise(ranges):
            assert (start - end).days == 1
    assert {rate.source for rate in parsed.rates} == {"ilustrativo"}


def test_rates_are_kept_once(store: Store, copied: Path):
    write(copied, f'EUR,USD,{YEAR},"1,0832",Banco', f"euro,USD,{YEAR},1.09,Otro")
    first = load_sample(store, OPERATOR, copied).files[0]
    assert (first.file_name, first.created) == (FILE, 2)
    assert [issue.code for issue in first.issues if issue.severity == "warning"] == [
        "rate.two_sources"
    ]
    again = load_sample(store, OPERATOR, copied).files[0]
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    days = date(2024, 1, 1), date(2024, 12, 31)
    assert kept(store) == [("EUR", *days, Decimal("1.0832")), ("EUR", *days, Decimal("1.09"))]


@pytest.mark.parametrize(
    ("lines", "errors"),
    [
        (["EUR,USD,2024-12-31,2024-01-01,1.08,B"], [("rate.period_reversed", 2)]),
        ([f"XXQ,USD,{YEAR},1.08,B"], [("rate.unknown_currency", 2)]),
        ([f"EUR,USD,{YEAR},0,B", f"GBP,USD,{YEAR},NaN,B"],
         [("rate.not_positive", 2), ("rate.not_positive", 3)]),
        ([f'EUR,USD,{YEAR},"1,083",B'], [("rate.ambiguous_separator", 2)]),
        ([f"EUR,USD,{YEAR},1.08,B", "EUR,USD,2024-06-01,2025-05-31,1.09,B"],
         [("rate.overlaps", 3)]),
        (["EUR,USD,2022-01-01,2022-12-31,1.07,B", "EUR,USD,2023-01-01,2023-12-31,108.0,B",
          f"EUR,USD,{YEAR},1.10,B"], [("rate.jump", 3)]),
        ([f"EUR,USD,{YEAR},1.08"], [("rate.no_source", 2)]),
    ],
)  # fmt: skip
def test_of_a_package_with_a_wrong_rate_nothing_is_kept_and_every_error_is_told(
    sqlite_store: Store, copied: Path, lines: list[str], errors: list[tuple[str, int]]
):
    write(copied, *lines)
    with pytest.raises(WrongFile, match=rf"^{FILE}, line {errors[0][1]}: ") as raised:
        load_sample(sqlite_store, OPERATOR, copied)
    assert told(raised.value) == errors
    with sqlite_store.reading() as session:
        assert session.scalar(select(func.count()).select_from(CodelistItem)) == 0
    assert kept(sqlite_store) == []


def test_a_rates_file_of_other_columns_is_refused(sqlite_store: Store, copied: Path):
    (copied / FILE).write_text("moneda,tasa\nEUR,1.08\n", encoding="utf-8")
    with pytest.raises(WrongFile, match=rf"^{FILE}: Faltan las columnas «currency_code»"):
        load_sample(sqlite_store, OPERATOR, copied)


def test_a_rate_that_crosses_one_of_the_store_is_told(store: Store, copied: Path, tmp_path: Path):
    path = write(tmp_path, f"EUR,USD,{YEAR},1.08,Banco")
    assert import_file(store, OPERATOR, "rates", path, raw_folder=tmp_path / "raw").created == 1
    write(copied, "EUR,USD,2024-06-01,2025-05-31,1.09,Banco")
    with pytest.raises(WrongFile) as raised:
        load_sample(store, OPERATOR, copied)
    assert told(raised.value) == [("rate.overlaps_stored", 2)]
    assert kept(store) == [("EUR", date(2024, 1, 1), date(2024, 12, 31), Decimal("1.08"))]
