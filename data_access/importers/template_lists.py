"""The values that the drop-downs of GLOBO's workbook offer."""

from collections.abc import Sequence

from data_access.vocabulary.catalogue import Catalogue

_CODED = frozenset({"sdg", "dac_sector_category"})
_USUAL_CURRENCIES = ("USD", "EUR", "COP", "GBP", "JPY")
_SEPARATORS = frozenset(";|\n")
_YES_NO = ("Sí", "No")


def list_values(catalogue: Catalogue) -> dict[str, Sequence[str]]:
    """For each list, values that the importer takes as they are written.

    Entities are acronyms, currencies codes with the usual ones first, countries and partners
    names in alphabetical order, and lists with numbers "number - name".
    """
    labels = catalogue.labels
    found: dict[str, Sequence[str]] = {
        codelist: [_value(codelist, code, name) for code, name in names.items()]
        for codelist, names in labels.items()
    }
    currencies = labels.get("currency", {})
    found["currency"] = [
        *(code for code in _USUAL_CURRENCIES if code in currencies),
        *sorted(code for code in currencies if code not in _USUAL_CURRENCIES),
    ]
    found["entity"] = sorted(labels.get("entity", {}))
    for named in ("country", "partner"):
        found[named] = sorted(
            name for name in labels.get(named, {}).values() if not _SEPARATORS & set(name)
        )
    found["reimbursable"] = _YES_NO
    return {codelist: values for codelist, values in found.items() if values}


def _value(codelist: str, code: str, name: str) -> str:
    if _SEPARATORS & set(name):
        return code
    return f"{code} - {name}" if codelist in _CODED else name
