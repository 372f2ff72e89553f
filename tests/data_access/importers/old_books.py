"""A writer of small .xls books: a file system of one stream, and the records in it."""

import struct
from collections.abc import Iterable
from pathlib import Path

_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_MINI_CUTOFF = 4096
_BEGIN, _FINISH, _SHEET, _FORMAT, _STYLE = 0x809, 0x0A, 0x85, 0x41E, 0xE0
Record = tuple[int, bytes]


def number(row: int, column: int, value: float, style: int = 0) -> Record:
    """A number, at a row and a column that are counted from 0."""
    return 0x203, struct.pack("<3Hd", row, column, style, value)


def small_number(row: int, column: int, value: int, style: int = 0) -> Record:
    """A whole number in hundredths, kept in 30 bits."""
    return 0x27E, struct.pack("<3HI", row, column, style, value << 2 | 3)


def text(row: int, column: int, value: str) -> Record:
    """A text in its cell."""
    encoded = value.encode("utf-16-le")
    return 0x204, struct.pack("<4HB", row, column, 0, len(value), 1) + encoded


def failed_formula(row: int, column: int, code: int) -> Record:
    """A formula whose result is an error."""
    return 0x06, struct.pack("<3H8s", row, column, 0, bytes([2, 0, code, 0, 0, 0, 255, 255])) + (
        struct.pack("<HIH", 0, 0, 0)
    )


def empty_formula(row: int, column: int) -> Record:
    """A formula whose result is an empty text, or was never computed."""
    return 0x06, struct.pack("<3H8s", row, column, 0, bytes([3, 0, 0, 0, 0, 0, 255, 255])) + (
        struct.pack("<HIH", 0, 0, 0)
    )


def error(row: int, column: int, code: int) -> Record:
    """An error without a formula."""
    return 0x205, struct.pack("<3H2B", row, column, 0, code, 1)


def hidden_row(row: int) -> Record:
    """What is told of a row that is hidden."""
    return 0x208, struct.pack("<8H", row, 0, 9, 255, 0, 0, 0x120, 0x0F)


def hidden_column(column: int) -> Record:
    """What is told of a column that is hidden."""
    return 0x7D, struct.pack("<6H", column, column, 2048, 0, 1, 0)


def old_book(path: Path, records: Iterable[Record], formats: Iterable[str] = ()) -> Path:
    """A one-sheet .xls whose styles, from 1 on, are ``formats``."""
    shared = [_record(_BEGIN, struct.pack("<4H2I", 0x600, 5, 0, 0, 0, 0))]
    styles = [_record(_STYLE, struct.pack("<2H16x", 0, 0))]
    for at, code in enumerate(formats, start=164):
        shared.append(
            _record(_FORMAT, struct.pack("<2HB", at, len(code), 0) + code.encode("latin-1"))
        )
        styles.append(_record(_STYLE, struct.pack("<2H16x", 0, at)))
    shared += styles
    name = "Hoja".encode("latin-1")
    rest = _record(_FINISH, b"")
    place = sum(map(len, shared)) + 4 + 8 + len(name) + len(rest)
    shared.append(_record(_SHEET, struct.pack("<IHBB", place, 0, len(name), 0) + name) + rest)
    sheet = [_record(_BEGIN, struct.pack("<4H2I", 0x600, 0x10, 0, 0, 0, 0))]
    sheet += [_record(kind, data) for kind, data in records]
    sheet.append(_record(_FINISH, b""))
    path.write_bytes(_file_system(b"".join(shared + sheet)))
    return path


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<2H", kind, len(data)) + data


def _file_system(stream: bytes) -> bytes:
    stream = stream.ljust(_MINI_CUTOFF, b"\0")
    stream += bytes(-len(stream) % _SECTOR)
    sectors = len(stream) // _SECTOR
    table = [_TABLE, _END, *range(3, 2 + sectors), _END]
    directory = _entry("Root Entry", 5, _END, 0, 1) + _entry("Workbook", 2, 2, len(stream), _FREE)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, _MINI_CUTOFF, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    numbers = struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff")
    return header + numbers + directory.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    head = written.ljust(64, b"\0") + struct.pack(
        "<H2B3I", len(written), kind, 1, _FREE, _FREE, child
    )
    return head + bytes(36) + struct.pack("<2I4x", start, size)
