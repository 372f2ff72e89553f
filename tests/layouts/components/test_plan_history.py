"""The reports of a goal lead to their evidence and lose none of its words."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from layouts.components.plan_history import report_list


def evidence_of(text: str) -> tuple[str, list[str]]:
    """The paragraph of the evidence in words, and the addresses it leads to."""
    line: dict[str, Any] = {
        "kind": "report", "year": 2025, "quarter": 2, "version": 1, "is_current": True,
        "value": Decimal(5), "state": "reported", "printed": "5", "stated": None,
        "qualitative": "", "justification": "", "reason": "", "evidence": text,
        "said_at": datetime(2025, 7, 1, tzinfo=UTC),
    }  # fmt: skip
    (item,) = report_list({"unit": "Retos"}, [line]).children
    (paragraph,) = [part for part in item.children if part and "Evidencia" in str(part)]
    parts = paragraph.children[1:]
    words = "".join(part if isinstance(part, str) else part.children for part in parts)
    return words, [part.href for part in parts if not isinstance(part, str)]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://a.org/t1; https://a.org/t1/anexo",
         ["https://a.org/t1", "https://a.org/t1/anexo"]),
        ("Acta 12 (https://a.org/acta?n=1,2), folio 3.", ["https://a.org/acta?n=1,2"]),
        ("https://a.org/informe.", ["https://a.org/informe"]),
        ("Acta 12 del archivo", []),
    ],
)  # fmt: skip
def test_evidence_is_linked_without_the_signs_around_it_and_keeps_its_words(
    text: str, links: list[str]
):
    assert evidence_of(text) == (text, links)
