"""The page about the data says everything in words."""

from data_access.importers.registry import IMPORTERS as KNOWN
from layouts.components.source_lists import IMPORTERS


def test_every_importer_has_a_name_for_readers():
    assert set(KNOWN) <= set(IMPORTERS)
