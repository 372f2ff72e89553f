"""The columns of the tables of goals: key of the rows, Spanish heading, what it holds."""

from data_access.vocabulary.messages import N_

Columns = tuple[tuple[str, str, str], ...]
_LIGHTS: Columns = (
    ("rojo", N_("Rojo"), "integer"),
    ("amarillo", N_("Amarillo"), "integer"),
    ("verde", N_("Verde"), "integer"),
    ("naranja", N_("Naranja"), "integer"),
    ("sin_dato", N_("Sin dato"), "integer"),
    ("sin_iniciar", N_("Sin iniciar"), "integer"),
)
_MONEY: Columns = (
    ("appropriation", N_("Apropiación"), "pesos"),
    ("committed", N_("Comprometido"), "pesos"),
    ("paid", N_("Girado"), "pesos"),
)
_TOGETHER: Columns = (
    ("indicators", N_("Indicadores"), "integer"),
    ("advance", N_("Avance"), "percent"),
    ("ideal", N_("Programado"), "percent"),
    ("gap", N_("Brecha"), "percent"),
    ("left_out", N_("Sin entrar"), "integer"),
    *_LIGHTS,
    *_MONEY,
)

GOAL_COLUMNS: dict[str, Columns] = {
    "goals.progress": (
        ("goal", N_("Meta"), "text"),
        ("label", N_("Indicador"), "text"),
        ("entity", N_("Entidad"), "text"),
        ("mp", N_("Meta del período"), "number"),
        ("ma", N_("Meta acumulada"), "number"),
        ("av", N_("Avance acumulado"), "number"),
        ("pav", N_("Avance en la vigencia"), "percent"),
        ("phv", N_("Hasta la vigencia"), "percent"),
        ("paf", N_("Frente a la meta final"), "percent"),
        ("tid", N_("Trayectoria ideal"), "percent"),
        ("gap", N_("Brecha"), "percent"),
        ("light", N_("Semáforo"), "text"),
        ("state", N_("Estado"), "text"),
    ),
    "goals.summary": (
        ("label", N_("Semáforo o estado"), "text"),
        ("indicators", N_("Indicadores"), "integer"),
    ),
    "goals.tree": (("label", N_("Nivel"), "text"), *_TOGETHER),
    "goals.by_line": (("label", N_("Línea"), "text"), *_TOGETHER),
    "goals.by_component": (("label", N_("Componente"), "text"), *_TOGETHER),
    "goals.by_entity": (("label", N_("Entidad"), "text"), *_TOGETHER),
    "goals.series": (
        ("key", N_("Indicador"), "text"),
        ("kind", N_("Meta o reporte"), "text"),
        ("year", N_("Año"), "year"),
        ("quarter", N_("Trimestre"), "text"),
        ("version", N_("Versión"), "text"),
        ("value", N_("Valor"), "number"),
        ("printed", N_("Como se escribió"), "text"),
        ("qualitative", N_("Avance cualitativo"), "text"),
        ("reason", N_("Motivo"), "text"),
    ),
    "goals.contributions": (
        ("title", N_("Acción"), "text"),
        ("label", N_("Indicador"), "text"),
        ("quarter", N_("Trimestre"), "text"),
        ("entity", N_("Entidad"), "text"),
        ("quantity", N_("Aporte informado"), "number"),
        ("counted", N_("Cuenta para la ciudad"), "number"),
    ),
    "goals.budget": (
        ("label", N_("Meta"), "text"),
        ("year", N_("Año"), "year"),
        ("resource", N_("Recurso"), "text"),
        *_MONEY,
        ("committed_share", N_("Compromisos ÷ apropiación"), "percent"),
        ("paid_share", N_("Giros ÷ apropiación"), "percent"),
        ("paid_of_committed", N_("Giros ÷ compromisos"), "percent"),
    ),
    "goals.alerts": (
        ("label", N_("Alerta"), "text"),
        ("subject_label", N_("De qué"), "text"),
        ("entity", N_("Entidad"), "text"),
        ("deadline", N_("Fecha límite"), "day"),
        ("sentence", N_("Qué pasa"), "text"),
        ("what_to_do", N_("Qué hacer"), "text"),
    ),
    "goals.differences": (
        ("label", N_("De qué"), "text"),
        ("field", N_("Campo"), "text"),
        ("before", N_("Al cierre"), "text"),
        ("after", N_("Hoy"), "text"),
        ("who", N_("Quién"), "text"),
        ("when", N_("Cuándo"), "instant"),
        ("why", N_("Por qué"), "text"),
    ),
    "indicators.catalogue": (
        ("label", N_("Indicador"), "text"),
        ("family", N_("Familia"), "text"),
        ("value", N_("Último valor"), "number"),
        ("unit", N_("Unidad"), "text"),
        ("last_report", N_("Trimestre"), "text"),
        ("final_goal", N_("Meta final"), "number"),
        ("light", N_("Semáforo"), "text"),
    ),
    "indicators.index": (
        ("label", N_("Componente"), "text"),
        ("family", N_("Familia"), "text"),
        ("weight", N_("Ponderación"), "number"),
        ("value", N_("Valor"), "number"),
        ("worst", N_("Vale cero en"), "number"),
        ("best", N_("Vale uno en"), "number"),
        ("score", N_("Puntaje"), "percent"),
        ("low", N_("Índice más bajo"), "percent"),
        ("high", N_("Índice más alto"), "percent"),
    ),
}
"""The columns of each measure of goals by its name."""
