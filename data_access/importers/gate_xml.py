"""A pass over a stream of XML that lets nothing by which a later parser could be harmed."""

from collections import deque
from collections.abc import Callable, Iterable
from xml.parsers import expat

from data_access.importers.limits import MAX_XML_DEPTH, MAX_XML_TAGS, MAX_XML_TOKEN_BYTES
from data_access.importers.refusal import Refused, refuse
from data_access.vocabulary.messages import N_

OnElement = Callable[[str, dict[str, str]], None]

_UTF8_NAMES = {"UTF-8", "UTF8", "US-ASCII", "ASCII"}


def scan_xml(
    chunks: Iterable[bytes], on_element: OnElement, *, has_namespaces: bool = False
) -> None:
    """Read all ``chunks``, calling ``on_element(name, attributes)`` at each start tag.

    With ``has_namespaces`` names come as "uri local" and undeclared prefixes are refused; without,
    they come as written. Raises ``Refused`` for a DTD, an encoding other than UTF-8, too much
    depth, too many elements, an endless token, or XML that is not well formed.
    """
    parser = expat.ParserCreate(namespace_separator=" " if has_namespaces else None)
    open_elements: deque[str] = deque()
    # A large sheet has millions of elements: the end of one is noted in C, its start in one call.
    push = open_elements.appendleft
    parser.EndElementHandler = open_elements.remove

    def start(name: str, attributes: dict[str, str]) -> None:
        push(name)
        on_element(name, attributes)

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.EntityDeclHandler = _refuse_dtd
    parser.XmlDeclHandler = _check_declaration
    fed = tags = 0
    try:
        for chunk in chunks:
            if fed == 0:
                _check_first_bytes(chunk)
            parser.Parse(chunk, False)
            fed += len(chunk)
            tags += chunk.count(b"<")
            # Expat reads an unfinished token again with every chunk: a long one costs its square.
            if fed - max(parser.CurrentByteIndex, 0) > MAX_XML_TOKEN_BYTES + len(chunk):
                raise _damaged()
            if len(open_elements) > MAX_XML_DEPTH:
                raise _too_deep()
            if tags > MAX_XML_TAGS:
                raise too_many_elements()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise _not_well_formed(error) from error


def _refuse_dtd(*_: object) -> None:
    raise refuse(
        "file.dtd",
        N_(
            "El archivo trae definiciones internas (DTD o entidades), que no se aceptan por "
            "seguridad. Vuelva a guardarlo con Excel o LibreOffice, o pida a quien lo envió un "
            "archivo sin DOCTYPE."
        ),
    )


def _check_declaration(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.upper() not in _UTF8_NAMES:
        raise _wrong_encoding(encoding)


def _check_first_bytes(chunk: bytes) -> None:
    # UTF-16 and UTF-32 show in the first bytes as a byte-order mark or as zeros.
    if chunk[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in chunk[:4]:
        raise _wrong_encoding("UTF-16")


def _wrong_encoding(encoding: str) -> Refused:
    return refuse(
        "file.encoding",
        N_("El archivo está codificado en {encoding}. Vuelva a guardarlo en UTF-8."),
        encoding=encoding[:40],
    )


def _too_deep() -> Refused:
    return refuse(
        "file.too_deep",
        N_(
            "El archivo tiene elementos metidos unos en otros más de {limit} veces. Vuelva a "
            "exportarlo desde el programa de origen."
        ),
        limit=str(MAX_XML_DEPTH),
    )


def too_many_elements() -> Refused:
    """The refusal of XML with more tags than a load of data has."""
    return refuse(
        "file.too_many_elements",
        N_(
            "El archivo tiene demasiados datos para una sola carga. Divídalo en archivos más "
            "pequeños."
        ),
    )


def _damaged() -> Refused:
    return refuse(
        "file.damaged",
        N_(
            "El archivo está dañado y no se puede leer. Ábralo con el programa que lo creó, "
            "guárdelo de nuevo e inténtelo otra vez."
        ),
    )


def _not_well_formed(error: expat.ExpatError) -> Refused:
    values = {"line": str(error.lineno), "position": str(error.offset + 1)}
    name = expat.errors.messages.get(error.code)
    if name == expat.errors.XML_ERROR_UNBOUND_PREFIX:
        return refuse(
            "file.undeclared_namespace",
            N_(
                "La línea {line} usa un prefijo de espacio de nombres que el archivo no declara. "
                "Pida a quien lo publica que agregue la declaración xmlns que falta."
            ),
            **values,
        )
    if name == expat.errors.XML_ERROR_UNKNOWN_ENCODING:
        return _wrong_encoding("?")
    return refuse(
        "file.not_well_formed",
        N_(
            "El XML está mal formado en la línea {line}, posición {position}. El archivo puede "
            "estar incompleto o dañado: descárguelo o expórtelo de nuevo."
        ),
        **values,
    )
