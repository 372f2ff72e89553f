"""The stream of records inside an old .xls book, which is a file system of its own."""

import struct
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

_LAST_SECTOR = 0xFFFFFFFA
_HEADER_BYTES = 512
_ENTRY_BYTES = 128
_LARGEST_SHIFT = 12
_STREAMS = ("workbook", "book")


class Record(NamedTuple):
    """One record of a book, at byte ``place`` of the stream."""

    place: int
    kind: int
    data: bytes


def records(path: Path) -> Iterator[Record]:
    """The records of the book at ``path``. Raises ``ValueError`` or ``struct.error``."""
    stream = _stream(path.read_bytes())
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        yield Record(place, kind, stream[place + 4 : place + 4 + size])
        place += 4 + size


def _stream(content: bytes) -> bytes:
    """The bytes of the stream that holds the book."""
    shift, mini_shift = struct.unpack_from("<2H", content, 30)
    if max(shift, mini_shift) > _LARGEST_SHIFT:
        raise ValueError("no sectors of this size")
    sector_bytes, mini_bytes = 1 << shift, 1 << mini_shift
    directory, _, cutoff, mini_table = struct.unpack_from("<4I", content, 48)
    table = _table(content, sector_bytes)

    def whole(first: int) -> bytes:
        return b"".join(_sector(content, each, sector_bytes) for each in _chain(first, table))

    root = b""
    for name, start, size in _entries(whole(directory)):
        if name == "root entry":
            root = whole(start)
        elif name in _STREAMS and size >= cutoff:
            return _cut(whole(start), size)
        elif name in _STREAMS:
            minis = _chain(start, _numbers(whole(mini_table)))
            parts = (root[each * mini_bytes : (each + 1) * mini_bytes] for each in minis)
            return _cut(b"".join(parts), size)
    raise ValueError("no stream of a book")


def _cut(stream: bytes, size: int) -> bytes:
    if len(stream) < size:
        raise ValueError("half a stream")
    return stream[:size]


def _sector(content: bytes, sector: int, sector_bytes: int) -> bytes:
    start = _HEADER_BYTES + sector * sector_bytes
    return content[start : start + sector_bytes]


def _table(content: bytes, sector_bytes: int) -> list[int]:
    """The sector that follows each sector."""
    listed = list(struct.unpack_from("<109I", content, 76))
    more, count = struct.unpack_from("<2I", content, 68)
    for _ in range(count):
        if more >= _LAST_SECTOR:
            break
        numbers = _numbers(_sector(content, more, sector_bytes))
        listed += numbers[:-1]
        more = numbers[-1]
    found: list[int] = []
    for sector in listed:
        if sector < _LAST_SECTOR:
            found += _numbers(_sector(content, sector, sector_bytes))
    return found


def _chain(first: int, table: list[int]) -> Iterator[int]:
    def follow() -> Iterator[int]:
        sector = first
        while sector < _LAST_SECTOR:
            yield sector
            sector = table[sector] if sector < len(table) else _LAST_SECTOR

    # A chain that bites its tail has no end of its own.
    return islice(follow(), len(table))


def _entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    for place in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        length = struct.unpack_from("<H", directory, place + 64)[0]
        start, size = struct.unpack_from("<2I", directory, place + 116)
        name = directory[place : place + max(0, length - 2)].decode("utf-16-le", "replace")
        yield name.lower(), start, size


def _numbers(sectors: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(sectors) // 4}I", sectors[: len(sectors) // 4 * 4]))
