"""The importers by name; the command line and the screens list them from here."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from data_access.importers import apc, cooperation, iati, trm
from data_access.importers.reader import stream_sheets
from data_access.importers.received import Received
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ParsedFile
from data_access.vocabulary.messages import N_


@dataclass(frozen=True)
class Importer:
    """A kind of file that GLOBO takes in; texts are Spanish, marked for translation.

    ``read`` turns a received file that passed the gate into drafts, raising ``Refused``;
    ``companions`` name the further files that it can use; without ``needs_catalogues`` no name
    of the file is matched to ours.
    """

    name: str
    title: str
    description: str
    read: Callable[[Received, Catalogue], ParsedFile]
    companions: tuple[str, ...] = ()
    needs_catalogues: bool = True


def _read_cooperation(received: Received, catalogue: Catalogue) -> ParsedFile:
    # A sheet is parsed while its rows are read, and none is held for the next step.
    with closing(stream_sheets(received.path)) as sheets:
        return cooperation.parse(sheets, catalogue, received.name)


IMPORTERS = {
    importer.name: importer
    for importer in (
        Importer(
            "cooperation",
            N_("Libro de cooperación"),
            N_("El libro de GLOBO con las acciones de cooperación de las entidades."),
            _read_cooperation,
        ),
        Importer(
            "apc",
            N_("Registro nacional de APC-Colombia"),
            N_(
                "Los proyectos de cooperación que publicó AidData en 2016: project_ancillary.csv "
                "con su compañero projects.csv."
            ),
            apc.read,
            (apc.PROJECTS,),
        ),
        Importer(
            "iati",
            N_("Actividades de la IATI"),
            N_("Un archivo XML de actividades, versiones 1.0x y 2.0x, de cualquier publicador."),
            iati.read,
        ),
        Importer(
            "trm",
            N_("Tasa representativa del mercado (TRM)"),
            N_("El archivo oficial con los pesos por dólar, por período de vigencia."),
            trm.read,
            needs_catalogues=False,
        ),
    )
}
