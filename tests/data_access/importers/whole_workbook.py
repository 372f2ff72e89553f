"""A workbook of cooperation with all its rows read, for tests that look at them again."""

from collections.abc import Iterable

from data_access.importers import cooperation
from data_access.importers.reader import RawSheet
from data_access.vocabulary.drafts import ActionDraft, ParsedFile
from tests.data_access.importers.small_catalogue import CATALOGUE


def parse(sheets: Iterable[RawSheet], file_name: str) -> ParsedFile[ActionDraft]:
    """What the importer makes of ``sheets``."""
    parsed = cooperation.parse(sheets, CATALOGUE, file_name)
    parsed.rows = list(parsed.rows)
    return parsed
