"""GLOBO's own template filled with plausible rows, as a workbook or a text table."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from data_access.importers.cooperation_columns import COLUMNS
from data_access.importers.template_lists import list_values
from data_access.importers.template_texts import DATA_SHEET
from data_access.vocabulary.catalogue import Catalogue

CURRENCIES = ("USD", "EUR", "COP", "JPY", "GBP")
_FIRST_DAY = date(2016, 1, 1)
_DAYS = 3650
_TOPICS = ("movilidad", "agua", "educación", "cultura", "cuidado", "clima", "salud", "turismo")


def write(path: Path, catalogue: Catalogue, rows: int, seed: int = 5) -> None:
    """Write ``rows`` actions to ``path``, .xlsx or .csv; one in a hundred is wrong somewhere."""
    headers = [column.header for column in COLUMNS]
    values = _rows(catalogue, rows, random.Random(seed))
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, delimiter=";")
            table.writerow(headers)
            table.writerows([_as_text(value) for value in row] for row in values)
        return
    # Texts in one list that cells share, as spreadsheets save them.
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet(DATA_SHEET)
        sheet.write_row(0, 0, headers)
        for number, row in enumerate(values, start=1):
            sheet.write_row(number, 0, row)


def _rows(catalogue: Catalogue, rows: int, chance: random.Random) -> Iterator[list[Any]]:
    lists = list_values(catalogue)
    lists["currency"] = list(CURRENCIES)
    for number in range(rows):
        row = _row(number, lists, chance)
        yield [row.get(column.key) for column in COLUMNS]


def _row(number: int, lists: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    def pick(codelist: str) -> str:
        values = lists[codelist]
        return str(values[int(len(values) * chance.random() ** 2)])

    topic = chance.choice(_TOPICS)
    start = _FIRST_DAY + timedelta(chance.randrange(_DAYS))
    committed = int(chance.lognormvariate(11, 1.5) * 100) / 100
    entities = pick("entity") if chance.random() < 0.85 else f"{pick('entity')}; {pick('entity')}"
    partners = pick("partner")
    if chance.random() < 0.15:
        partners = f"{partners} 60 %; {pick('partner')} 40 %"
    row: dict[str, Any] = {
        "code": f"COOP-{number:06}",
        "title": f"Acción {number} de cooperación en {topic}",
        "objective": f"Fortalecer la {topic} con intercambio de experiencias, fase {number % 97}.",
        "entities": entities,
        "partners": partners,
        "starts_on": start,
        "ends_on": start + timedelta(chance.randrange(1200)),
        "committed": committed if chance.random() < 0.9 else "no valorado",
        "currency": pick("currency"),
        "committed_on": start,
        "disbursed": round(committed * chance.random(), 2),
        "disbursed_on": start + timedelta(chance.randrange(200)),
        "counterpart": chance.randrange(10**9),
        "reimbursable": "Sí" if chance.random() < 0.1 else "No",
        "sdgs": "; ".join(str(1 + chance.randrange(17)) for _ in range(chance.choice((1, 1, 2)))),
        "dac_sectors": pick("dac_sector_category"),
        "beneficiaries": f"Habitantes interesados en {topic}",
    }
    for key, codelist in (
        ("cooperation_type", "cooperation_type"),
        ("modality", "modality"),
        ("direction", "direction"),
        ("stage", "stage"),
        ("resource", "resource"),
        ("territories", "territory"),
        ("programme", "plan_programme"),
    ):
        row[key] = pick(codelist)
    if chance.random() < 0.5:
        row["countries"] = pick("country")
    if chance.random() < 0.01:
        row[chance.choice(("committed", "ends_on"))] = "por definir"
    return row


def _as_text(value: Any) -> Any:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return f"{value:.2f}".replace(".", ",") if isinstance(value, float) else value
