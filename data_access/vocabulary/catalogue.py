"""The catalogues as plain look-ups, so that importers match names without touching the store."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data_access.vocabulary.names import fold


@dataclass(frozen=True)
class Catalogue:
    """Folded alias → code, for every catalogue. Built once per import by the services."""

    entities: Mapping[str, str] = field(default_factory=dict)
    partners: Mapping[str, int] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    codelists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    partner_facts: Mapping[int, tuple[str, str | None]] = field(default_factory=dict)

    def entity(self, text: str) -> str | None:
        """The acronym of the entity that people write as ``text``."""
        return self.entities.get(fold(text))

    def partner(self, text: str) -> int | None:
        """The id of the partner that people write as ``text``."""
        return self.partners.get(fold(text))

    def country(self, text: str) -> str | None:
        """The ISO 3166 alpha-3 code of a country written as a name, alpha-2 or alpha-3."""
        return self.countries.get(fold(text))

    def code(self, codelist: str, text: str) -> str | None:
        """The code that ``text`` (a code, name in either language, or alias) stands for."""
        return self.codelists.get(codelist, {}).get(fold(text))

    def partner_country(self, partner_id: int) -> str | None:
        """The partner's country, if it has one."""
        return self.partner_facts.get(partner_id, ("", None))[1]
