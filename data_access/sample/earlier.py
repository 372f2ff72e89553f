"""What the plan's files of a package said earlier, so that a closed cut has differences to show."""

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from data_access.sample._tables import Line, read_lines
from data_access.vocabulary.messages import N_

FILE = "earlier.csv"
_COLUMNS = ("archivo", "codigo", "anio", "trimestre", "columna", "valor")
_CODES = ("indicador", "codigo")


@contextmanager
def as_it_was(folder: Path) -> Iterator[Path]:
    """A passing copy of the tables of ``folder`` with what ``earlier.csv`` says of them.

    Each of its lines gives the former value of one cell; without a column, the row was not there.
    Raises ValueError, naming the line, when it is about a row or a column that does not exist.
    """
    names = {path.name for path in folder.glob("*.csv")}
    changes: dict[str, list[Line]] = {}
    for line in read_lines(folder, FILE, _COLUMNS, key=_COLUMNS[:-1]):
        changes.setdefault(line.one_of("archivo", names), []).append(line)
    with TemporaryDirectory(prefix="globo-earlier-") as name:
        copy = Path(name)
        for path in folder.glob("*.csv"):
            (copy / path.name).write_bytes(path.read_bytes())
        for file, lines in changes.items():
            _rewrite(copy / file, lines)
        yield copy


def _rewrite(path: Path, changes: list[Line]) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        header, rows = list(reader.fieldnames or ()), list(reader)
    for change in changes:
        found = [row for row in rows if _is_about(change, row)]
        if len(found) != 1 or (change["columna"] and change["columna"] not in header):
            raise change.fault(N_("no hay tal celda en «{name}»"), name=path.name)
        if change["columna"]:
            found[0][change["columna"]] = change["valor"]
        else:
            rows.remove(found[0])
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header)
        writer.writeheader()
        writer.writerows(rows)


def _is_about(change: Line, row: Mapping[str, str]) -> bool:
    code = next((row[name] for name in _CODES if name in row), "")
    keys = ("anio", "trimestre")
    return code == change["codigo"] and all(row.get(key, "") == change[key] for key in keys)
