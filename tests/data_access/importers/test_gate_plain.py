"""The quick look past plain rows says of every sheet what the whole look says."""

from collections.abc import Iterable
from xml.parsers import expat

import pytest

from data_access.importers.gate_plain import without_plain_rows
from data_access.importers.limits import CHUNK_BYTES, MAX_COLUMNS, MAX_ROWS
from tests.data_access.importers.hostile_files import good_rows, row, sheet


def quickly(text: str | bytes, size: int = CHUNK_BYTES) -> bytes:
    content = text.encode() if isinstance(text, str) else text
    chunks: Iterable[bytes] = (content[at : at + size] for at in range(0, len(content), size))
    return b"".join(without_plain_rows(chunks))


def is_well_formed(content: bytes) -> bool:
    parser = expat.ParserCreate()
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        return False
    return True


@pytest.mark.parametrize("size", [7, 100, CHUNK_BYTES])
def test_plain_rows_become_as_many_empty_ones(size: int) -> None:
    assert quickly(sheet(good_rows(500)), size) == sheet("<row/>" * 500).encode()


def test_rows_of_other_programs_are_plain_too() -> None:
    written = (
        '<row r="99999"/><row r="1" spans="1:3" ht="15" customHeight="1" x14ac:dyDescent="0.25">'
        '<c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="2"/><c r="FZ1"><v>1.5E3</v></c></row>'
        '<row r="2" customFormat="false" ht="12.8" hidden="false" customHeight="false" '
        'outlineLevel="0" collapsed="false"><c r="A2" t="inlineStr"><is>'
        '<t xml:space="preserve"> ñ &amp; más </t></is></c></row>'
    )
    assert quickly(sheet(written)) == sheet("<row/>" * 3).encode()
    assert (
        quickly("<sst><si><t>uno</t></si><si><t/></si></sst>") == b"<sst><si/><si><t/></si></sst>"
    )


def test_a_run_of_shared_texts_becomes_one_and_an_odd_one_stays() -> None:
    texts = "<si><t>uno</t></si>" * 1_200
    odd = "<si><t>&ataque;</t></si>"
    assert quickly(f"<sst>{texts}</sst>") == b"<sst><si/><si/><si/></sst>"
    assert quickly(f"<sst>{texts}{odd}{texts}</sst>").count(odd.encode()) == 1
    assert not is_well_formed(quickly(f"<sst>{texts}<si><t>uno</si>{texts}</sst>"))


def test_what_is_plain_is_within_the_limits() -> None:
    assert MAX_COLUMNS >= 6 * 26 + 26
    assert MAX_ROWS >= 99_999


@pytest.mark.parametrize(
    "odd",
    [
        row(100_000, "A", "x"),
        row(1, "GA", "x"),
        row(1, "XFD", "x"),
        row(1, "A", "&ataque;"),
        row(1, "A", "&#65;"),
        row(1, "A", "\x01"),
        row(1, "A", "\ufffe"),
        row(1, "A", "<b/>"),
        row(1, "A", "a > b"),
        '<row r="1"><c r="A1" s="1" s="2"/></row>',
        '<row r="1" ht="1" ht="1"></row>',
        '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
        '<row r="1">' + '<c r="A1"/>' * 201 + "</row>",
        '<row r="1"><c r="A1"></row>',
        "<row r='1'/>",
    ],
)
def test_odd_rows_are_left_to_be_read(odd: str) -> None:
    assert quickly(sheet(odd)) == sheet(odd).encode()


def test_signs_that_are_not_utf8_are_left_to_be_read() -> None:
    odd = sheet(row(1, "A", "~")).encode().replace(b"~", b"\xc3\x28")
    assert quickly(odd) == odd


@pytest.mark.parametrize("mark", ["<!-", "<!--", "<!-- x -->", "<![CDATA["])
@pytest.mark.parametrize("size", [3, CHUNK_BYTES])
def test_no_row_is_taken_out_of_a_comment(mark: str, size: int) -> None:
    broken = sheet(f"{mark}{row(1, 'A', '--')}- x -->{row(2, 'XFD', 'x')}")
    assert is_well_formed(quickly(broken, size)) == is_well_formed(broken.encode())
    assert b"XFD2" in quickly(broken, size)
