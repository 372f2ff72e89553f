"""The city's own register as a source, named by its entity package."""

from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import SourceDraft


def register_code(catalogue: Catalogue) -> str:
    """The source code of the city's own register."""
    return catalogue.labels.get("place", {}).get("register_code", "registro")


def home_country(catalogue: Catalogue) -> str:
    """The ISO 3166 alpha-3 code of the city's own country, "" before there is a package."""
    return catalogue.labels.get("place", {}).get("home_country", "")


def source_of(catalogue: Catalogue) -> SourceDraft:
    """The city's own register, as its entity package names it."""
    place = catalogue.labels.get("place", {})
    code = register_code(catalogue)
    return SourceDraft(
        code=code,
        family=code,
        kind="district",
        name_es=place.get("register_es", code),
        name_en=place.get("register_en", code),
        licence=place.get("licence", ""),
    )
