"""The bytes of an XML file in UTF-8, whichever of the usual encodings it declares."""

import codecs
import re
from collections.abc import Generator
from pathlib import Path

from data_access.importers.limits import CHUNK_BYTES
from data_access.importers.refusal import refuse
from data_access.vocabulary.messages import N_

_HEAD_BYTES = 1024
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(r"""(<\?xml\s[^>]*?)\s+encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")
# In these a sign of ASCII is its own byte, and no byte means more than one sign: what is left out,
# such as UTF-7 and EBCDIC, could hide a tag from who looks at the bytes.
_CODECS = {
    "LATIN1": "iso8859_1",
    **dict.fromkeys(("UTF-16", "UTF-16LE", "UTF-16BE"), "utf-16"),
    **{f"ISO-8859-{part}": f"iso8859_{part}" for part in range(1, 17) if part != 12},
    **{f"WINDOWS-{page}": f"cp{page}" for page in range(1250, 1259)},
    **{f"CP{page}": f"cp{page}" for page in range(1250, 1259)},
}


def utf8_chunks(path: Path) -> Generator[bytes, None, None]:
    """Yield the bytes of ``path``, made UTF-8 where it declares another encoding that is safe.

    What declares none, UTF-8 or one that is not known comes as it is: who parses it decides.
    Raises ``Refused`` when the bytes are not in the encoding that they declare.
    """
    with path.open("rb") as file:
        codec = _codec(file.read(_HEAD_BYTES))
        file.seek(0)
        if codec is None:
            while chunk := file.read(CHUNK_BYTES):
                yield chunk
            return
        decoder = codecs.getincrementaldecoder(codec)()
        try:
            yield _undeclared(decoder.decode(file.read(CHUNK_BYTES)), codec).encode()
            while chunk := file.read(CHUNK_BYTES):
                yield decoder.decode(chunk).encode()
            yield decoder.decode(b"", final=True).encode()
        except UnicodeDecodeError as error:
            raise refuse(
                "file.encoding_broken",
                N_(
                    "El archivo dice estar en {encoding} y trae bytes que no lo son. Vuelva a "
                    "exportarlo, de preferencia en UTF-8."
                ),
                encoding=codec.replace("iso8859_", "iso-8859-").upper(),
            ) from error


def _codec(head: bytes) -> str | None:
    """The codec of a file that is not in UTF-8, as its first bytes tell it; None for any other."""
    # Four bytes that begin like the mark of UTF-16 and end in zeros are the mark of UTF-32.
    if head.startswith(_UTF16_MARKS) and head[2:4] != b"\0\0":
        return "utf-16"
    declared = _DECLARED.match(head.decode("latin-1"))
    codec = _named(declared[2]) if declared else None
    # Without its mark it is not UTF-16, whatever it says.
    return None if codec == "utf-16" else codec


def _named(encoding: str) -> str | None:
    return _CODECS.get(encoding.upper().replace("_", "-"))


def _undeclared(text: str, codec: str) -> str:
    """``text`` without the name of ``codec`` in its declaration."""
    declared = _DECLARED.match(text)
    if declared is None or _named(declared[2]) != codec:
        return text
    return declared[1] + text[declared.end() :]
