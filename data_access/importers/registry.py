"""The importers by name; the command line and the screens list them from here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from data_access.importers import apc, cooperation, iati, plan, plan_figures, progress, rates, trm
from data_access.importers.received import Received
from data_access.services.imports import run_import
from data_access.services.plan_figures import (
    save_budgets,
    save_contributions,
    save_reprogrammed,
)
from data_access.services.plan_reports import save_reports
from data_access.services.plans import save_plan
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ImportOutcome, ParsedFile
from data_access.vocabulary.messages import N_


@dataclass(frozen=True)
class Importer:
    """A kind of file that GLOBO takes in; texts are Spanish, marked for translation.

    ``read`` turns a received file that passed the gate into drafts, raising ``Refused``, at the
    latest when the drafts are gone through; ``save`` writes them in one transaction.
    ``companions`` name the further files that it can use, ``options`` what else one may say;
    without ``needs_catalogues`` the file is of use before the names that it holds are known.
    """

    name: str
    title: str
    description: str
    read: Callable[[Received, Catalogue], ParsedFile[Any]]
    save: Callable[..., ImportOutcome] = run_import
    companions: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    needs_catalogues: bool = True


IMPORTERS = {
    importer.name: importer
    for importer in (
        Importer(
            "cooperation",
            N_("Libro de cooperación"),
            N_("El libro de GLOBO con las acciones de cooperación de las entidades."),
            cooperation.read,
        ),
        Importer(
            "apc",
            N_("Registro nacional de APC-Colombia"),
            N_(
                "Los proyectos de cooperación que publicó AidData en 2016: project_ancillary.csv "
                "con su compañero projects.csv."
            ),
            apc.read,
            companions=(apc.PROJECTS,),
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
        Importer(
            "rates",
            N_("Tasas de cambio"),
            N_(
                "Tasas de cualquier moneda por período y fuente, con los encabezados del archivo "
                "de tasas del paquete de la entidad."
            ),
            rates.read,
            needs_catalogues=False,
        ),
        Importer(
            "plan",
            N_("Plan con metas e indicadores"),
            N_(
                "La tabla de un plan de desarrollo, una política o un proyecto: su árbol, sus "
                "metas, sus indicadores y lo programado por año."
            ),
            plan.read,
            save_plan,
            (plan.MAP,),
            (plan.FRAMEWORK,),
            needs_catalogues=False,
        ),
        Importer(
            "progress",
            N_("Avance de los indicadores"),
            N_("Los reportes trimestrales de las entidades, en la plantilla de GLOBO."),
            progress.read,
            save_reports,
            options=(plan.FRAMEWORK,),
            needs_catalogues=False,
        ),
        Importer(
            "budgets",
            N_("Presupuesto de las metas"),
            N_("Apropiación, compromisos y giros por meta o proyecto, trimestre y recurso."),
            plan_figures.read_budgets,
            save_budgets,
            options=(plan.FRAMEWORK,),
            needs_catalogues=False,
        ),
        Importer(
            "contributions",
            N_("Aportes de las acciones a las metas"),
            N_("Qué entrega cada acción a un indicador, en qué trimestre y por qué entidad."),
            plan_figures.read_contributions,
            save_contributions,
            options=(plan.FRAMEWORK,),
        ),
        Importer(
            "reprogrammed",
            N_("Metas reprogramadas"),
            N_("Lo programado de un año que cambió un acto, con su fecha."),
            plan_figures.read_reprogrammed,
            save_reprogrammed,
            options=(plan.FRAMEWORK,),
            needs_catalogues=False,
        ),
    )
}
