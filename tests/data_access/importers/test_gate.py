"""The gate refuses what means harm, and lets plain files through."""

import subprocess
import sys
from pathlib import Path

import pytest

from data_access.importers import gate
from data_access.importers.gate import Refused, inspect
from data_access.importers.limits import MAX_WORKBOOK_BYTES
from data_access.importers.reader import read_table
from tests.data_access.importers.hostile_files import (
    HOSTILE,
    book,
    good_rows,
    in_64_bits,
    ods_cell,
    open_document,
    row,
    sheet,
)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    code, write = HOSTILE[name]
    # The name never decides: every file comes as a book.
    with pytest.raises(Refused) as refusal:
        inspect(write(tmp_path / "libro.xlsx"))
    issue = refusal.value.issue
    assert issue.code == code
    assert issue.severity == "error"
    assert issue.sentence.endswith(".")
    assert "{" not in issue.sentence


def test_the_gate_needs_little_memory(tmp_path: Path) -> None:
    names = (
        "bomb",
        "huge_cell",
        "seventy_thousand_parts",
        "deep",
        "xml_deep",
        "billion_laughs",
        "xml_endless_token",
        "far_row",
    )
    paths = [str(HOSTILE[name][1](tmp_path / f"{name}.xlsx")) for name in names]
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from data_access.importers.gate import Refused, inspect\n"
        "for path in sys.argv[1:]:\n"
        "    try:\n"
        "        inspect(Path(path))\n"
        "    except Refused:\n"
        "        continue\n"
        "    raise SystemExit(path)\n"
        # Not ru_maxrss: that of a child begins with its parent's.
        "status = Path('/proc/self/status').read_text()\n"
        "print(status.partition('VmHWM:')[2].split()[0])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *paths],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(gate.__file__).parents[2],
    )
    assert int(done.stdout) < 300 * 1024


def test_plain_books_pass(tmp_path: Path) -> None:
    inspect(book(tmp_path / "a.xlsx", sheet(good_rows(3000))))
    # A lying dimension asks for nothing by itself.
    inspect(
        book(
            tmp_path / "b.xlsx",
            sheet(row(1, "GR", "x")).replace(
                "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'
            ),
        )
    )
    fill = (
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    inspect(
        open_document(
            tmp_path / "c.ods", f"<table:table-row>{ods_cell('x', 200)}</table:table-row>{fill}"
        )
    )


def test_a_small_book_with_64_bit_records_passes(tmp_path: Path) -> None:
    inspect(in_64_bits(book(tmp_path / "a.xlsx", sheet(row(1, "A", "x")))))


def test_cells_with_a_format_alone_count_for_nothing(tmp_path: Path) -> None:
    tail = '<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row>'
    every = "".join(f'<row r="{at}" s="1" customFormat="1"/>' for at in range(2, 120_000))
    path = book(tmp_path / "a.xlsx", sheet(row(1, "A", "x") + every + tail))
    inspect(path)
    assert [found.cells for found in read_table(path)[0].rows] == [["x"]]


def test_plain_texts_pass(tmp_path: Path) -> None:
    for name, content in {
        "a.csv": "Código;Título\n1;Ñandú\n".encode("cp1252"),
        "b.csv": "\ufeffCódigo,Título\n".encode(),
        "c.xml": '<?xml version="1.0" encoding="utf-8"?>\n<z xmlns:y="u"><y:x>ñ</y:x></z>'.encode(),
        "d.xml": "\ufeff<z>ñ</z>".encode(),
        "e.xml": "<?xml version='1.0' encoding='iso-8859-1' ?><z>ñ</z>".encode("latin-1"),
        "f.xml": '<?xml version="1.0"\nencoding="Windows-1252"?><z>€</z>'.encode("cp1252"),
        "g.xml": '<?xml version="1.0" encoding="UTF-16"?><z>ñ</z>'.encode("utf-16"),
        "h.xml": "\ufeff<z>ñ</z>".encode("utf-16-be"),
    }.items():
        (tmp_path / name).write_bytes(content)
        inspect(tmp_path / name)


def test_a_file_may_be_missing_or_too_big(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        inspect(tmp_path / "no.xlsx")
    assert refusal.value.issue.code == "file.missing"
    path = tmp_path / "big.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(MAX_WORKBOOK_BYTES + 1)
    with pytest.raises(Refused) as refusal:
        inspect(path)
    assert refusal.value.issue.code == "file.too_big"
    assert "21 MB" in refusal.value.issue.sentence
