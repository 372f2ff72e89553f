"""A filled workbook into a store of each engine: what is wrong comes back, nothing enters twice."""

from pathlib import Path

import openpyxl

from data_access.importers.run import import_file
from data_access.importers.template import write_cooperation_template
from data_access.sample.package import read_package
from data_access.services.catalogues import load_package, read_catalogue
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.drafts import ImportOutcome

PACKAGE = Path(__file__).parents[2] / "files" / "package_puerto_claro"


def fill(path: Path, sheet: str, lines: dict[int, dict[str, object]]) -> None:
    """Write cells by line and header into a workbook whose first row is the header."""
    book = openpyxl.load_workbook(path)
    places = {cell.value: cell.column for cell in book[sheet][1]}
    for line, cells in lines.items():
        for header, value in cells.items():
            book[sheet].cell(line, places[header], value)
    book.save(path)


def counts(outcome: ImportOutcome) -> tuple[int, ...]:
    return (
        outcome.rows_read,
        outcome.created,
        outcome.updated,
        outcome.unchanged,
        outcome.rejected,
    )


def test_filled_rejected_repaired_and_sent_again(store: Store, tmp_path: Path) -> None:
    load_package(store, OPERATOR, read_package(PACKAGE))
    with store.reading() as session:
        catalogue = read_catalogue(session)
    first, second = tmp_path / "lleno.xlsx", tmp_path / "rechazadas.xlsx"
    entity = sorted(set(catalogue.entities.values()))[0]
    write_cooperation_template(first, catalogue)
    good = {"Entidad(es)": entity, "País(es)": "España", "Valor comprometido": 10, "Moneda": "USD"}
    wrong = [
        {"Entidad(es)": "Nadie"},
        {"Valor comprometido": -1},
        {"Moneda": None},
        {"Fecha de inicio": "31/02/2024"},
        {"Código": "A-1"},
    ]
    right = [
        {"Entidad(es)": entity},
        {"Valor comprometido": 1},
        {"Moneda": "EUR"},
        {"Fecha de inicio": "28/02/2024"},
        {"Código": "A-12"},
    ]
    rows = [good | {"Código": f"A-{n}", "Título": f"Acción {n}"} for n in range(1, 8)]
    rows += [
        good | {"Código": f"A-{n}", "Título": f"Acción {n}"} | change
        for n, change in enumerate(wrong, start=8)
    ]
    fill(first, "Cooperación", dict(enumerate(rows, start=5)))

    def send(path: Path, rejected: Path | None = None) -> ImportOutcome:
        return import_file(
            store, OPERATOR, "cooperation", path, raw_folder=tmp_path / "raw", rejected=rejected
        )

    assert counts(send(first, second)) == (12, 7, 0, 0, 5)
    fill(second, "Rechazadas", dict(enumerate(right, start=2)))
    assert counts(send(second)) == (5, 5, 0, 0, 0)
    assert counts(send(first)) == (12, 0, 0, 7, 5)
    assert counts(send(second)) == (5, 0, 0, 5, 0)
