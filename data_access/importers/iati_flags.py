"""Attributes of an IATI activity that are a yes or a no and say something else."""

from collections.abc import Iterable
from typing import Any

from data_access.importers.findings import Findings
from data_access.importers.iati_codes import flag
from data_access.vocabulary.messages import N_


def tell_odd_flags(activity: dict[str, Any], findings: Findings) -> None:
    """Warn of what the standard does not know as a yes or a no, once for each attribute."""
    humanitarian = [activity["humanitarian"]]
    humanitarian += (item["humanitarian"] for item in activity["transactions"])
    _tell("humanitarian", humanitarian, findings)
    _tell("secondary-reporter", [activity["secondary"]], findings)


def _tell(attribute: str, texts: Iterable[str], findings: Findings) -> None:
    odd = {text for text in texts if text and flag(text) is None}
    if odd:
        findings.warning(
            "flag.unknown",
            N_(
                "«{value}» no es un sí ni un no en {attribute}: se leyó como si no estuviera. "
                "Escriba 1 o 0 (true o false)."
            ),
            attribute,
            ", ".join(sorted(odd)),
            attribute=attribute,
        )
