"""The sentence of the measures of goals: what the figure says, in words."""

from collections.abc import Callable
from decimal import Decimal
from functools import wraps
from typing import Any

from data_access.measures.result import MeasureResult
from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import _, ngettext, translate
from layouts.texts.formats import money, number, percent
from layouts.texts.quantities import colourless_words, cut_words, plain_number, points

Finding = Callable[[MeasureResult], str]


NO_GOAL = N_("Ninguna meta responde a estos filtros.")


def _told_if_any(otherwise: str) -> Callable[[Finding], Finding]:
    """The sentence of an answer with rows; ``otherwise`` says what there is none of."""

    def of(sentence: Finding) -> Finding:
        @wraps(sentence)
        def told(result: MeasureResult) -> str:
            return sentence(result) if result.rows else translate(otherwise)

        return told

    return of


@_told_if_any(NO_GOAL)
def progress_finding(result: MeasureResult) -> str:
    """How many indicators there are at the cut and how many are behind."""
    values = {
        "indicators": _indicators(result.total["indicators"]),
        "goals": _goals(result.total["goals"]),
        "cut": result.filters.corte,
    }
    gaps = [row["gap"] for row in result.rows if row["gap"] is not None]
    if not gaps:
        return _("{indicators} de {goals} al corte {cut}, sin trayectoria que comparar.", **values)
    behind = number(sum(round(gap, 3) < 0 for gap in gaps))
    return _(
        "{indicators} de {goals} al corte {cut}; {behind} por debajo de su trayectoria.",
        behind=behind,
        **values,
    )


@_told_if_any(NO_GOAL)
def together_finding(result: MeasureResult) -> str:
    """The weighted advance against what was programmed, and how much could not be weighed."""
    total = result.total
    if total["advance"] is None:
        return _(
            "{indicators} al corte {cut}; ninguno tiene un avance que se pueda ponderar.",
            indicators=_indicators(total["indicators"]),
            cut=result.filters.corte,
        )
    values: dict[str, Any] = {
        "advance": percent(total["advance"]),
        "cut": result.filters.corte,
        "counted": number(total["counted"]),
        "indicators": _indicators(total["indicators"]),
    }
    if total["ideal"] is None:
        words = _(
            "Avance ponderado {advance} al corte {cut}, con {counted} de {indicators}.", **values
        )
    else:
        words = _(
            "Avance ponderado {advance} frente a {ideal} programado al corte {cut}, con {counted} "
            "de {indicators}.",
            ideal=percent(total["ideal"]),
            **values,
        )
    return " ".join(filter(None, (words, colourless_words(total), cut_words(total))))


@_told_if_any(NO_GOAL)
def behind_finding(result: MeasureResult) -> str:
    """Which row is furthest behind its trajectory, and how many are behind theirs."""
    known = [row for row in result.rows if row["gap"] is not None]
    if not known:
        return together_finding(result)
    worst = min(known, key=lambda row: row["gap"])
    values = {
        "name": worst["label"],
        "advance": percent(worst["advance"]),
        "ideal": percent(worst["ideal"]),
        "gap": points(worst["gap"]),
    }
    behind = sum(round(row["gap"], 3) < 0 for row in known)
    if not behind:
        words = _("Nada va por debajo de su trayectoria; lo más justo es {name}: {advance} frente "
                  "a {ideal}.", **values)  # fmt: skip
    else:
        words = _(
            "Lo más atrasado es {name}: {advance} frente a {ideal} programado ({gap}); {behind} de "
            "{count} van por debajo.",
            behind=number(behind), count=number(len(known)), **values,
        )  # fmt: skip
    return " ".join(filter(None, (words, cut_words(result.total))))


@_told_if_any(N_("No hay presupuesto reportado de estas metas."))
def budget_finding(result: MeasureResult) -> str:
    """What part of the year's appropriation is committed and paid."""
    total = result.total
    return _(
        "En la vigencia, {committed} comprometidos y {paid} girados de {appropriation}.",
        **{
            name: money(total[name], "COP", compact=True)
            for name in ("committed", "paid", "appropriation")
        },
    )


@_told_if_any(N_("No hay metas anuales ni reportes."))
def series_finding(result: MeasureResult) -> str:
    """How many versions of targets and reports there are."""
    return ngettext(
        "{count} versión de metas anuales y reportes.",
        "{count} versiones de metas anuales y reportes.",
        len(result.rows),
        count=number(len(result.rows)),
    )


@_told_if_any(N_("Ninguna acción aporta a estas metas."))
def contributions_finding(result: MeasureResult) -> str:
    """How many actions contribute."""
    actions = result.total["actions"]
    return ngettext(
        "{count} acción aporta a las metas.",
        "{count} acciones aportan a las metas.",
        actions,
        count=number(actions),
    )


def contributed(actions: int, counted: Decimal | None) -> str:
    """What so many actions give to the indicators of a goal; ``counted`` is None for several."""
    if counted is None:
        return ngettext(
            "{count} acción aporta; lo que aporta a indicadores distintos no se suma.",
            "{count} acciones aportan; lo que aportan a indicadores distintos no se suma.",
            actions,
            count=number(actions),
        )
    return ngettext(
        "{count} acción aporta {sum} en total; lo que informan dos entidades cuenta una vez.",
        "{count} acciones aportan {sum} en total; lo que informan dos entidades cuenta una vez.",
        actions,
        count=number(actions),
        sum=plain_number(counted),
    )


def alerts_finding(result: MeasureResult) -> str:
    """How many alerts there are, and how many of them are errors."""
    alerts = result.total["alerts"]
    if not alerts:
        return _("No hay alertas.")
    return ngettext(
        "{count} alerta, {errors} grave.", "{count} alertas, {errors} graves.", alerts,
        count=number(alerts), errors=number(result.total["error"]),
    )  # fmt: skip


def differences_finding(result: MeasureResult) -> str:
    """How many figures are not what they were when the cut was closed."""
    if not result.rows:
        return _("Nada ha cambiado desde el cierre del corte, o el corte no está cerrado.")
    beside = result.total["beside"]
    of_indicators = len(result.rows) - beside
    words = []
    if of_indicators:
        words += [
            ngettext(
                "{count} cambio en {indicators} desde el cierre.",
                "{count} cambios en {indicators} desde el cierre.",
                of_indicators,
                count=number(of_indicators),
                indicators=_indicators(result.total["indicators"]),
            )
        ]
    if beside:
        words += [
            ngettext(
                "{count} cambio de nombres o presupuestos desde el cierre.",
                "{count} cambios de nombres o presupuestos desde el cierre.",
                beside,
                count=number(beside),
            )
        ]
    return " ".join(words)


@_told_if_any(N_("Ningún indicador responde a estos filtros."))
def catalogue_finding(result: MeasureResult) -> str:
    """How many indicators of how many families."""
    families = result.total["families"]
    return _(
        "{indicators} de {families}.",
        indicators=_indicators(result.total["indicators"]),
        families=ngettext("{count} familia", "{count} familias", families, count=number(families)),
    )


@_told_if_any(N_("El índice no tiene componentes."))
def index_finding(result: MeasureResult) -> str:
    """The index of a hundred and how far its weights could move it."""
    total = result.total
    if total["value"] is None:
        return _(
            "Ningún componente del índice tiene dato en el corte {cut}.", cut=result.filters.corte
        )
    return _(
        "Índice de {value} sobre 100 al corte {cut}; entre {low} y {high} si cada ponderación se "
        "mueve una cuarta parte.",
        cut=result.filters.corte,
        **{name: number(total[name] * 100, 1) for name in ("value", "low", "high")},
    )


def _indicators(count: int) -> str:
    return ngettext("{count} indicador", "{count} indicadores", count, count=number(count))


def _goals(count: int) -> str:
    return ngettext("{count} meta", "{count} metas", count, count=number(count))


GOAL_FINDINGS: dict[str, Finding] = {
    "goals.progress": progress_finding,
    "goals.summary": together_finding,
    "goals.tree": together_finding,
    "goals.by_line": behind_finding,
    "goals.by_component": behind_finding,
    "goals.by_entity": behind_finding,
    "goals.series": series_finding,
    "goals.contributions": contributions_finding,
    "goals.budget": budget_finding,
    "goals.alerts": alerts_finding,
    "goals.differences": differences_finding,
    "indicators.catalogue": catalogue_finding,
    "indicators.index": index_finding,
}
"""The sentence of each measure of goals by its name."""
