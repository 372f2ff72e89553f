"""The registry of the measures of goals and indicators, beside that of cooperation."""

from data_access.measures.result import Measure
from data_access.vocabulary.messages import N_

_FILTERS = (
    "marco", "objetivo", "programa", "linea", "componente", "meta", "indicador", "familia",
    "estado", "tipo_meta", "entidad", "sector", "corte",
)  # fmt: skip
_ADVANCE = N_(
    "Avance = Σ ponderación × PAF ÷ Σ ponderación, con cada PAF entre 0 y 1, sobre los indicadores "
    "iniciados y con dato. PAF = (avance acumulado − línea base) ÷ (meta final − línea base); sin "
    "línea base en metas de suma y constantes."
)
_ONCE = N_(
    "Cada indicador cuenta una vez. Los que no han iniciado, no tienen dato, ponderación o regla "
    "de cálculo no entran en el avance y se cuentan aparte; también se cuentan los que se cortaron "
    "en 0 o en 1. El que no tiene color en el semáforo porque este año no ha informado, o porque "
    "nada tenía programado, entra con su último reporte."
)
_SEEN = N_("Cuenta lo reportado hasta el corte; de cada trimestre, la última versión del reporte.")


def _measure(
    name: str, title: str, unit: str, definition: str, formula: str, counting_rule: str,
    dimension: str = "", dimensions: tuple[str, ...] = _FILTERS,
) -> Measure:  # fmt: skip
    return Measure(
        name=name,
        title=title,
        unit=unit,
        definition=definition,
        formula=formula,
        counting_rule=counting_rule,
        dimension=dimension,
        dimensions=dimensions,
        good_direction="up",
    )


_MEASURES = (
    _measure(
        "goals.progress", N_("Avance de las metas"), "ratio",
        N_("Por indicador de meta: meta del período (MP), meta acumulada (MA), avance acumulado "
           "(AV), avance en la vigencia (PAV), hasta la vigencia (PHV) y frente a la meta final "
           "(PAF), trayectoria ideal (TID), brecha, semáforo y estado, con los porcentajes del "
           "año completo al lado."),
        N_("MP = (meta del año − meta anterior) × meses ÷ 12 + meta anterior; en las metas de "
           "suma, meta del año × meses ÷ 12. PAV = avance del año ÷ MP. PHV = AV ÷ MA. PAF = AV ÷ "
           "meta final. TID = MA ÷ meta final. Brecha = PAF − TID. En metas crecientes y "
           "decrecientes se resta la línea base a cada término."),
        _SEEN, "indicador",
    ),
    _measure(
        "goals.summary", N_("Las metas de un vistazo"), "ratio",
        N_("Cuántos indicadores hay en cada color del semáforo y en cada estado, el avance "
           "ponderado de todos, el tiempo transcurrido del plan y su presupuesto."),
        _ADVANCE, _ONCE, "estado",
    ),
    _measure(
        "goals.tree", N_("Del objetivo a la meta"), "ratio",
        N_("El árbol de cada marco, de su primer nivel a las metas, con ponderación, dinero y "
           "avance de lo que depende de cada nivel."),
        _ADVANCE, _ONCE,
    ),
    _measure(
        "goals.by_line", N_("Metas por línea"), "ratio",
        N_("Avance, semáforo y presupuesto de las metas de cada línea estratégica."),
        _ADVANCE, _ONCE, "linea",
    ),
    _measure(
        "goals.by_component", N_("Metas por componente"), "ratio",
        N_("Avance, semáforo y presupuesto de las metas de cada componente."),
        _ADVANCE, _ONCE, "componente",
    ),
    _measure(
        "goals.by_entity", N_("Metas por entidad"), "ratio",
        N_("Avance, semáforo y presupuesto de las metas de las que responde cada entidad."),
        _ADVANCE, _ONCE, "entidad",
    ),
    _measure(
        "goals.series", N_("Metas anuales y reportes"), "count",
        N_("Las metas de cada año y los reportes de cada trimestre de un indicador, con todas sus "
           "versiones: qué decían, quién las cambió, cuándo y por qué."),
        N_("Rige la última versión: de una meta, la última decidida hasta el corte; de un "
           "reporte, la última recibida."),
        _SEEN,
    ),
    _measure(
        "goals.contributions", N_("Acciones que aportan a las metas"), "count",
        N_("Qué acciones aportan a cada indicador, cuánto, en qué trimestre y qué entidades lo "
           "informan."),
        N_("Aporte de la ciudad = Σ, por acción y trimestre, del mayor aporte informado."),
        N_("Un aporte que informan varias entidades cuenta una vez para la ciudad y se ve en cada "
           "entidad. Aportes a indicadores distintos no se suman."),
    ),
    _measure(
        "goals.budget", N_("Presupuesto de las metas"), "money",
        N_("Apropiación, compromisos y giros en pesos por meta y año, al último trimestre "
           "informado hasta el corte; la vigencia y la reserva van aparte."),
        N_("Compromisos ÷ apropiación, giros ÷ apropiación y giros ÷ compromisos. Avance físico = "
           "Σ apropiación × (ejecutado ÷ programado del año, entre 0 y 1) ÷ Σ apropiación."),
        N_("Los montos se acumulan dentro del año. El dinero de un nivel superior cuenta una vez, "
           "y solo si sus metas no traen el suyo."),
    ),
    _measure(
        "goals.alerts", N_("Alertas de las metas"), "count",
        N_("Qué está tarde, es inconsistente o está por vencer, de quién es y hasta cuándo se "
           "informa."),
        N_("Una alerta por cada regla del catálogo que no se cumple."),
        N_("Cada regla cuenta una vez por indicador, nivel o trimestre que no la cumple."),
        dimensions=(*_FILTERS, "gravedad"),
    ),
    _measure(
        "goals.differences", N_("Cambios desde el cierre del corte"), "count",
        N_("Qué dice hoy el registro que no decía cuando se cerró el corte: campo, antes, "
           "después, quién, cuándo y por qué."),
        N_("Cifra guardada en el corte cerrado frente a la que se calcula hoy para el mismo "
           "corte."),
        N_("Un corte que no está cerrado no tiene cambios."),
    ),
    _measure(
        "indicators.catalogue", N_("Indicadores de internacionalización"), "count",
        N_("Los indicadores por familia: último valor, corte, meta, tendencia y serie."),
        N_("Tendencia: último valor frente al anterior. Lo que calcula el registro se compara por "
           "años completos; el año en curso todavía no."),
        _SEEN, "indicador",
    ),
    _measure(
        "indicators.index", N_("Índice de internacionalización"), "ratio",
        N_("Índice compuesto de cooperación, relacionamiento, posicionamiento y gobernanza, con "
           "ponderaciones públicas, y cuánto cambia si cada ponderación se mueve una cuarta "
           "parte."),
        N_("Índice = Σ ponderación × puntaje. Puntaje = (valor − peor) ÷ (mejor − peor), entre 0 "
           "y 1; peor y mejor son los extremos publicados, o cero y la meta."),
        N_("Un componente sin dato no entra y las demás ponderaciones se reescalan."),
        dimensions=("corte",),
    ),
)  # fmt: skip

GOAL_MEASURES: dict[str, Measure] = {measure.name: measure for measure in _MEASURES}
