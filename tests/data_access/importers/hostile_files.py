"""Small generators of files that mean harm, and of the plain book that they deform."""

import struct
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override '
    'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOT_RELATIONS = (
    f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
WORKBOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
    f'main" xmlns:r="{_OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>'
    "</workbook>"
)
BOOK_RELATIONS = (
    f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
PROLOG = '<?xml version="1.0"?>'
SHEET_OPEN = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
SHEET_CLOSE = "</sheetData></worksheet>"
MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
    'manifest:1.0"><manifest:file-entry manifest:full-path="/"/>{}</manifest:manifest>'
)
_ODS_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "table", "text", "number", "style")
)
_ODS_NAMES += (
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def row(number: int, column: str, text: str) -> str:
    """A sheet row with one cell of text."""
    return (
        f'<row r="{number}"><c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c></row>'
    )


def sheet(body: str, before: str = "") -> str:
    """A worksheet part with ``body`` as its rows."""
    return PROLOG + before + SHEET_OPEN + body + SHEET_CLOSE


def book(
    path: Path, content: str | bytes | Iterable[bytes], extra: dict[str, str | bytes] | None = None
) -> Path:
    """A one-sheet .xlsx whose sheet part is ``content``, with ``extra`` parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", ROOT_RELATIONS)
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", BOOK_RELATIONS)
        if isinstance(content, str | bytes):
            archive.writestr("xl/worksheets/sheet1.xml", content)
        else:
            with archive.open("xl/worksheets/sheet1.xml", "w") as part:
                for chunk in content:
                    part.write(chunk)
        for name, value in (extra or {}).items():
            archive.writestr(name, value)
    return path


def open_document(path: Path, rows: str, manifest: str = "", styles: str = "") -> Path:
    """A one-sheet .ods with ``rows`` and automatic ``styles``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED
        )
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(manifest))
        archive.writestr(
            "content.xml",
            (
                f"{PROLOG}<office:document-content {_ODS_NAMES}><office:automatic-styles>{styles}"
                "</office:automatic-styles><office:body><office:spreadsheet>"
                f'<table:table table:name="S">{rows}</table:table>'
                "</office:spreadsheet></office:body></office:document-content>"
            ),
        )
    return path


def ods_cell(text: str, repeated: int = 1) -> str:
    """A cell of text that stands for ``repeated`` cells."""
    return (
        f'<table:table-cell office:value-type="string" '
        f'table:number-columns-repeated="{repeated}"><text:p>{text}</text:p></table:table-cell>'
    )


def good_rows(count: int) -> str:
    """Rows that no one objects to; their texts do not compress to nothing."""
    return "".join(row(n, "A", f"fila {n * 7919 % 100_003}") for n in range(1, count + 1))


def laughs() -> str:
    """The definitions of a text that doubles ten times over, seven times."""
    steps = "".join(
        f'<!ENTITY {chr(98 + step)} "{f"&{chr(97 + step)};" * 10}">' for step in range(7)
    )
    return f'<!DOCTYPE z [<!ENTITY a "{"A" * 100}">{steps}]>'


def _bomb() -> Iterable[bytes]:
    yield (PROLOG + SHEET_OPEN).encode()
    block = "".join(row(n, "A", "A" * 1000) for n in range(1, 1001)).encode()
    for _ in range(40):
        yield block
    yield SHEET_CLOSE.encode()


def _huge_cell() -> Iterable[bytes]:
    yield f'{PROLOG}{SHEET_OPEN}<row r="1"><c r="A1" t="inlineStr"><is><t>'.encode()
    for _ in range(30):
        yield b"A" * 1_000_000
    yield f"</t></is></c></row>{SHEET_CLOSE}".encode()


def _truncated(path: Path) -> Path:
    whole = book(path, sheet(good_rows(2000))).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def _flipped(path: Path) -> Path:
    content = bytearray(book(path, sheet(good_rows(2000))).read_bytes())
    middle = len(content) // 2
    for place in range(middle, middle + 400):
        content[place] ^= 0xFF
    path.write_bytes(content)
    return path


def _archive(path: Path, names: Iterable[str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return path


def _crowded(path: Path, parts: int) -> Path:
    """An archive whose directory lists ``parts`` parts, written by hand as zipfile is slow."""
    entry = struct.Struct("<4s6H3L5H2L")
    names = [b"a/%d" % number for number in range(parts)]
    directory = b"".join(
        entry.pack(b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0) + name
        for name in names
    )
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 33, 0, 0, 0, 3, 0) + b"a/0"
    count = min(parts, 0xFFFF)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(local), 0)
    return _written(path, local + directory + end)


def in_64_bits(path: Path, *, lies: bool = False) -> Path:
    """The book at ``path`` with the records of huge archives, which may tell another place."""
    content = path.read_bytes()
    end = content.rfind(b"PK\x05\x06")
    count, size, place = struct.unpack_from("<HII", content, end + 10)
    record = struct.pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, place - 7 * lies
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    return _written(path, content[:end] + record + locator + content[end:])


def _of_type(path: Path, old: str, new: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES.replace(old, new))
        archive.writestr("_rels/.rels", ROOT_RELATIONS)
    return path


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _encrypted_flag(path: Path) -> Path:
    content = book(path, sheet(row(1, "A", "x"))).read_bytes()
    directory = content.rfind(b"PK\x01\x02")
    changed = bytearray(content)
    changed[directory + 8] |= 1
    return _written(path, bytes(changed))


def _old_book(path: Path, *streams: str) -> Path:
    names = b"".join(stream.encode("utf-16-le") + bytes(64) for stream in streams)
    return _written(path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names + bytes(512))


def _declared(encoding: str, content: str) -> str:
    return PROLOG.replace("?>", f' encoding="{encoding}"?>') + content


_XFD = (
    '<row r="1"><c r={q}A1{q}><v>1</v></c></row>'
    "<row r={q}1048576{q}><c r={q}{c}1048576{q}><v>1</v></c></row>"
)

HOSTILE: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "far_cell": (
        "file.too_many_columns",
        lambda path: book(
            path,
            sheet(
                row(1, "A", "codigo") + row(1048576, "XFD", "x").replace('row r="1048576"', "row")
            ),
        ),
    ),
    "far_row": ("file.too_many_rows", lambda path: book(path, sheet(_XFD.format(q='"', c="A")))),
    "far_row_single_quotes": (
        "file.too_many_rows",
        lambda path: book(path, sheet(_XFD.format(q="'", c="A"))),
    ),
    "far_cell_as_entities": (
        "file.too_many_columns",
        lambda path: book(path, sheet('<row r="1"><c r="&#88;FD1"><v>1</v></c></row>')),
    ),
    "far_cell_prefixed": (
        "file.too_many_columns",
        lambda path: book(
            path,
            PROLOG + '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/'
            'main"><x:sheetData><x:row r="1"><x:c r="XFD1"><x:v>1</x:v></x:c></x:row></x:sheetData>'
            "</x:worksheet>",
        ),
    ),
    "utf16_sheet": (
        "file.encoding",
        lambda path: book(path, sheet(row(1, "A", "x")).encode("utf-16")),
    ),
    "latin_sheet": (
        "file.encoding",
        lambda path: book(
            path,
            sheet(row(1, "A", "x"))
            .replace('"1.0"', '"1.0" encoding="ISO-8859-1"')
            .encode("latin-1"),
        ),
    ),
    "bomb": ("file.expands_too_much", lambda path: book(path, _bomb())),
    "huge_cell": ("file.expands_too_much", lambda path: book(path, _huge_cell())),
    "billion_laughs": ("file.dtd", lambda path: book(path, sheet(row(1, "A", "&h;"), laughs()))),
    "external_entity": (
        "file.dtd",
        lambda path: book(
            path,
            sheet(row(1, "A", "&x;"), '<!DOCTYPE z [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
        ),
    ),
    "ten_thousand_columns": (
        "file.too_many_columns",
        lambda path: book(path, sheet('<row r="1">' + "<c><v>1</v></c>" * 10_000 + "</row>")),
    ),
    "deep": ("file.too_deep", lambda path: book(path, sheet("<a>" * 300_000 + "</a>" * 300_000))),
    "truncated": ("file.damaged", _truncated),
    "flipped_bytes": ("file.damaged", _flipped),
    "html": ("file.html", lambda path: _written(path, b"<html>hola</html>")),
    "html_with_doctype": (
        "file.html",
        lambda path: _written(path, b"<!DOCTYPE html>\n<html><body>hola</body></html>"),
    ),
    "empty": ("file.empty", lambda path: _written(path, b"")),
    "zip_slip": (
        "file.unsafe_path",
        lambda path: _archive(path, ["../../slip", "[Content_Types].xml", "xl/workbook.xml"]),
    ),
    "backslash": (
        "file.unsafe_path",
        lambda path: _archive(path, ["xl\\..\\slip", "[Content_Types].xml", "xl/workbook.xml"]),
    ),
    "seventy_thousand_parts": ("file.too_many_parts", lambda path: _crowded(path, 70_000)),
    "six_hundred_parts": ("file.too_many_parts", lambda path: _crowded(path, 600)),
    "repeated_parts": (
        "file.repeated_parts",
        lambda path: book(path, sheet(row(1, "A", "x")), {"XL/WORKSHEETS/sheet1.xml": "<a/>"}),
    ),
    "macros": (
        "file.macros",
        lambda path: book(path, sheet(row(1, "A", "x")), {"xl/vbaProject.bin": b"\xd0\xcf"}),
    ),
    "encrypted_part": ("file.encrypted", _encrypted_flag),
    "not_a_book": ("file.not_supported", lambda path: _archive(path, ["hola.txt"])),
    "binary_book": (
        "file.binary_workbook",
        lambda path: _of_type(
            path,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
        ),
    ),
    "book_in_another_folder": (
        "file.unusual_parts",
        lambda path: _of_type(path, "/xl/workbook.xml", "/libro/workbook.xml"),
    ),
    "document": (
        "file.not_supported",
        lambda path: _of_type(path, "spreadsheetml.sheet", "wordprocessingml.document"),
    ),
    "two_directories": (
        "file.damaged",
        lambda path: in_64_bits(book(path, sheet(row(1, "A", "x"))), lies=True),
    ),
    "pdf": ("file.not_supported", lambda path: _written(path, b"%PDF-1.7 hola")),
    "nul": ("file.nul", lambda path: _written(path, b"a,b\n1,\0\n")),
    "utf16_text": ("file.encoding", lambda path: _written(path, "a;b\n1;2\n".encode("utf-16"))),
    "encrypted_old_book": ("file.encrypted", lambda path: _old_book(path, "EncryptedPackage")),
    "old_book_with_macros": (
        "file.macros",
        lambda path: _old_book(path, "Workbook", "_VBA_PROJECT_CUR"),
    ),
    "old_document": ("file.not_supported", lambda path: _old_book(path, "WordDocument")),
    "ods_far_column": (
        "file.too_many_columns",
        lambda path: open_document(
            path, f"<table:table-row>{ods_cell('x', 16_000)}</table:table-row>"
        ),
    ),
    "ods_far_row": (
        "file.too_many_rows",
        lambda path: open_document(
            path,
            '<table:table-row table:number-rows-repeated="1000000">'
            + ods_cell("x")
            + "</table:table-row>",
        ),
    ),
    "ods_far_row_after_gap": (
        "file.too_many_rows",
        lambda path: open_document(
            path,
            '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/>'
            f"</table:table-row><table:table-row>{ods_cell('x')}</table:table-row>",
        ),
    ),
    "ods_encrypted": (
        "file.encrypted",
        lambda path: open_document(
            path, "", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
        ),
    ),
    "xml_laughs": (
        "file.dtd",
        lambda path: _written(path, (PROLOG + laughs() + "<z>&h;</z>").encode()),
    ),
    "xml_external": (
        "file.dtd",
        lambda path: _written(path, b'<!DOCTYPE z SYSTEM "http://example.org/z.dtd"><z/>'),
    ),
    "xml_undeclared_namespace": (
        "file.undeclared_namespace",
        lambda path: _written(path, b"<z>\n<y:x>1</y:x></z>"),
    ),
    "xml_half": ("file.not_well_formed", lambda path: _written(path, b"<z><y>")),
    "xml_utf7": (
        "file.encoding",
        lambda path: _written(path, _declared("UTF-7", "+ADw-z+AD4-<z/>").encode()),
    ),
    "xml_ebcdic": (
        "file.encoding",
        lambda path: _written(path, _declared("cp037", "<z/>").encode()),
    ),
    "xml_utf16_said_without_mark": (
        "file.encoding",
        lambda path: _written(path, _declared("UTF-16", "<z/>").encode("utf-16-le")),
    ),
    "xml_utf16_only_said": (
        "file.encoding",
        lambda path: _written(path, _declared("UTF-16", "<z/>").encode()),
    ),
    "xml_utf16_that_says_utf7": (
        "file.encoding",
        lambda path: _written(path, _declared("UTF-7", "<z/>").encode("utf-16")),
    ),
    "xml_utf32": (
        "file.encoding",
        lambda path: _written(path, _declared("UTF-32", "<z/>").encode("utf-32")),
    ),
    "xml_late_encoding": (
        "file.encoding",
        lambda path: _written(
            path, _declared("latin1", "<z/>").replace(" enc", " " * 2000 + "enc").encode()
        ),
    ),
    "xml_latin_laughs": (
        "file.dtd",
        lambda path: _written(path, _declared("latin1", laughs() + "<z>&h;</z>").encode()),
    ),
    "xml_utf16_external": (
        "file.dtd",
        lambda path: _written(
            path, '<!DOCTYPE z SYSTEM "http://example.org/z.dtd"><z/>'.encode("utf-16")
        ),
    ),
    "xml_half_of_a_sign": (
        "file.encoding_broken",
        lambda path: _written(path, "<z/>".encode("utf-16") + b" "),
    ),
    "xml_not_of_its_page": (
        "file.encoding_broken",
        lambda path: _written(path, _declared("windows-1252", "<z>").encode() + b"\x81</z>"),
    ),
    "xml_utf16_without_mark": (
        "file.encoding",
        lambda path: _written(path, "<z>ñ</z>".encode("utf-16-le")),
    ),
    "xml_deep": (
        "file.too_deep",
        lambda path: _written(path, b"<a>" * 100_000 + b"</a>" * 100_000),
    ),
    "xml_endless_token": (
        "file.damaged",
        lambda path: _written(path, b"<a b='" + b"x" * 9_000_000 + b"'/>"),
    ),
}
"""Name of each file: the code with which the gate refuses it, and what writes it."""
