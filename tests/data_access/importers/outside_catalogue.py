"""A small catalogue for files of outside publishers, and the issues of rows by code."""

from collections.abc import Mapping
from pathlib import Path

from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ParsedFile
from data_access.vocabulary.names import fold

FILES = Path(__file__).parents[2] / "files" / "imports"
SPAIN, WORLD_BANK = 1, 2


def _folded(names: Mapping[str, object]) -> dict:
    return {fold(name): value for name, value in names.items()}


CATALOGUE = Catalogue(
    entities=_folded({"EDA": "EDA", "Empresa del Agua": "EDA"}),
    partners=_folded(
        {"Spain": SPAIN, "España": SPAIN, "World Bank": WORLD_BANK, "Aguas Unidas": 3}
    ),
    countries=_folded({"CO": "COL", "ES": "ESP"}),
    codelists={
        "modality": _folded(
            {"Cooperación Técnica": "tecnica", "Donaciones en especie": "en-especie"}
        ),
        "cooperation_type": _folded({"BILATERALES": "bilateral", "SUR SUR": "sur-sur"}),
        "territory": _folded(
            {"AMBITO NACIONAL": "nacional", "PUERTO CLARO": "puerto-claro", "COSTA": "costa"}
        ),
        "currency": _folded({"US Dolar": "USD", "USD": "USD", "EUR": "EUR"}),
        "dac_sector_category": _folded({"110": "110", "140": "140", "151": "151", "152": "152"}),
        "sdg": {str(goal): str(goal) for goal in range(1, 18)},
    },
    partner_facts={SPAIN: ("gobierno-nacional", "ESP"), WORLD_BANK: ("multilateral", None)},
)


def codes(parsed: ParsedFile) -> list[list[str]]:
    """The issue codes of each row, sorted."""
    return [sorted(issue.code for issue in row.issues) for row in parsed.rows]
