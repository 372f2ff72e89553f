"""Reading of IATI activities, of versions 1 and 2, into plain dicts; runs in the child process."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from data_access.importers.refusal import Refused, refuse
from data_access.importers.xml_encoding import utf8_chunks
from data_access.vocabulary.messages import N_

_ACTIVITY = "iati-activity"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
Plain = dict[str, Any]
_PERIOD = ("period-start", "period-end", "value")
_ONCE = {
    _ACTIVITY: ("iati-identifier", "reporting-org", "activity-status", "collaboration-type"),
    "transaction": ("transaction-type", "transaction-date", "value", "finance-type"),
    "budget": _PERIOD,
    "planned-disbursement": _PERIOD,
}
"""What may stand once in each element; of several the first is read."""
_NOT_XML = N_(
    "El archivo no se puede leer como XML ({detail}): envíe el archivo de actividades de la IATI, "
    "que termina en .xml, como lo publica su autor."
)
_BROKEN_XML = N_(
    "El archivo XML no está bien formado ({detail}): pida a quien lo publica una copia correcta o "
    "valídelo antes de enviarlo."
)


def read_activities(path: Path) -> Iterator[Plain]:
    """Yield a dict about the file (``version``, ``generated``), then one per activity, and at the
    end one with how many elements are called like an activity and are of another namespace.

    Nothing is repaired; only the white space around ids and values is taken away, because
    version 1 files are often indented. Names are ``[language, text]`` pairs. Raises ``Refused``
    when the file is not sound XML or not a list of activities, or has none.
    """
    root: Element | None = None
    activities = strangers = 0
    try:
        for event, element in iterparse(_Utf8(path), events=("start", "end"), forbid_dtd=True):
            if root is None:
                root = element
                yield _file(root)
            elif event == "end" and element.tag == _ACTIVITY:
                activities += 1
                yield _activity(element)
                root.clear()
            elif event == "end" and _is_like_an_activity(element.tag):
                strangers += 1
                root.clear()
    except (ParseError, DefusedXmlException) as error:
        message = _NOT_XML if root is None else _BROKEN_XML
        raise refuse("file.not_xml", message, detail=str(error)) from error
    if not activities:
        raise _without_activities(strangers)
    yield {"strangers": strangers}


def _is_like_an_activity(tag: str) -> bool:
    return tag.rpartition("}")[2].casefold() == _ACTIVITY


def _without_activities(strangers: int) -> Refused:
    if strangers:
        return refuse(
            "file.no_activities",
            N_(
                "El archivo no tiene actividades de la IATI. Elementos de nombre parecido, pero de "
                "otro espacio de nombres o con otras mayúsculas: {count}. Deben llamarse "
                "«iati-activity», sin espacio de nombres."
            ),
            count=str(strangers),
        )
    return refuse(
        "file.no_activities",
        N_(
            "El archivo no tiene actividades (elementos «iati-activity»): compruebe que es el "
            "correcto y que está completo."
        ),
    )


class _Utf8:
    """The bytes that the gate saw, for who reads them by and by."""

    def __init__(self, path: Path) -> None:
        self._chunks = utf8_chunks(path)

    def read(self, _size: int) -> bytes:
        return next(self._chunks, b"")


def _file(root: Element) -> Plain:
    if root.tag != "iati-activities":
        raise refuse(
            "file.not_iati",
            N_(
                "El archivo empieza por «{tag}», no por «iati-activities»: envíe un archivo de "
                "actividades de la IATI."
            ),
            tag=root.tag,
        )
    return {
        "version": _attribute(root, "version"),
        "generated": _attribute(root, "generated-datetime"),
    }


def _activity(activity: Element) -> Plain:
    reporting = activity.find("reporting-org")
    return {
        "identifier": _text(activity.find("iati-identifier")),
        "language": _attribute(activity, _LANGUAGE),
        "currency": _attribute(activity, "default-currency"),
        "humanitarian": _attribute(activity, "humanitarian"),
        "scopes": [_scope(item) for item in activity.findall("humanitarian-scope")],
        "hierarchy": _attribute(activity, "hierarchy"),
        "related": [
            [_attribute(item, "type"), _attribute(item, "ref")]
            for item in activity.findall("related-activity")
        ],
        # Version 1 had another name for it.
        "secondary": _attribute(reporting, "secondary-reporter")
        or _attribute(reporting, "secondary-publisher"),
        "reporting": _organisation(reporting) if reporting is not None else None,
        "titles": _names(activity.findall("title")),
        "descriptions": [
            [_attribute(item, "type"), *name]
            for item in activity.findall("description")
            for name in _names([item])
        ],
        "status": _code(activity.find("activity-status")),
        "dates": [
            [_attribute(item, "type"), _day(item)] for item in activity.findall("activity-date")
        ],
        "organisations": [_organisation(item) for item in activity.findall("participating-org")],
        "places": _places(activity),
        "sectors": _sectors(activity),
        "tags": [
            [_attribute(item, "vocabulary"), _attribute(item, "code")]
            for item in activity.findall("tag")
        ],
        "collaboration": _code(activity.find("collaboration-type")),
        "finance": _code(activity.find("default-finance-type")),
        "aid": [_code(item) for item in activity.findall("default-aid-type")],
        "transactions": [_transaction(item) for item in activity.findall("transaction")],
        "budgets": [_plan(item) for item in activity.findall("budget")],
        "planned": [_plan(item) for item in activity.findall("planned-disbursement")],
        "repeated": list(_repeated(activity)),
    }


def _repeated(activity: Element) -> Iterator[list[str]]:
    """``[element, texts]`` where there are several of what the standard allows but one."""
    for parent in (activity, *activity):
        for name in _ONCE.get(parent.tag, ()):
            found = parent.findall(name)
            if len(found) > 1:
                yield [f"{parent.tag}/{name}", " | ".join(map(_told, found))]


def _told(item: Element) -> str:
    parts = (_code(item) or _day(item), _attribute(item, "ref"), _attribute(item, "currency"))
    return " ".join(filter(None, parts)) or "?"


def _organisation(item: Element) -> Plain:
    return {
        "ref": _attribute(item, "ref"),
        "type": _attribute(item, "type"),
        "role": _attribute(item, "role"),
        "names": _names([item]),
    }


def _places(parent: Element) -> list[list[str]]:
    """``[country or region, code, percentage, vocabulary]`` of an activity or a transaction."""
    return [
        [kind, _code(item), _attribute(item, "percentage"), _attribute(item, "vocabulary")]
        for kind in ("country", "region")
        for item in parent.findall(f"recipient-{kind}")
    ]


def _sectors(parent: Element) -> list[list[str]]:
    """``[vocabulary, code, percentage]`` of an activity or a transaction."""
    return [
        [_attribute(item, "vocabulary"), _code(item), _attribute(item, "percentage")]
        for item in parent.findall("sector")
    ]


def _transaction(item: Element) -> Plain:
    return {
        "type": _code(item.find("transaction-type")),
        "date": _day(item.find("transaction-date")),
        **_money(item),
        "humanitarian": _attribute(item, "humanitarian"),
        "finance": _code(item.find("finance-type")),
        "places": _places(item),
        "sectors": _sectors(item),
    }


def _plan(item: Element) -> Plain:
    """A budget or a planned disbursement: money over a period."""
    return {
        "type": _attribute(item, "type"),
        "status": _attribute(item, "status"),
        "start": _day(item.find("period-start")),
        "end": _day(item.find("period-end")),
        **_money(item),
    }


def _money(item: Element) -> Plain:
    value = item.find("value")
    return {
        # What stands behind an element inside the number is a part of it as well.
        "value": "".join(value.itertext()).strip() if value is not None else "",
        "currency": _attribute(value, "currency"),
        "value_date": _attribute(value, "value-date"),
    }


def _day(item: Element | None) -> str:
    return _attribute(item, "iso-date") or _text(item)


def _scope(item: Element) -> str:
    return " ".join(filter(None, (_attribute(item, name) for name in ("vocabulary", "code"))))


def _names(items: list[Element]) -> list[list[str]]:
    """Version 2 keeps each language in a ``narrative``; version 1 in the element itself."""
    pairs = []
    for item in items:
        for name in item.findall("narrative") or [item]:
            text = _text(name)
            if text:
                pairs.append([_attribute(name, _LANGUAGE) or _attribute(item, _LANGUAGE), text])
    return pairs


def _code(item: Element | None) -> str:
    return _attribute(item, "code") or _text(item)


def _text(item: Element | None) -> str:
    return (item.text or "").strip() if item is not None else ""


def _attribute(item: Element | None, name: str) -> str:
    return item.get(name, "").strip() if item is not None else ""
