"""The gate's look at the directory of a zip archive, before anything makes an object of it."""

import struct
from pathlib import Path

from data_access.importers.gate_refusals import damaged_workbook, too_many_parts
from data_access.importers.limits import MAX_DIRECTORY_BYTES

_END, _END_64, _LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_END_BYTES, _END_64_BYTES, _LOCATOR_BYTES = 22, 56, 20
_IN_64_BITS = 0xFFFFFFFF
_LONGEST_COMMENT = 65_536


def check_directory(path: Path) -> None:
    """Refuse a huge directory before ``zipfile`` makes an object of each of its entries."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        start = file.seek(max(0, size - _LONGEST_COMMENT - _END_BYTES))
        tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_BYTES:
        raise damaged_workbook()
    directory_bytes, place = struct.unpack_from("<2I", tail, end + 12)
    locator = end - _LOCATOR_BYTES
    if locator >= 0 and tail[locator:].startswith(_LOCATOR):
        # A book may be written with 64-bit records however small it is.
        directory_bytes = _in_64_bits(tail, locator, start, (directory_bytes, place))
    if directory_bytes > MAX_DIRECTORY_BYTES:
        raise too_many_parts()


def _in_64_bits(tail: bytes, locator: int, start: int, told: tuple[int, int]) -> int:
    """The bytes of the directory by the 64-bit records, which must not contradict the others.

    Otherwise one program would read one directory and the next one another.
    """
    record = locator - _END_64_BYTES
    is_there = record >= 0 and tail[record:].startswith(_END_64)
    if not is_there or struct.unpack_from("<Q", tail, locator + 8)[0] != start + record:
        raise damaged_workbook()
    found = struct.unpack_from("<2Q", tail, record + 40)
    if any(small not in (_IN_64_BITS, big) for small, big in zip(told, found, strict=True)):
        raise damaged_workbook()
    return int(found[0])
