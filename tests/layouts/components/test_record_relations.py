"""What the page of a record says of its relatives and of amounts that are not added."""

from types import SimpleNamespace
from typing import Any

from layouts.components.record_amounts import amounts_section
from layouts.components.record_relations import relations_section


def record(**values: Any) -> SimpleNamespace:
    return SimpleNamespace(**{"hierarchy": None, "is_secondary": False, "relations": [], **values})


def relative(kind: str, identifier: str, action_id: int | None = None, title: str = "") -> dict:
    return {"kind": kind, "identifier": identifier, "action_id": action_id, "title": title}


def shown(parts: Any) -> str:
    """The texts and links of some components, one after the other."""
    if isinstance(parts, list | tuple):
        return " ".join(shown(part) for part in parts)
    if hasattr(parts, "children"):
        link = [f"[{parts.href}]"] if hasattr(parts, "href") else []
        return " ".join([shown(parts.children), *link])
    return "" if parts is None else str(parts)


def test_known_relatives_are_links_and_others_their_identifier():
    relations = [relative("parent", "P", 7, "Programa"), relative("child", "X-9")]
    text = shown(relations_section(record(hierarchy=2, relations=relations)))
    assert "Nivel 2 (1 es el más alto)" in text
    assert "Es parte de Programa [/acciones/7]  · P" in text
    assert "Se compone de X-9" in text


def test_a_secondary_publisher_is_told():
    assert "una organización que no la ejecuta" in shown(
        relations_section(record(is_secondary=True))
    )


def test_a_record_without_relatives_has_no_section():
    assert relations_section(record(hierarchy=1)) == []


def test_an_amount_that_is_not_added_says_so():
    amount = {
        "kind": "planned", "valuation": "not_reported", "dated_on": None, "year": 2024,
        "is_counted": False,
    }  # fmt: skip
    text = shown(amounts_section(SimpleNamespace(amounts=[amount])))
    assert "no suma: otra actividad informa el mismo dinero" in text
    assert "Programado (presupuesto)" in text
