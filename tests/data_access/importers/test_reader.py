"""What the reader gives for each kind of table, and how it fails."""

import os
import resource
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from data_access.importers import child_process
from data_access.importers.gate import Refused, inspect
from data_access.importers.reader import RawRow, read_table, run_child
from tests.data_access.importers.hostile_files import book, good_rows, row, sheet


def _xlsx(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as workbook:
        data = workbook.add_worksheet("Datos")
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        moment = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        data.write_row(2, 1, ["Código", "Día", "Hora", "Monto", "Sí"])
        data.write_string(4, 1, "007")
        data.write_datetime(4, 2, datetime(2024, 3, 5), day)  # noqa: DTZ001 - a cell has no zone
        data.write_datetime(4, 3, datetime(2024, 3, 5, 10, 30), moment)  # noqa: DTZ001
        data.write_row(4, 4, [1460674, True, 0.5, "=1+1"])
        data.write_formula(5, 1, "=1/0", None, "#DIV/0!")
        hidden = workbook.add_worksheet("Oculta")
        hidden.write(0, 0, "x")
        hidden.hide()
        workbook.add_worksheet("Vacía")
    return path


def test_a_workbook_comes_as_it_is(tmp_path: Path) -> None:
    path = _xlsx(tmp_path / "libro.xlsx")
    inspect(path)
    data, hidden, empty = read_table(path)
    assert [(each.name, each.is_hidden) for each in (data, hidden, empty)] == [
        ("Datos", False),
        ("Oculta", True),
        ("Vacía", False),
    ]
    assert empty.rows == []
    assert data.rows == [
        RawRow(3, [None, "Código", "Día", "Hora", "Monto", "Sí"]),
        RawRow(
            5,
            [
                None,
                "007",
                date(2024, 3, 5),
                datetime(2024, 3, 5, 10, 30),  # noqa: DTZ001
                1460674,
                True,
                0.5,
                "=1+1",
            ],
        ),
        RawRow(6, [None, "#DIV/0!"]),
    ]
    assert type(data.rows[1].cells[2]) is date


def test_an_open_document_reads_the_same(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Hoja")
    for values in (("Código", "Título"), ("A-1", "Ñandú")):
        line = TableRow()
        for value in values:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=value))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    path = tmp_path / "libro.ods"
    document.save(str(path))
    inspect(path)
    assert [raw.cells for raw in read_table(path)[0].rows] == [
        ["Código", "Título"],
        ["A-1", "Ñandú"],
    ]


def test_an_old_workbook_reads_the_same() -> None:
    path = Path(__file__).parents[2] / "files" / "imports" / "cooperation_two_rows.xls"
    inspect(path)
    (table,) = read_table(path)
    assert [raw.cells for raw in table.rows] == [
        ["Código", "Título", "Entidad", "País", "Fecha de inicio", "Valor", "Moneda"],
        ["A-1", "Calles tranquilas", "SDM", "España", date(2024, 3, 5), 1460674.5, "EUR"],
        ["A-2", "Parques", "SDA", "Francia"],
    ]
    assert table.issues == ()


@pytest.mark.parametrize(
    ("content", "code", "delimiter"),
    [
        ("Código;Valor\nÑ;1,5\n".encode("utf-8-sig"), "file.read_as_utf8", "punto y coma"),
        ("Código\tValor\nÑ\t1,5\n".encode(), "file.read_as_utf8", "tabulador"),
        ("Código|Valor\nÑ|1,5\n".encode(), "file.read_as_utf8", "barra"),
        ('Código,Valor\nÑ,"1,5"\n'.encode(), "file.read_as_utf8", "coma"),
        ("Código;Valor\r\nÑ;1,5\r\n".encode("cp1252"), "file.read_as_windows_1252", "punto y coma"),
    ],
)
def test_text_tables(content: bytes, code: str, delimiter: str, tmp_path: Path) -> None:
    path = tmp_path / "tabla.csv"
    path.write_bytes(content)
    inspect(path)
    (table,) = read_table(path)
    assert table.rows == [RawRow(1, ["Código", "Valor"]), RawRow(2, ["Ñ", "1,5"])]
    assert [(issue.code, issue.values) for issue in table.issues] == [
        (code, {"delimiter": delimiter})
    ]


HEADER = "Código;Título;Entidad;País;Fecha;Valor;Moneda"
DECIMALS = "Q{};Uno, dos;SG;España;10/05/2023;1.000,50;USD"


def _table(tmp_path: Path, *lines: str) -> list[RawRow]:
    path = tmp_path / "tabla.csv"
    path.write_text("\n".join(lines), "utf-8")
    inspect(path)
    return list(read_table(path)[0].rows)


@pytest.mark.parametrize(
    ("lines", "width"),
    [
        (["Reporte de cooperación, corte a junio, 2024", "", HEADER, DECIMALS], 7),
        (["Reporte de cooperación, corte a junio de 2024", HEADER, *[DECIMALS] * 9], 7),
        (["Reporte; corte: junio", HEADER.replace(";", ","), "1,Uno,SG,Perú,2024,5,USD"], 7),
        (["Código;Valor;Nota", "A;1,5;x, y, z", "B;2,5;x, y, z", "C;3,5;x, y, z"], 3),
        (["Código;Nota;País", "A;a, b;x, y, z", "B;c, d;x, y, z", "C;e, f;x, y, z"], 3),
        (["Valor;Otro", "1,234,567.5;2,345,678.5", "2,234,567.5;3,345,678.5"], 2),
        (["Código;2024;2025;2026", "A;1,5;2,5;3,5", "B;1,5;2,5;3,5"], 4),
        (["Código|Países", "A|España; Francia; Italia", "B|España; Perú; Chile"], 2),
        (["1;2;3", "4;5;6"], 3),
        (["Código;Título;Entidad"], 3),
    ],
)
def test_a_title_or_decimals_do_not_decide_what_separates_the_cells(
    tmp_path: Path, lines: list[str], width: int
) -> None:
    rows = _table(tmp_path, *lines)
    header = next(row for row in rows if len(row.cells) > 1)
    assert len(header.cells) == width
    assert all(len(row.cells) == width for row in rows if row.number >= header.number)


@pytest.mark.parametrize(
    "lines",
    [
        # Open to the end of the file: inside the table, beyond its header, in its last row.
        [HEADER, "Q1;Uno;SG;;;100;USD", 'Q2;"Dos;SG;;;200;USD', "Q3;Tres;SG;;;300;USD"],
        [HEADER, "Q1;Uno;SG;;;100;USD", 'Q2;Dos;SG;;;200;USD;"nota', "Q3;Tres;SG;;;300;USD"],
        [HEADER, "Q1;Uno;SG;;;100;USD", 'Q2;Dos;SG;;;"200;USD'],
        # Two open ones, and one beside a cell in quotes of its own.
        [HEADER, "Q1;Uno;SG;;;1;USD", 'Q2;"Dos;SG;;;2;USD', "Q3;Tres", 'Q4;"Cuatro;SG;;;4;USD'],
        [HEADER, "Q1;Uno;SG;;;1;USD", 'Q2;"Dos;SG;;;2;USD', "Q3;Tres", 'Q4;"Cuatro";SG;;;4;USD'],
        # Loose inside a cell.
        [HEADER, "Q1;Uno;SG;;;1;USD", 'Q2;"El "Dos" de todos";SG;;;2;USD'],
    ],
)
def test_a_quote_that_is_not_closed_is_told_with_its_row(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(Refused) as refusal:
        _table(tmp_path, *lines)
    issue = refusal.value.issue
    assert (issue.code, issue.values) == ("file.open_quote", {"row": "3", "line": "3"})


def test_a_cell_that_swallowed_rows_is_told_and_one_of_several_lines_is_read(
    tmp_path: Path,
) -> None:
    several = 'Q1;"Uno; dos; tres; cuatro\nSigue; y sigue";SG;;;100;USD'
    listed = 'Q2;"Uno";SG;;;100;"\n- Perú; Chile; Cuba\n- Brasil; Bolivia"'
    rows = _table(tmp_path, HEADER, several, listed)
    assert [(row.number, len(row.cells)) for row in rows] == [(1, 7), (2, 7), (3, 7)]
    with pytest.raises(Refused) as refusal:
        _table(
            tmp_path, HEADER, several,
            'Q2;"Dos;SG;;;200;USD', "Q3;Tres;SG;;;300;USD", 'Q4;Cuatro";SG;;;400;USD',
        )  # fmt: skip
    issue = refusal.value.issue
    assert (issue.code, issue.values) == ("file.swallowed_rows", {"row": "3", "line": "4"})


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    path = tmp_path / "tabla.csv"
    path.write_text('a,b\n"uno\ndos",2\n\n,,\n3,4,,\n', "utf-8")
    assert read_table(path)[0].rows == [
        RawRow(1, ["a", "b"]),
        RawRow(2, ["uno\ndos", "2"]),
        RawRow(5, ["3", "4"]),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a,b\n" + b"1,2\n" * 100_001, "file.too_many_rows"),
        (b",".join([b"a"] * 201), "file.too_many_columns"),
        (b"a,b\n" + b"x" * 40_000 + b",1", "file.bad_table"),
        (b"a,b\n\x81,1", "file.encoding_unknown"),
        (b"<a/>", "file.not_a_table"),
    ],
)
def test_text_tables_that_cannot_be_read(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "tabla.csv"
    path.write_bytes(content)
    with pytest.raises(Refused) as refusal:
        read_table(path)
    assert refusal.value.issue.code == code


def test_a_book_that_passed_the_gate_may_still_be_damaged(tmp_path: Path) -> None:
    shared = sheet('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>')
    path = book(tmp_path / "a.xlsx", shared)
    inspect(path)
    with pytest.raises(Refused) as refusal:
        read_table(path)
    assert refusal.value.issue.code == "file.damaged"
    path = book(tmp_path / "b.xlsx", sheet(row(1, "A", "x" * 40_000)))
    with pytest.raises(Refused) as refusal:
        read_table(path)
    assert refusal.value.issue.code == "file.cell_too_long"


def test_a_number_without_end_is_not_lost(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet('<row r="1"><c r="A1"><v>1e400</v></c></row>'))
    assert read_table(path)[0].rows == [RawRow(1, ["inf"])]


def test_a_file_that_slipped_past_the_gate_kills_only_the_child(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(row(1, "A", "x") + row(1_048_576, "XFD", "x")))
    with pytest.raises(Refused) as refusal:
        read_table(path)
    assert refusal.value.issue.code in (
        "file.damaged",
        "file.too_much_memory",
        "file.too_many_columns",
    )
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1024 * 1024


def test_a_slow_child_is_ended(tmp_path: Path) -> None:
    endless = tmp_path / "a.csv"
    os.mkfifo(endless)  # nobody writes to it: only the clock can end who reads
    with pytest.raises(Refused) as refusal:
        list(child_process.stream_child("table", endless, clock_seconds=0.001))
    assert refusal.value.issue.code == "file.too_slow"


def test_the_clock_waits_while_the_caller_works(monkeypatch: pytest.MonkeyPatch) -> None:
    now, rung, watches = 0.0, [], []
    granted = iter((60, 0))

    class Event:
        """Stands for one that is waited for, in a time of its own."""

        def wait(self, seconds: float) -> bool:
            nonlocal now
            now += seconds
            clock.seconds += next(granted)
            return False

    def thread(target: Callable[[], None], daemon: bool) -> SimpleNamespace:
        return SimpleNamespace(start=lambda: watches.append(target))

    monkeypatch.setattr(child_process, "threading", SimpleNamespace(Event=Event, Thread=thread))
    monkeypatch.setattr(child_process, "time", SimpleNamespace(monotonic=lambda: now))
    clock = child_process.Clock(2, lambda: rung.append(now))
    (watch,) = watches
    watch()
    assert (rung, clock.is_over) == ([62], True)


def test_stopping_early_ends_the_child(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(good_rows(50_000)))
    stream = child_process.stream_child("table", path)
    assert next(stream)["sheet"] == "S"
    stream.close()
    assert len(run_child("table", path)) == 50_001
