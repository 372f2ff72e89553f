"""The registry of measures: name, title, unit, definition, formula and counting rule of each."""

from data_access.measures.catalogue_goals import GOAL_MEASURES
from data_access.measures.result import Measure
from data_access.vocabulary.messages import N_

_AMOUNT = N_(
    "Suma del monto elegido en la moneda elegida, convertido con la tasa de la fecha de cada "
    "monto: comprometido, desembolsado (tipo 3 de IATI), gastado (desembolsos más gastos: tipos 3 "
    "y 4), programado (presupuestos, por los días de cada año) o entrante (tipo 1). Ningún total "
    "los mezcla. No suma contrapartidas ni montos sin valorar o sin tasa."
)
_SPLIT = N_(
    "Cada acción cuenta una vez en la ciudad y una vez en cada categoría que tiene. Su dinero se "
    "reparte según los porcentajes declarados o, sin ellos, por partes iguales, de modo que las "
    "categorías, con «Sin asignar», suman el total. El dinero cuenta en el año de su propia fecha; "
    "la acción, en los años en que estuvo en curso. De los publicadores IATI, lo que una actividad "
    "repite de sus componentes o una copia repite de otra cuenta una sola vez."
)
_ALL = (
    "fuente", "entidad", "sector", "pais", "aliado", "tipo_aliado", "modalidad", "direccion",
    "etapa", "ods", "sector_cad", "territorio", "anio_desde", "anio_hasta", "moneda", "monto",
    "clase", "texto",
)  # fmt: skip


def _by(name: str, dimension: str, title: str, definition: str) -> Measure:
    return Measure(
        name=f"cooperation.{name}",
        title=title,
        unit="money",
        definition=definition,
        formula=_AMOUNT,
        counting_rule=_SPLIT,
        dimension=dimension,
        dimensions=_ALL,
    )


_BREAKDOWNS = (
    _by(
        "by_year", "anio", N_("Cooperación por año"),
        N_("Dinero por el año de su fecha y acciones en curso en cada año. Sin fecha del monto se "
           "usa el inicio de la acción; sin inicio, «Sin fecha»."),
    ),
    _by(
        "by_country", "pais", N_("Cooperación por país"),
        N_("Dinero y acciones por país. En la cooperación recibida es el país que coopera; en la "
           "ofrecida y en los datos de publicadores IATI, el país receptor. «Varios países» reúne "
           "lo que la fuente no separa."),
    ),
    _by(
        "by_partner", "aliado", N_("Cooperación por aliado"),
        N_("Dinero y acciones por aliado financiador. Varios aliados sin porcentajes se reparten "
           "por partes iguales."),
    ),
    _by(
        "by_partner_type", "tipo_aliado", N_("Cooperación por tipo de aliado"),
        N_("Dinero y acciones por tipo de aliado financiador."),
    ),
    _by(
        "by_entity", "entidad", N_("Cooperación por entidad"),
        N_("Dinero y acciones por entidad distrital. El dinero de una acción de varias entidades "
           "se reparte por partes iguales si no hay porcentajes."),
    ),
    _by(
        "by_district_sector", "sector", N_("Cooperación por sector administrativo"),
        N_("Dinero y acciones por el sector administrativo de la entidad."),
    ),
    _by(
        "by_sector", "sector_cad", N_("Cooperación por sector CAD"),
        N_("Dinero y acciones por sector del Comité de Ayuda al Desarrollo (CAD), a tres dígitos."),
    ),
    _by(
        "by_sdg", "ods", N_("Cooperación por ODS"),
        N_("Dinero y acciones por Objetivo de Desarrollo Sostenible."),
    ),
    _by(
        "by_modality", "modalidad", N_("Cooperación por modalidad"),
        N_("Dinero y acciones por modalidad de cooperación."),
    ),
    _by(
        "by_direction", "direccion", N_("Cooperación por dirección"),
        N_("Dinero y acciones según sea recibida, ofrecida o de doble vía."),
    ),
    _by(
        "by_stage", "etapa", N_("Cooperación por etapa"),
        N_("Dinero y acciones por la etapa en que está la acción."),
    ),
    _by(
        "by_class", "clase", N_("Cooperación por clase de flujo"),
        N_("Dinero y acciones de cada clase de flujo del registro de la ciudad: recibida no "
           "reembolsable, créditos, ofrecida y sin clase, que nunca se suman entre sí; las "
           "canceladas se cuentan aparte, sin su dinero."),
    ),
    _by(
        "by_territory", "territorio", N_("Cooperación por territorio"),
        N_("Dinero y acciones por territorio; el ámbito nacional va aparte de los lugares."),
    ),
)  # fmt: skip

_OTHERS = (
    Measure(
        name="cooperation.totals",
        title=N_("Cooperación en cifras"),
        unit="money",
        definition=N_(
            "Acciones, aliados financiadores y países distintos; montos comprometidos, "
            "desembolsados y de contrapartida; acciones sin monto reportado y sin tasa de cambio."
        ),
        formula=_AMOUNT,
        counting_rule=N_(
            "Cada acción, aliado y país cuenta una vez. «Sin monto reportado» son las acciones sin "
            "ningún monto reportado, contrapartidas aparte: las «sin valorar», a las que nadie "
            "puso precio, y las «no reportadas», de las que nada se dice. Ninguna es cero."
        ),
        dimensions=_ALL,
    ),
    Measure(
        name="cooperation.flows",
        title=N_("De los países a las entidades y los sectores"),
        unit="money",
        definition=N_(
            "Dinero que va de cada país a cada entidad y de cada entidad a cada sector CAD. Se "
            "muestran los doce mayores de cada columna; el resto va en «Otros»."
        ),
        formula=_AMOUNT,
        counting_rule=_SPLIT,
        dimensions=_ALL,
    ),
    Measure(
        name="cooperation.concentration",
        title=N_("Concentración por aliado"),
        unit="ratio",
        definition=N_(
            "Qué parte del dinero con aliado conocido aportan los cinco mayores, y el índice de "
            "Herfindahl-Hirschman (0 a 1): 1 es un solo aliado."
        ),
        formula=N_("HHI = Σ sᵢ², donde sᵢ es la parte de cada aliado en el dinero con aliado."),
        counting_rule=_SPLIT,
        dimension="aliado",
        dimensions=_ALL,
        good_direction="down",
    ),
    Measure(
        name="cooperation.records",
        title=N_("Registros de cooperación"),
        unit="money",
        definition=N_(
            "Las acciones que responden a los filtros, una por fila, con la parte de su dinero "
            "que entra en la pregunta."
        ),
        formula=_AMOUNT,
        counting_rule=_SPLIT,
        dimensions=_ALL,
    ),
    Measure(
        name="exchange_rates.by_year",
        title=N_("Tasas de cambio por año"),
        unit="rate",
        definition=N_(
            "Promedio por día calendario de cada tasa con que se convierten los montos, por año y "
            "fuente, y cuántos días del año cubre."
        ),
        formula=N_("Σ (tasa × días en que rigió en el año) ÷ días cubiertos."),
        counting_rule=N_("Cada día cuenta una vez con la tasa que rigió ese día."),
        dimension="anio",
        dimensions=("anio_desde", "anio_hasta"),
    ),
    Measure(
        name="data_quality.by_source",
        title=N_("Calidad de los datos por fuente"),
        unit="ratio",
        definition=N_(
            "Por fuente: parte de los diez campos requeridos que está diligenciada, acciones sin "
            "clase de flujo, con aliados por confirmar, sin monto reportado, sin fecha y sin tasa "
            "de cambio."
        ),
        formula=N_(
            "Campos diligenciados ÷ (acciones × 10). Campos: aliado, sector CAD, ODS, modalidad, "
            "dirección, etapa, territorio, entidad, país y año."
        ),
        counting_rule=N_("Cada acción cuenta una vez en su fuente."),
        dimension="fuente",
        dimensions=("fuente", "moneda"),
        good_direction="up",
    ),
)

MEASURES: dict[str, Measure] = {
    **{measure.name: measure for measure in (*_OTHERS, *_BREAKDOWNS)},
    **GOAL_MEASURES,
}
TOLD_APART = ("cooperation.by_class", "cooperation.records")
"""Measures whose rows tell their own money even where that of the whole is not added up."""
