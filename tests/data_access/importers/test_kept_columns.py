"""What a workbook has no column for stays in the register, and is told."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from data_access.importers.run import import_file
from data_access.sample.package import read_package
from data_access.services.catalogues import load_package, read_catalogue
from data_access.store.store import Store
from data_access.store.tables.actions import Action, Amount
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.drafts import ImportOutcome

PACKAGE = Path(__file__).parents[2] / "files" / "package_puerto_claro"
KNOWN = "Cooperación técnica"
WHOLE = {
    "Código": "X1",
    "Título": "Puentes",
    "Entidad(es)": "",
    "País(es)": "España 60 %; Francia 40 %",
    "Objetivo": "Cruzar",
    "Monto": "100",
    "Moneda": "EUR",
    "Fecha del compromiso": "15/03/2024",
    "Contrapartida (COP)": "2000",
    "Nota": "propia",
}


class Desk:
    """Sends small files to a store."""

    def __init__(self, store: Store, folder: Path) -> None:
        load_package(store, OPERATOR, read_package(PACKAGE))
        with store.reading() as session:
            self.entity = sorted(set(read_catalogue(session).entities.values()))[0]
        self.store, self.folder = store, folder

    def send(self, *rows: dict[str, Any]) -> ImportOutcome:
        path = self.folder / "libro.csv"
        rows = tuple(row | {"Entidad(es)": self.entity} for row in rows)
        lines = [list(rows[0]), *(list(row.values()) for row in rows)]
        path.write_text("\n".join(";".join(f'"{cell}"' for cell in line) for line in lines))
        return import_file(self.store, OPERATOR, "cooperation", path, raw_folder=self.folder / "r")

    def amounts(self, code: str = "X1") -> list[tuple[str, str, str, str]]:
        query = (
            select(Amount)
            .join(Action, Action.action_id == Amount.action_id)
            .where(Action.external_id == code)
            .order_by(Amount.amount_number)
        )
        with self.store.reading() as session:
            return [
                (
                    each.kind,
                    f"{each.original_amount:f}",
                    each.currency_code,
                    str(each.dated_on),
                )
                for each in session.scalars(query)
            ]


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    return Desk(store, tmp_path)


def part(*headers: str, **changed: str) -> dict[str, str]:
    kept = {name: WHOLE[name] for name in ("Código", "Título", "Entidad(es)", "País(es)", *headers)}
    return kept | changed


HELD = [("committed", "100", "EUR", "2024-03-15"), ("counterpart", "2000", "COP", "None")]


def test_money_stays_when_a_file_has_no_column_for_it(desk: Desk) -> None:
    desk.send(WHOLE)
    outcome = desk.send(part(Título="Puentes nuevos"), part(Código="X2"))
    assert (outcome.created, outcome.updated, outcome.rejected) == (1, 1, 0)
    assert desk.amounts() == HELD
    assert [change[1:] for change in outcome.changes if change[1] != "Nota"] == [
        ("Título", "Puentes", "Puentes nuevos")
    ]
    told = [issue for issue in outcome.issues if issue.code == "column.kept"]
    assert [issue.values for issue in told] == [
        {"column": name, "count": "1", "rows": "2"}
        for name in (
            "Objetivo",
            "Valor comprometido",
            "Moneda",
            "Fecha del compromiso",
            "Contrapartida (COP)",
        )
    ]


def test_what_stayed_stays_again_and_the_whole_file_changes_only_what_differs(desk: Desk) -> None:
    desk.send(WHOLE)
    desk.send(part(Título="Puentes nuevos"))
    again = desk.send(part("Objetivo", Título="Puentes nuevos", Objetivo="Unir"))
    assert [change[1:] for change in again.changes] == [("Objetivo", "Cruzar", "Unir")]
    assert desk.amounts() == HELD
    whole = desk.send(WHOLE | {"Título": "Puentes nuevos", "Objetivo": "Unir", "Nota": ""})
    assert (whole.unchanged, whole.updated) == (1, 0)


def test_a_part_without_news_changes_nothing(desk: Desk) -> None:
    desk.send(WHOLE)
    outcome = desk.send(part())
    assert (outcome.unchanged, outcome.updated) == (1, 0)


def test_an_empty_cell_of_a_column_that_is_there_empties(desk: Desk) -> None:
    desk.send(WHOLE)
    desk.send(part("Monto", "Moneda", "Contrapartida (COP)", Monto=""))
    kind, amount, *_ = desk_not_reported(desk)
    assert (kind, amount) == ("committed", None)


def desk_not_reported(desk: Desk) -> tuple[Any, ...]:
    with desk.store.reading() as session:
        return tuple(
            session.execute(
                select(Amount.kind, Amount.original_amount).where(Amount.kind == "committed")
            ).one()
        )


def test_an_amount_without_a_column_of_currency_is_in_that_of_the_register(desk: Desk) -> None:
    desk.send(WHOLE)
    outcome = desk.send(part("Monto", Monto="150"))
    assert outcome.updated == 1
    assert desk.amounts()[0] == ("committed", "150", "EUR", "2024-03-15")


def test_an_empty_cell_is_nothing_that_could_stay(desk: Desk) -> None:
    desk.send(WHOLE | {"Objetivo": " "})
    outcome = desk.send(part("Monto", "Moneda", "Fecha del compromiso", Título="Otro"))
    assert [issue.column for issue in outcome.issues if issue.code == "column.kept"] == [
        "Contrapartida (COP)"
    ]


def test_of_a_code_that_is_not_known_the_change_tells_that_nothing_is_stored(desk: Desk) -> None:
    staged = part("Monto", "Moneda") | {"Modalidad": KNOWN}
    desk.send(staged)
    outcome = desk.send(staged | {"Modalidad": "Desistida"})
    assert outcome.changes == (("X1", "Modalidad", KNOWN, ""),)
    outcome = desk.send(staged | {"Modalidad": "Desistida", "Título": "Otro"})
    assert outcome.changes == (("X1", "Título", "Puentes", "Otro"),)
