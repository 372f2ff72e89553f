"""Small IATI files made by hand: what is not said is sound and of no interest."""

from pathlib import Path

from data_access.importers import iati
from data_access.importers.received import Received
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ActionDraft, RowDraft

COLOMBIA = '<recipient-country code="CO"/>'


def activity(
    inside: str = "",
    *,
    identifier: str = "XM-TEST-1",
    publisher: str = "XM-TEST",
    attributes: str = "",
    reporting: str = "",
    places: str = COLOMBIA,
) -> str:
    """An activity in dollars that began in 2020, with the elements of ``inside``."""
    return f"""<iati-activity default-currency="USD" {attributes}>
      <iati-identifier>{identifier}</iati-identifier>
      <reporting-org ref="{publisher}" type="10" {reporting}>
        <narrative>Publicador {publisher}</narrative>
      </reporting-org>
      <title><narrative>Actividad {identifier}</narrative></title>
      <participating-org role="1" type="10"><narrative>Spain</narrative></participating-org>
      <activity-status code="2"/><activity-date type="2" iso-date="2020-01-01"/>
      {places}{inside}
    </iati-activity>"""


def transaction(
    kind: str,
    value: str,
    day: str = "2021-06-01",
    *,
    value_date: str = "",
    attributes: str = "",
    inside: str = "",
) -> str:
    """A transaction of that type."""
    dated = f'value-date="{value_date}"' if value_date else ""
    return f"""<transaction {attributes}><transaction-type code="{kind}"/>
      <transaction-date iso-date="{day}"/><value {dated}>{value}</value>{inside}</transaction>"""


def budget(value: str, start: str, end: str, *, kind: str = "1", element: str = "budget") -> str:
    """A budget, or another plan of money over a period."""
    return f"""<{element} type="{kind}" status="2"><period-start iso-date="{start}"/>
      <period-end iso-date="{end}"/><value value-date="{start}">{value}</value></{element}>"""


def write(path: Path, *activities: str) -> Path:
    """The file at ``path`` with those activities."""
    text = f'<iati-activities version="2.03">{"".join(activities)}</iati-activities>'
    path.write_text(text, encoding="utf-8")
    return path


def read_rows(folder: Path, catalogue: Catalogue, *activities: str) -> list[RowDraft[ActionDraft]]:
    """The rows of a file with those activities."""
    path = write(folder / "activities.xml", *activities)
    return list(iati.read(Received(path, path.name), catalogue).rows)
