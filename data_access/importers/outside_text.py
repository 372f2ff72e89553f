"""Texts of outside publishers: kept as they came, unless they break or deceive."""

from data_access.importers.findings import Findings
from data_access.validation.values import at, read_text
from data_access.vocabulary.messages import N_

# Dashes and quotes of Windows that somebody read as Latin-1: invisible, harmless, and frequent
# in old registers. The text is evidence, so they stay; a row is not lost for them.
_CONTROLS = dict.fromkeys(range(0x80, 0xA0), " ")


def read_outside_text(text: str, column: str, findings: Findings) -> str:
    """``text`` without the white space around it, or "" with an error when it is not acceptable."""
    visible = text.translate(_CONTROLS)
    reading = read_text(visible)
    findings.issues += [
        at(issue, sheet=None, row=findings.row, column=column, value=text)
        for issue in reading.issues
    ]
    if reading.value is None:
        return ""
    if visible != text:
        findings.info(
            "text.invisible_signs",
            N_(
                "El texto trae signos de otra codificación que no se ven (guiones o comillas): se "
                "conservó como vino."
            ),
            column,
            text,
        )
    return text.strip(" \t\r\n")
