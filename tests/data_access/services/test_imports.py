"""Facts about saving files: nothing twice, nothing silent, nothing half done."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from data_access.measures.run import run_measure
from data_access.services.imports import run_import
from data_access.store.store import Store
from data_access.store.tables import actions, catalogues, imports, summaries
from data_access.vocabulary.actors import OPERATOR, PUBLIC, NotPermitted
from data_access.vocabulary.drafts import (
    ActionDraft,
    AmountDraft,
    ImportOutcome,
    ParsedFile,
    PartnerRef,
    RowDraft,
    Share,
)
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.money import SumTooLarge
from tests.factories import RATE, REGISTER, add_catalogues, draft, save


def committed(store: Store, query: str = "") -> Decimal:
    """The committed total of the public."""
    filters = Filters.parse(query)[0]
    return run_measure(store, PUBLIC, "cooperation.totals", filters).total["committed"]


def count(store: Store, table: type) -> int:
    """Rows of a table."""
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def read_in(store: Store, *rows: RowDraft[ActionDraft]) -> ImportOutcome:
    """Import a file of these rows."""
    return run_import(
        store,
        OPERATOR,
        "cooperation",
        ParsedFile(len(rows), (REGISTER,), rows),
        file_name="hoja.xlsx",
        sha256="1" * 64,
    )


def test_the_same_file_twice_changes_nothing(store: Store) -> None:
    add_catalogues(store)
    first = save(store, [draft("A", "1"), draft("B", "2")])
    again = save(store, [draft("A", "1"), draft("B", "2")])
    assert (first.created, first.updated, first.unchanged) == (3, 0, 0)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 3)
    assert count(store, imports.ImportBatch) == 1


def test_a_changed_row_updates_its_record_and_tells_the_difference(store: Store) -> None:
    add_catalogues(store)
    save(store, [draft("A", "1"), draft("B", "2")])
    outcome = save(store, [draft("A", "5", title="Nuevo título"), draft("B", "2")])
    assert (outcome.created, outcome.updated, outcome.unchanged) == (0, 1, 2)
    assert outcome.changes == (("A", "Título", "Acción A", "Nuevo título"),)
    assert committed(store) == Decimal(7)


def test_the_cells_of_a_row_are_kept_as_read_and_only_what_differs_is_told(store: Store) -> None:
    add_catalogues(store)
    cells = {
        "Título": 'Salud «a» "b" \\ \t é 😀 \x1f',
        "Monto": 1e16,
        "Parte": 0.1,
        "Año": 2**53 - 1,
        "Sí": True,
        "Nada": None,
        "Día": date(2024, 1, 31),
        "Hora": datetime.fromisoformat("2024-01-31T08:30:00"),
    }
    read_in(store, RowDraft(2, cells, draft=draft("A", "1", title="Uno")))
    with store.reading() as session:
        row = imports.SourceRow
        headers, kept = session.execute(
            select(imports.SourceTable.headers, row.cells).join_from(row, imports.SourceTable)
        ).one()
    assert headers == [*cells]
    assert kept[:-2] == [*cells.values()][:-2]
    assert kept[-2:] == ["2024-01-31", "2024-01-31T08:30:00"]
    changed = RowDraft(2, cells | {"Parte": 0.2}, draft=draft("A", "1", title="Dos"))
    outcome = read_in(store, changed)
    assert outcome.changes == (("A", "Parte", "0.1", "0.2"),)


def test_a_dry_run_shows_everything_and_writes_nothing(store: Store) -> None:
    add_catalogues(store)
    outcome = save(store, [draft("A", "1", partners=(PartnerRef("Nadie"),))], dry_run=True)
    assert (outcome.created, outcome.is_dry_run) == (2, True)
    assert count(store, actions.Action) == count(store, imports.ImportBatch) == 0
    assert count(store, catalogues.Partner) == 3


def test_rows_with_errors_stay_out_and_the_others_go_in(store: Store) -> None:
    add_catalogues(store)
    outcome = read_in(
        store,
        RowDraft(2, {"Código": "A"}, draft=draft("A")),
        RowDraft(3, {"Código": ""}, issues=[Issue("code.missing", "Falta el código.", row=3)]),
    )
    assert (outcome.created, outcome.rejected) == (1, 1)
    assert [row.row_number for row in outcome.rejected_rows] == [3]
    assert count(store, imports.ImportIssue) == 1


def test_a_repeated_code_is_rejected_once(store: Store) -> None:
    add_catalogues(store)
    outcome = save(store, [draft("A", "1"), draft("A", "9")])
    assert (outcome.created, outcome.rejected) == (2, 1)
    assert [issue.code for issue in outcome.issues] == ["record.repeated_code"]
    assert committed(store) == Decimal(1)


@pytest.mark.parametrize("together", [True, False])
def test_a_code_in_other_case_is_the_same_code_whatever_file_brings_it(
    store: Store, together: bool
) -> None:
    add_catalogues(store)
    files = [[draft("Ab-1", "1"), draft("AB-1", "9")]]
    if not together:
        files = [[each] for each in files[0]]
    *_, outcome = (save(store, drafts) for drafts in files)
    assert [(each.code, each.values["known"]) for each in outcome.issues] == [
        ("code.other_case", "Ab-1")
    ]
    assert (outcome.rejected, committed(store)) == (1, Decimal(1))


def test_a_code_that_looks_like_another_is_told(store: Store) -> None:
    add_catalogues(store)
    save(store, [draft("A-1", "1")])
    outcome = save(store, [draft("A-1", "1"), draft("\u0410-1", "2"), draft("A\u20131", "4")])
    assert [(each.code, each.severity, each.values["known"]) for each in outcome.issues] == [
        ("code.looks_like", "warning", "A-1"),
        ("code.looks_like", "warning", "A-1"),
    ]
    assert committed(store) == Decimal(7)
    assert save(store, [draft("\u0410-1", "3")]).issues == ()


def test_an_unknown_partner_waits_to_be_confirmed_and_is_one_whatever_its_accents(
    store: Store,
) -> None:
    add_catalogues(store)
    save(
        store,
        [
            draft("A", "1", partners=(PartnerRef("Fundación Ánima"),)),
            draft("B", "1", partners=(PartnerRef("FUNDACION ANIMA"),)),
        ],
    )
    with store.reading() as session:
        new = session.scalars(
            select(catalogues.Partner).where(catalogues.Partner.is_confirmed.is_(False))
        ).all()
    assert len(new) == 1
    assert count(store, actions.ActionPartner) == 2


def test_an_outside_source_stays_apart(store: Store) -> None:
    add_catalogues(store)
    save(store, [draft("A", "1"), draft("A", "50", source_code="apc")])
    assert committed(store) == Decimal(1)
    assert committed(store, "fuente=apc") == Decimal(50)


def test_a_rate_that_arrives_later_gives_the_pesos(store: Store) -> None:
    add_catalogues(store)
    save(store, [draft("A", "2")], rates=())
    assert committed(store, "moneda=COP") is None
    save(store, [], rates=[RATE])
    assert committed(store, "moneda=COP") == Decimal(8000)
    assert committed(store) == Decimal(2)


def test_amounts_keep_currency_rate_and_source(store: Store) -> None:
    add_catalogues(store)
    euro = replace(RATE, currency="EUR", quote="USD", rate=Decimal("1.1"), source="banco")
    amount = AmountDraft("committed", Decimal("10.50"), "EUR", dated_on=date(2024, 5, 1))
    save(store, [draft("A", None, amounts=(amount,))], rates=[RATE, euro])
    with store.reading() as session:
        saved = session.scalars(select(actions.Amount)).one()
    assert (saved.original_amount, saved.currency_code) == (Decimal("10.5"), "EUR")
    assert (saved.usd, saved.cop) == (Decimal("11.5500"), Decimal("46200.00"))
    assert (saved.usd_rate, saved.cop_rate) == (Decimal("1.1"), Decimal(4000))
    assert saved.rate_source == "banco; tasa de prueba"


def test_an_amount_with_its_own_country_goes_there(store: Store) -> None:
    add_catalogues(store)
    amounts = (
        AmountDraft("committed", Decimal(3), "USD", dated_on=date(2024, 1, 1), country_code="JPN"),
    )
    save(store, [draft("A", None, countries=(Share("ESP"), Share("JPN")), amounts=amounts)])
    assert committed(store, "pais=JPN") == Decimal(3)
    assert committed(store, "pais=ESP") is None


def test_totals_made_by_deltas_equal_totals_made_anew(store: Store) -> None:
    from data_access.services.summaries import rebuild_totals

    add_catalogues(store)
    save(store, [draft("A", "1"), draft("B", "2", partners=(PartnerRef("Sur", 2),))])
    save(store, [draft("A", "7", countries=(Share("FRA"), Share("ESP"))), draft("C", None)])

    def totals() -> set[tuple]:
        with store.reading() as session:
            return set(session.execute(select(summaries.SummaryTotal.__table__)).all())

    kept = totals()
    with store.writing(OPERATOR, "rebuild") as session:
        rebuild_totals(session)
    assert kept == totals()


def test_a_fault_leaves_the_data_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add_catalogues(store)
    save(store, [draft("A", "1")])

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("data_access.services.summaries.Adding.add", fail)
    with pytest.raises(OSError, match="disk full"):
        save(store, [draft("A", "2"), draft("B", "3")])
    monkeypatch.undo()
    assert committed(store) == Decimal(1)
    assert count(store, actions.Action) == 1


def test_the_public_may_not_import(store: Store) -> None:
    with pytest.raises(NotPermitted):
        run_import(store, PUBLIC, "cooperation", ParsedFile(0), file_name="x", sha256="")


def test_readers_cannot_write(sqlite_store: Store) -> None:
    with sqlite_store.reading() as session, pytest.raises(Exception, match="readonly"):
        session.add(catalogues.Place(key="a", value="b"))
        session.flush()


MOST = "1000000000000"
"""The dollars that one amount may be worth: a million millions."""


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("1000000000000.01", "USD"),
        # 4.001 · 10^15 pesos at 4,000 a dollar.
        ("4001000000000000", "COP"),
        ("-1000000000001", "USD"),
    ],
)
def test_an_amount_that_no_record_is_worth_comes_back_and_the_rest_comes_in(
    store: Store, amount: str, currency: str
) -> None:
    add_catalogues(store)
    absurd = AmountDraft("committed", Decimal(amount), currency, dated_on=date(2024, 3, 1))
    outcome = save(store, [draft("A", MOST), draft("B", amounts=(absurd,)), draft("C", "1")])
    assert (outcome.created, outcome.rejected) == (2 + 1, 1)  # one of them is the rate
    (issue,) = outcome.issues
    assert (issue.code, issue.row, issue.value) == ("amount.too_much", 3, f"{currency} {amount}")
    assert [row.row_number for row in outcome.rejected_rows] == [3]
    assert committed(store) == 1_000_000_000_001


def test_an_update_with_an_absurd_amount_leaves_the_record(store: Store) -> None:
    add_catalogues(store)
    save(store, [draft("A", "7")])
    outcome = save(store, [draft("A", "7" + "0" * 12)])
    assert (outcome.updated, outcome.rejected, committed(store)) == (0, 1, 7)


def test_a_rate_that_makes_an_amount_absurd_is_refused_with_its_record(store: Store) -> None:
    add_catalogues(store)
    pesos = AmountDraft("committed", Decimal(5 * 10**15), "COP", dated_on=date(2024, 3, 1))
    save(store, [draft("A", amounts=(pesos,))], rates=())
    with pytest.raises(SumTooLarge, match=r"«COP 5000000000000000» del registro A "):
        save(store, [])


def test_amounts_that_cannot_be_summed_exactly_are_not_taken_in(store: Store) -> None:
    add_catalogues(store)
    save(store, [draft("A", "1")])
    with pytest.raises(SumTooLarge):
        save(store, [draft(f"B{n}", MOST) for n in range(5)])
    assert committed(store) == 1


def test_sums_stay_exact_over_the_years_and_sources_of_all_imports(store: Store) -> None:
    add_catalogues(store)
    for year in range(2020, 2024):
        amount = AmountDraft("committed", Decimal(MOST), "USD", dated_on=date(year, 3, 1))
        source = "apc" if year % 2 else "distrito"
        save(store, [draft(f"A{year}", amounts=(amount,), source_code=source)])
    with pytest.raises(SumTooLarge):
        save(store, [draft("B", MOST)])
    filters = Filters().with_values(fuente=["distrito"])
    told = run_measure(store, PUBLIC, "cooperation.totals", filters).total["committed"]
    assert told == 2_000_000_000_000
