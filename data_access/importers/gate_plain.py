"""Passes over the rows that a sheet writes plainly, so that only the rest is read tag by tag."""

import re
from collections.abc import Generator, Iterable

from data_access.importers.gate_xml import too_many_elements
from data_access.importers.limits import CHUNK_BYTES, MAX_XML_TAGS

# What is plain is written as spreadsheets write it, attributes in their one order: an attribute
# that comes twice, a formula, a comment or an entity of its own make a row odd, and an odd row is
# left to be read. Columns to FZ and rows to 99,999 are within the limits. No group is possessive:
# Python 3.11.2 takes half of one for a match.
_SIGNS = r"[^<>&\x00-\x08\x0b\x0c\x0e-\x1f]*+"
_TEXT = rf"{_SIGNS}(?:&(?:amp|lt|gt|quot|apos);{_SIGNS})*"
_SHOWN = rf'<t(?: xml:space="preserve")?>{_TEXT}</t>'
_ROW_ATTRIBUTES = (
    "spans",
    "s",
    "customFormat",
    "ht",
    "hidden",
    "customHeight",
    "outlineLevel",
    "collapsed",
    "x14ac:dyDescent",
)
_CELL = (
    r'<c r="[A-F]?[A-Z][0-9]{1,5}"(?: s="[0-9]++")?(?: t="[A-Za-z]++")?'
    rf"(?:/>|>(?:<v>{_TEXT}</v>|<is>{_SHOWN}</is>)?</c>)"
)
_ROW = re.compile(
    (
        r'<row r="[0-9]{1,5}"'
        + "".join(rf'(?: {name}="[A-Za-z0-9.: ]*+")?' for name in _ROW_ATTRIBUTES)
        + rf"(?:/>|>(?:{_CELL}){{0,200}}</row>)"
    ).encode()
)
_SHARED_TEXTS = re.compile(f"(?:<si>{_SHOWN}</si>){{1,500}}".encode())
_ENDS = (b"</row>", b"</si>")
_LAST_SIGNS = b"\xef\xbf"


def without_plain_rows(chunks: Iterable[bytes]) -> Generator[bytes, None, None]:
    """The XML in ``chunks`` with an empty element in the place of each plain row and of up to
    500 plain shared texts.

    An element for elements: what is well formed stays so, and what is not does not become it.
    Raises ``Refused`` when there are more tags than ``scan_xml`` would take.
    """
    tags = 0
    left = b""
    has_marks = False
    for chunk in chunks:
        tags += chunk.count(b"<")
        if tags > MAX_XML_TAGS:
            raise too_many_elements()
        left += chunk
        # Inside a comment nothing is a row.
        has_marks = has_marks or b"<!" in left
        end = max((left.rfind(mark) + len(mark) for mark in _ENDS if mark in left), default=0)
        # An endless row is not waited for.
        cut = len(left) if has_marks or len(left) - end > CHUNK_BYTES else end
        yield left[:cut] if has_marks else _lightened(left[:cut])
        left = left[cut:]
    yield left


def _lightened(xml: bytes) -> bytes:
    # The patterns see bytes: that these are UTF-8 signs which XML allows is seen here.
    if _LAST_SIGNS in xml:
        return xml
    try:
        xml.decode()
    except UnicodeDecodeError:
        return xml
    return _SHARED_TEXTS.sub(b"<si/>", _ROW.sub(b"<row/>", xml))
