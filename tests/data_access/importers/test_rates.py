"""Rates of any currency: what a file may say, what is returned, and which source holds."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import select

from data_access.importers import rates
from data_access.importers.received import Received
from data_access.importers.run import import_file
from data_access.sample.package import DEFAULT_PACKAGE, read_package
from data_access.services.catalogues import load_package
from data_access.store.store import Store
from data_access.store.tables.actions import Amount
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import AmountDraft, ImportOutcome, ParsedFile
from data_access.vocabulary.issues import Issue, Severity
from tests.data_access.importers.outside_catalogue import CATALOGUE, codes
from tests.factories import RATE, add_catalogues, draft, save

HEADER = ",".join(rates.COLUMNS)
MARCH = date(2024, 3, 1)


def written(tmp_path: Path, *lines: str, header: str = HEADER) -> Path:
    path = tmp_path / "tasas.csv"
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    return path


def parsed(tmp_path: Path, *lines: str, **how: str) -> ParsedFile:
    path = written(tmp_path, *lines, **how)
    return rates.read(Received(path, path.name), Catalogue())


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("1.0832", "1.0832"),
        ("1.083", "1.083"),
        ("0.0064", "0.0064"),
        (".5", "0.5"),
        ('"1,0832"', "1.0832"),
        ('"4.071,35"', "4071.35"),
        ('"4,071.35"', "4071.35"),
    ],
)
def test_a_rate_takes_both_conventions(tmp_path: Path, text: str, rate: str):
    file = parsed(tmp_path, f"EUR,USD,2024-01-01,2024-12-31,{text},BCE")
    assert [each.rate for each in file.rates] == [Decimal(rate)]


def test_signs_that_nobody_sees_do_not_count_in_a_header(tmp_path: Path):
    header = HEADER.replace("currency", "curren\u200bcy")
    file = parsed(tmp_path, "EUR,USD,2024-01-01,2024-12-31,1.08,BCE", header=header)
    assert [each.currency for each in file.rates] == ["EUR"]


def test_a_file_with_decimal_commas_has_them_everywhere(tmp_path: Path):
    header = HEADER.replace(",", ";")
    lines = ("EUR;USD;01/01/2024;31/01/2024;1,0832;BCE", "USD;COP;01/01/2024;31/01/2024;4.071;BCE",
             "GBP;USD;01/01/2024;31/01/2024;1,271;BCE",
             "USD;COP;01/02/2024;29/02/2024;4.071,5;BCE")  # fmt: skip
    file = parsed(tmp_path, *lines, header=header)
    assert [each.rate for each in file.rates] == [
        Decimal("1.0832"), 4071, Decimal("1.271"), Decimal("4071.5"),
    ]  # fmt: skip


def doubts(file: ParsedFile) -> list[tuple[Decimal, str]]:
    return [(rate.rate, rate.doubtful) for rate in file.rates]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # No rate of the column shows what a point is.
        (("4.325", "3.912", "3.904"), [("4.325", "4.325"), ("3.912", "3.912"), ("3.904", "3.904")]),
        (("1.085", "1.091", "1.1"), [("1.085", ""), ("1.091", ""), ("1.1", "")]),
        (("1.085", "0.925"), [("1.085", ""), ("0.925", "")]),
        (("1.085", "4325.05"), [("1.085", ""), ("4325.05", "")]),
        # Rates that contradict each other show nothing.
        (("4.325", "4325.05", "4325,05"), [("4.325", "4.325"), ("4325.05", ""), ("4325.05", "")]),
    ],
)
def test_a_lone_point_before_three_digits_is_doubtful(tmp_path: Path, texts, expected):
    lines = (f'USD,COP,2024-01-{day:02},2024-01-{day:02},"{text}",Banco'
             for day, text in enumerate(texts, 1))  # fmt: skip
    assert doubts(parsed(tmp_path, *lines)) == [(Decimal(rate), text) for rate, text in expected]


def test_a_doubtful_rate_is_taken_only_beside_one_that_says_how_to_read_it(
    store: Store, tmp_path: Path
):
    add_catalogues(store)
    pesos, euros = (
        "USD,COP,2024-01-01,2024-12-31,4.325,BanRep", "EUR,USD,2024-01-01,2024-12-31,1.085,BCE",
    )  # fmt: skip
    alone = sent(store, tmp_path, pesos, euros)
    assert [(issue.code, issue.row, issue.value) for issue in errors(alone)] == [
        ("rate.ambiguous_separator", 2, "4.325"), ("rate.ambiguous_separator", 3, "1.085"),
    ]  # fmt: skip
    sent(store, tmp_path, "USD,COP,2023-01-01,2023-12-31,4325.05,Otra",
         "EUR,USD,2023-01-01,2023-12-31,1.0813,Otra")  # fmt: skip
    beside = sent(store, tmp_path, pesos, euros)
    assert (beside.created, [issue.code for issue in errors(beside)]) == (1, ["rate.jump"])


def test_a_point_beside_decimal_commas_is_not_guessed(tmp_path: Path):
    header = HEADER.replace(",", ";")
    lines = ("EUR;USD;2024-01-01;2024-01-01;1,08;BCE", "EUR;USD;2024-01-02;2024-01-02;1.085;BCE")
    file = parsed(tmp_path, *lines, header=header)
    assert [each.rate for each in file.rates] == [Decimal("1.08")]
    assert codes(file) == [["rate.ambiguous_separator"]]
    assert file.rows[0].row_number == 3


def test_a_workbook_says_its_numbers_and_days_itself(tmp_path: Path):
    path = tmp_path / "tasas.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, rates.COLUMNS)
        sheet.write_row(1, 0, ["JPY", "USD", "", "", 6.5e-05, "BCE"])
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(1, 2, date(2024, 1, 1), day)
        sheet.write_datetime(1, 3, date(2024, 1, 31), day)
        sheet.write_row(2, 0, ["USD", "COP", "2024-01-01", "2024-01-31", 4071.125, "BCE"])
    file = rates.read(Received(path, path.name), Catalogue())
    assert [(each.valid_from, each.valid_to, each.rate) for each in file.rates] == [
        (date(2024, 1, 1), date(2024, 1, 31), Decimal("0.000065")),
        (date(2024, 1, 1), date(2024, 1, 31), Decimal("4071.125")),
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("EURO,USD,2024-01-01,2024-12-31,1.08,BCE", "rate.unknown_currency"),
        ("USD,USD,2024-01-01,2024-12-31,1,BCE", "rate.of_itself"),
        ("EUR,USD,2024,2024-12-31,1.08,BCE", "rate.not_a_date"),
        ("EUR,USD,2024-01-01,diciembre de 2024,1.08,BCE", "rate.not_a_date"),
        ("EUR,USD,2024-12-31,2024-01-01,1.08,BCE", "rate.period_reversed"),
        ("EUR,USD,2024-01-01,2024-12-31,mucho,BCE", "rate.not_positive"),
        ("EUR,USD,2024-01-01,2024-12-31,0,BCE", "rate.not_positive"),
        ("EUR,USD,2024-01-01,2024-12-31,-1.08,BCE", "rate.not_positive"),
        ('EUR,USD,2024-01-01,2024-12-31,"1,083",BCE', "rate.ambiguous_separator"),
        ("EUR,USD,2024-01-01,2024-12-31,1.08,", "rate.no_source"),
        (f"EUR,USD,2024-01-01,2024-12-31,1.08,{'x' * 121}", "text.too_long"),
    ],
)
def test_what_cannot_be_used_is_returned(tmp_path: Path, line: str, code: str):
    file = parsed(tmp_path, line)
    assert (file.rates, codes(file)) == ([], [[code]])
    assert file.rows[0].is_rejected


def test_names_of_currencies_are_those_of_the_catalogue(tmp_path: Path):
    path = written(tmp_path, "us dolar,EUR,2024-01-01,2024-12-31,0.92,BCE",
                   "XYZ,EUR,2024-01-01,2024-12-31,0.92,BCE")  # fmt: skip
    file = rates.read(Received(path, path.name), CATALOGUE)
    assert [(each.currency, each.quote) for each in file.rates] == [("USD", "EUR")]
    assert codes(file) == [["rate.unknown_currency"]]


def test_ranges_of_one_source_that_cross_are_an_error_with_both_rows(tmp_path: Path):
    file = parsed(
        tmp_path,
        "EUR,USD,2024-01-01,2024-06-30,1.08,BCE",
        "EUR,USD,2024-06-30,2024-12-31,1.09,BCE",
        "EUR,USD,2024-06-30,2024-12-31,1.10,FMI",
        "GBP,USD,2024-06-30,2024-12-31,1.27,BCE",
    )
    assert [each.row for each in file.rates] == [2, 4, 5]
    (crossed,) = file.rows
    assert (crossed.row_number, crossed.issues[0].code) == (3, "rate.overlaps")
    assert crossed.issues[0].values["other"] == "2"


def test_rates_without_the_dollar_are_told_to_be_of_no_use(tmp_path: Path):
    file = parsed(tmp_path, "EUR,COP,2024-01-01,2024-12-31,4400,BCE")
    told = next(issue for issue in file.issues if issue.severity == "warning")
    assert (told.code, told.values) == ("rate.not_used", {"currency": "EUR", "quote": "COP"})


def sent(store: Store, tmp_path: Path, *lines: str) -> ImportOutcome:
    path = written(tmp_path, *lines)
    return import_file(store, OPERATOR, "rates", path, raw_folder=tmp_path / "raw")


def errors(outcome: ImportOutcome) -> list[Issue]:
    return [issue for issue in outcome.issues if issue.severity is Severity.ERROR]


def pounds(store: Store) -> tuple[Decimal | None, str]:
    with store.reading() as session:
        amount = session.scalars(select(Amount)).one()
        return amount.usd, amount.rate_source


def with_pounds(store: Store) -> None:
    add_catalogues(store)
    amount = AmountDraft("committed", Decimal(100), "GBP", dated_on=MARCH)
    save(store, [draft("A", amounts=(amount,))])


def test_amounts_are_valued_when_their_rate_comes(store: Store, tmp_path: Path):
    with_pounds(store)
    assert pounds(store)[0] is None
    outcome = sent(store, tmp_path, "GBP,USD,2024-01-01,2024-12-31,1.25,Banco")
    assert (outcome.rows_read, outcome.created, outcome.rejected) == (1, 1, 0)
    assert pounds(store) == (Decimal(125), "Banco; tasa de prueba")
    again = sent(store, tmp_path, "GBP,USD,2024-01-01,2024-12-31,1.25,Banco")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    changed = sent(store, tmp_path, "GBP,USD,2024-01-01,2024-12-31,1.50,Banco")
    assert (changed.updated, pounds(store)[0]) == (1, Decimal(150))


def test_a_rate_with_which_sums_would_not_be_exact_is_refused(store: Store, tmp_path: Path):
    with_pounds(store)
    outcome = sent(store, tmp_path, "GBP,USD,2024-01-01,2024-12-31,99999999999999999999,Banco")
    assert [issue.code for issue in outcome.issues] == ["amount.sum_too_large"]
    assert (outcome.created, pounds(store)[0]) == (0, None)
    assert sent(store, tmp_path, "GBP,USD,2024-01-01,2024-12-31,1.25,Banco").created == 1
    assert pounds(store)[0] == Decimal(125)


def test_a_range_that_crosses_one_in_the_store_is_left_out_and_told(store: Store, tmp_path: Path):
    with_pounds(store)
    sent(store, tmp_path, "GBP,USD,2024-01-01,2024-12-31,1.25,Banco")
    outcome = sent(store, tmp_path, "GBP,USD,2024-03-01,2024-03-31,9,Banco")
    assert (outcome.created, outcome.rejected) == (0, 1)
    (error,) = (issue for issue in outcome.issues if issue.severity == "error")
    assert (error.code, error.row) == ("rate.overlaps_stored", 2)
    assert error.values == {
        "period": "2024-03-01/2024-03-31", "other": "2024-01-01/2024-12-31", "source": "Banco",
    }  # fmt: skip
    assert pounds(store)[0] == Decimal(125)


def test_a_long_range_in_the_store_keeps_every_shorter_one_out(store: Store, tmp_path: Path):
    with_pounds(store)
    sent(store, tmp_path, "GBP,USD,2024-01-01,2024-12-31,1.25,Banco")
    months = ("GBP,USD,2024-02-01,2024-02-29,9,Banco", "GBP,USD,2024-06-01,2024-06-30,9,Banco")
    outcome = sent(store, tmp_path, *months)
    assert (outcome.created, outcome.rejected) == (0, 2)
    assert pounds(store)[0] == Decimal(125)


def test_a_source_that_says_two_things_both_ways_round_is_told(store: Store, tmp_path: Path):
    with_pounds(store)
    outcome = sent(
        store, tmp_path,
        "GBP,USD,2024-01-01,2024-12-31,1.25,Banco",
        "USD,GBP,2024-02-01,2024-04-30,0.5,Banco",
    )  # fmt: skip
    (told,) = (issue for issue in outcome.issues if issue.code == "rate.both_ways")
    assert (told.severity, told.values) == ("warning", {
        "source": "Banco", "currency": "GBP", "quote": "USD", "days": "90",
        "since": "2024-02-01", "apart": "2024-02-01",
        "one_rate": "1 GBP = 1.25 USD", "other_rate": "1 USD = 0.5 GBP",
    })  # fmt: skip
    # The shorter period holds in March: a dollar is half a pound.
    assert pounds(store)[0] == Decimal(200)


def test_a_rounded_inverse_of_one_source_is_no_contradiction(store: Store, tmp_path: Path):
    with_pounds(store)
    outcome = sent(
        store, tmp_path,
        "GBP,USD,2024-01-01,2024-12-31,1.27,Banco",
        "USD,GBP,2024-01-01,2024-12-31,0.787,Banco",
    )  # fmt: skip
    assert "rate.both_ways" not in {issue.code for issue in outcome.issues}


def test_of_two_sources_the_package_says_which_one_holds(store: Store, tmp_path: Path):
    package = read_package(DEFAULT_PACKAGE)
    load_package(store, OPERATOR, package)
    amount = AmountDraft("committed", Decimal(100), "GBP", dated_on=MARCH)
    save(store, [draft("A", entities=(), amounts=(amount,))], rates=[RATE])
    outcome = sent(
        store, tmp_path,
        "GBP,USD,2024-03-01,2024-03-31,1.25,Diario",
        "GBP,USD,2024-01-01,2024-12-31,1.50,Anual",
    )  # fmt: skip
    (told,) = (issue for issue in outcome.issues if issue.code == "rate.two_sources")
    assert told.values == {
        "one": "Anual", "other": "Diario", "currency": "GBP", "quote": "USD", "days": "31",
        "since": "2024-03-01", "apart": "2024-03-01", "winner": "",
        "one_rate": "1 GBP = 1.5 USD", "other_rate": "1 GBP = 1.25 USD",
    }  # fmt: skip
    assert pounds(store)[0] == Decimal(125)
    load_package(store, OPERATOR, replace(package, rate_sources=("Otra", "Anual")))
    assert pounds(store) == (Decimal(150), "Anual; tasa de prueba")
    again = sent(store, tmp_path, "GBP,USD,2024-02-01,2024-02-29,1.25,Diario")
    told = next(issue for issue in again.issues if issue.code == "rate.two_sources")
    assert (told.values["winner"], told.values["days"]) == ("Anual", "60")
    load_package(store, OPERATOR, package)
    assert pounds(store)[0] == Decimal(125)


def test_two_sources_of_a_pair_either_way_round_are_told_where_they_differ_most(
    store: Store, tmp_path: Path
):
    add_catalogues(store)
    sent(store, tmp_path, "USD,COP,2024-01-01,2024-01-10,4000,A",
         "USD,COP,2024-01-11,2024-01-20,5000,A")  # fmt: skip
    outcome = sent(store, tmp_path, "COP,USD,2024-01-05,2024-01-12,0.00025,B")
    (told,) = (issue for issue in outcome.issues if issue.code == "rate.two_sources")
    assert told.values == {
        "one": "B", "other": "A", "currency": "COP", "quote": "USD", "days": "8",
        "since": "2024-01-05", "apart": "2024-01-11", "winner": "",
        "one_rate": "1 COP = 0.00025 USD", "other_rate": "1 USD = 5000 COP",
    }  # fmt: skip


def test_equal_ranges_are_settled_by_the_name_of_their_source(store: Store, tmp_path: Path):
    with_pounds(store)
    sent(store, tmp_path, "GBP,USD,2024-01-01,2024-12-31,1.50,B")
    sent(store, tmp_path, "GBP,USD,2024-01-01,2024-12-31,1.25,A")
    assert pounds(store) == (Decimal(125), "A; tasa de prueba")


def test_a_day_that_may_begin_with_its_year_is_not_turned_round(tmp_path: Path):
    file = parsed(tmp_path, "EUR,USD,24-01-01,24-12-31,1.08,BCE")
    assert (file.rates, [row.is_rejected for row in file.rows]) == ([], [True])
    assert {issue.code for row in file.rows for issue in row.issues} == {"rate.not_a_date"}


def test_days_with_the_month_first_are_told_of_their_column(tmp_path: Path):
    lines = "EUR,USD,12/31/2023,12/31/2023,1.08,BCE", "EUR,USD,04/05/2024,06/05/2024,1.07,BCE"
    file = parsed(tmp_path, *lines)
    told = [(each.code, each.row, each.column) for each in file.issues if each.row]
    assert told == [
        ("date.month_first", 3, "valid_from"),
        ("date.month_first", 3, "valid_to"),
    ]
