"""The catalogue of alerts: what each rule is called, what it means, what to do about it."""

from dataclasses import dataclass

from data_access.vocabulary.issues import Severity
from data_access.vocabulary.messages import N_


@dataclass(frozen=True)
class AlertRule:
    """A rule of the catalogue; texts are Spanish, marked for translation.

    ``explanation`` has ``{name}`` placeholders, filled from the values of an alert.
    """

    code: str
    severity: Severity
    title: str
    explanation: str
    what_to_do: str


_PLAN = (
    AlertRule(
        "plan.weights_do_not_add", Severity.ERROR, N_("Las ponderaciones no suman 100"),
        N_("Las ponderaciones de lo que depende de este nivel suman {sum}; deben sumar 100 o "
           "el peso del propio nivel."),
        N_("Revise las ponderaciones con Planeación y cárguelas de nuevo."),
    ),
    AlertRule(
        "budget.told_twice", Severity.WARNING, N_("Presupuesto que no suma en ninguna cifra"),
        N_("Lo que depende de este nivel ya tiene presupuesto ({codes}); para no contarlo dos "
           "veces, el de este nivel no suma."),
        N_("Deje el presupuesto en las metas: cargue el de este nivel otra vez con los montos "
           "vacíos. Si el que vale es el de este nivel, vacíe el de las metas."),
    ),
    AlertRule(
        "targets.do_not_add", Severity.ERROR, N_("Las metas anuales no suman la meta final"),
        N_("En un indicador de suma las metas anuales deben sumar la meta final: suman {sum} y la "
           "meta final es {final}."),
        N_("Corrija la meta anual o la meta final, con el acto que la cambió."),
    ),
    AlertRule(
        "targets.last_is_not_final", Severity.ERROR,
        N_("La última meta anual no es la meta final"),
        N_("Un indicador de nivel termina en su meta final: la última meta anual es {last} y la "
           "meta final es {final}."),
        N_("Corrija la última meta anual o la meta final, con el acto que la cambió."),
    ),
    AlertRule(
        "goal.below_baseline", Severity.ERROR, N_("Meta creciente por debajo de la línea base"),
        N_("El indicador debe crecer, pero su meta final {final} es menor que la línea base "
           "{baseline}."),
        N_("Verifique la línea base, la meta final y el tipo de anualización."),
    ),
    AlertRule(
        "goal.above_baseline", Severity.ERROR, N_("Meta decreciente por encima de la línea base"),
        N_("El indicador debe bajar, pero su meta final {final} es mayor que la línea base "
           "{baseline}."),
        N_("Verifique la línea base, la meta final y el tipo de anualización."),
    ),
    AlertRule(
        "goal.negative", Severity.ERROR, N_("Meta final negativa"),
        N_("La meta final es {final}; una meta no puede ser menor que cero."),
        N_("Corrija la meta final en la hoja de vida del indicador."),
    ),
    AlertRule(
        "baseline.missing", Severity.ERROR, N_("Indicador decreciente sin línea base"),
        N_("Sin línea base no se sabe desde dónde baja; mientras tanto se usa una ficticia, que "
           "sale de la primera meta y de la meta final."),
        N_("Registre el valor, el año y la fuente de la línea base."),
    ),
    AlertRule(
        "scale.mixed", Severity.WARNING, N_("Escalas mezcladas"),
        N_("Hay valores que no van en la escala de los demás: el menor es {small} y el mayor, "
           "{large}."),
        N_("Escriba todas las metas y reportes en la misma escala."),
    ),
    AlertRule(
        "dates.reversed", Severity.ERROR, N_("Termina antes de empezar"),
        N_("La fecha de inicio {starts} es posterior a la fecha de fin {ends}."),
        N_("Corrija las fechas del indicador."),
    ),
    AlertRule(
        "targets.outside_dates", Severity.WARNING, N_("Metas fuera de las fechas"),
        N_("Hay metas en años en que el indicador no está en curso: {years}."),
        N_("Corrija las fechas o retire las metas de esos años."),
    ),
    AlertRule(
        "indicator.weight_without_validity", Severity.ERROR,
        N_("Indicador no vigente con ponderación"),
        N_("El indicador no está vigente y todavía pesa {weight}."),
        N_("Ponga su ponderación en cero y reparta el peso entre los vigentes."),
    ),
    AlertRule(
        "indicator.unassigned", Severity.WARNING, N_("Indicador sin responsable"),
        N_("El indicador está vigente y ninguna entidad responde por él."),
        N_("Asigne la entidad responsable."),
    ),
)  # fmt: skip

_IDENTITY = (
    AlertRule(
        "indicator.duplicated", Severity.ERROR, N_("Código repetido"),
        N_("El código aparece {times} veces en el plan."),
        N_("Deje un solo indicador con ese código o dé otro código a los demás."),
    ),
    AlertRule(
        "indicator.identity_changed", Severity.ERROR, N_("Cambió un dato de identidad"),
        N_("El campo «{field}» pasó de «{before}» a «{after}» después de un corte cerrado; los "
           "reportes anteriores ya no significan lo mismo."),
        N_("Restituya el valor anterior o cree un indicador nuevo."),
    ),
    AlertRule(
        "indicator.new", Severity.INFO, N_("Indicador nuevo"),
        N_("No existía al cerrar el corte {closed}."),
        N_("Verifique que el cambio del plan esté aprobado."),
    ),
    AlertRule(
        "indicator.gone", Severity.WARNING, N_("Indicador que ya no se mide"),
        N_("Al cerrar el último corte estaba vigente y ya no lo está, o ya no existe."),
        N_("Escriba en sus observaciones por qué dejó de medirse y qué acto lo decidió."),
    ),
)  # fmt: skip

_REPORTS = (
    AlertRule(
        "report.overdue", Severity.ERROR, N_("Reporte vencido"),
        N_("El año tiene meta y el reporte del corte {quarter} no ha llegado."),
        N_("Reporte el avance, aunque sea cero, o diga por qué no aplica."),
    ),
    AlertRule(
        "report.deadline_near", Severity.INFO, N_("El plazo está por vencer"),
        N_("Quedan {days} días para reportar el corte {quarter} (aviso de {step} días)."),
        N_("Reporte el avance antes de la fecha límite."),
    ),
    AlertRule(
        "report.without_target", Severity.WARNING, N_("Reporte sin meta"),
        N_("Se reportó {value} en el corte {quarter}, de un año sin meta programada."),
        N_("Programe la meta del año o retire el reporte."),
    ),
    AlertRule(
        "report.not_a_number", Severity.ERROR, N_("El valor reportado no es un número"),
        N_("El valor del corte {quarter} no se pudo leer como número."),
        N_("Escriba el número y deje las palabras en el reporte cualitativo."),
    ),
    AlertRule(
        "report.fell", Severity.WARNING, N_("Un indicador creciente bajó"),
        N_("En el corte {quarter} pasó de {before} a {after}, y debe crecer."),
        N_("Verifique el valor y explique la caída."),
    ),
    AlertRule(
        "report.rose", Severity.WARNING, N_("Un indicador decreciente subió"),
        N_("En el corte {quarter} pasó de {before} a {after}, y debe bajar."),
        N_("Verifique el valor y explique el aumento."),
    ),
    AlertRule(
        "report.over_limit", Severity.WARNING, N_("Avance por encima del límite"),
        N_("El avance es de {percentage} % de lo programado y el límite es {limit} %."),
        N_("Verifique el reporte; si es correcto, considere reprogramar la meta."),
    ),
    AlertRule(
        "report.over_final", Severity.WARNING, N_("Se pasó de la meta final"),
        N_("Lo alcanzado es {reached} y la meta final es {final}."),
        N_("Verifique el acumulado; si es correcto, considere reprogramar la meta."),
    ),
    AlertRule(
        "report.unjustified", Severity.ERROR, N_("Falta la justificación"),
        N_("El semáforo del corte {quarter} está en «{light}», y el reporte no lo justifica."),
        N_("Escriba la justificación del rezago."),
    ),
    AlertRule(
        "report.overshoot_unjustified", Severity.ERROR, N_("Sobrecumplimiento sin justificación"),
        N_("Lo ejecutado al corte {quarter} supera el límite de lo programado, y el reporte no lo "
           "justifica."),
        N_("Escriba la justificación del sobrecumplimiento."),
    ),
    AlertRule(
        "report.without_qualitative", Severity.WARNING, N_("Falta el reporte cualitativo"),
        N_("El corte {quarter} tiene un número y ninguna explicación."),
        N_("Describa qué se hizo y con qué resultado."),
    ),
    AlertRule(
        "report.percentage_differs", Severity.WARNING,
        N_("El porcentaje escrito no es el calculado"),
        N_("La entidad escribió {stated} % de la vigencia y el cálculo da {computed} %."),
        N_("Revise el valor reportado y la meta; la cifra que vale es la calculada."),
    ),
    AlertRule(
        "report.closed_period_changed", Severity.ERROR, N_("Cambió un período cerrado"),
        N_("El valor del corte {quarter} era «{before}» al cerrarlo y ahora es «{after}»."),
        N_("Confirme la corrección y su motivo; el corte cerrado no cambia."),
    ),
)  # fmt: skip

ALERTS = {rule.code: rule for rule in (*_PLAN, *_IDENTITY, *_REPORTS)}
