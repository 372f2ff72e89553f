"""Where a cut stands, told in words, and the table of what was corrected since."""

from datetime import date

import pytest

from data_access.measures.result import MeasureResult
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.filters import Filters
from layouts.components.plan_cut import cut_panel, field_words, value_words
from layouts.components.view import View
from layouts.texts.catalogue import use_language


def asked(store: Store, cut: str, today: date | None = None) -> MeasureResult:
    return run_measure(store, PUBLIC, "goals.differences", Filters(corte=cut), today=today)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 10, 31), "abierto: se reporta hasta el 16/10/2026 y cierra el 31/10/2026."),
        (date(2026, 11, 1), "sin cerrar: los reportes vencieron el 16/10/2026 y debía cerrarse"),
    ],
)
def test_an_open_cut_tells_its_days(sqlite_demo_store: Store, today: date, words: str):
    said = str(cut_panel(asked(sqlite_demo_store, "2026-T3", today), View()))
    assert f"Corte 2026-T3, {words}" in said
    assert "Details" not in said


def test_a_closed_cut_tells_who_changed_what_when_and_why(sqlite_demo_store: Store):
    result = asked(sqlite_demo_store, "2026-T2")
    said = str(cut_panel(result, View()))
    assert "Corte 2026-T2, cerrado el " in said
    assert result.total["content_hash"] in said
    assert "Ver por qué" in said
    for text in ("Reporte de 2026-T1", "'55'", "'56'", "El primer reporte dejó fuera"):
        assert text in said
    assert "/descargas/goals.differences.csv?corte=2026-T2" in said


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("phv", "0.6", "60,0\xa0%"), ("gap", "-0.1", "−10,0\xa0pp"), ("av", "1234.5", "1.234,5"),
        ("is_valid", "False", "No"), ("light", "rojo", "Rojo"), ("state", "vencido", "Vencido"),
        ("report 2026-T1", "", "–"), ("periodicity", "anual", "anual"),
    ],
)  # fmt: skip
def test_values_are_said_as_readers_write_them(field: str, text: str, words: str):
    assert value_words(field, text) == words


def test_fields_have_names_in_both_languages():
    assert field_words("target 2026") == "Meta de 2026"
    assert field_words("periodicity") == "Periodicidad"
    assert field_words("appropriation 2025 vigencia") == "Apropiación de 2025 (vigencia)"
    with use_language("en"):
        assert field_words("report 2026-T1") == "Report of 2026-T1"
