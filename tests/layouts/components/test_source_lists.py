"""The page about the data says everything in words."""

from data_access.importers.registry import IMPORTERS as KNOWN
from data_access.measures.result import SourceNote
from layouts.components.receipt import source_words
from layouts.components.source_lists import IMPORTERS


def test_every_importer_has_a_name_for_readers():
    assert set(KNOWN) <= set(IMPORTERS)


def test_the_norm_of_a_plan_is_said_and_is_no_licence():
    plan = SourceNote("plan", "development_plan", "Plan", "", "", None, norm="Acuerdo 927 de 2024")
    assert source_words(plan) == "Plan · Acuerdo 927 de 2024"
    register = SourceNote("distrito", "register", "Registro", "CC BY 4.0", "", None)
    assert source_words(register) == "Registro · licencia CC BY 4.0"
