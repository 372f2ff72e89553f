"""The arithmetic of an indicator written out with its own numbers, so that anyone can check it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dash import html

from data_access.measures.goals.progress import METHOD_TITLES, Method
from data_access.vocabulary.goals import Accumulation
from layouts.components.data_table import Heading, data_table, table_row
from layouts.texts.catalogue import _, translate
from layouts.texts.formats import percent
from layouts.texts.quantities import plain_number, points

_MOST_TERMS = 8
"""Reports written out one by one; more are only counted."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """A figure: its letters, its name, how it was made, what came out."""

    code: str
    name: str
    words: str
    result: str


def arithmetic(row: Row, series: Sequence[Row]) -> html.Div:
    """Both methods for a row of ``goals.progress``; ``series`` are the rows of ``goals.series``."""
    if row["state"] == "sin_regla":
        return html.Div(html.P(_no_rule(row)))
    if row["state"] == "sin_iniciar":
        return html.Div(html.P(_("Todavía no vence su primer reporte: no hay nada que calcular.")))
    return html.Div(
        [
            _table(METHOD_TITLES[Method.PRORATED], prorated_steps(row, series)),
            _table(METHOD_TITLES[Method.YEARLY], yearly_steps(row)),
        ],
        className="arithmetic",
    )


def _no_rule(row: Row) -> str:
    if row["accumulation"]:
        return _("Las metas están en palabras: no hay un número con el cual comparar.")
    return _(
        "El plan no dice cómo se acumulan los años (suma, creciente, decreciente o constante): "
        "no se puede calcular un avance sin inventar la regla."
    )


def _table(title: str, steps: Sequence[Step]) -> html.Div:
    name = translate(title)
    columns = (
        Heading(_("Cifra")), Heading(_("Cuenta"), is_wide=True),
        Heading(_("Resultado"), is_number=True),
    )  # fmt: skip
    rows = [
        table_row(
            columns,
            (
                [html.Abbr(step.code, title=step.name), html.Span(step.name)],
                step.words,
                html.Strong(step.result),
            ),
        )
        for step in steps
    ]
    caption = _("Método: {method}.", method=name.lower())
    return data_table(name, columns, rows, style="steps", caption=caption)


def prorated_steps(row: Row, series: Sequence[Row]) -> list[Step]:
    """MP, MA, AV, PAV, PHV, PAF, TID and the gap, each with its numbers."""
    targets = _targets(series)
    return [
        Step("MP", _("Meta del período"), _period(row, targets), _number(row["mp"])),
        Step("MA", _("Meta acumulada"), _accumulated(row, targets), _number(row["ma"])),
        Step("AV", _("Avance acumulado"), _reached(row, series), _number(row["av"])),
        Step("PAV", _("Avance en la vigencia"), _of_year(row), _percent(row["pav"])),
        Step("PHV", _("Avance hasta la vigencia"), _to_date(row), _percent(row["phv"])),
        Step("PAF", _("Avance frente a la meta final"), _of_final(row), _percent(row["paf"])),
        Step("TID", _("Trayectoria ideal"), _ideal(row), _percent(row["tid"])),
        Step(_("Brecha"), _("PAF − TID"), _gap(row), points(row["gap"])),
    ]


def yearly_steps(row: Row) -> list[Step]:
    """The three plain percentages, of whole years."""
    year = row["cut"][:4]
    named = (
        ("year", _("% vigencia"), _("Ejecutado ÷ programado de {year}", year=year)),
        ("to_date", _("% transcurrido"), _("Ejecutado ÷ programado desde el inicio")),
        ("whole", _("% del plan"), _("Ejecutado ÷ meta final")),
    )
    return [
        Step(code, name, _division(row, f"yearly_{key}"), _percent(row[f"yearly_{key}"]))
        for key, code, name in named
    ]


def _number(value: Decimal | None) -> str:
    return _("sin dato") if value is None else plain_number(value)


def _percent(value: Decimal | None) -> str:
    return _("sin dato") if value is None else percent(value)


def _targets(series: Sequence[Row]) -> dict[int, Decimal]:
    """The targets in force of the programmed years."""
    return {
        line["year"]: line["value"]
        for line in series
        if line["kind"] == "target" and line["is_current"] and line["value"]
    }


def _period(row: Row, targets: Mapping[int, Decimal]) -> str:
    year, months = int(row["cut"][:4]), row["months"]
    target = targets.get(year)
    before = [value for past, value in targets.items() if past < year]
    if target is None:
        if row["accumulation"] == Accumulation.SUMA or not before:
            return _("{year} no tiene meta programada.", year=str(year))
        return _("{year} no tiene meta: sigue la última, {last}.",
                 year=str(year), last=plain_number(before[-1]))  # fmt: skip
    values = {
        "year": str(year),
        "target": plain_number(target),
        "months": str(months),
        "result": _number(row["mp"]),
    }
    if row["accumulation"] == Accumulation.SUMA:
        return _("{target} programados en {year} × {months} de 12 meses = {result}", **values)
    previous = before[-1] if before else _first(row, target)
    if previous == target:
        return _("Meta de {year}, igual a la anterior: {target}", **values)
    return _(
        "De {previous} a {target} en {year}: {previous} + ({target} − {previous}) × {months} de 12 "
        "meses = {result}",
        previous=_number(previous),
        **values,
    )


def _first(row: Row, target: Decimal) -> Decimal | None:
    start: Decimal | None = row["start"]
    return target if row["accumulation"] == Accumulation.CONSTANTE else start


def _accumulated(row: Row, targets: Mapping[int, Decimal]) -> str:
    if row["ma"] is None:
        return _("No hay metas programadas a la fecha.")
    if row["accumulation"] != Accumulation.SUMA:
        return _("Es un nivel: la meta del período ya incluye lo anterior.")
    year = int(row["cut"][:4])
    before = [plain_number(value) for past, value in targets.items() if past < year]
    terms = [*before, *([_number(row["mp"])] if row["mp"] is not None else [])]
    return f"{' + '.join(terms)} = {_number(row['ma'])}"


def _reached(row: Row, series: Sequence[Row]) -> str:
    if not row["last_report"]:
        return _("No hay reportes.")
    if row["used"] == "register":
        return _("Lo que dice el registro a {quarter}", quarter=row["last_report"])
    values = [
        line["value"]
        for line in series
        if line["kind"] == "report" and line["is_current"] and line["value"] is not None
    ]
    if row["accumulation"] != Accumulation.SUMA:
        return _("Último reporte, {quarter}: {value}",
                 quarter=row["last_report"], value=_number(row["av"]))  # fmt: skip
    if len(values) > _MOST_TERMS:
        return _("Suma de {count} reportes", count=str(len(values)))
    return f"{' + '.join(plain_number(value) for value in values)} = {_number(row['av'])}"


def _of_year(row: Row) -> str:
    if row["pav_numerator"] is None:
        return _("Sin reporte en el año: no se toma el de otro año.")
    year = row["cut"][:4]
    values = {**_parts(row, "pav"), "year": year}
    plain = _("{reached} de {goal} programados en {year} a la fecha = {result}", **values)
    return _written(row, "pav", plain)


def _to_date(row: Row) -> str:
    plain = _("{reached} de {goal} programados a la fecha = {result}", **_parts(row, "phv"))
    return _written(row, "phv", plain)


def _of_final(row: Row) -> str:
    plain = _("{reached} de {goal} de la meta final = {result}", **_parts(row, "paf"))
    return _written(row, "paf", plain)


def _ideal(row: Row) -> str:
    plain = _("{reached} programados a la fecha de {goal} de la meta final = {result}",
              **_parts(row, "tid"))  # fmt: skip
    return _written(row, "tid", plain)


def _parts(row: Row, name: str) -> dict[str, str]:
    """Both terms of a fraction and what it comes to."""
    return {
        "reached": _number(row[f"{name}_numerator"]),
        "goal": _number(row[f"{name}_denominator"]),
        "result": _percent(row[name]),
    }


def _written(row: Row, name: str, plain: str) -> str:
    """``plain`` where it counts from 0; with a baseline, the subtraction; or why there is none."""
    top, bottom, start = row[f"{name}_numerator"], row[f"{name}_denominator"], row["start"]
    if row[name] is None:
        return _undefined(top, bottom)
    if not start:
        return plain
    return _(
        "({reached} − {start}) ÷ ({goal} − {start}) = {top} ÷ {bottom} = {result}",
        reached=plain_number(top + start),
        goal=plain_number(bottom + start),
        start=plain_number(start),
        top=plain_number(top),
        bottom=plain_number(bottom),
        result=percent(row[name]),
    )


def _undefined(top: Decimal | None, bottom: Decimal | None) -> str:
    if bottom is None:
        return _("No hay meta contra la cual comparar.")
    if top is None:
        return _("No hay avance reportado.")
    return _("El divisor es 0: no hay porcentaje.")


def _division(row: Row, name: str) -> str:
    if row[name] is None:
        return _undefined(row[f"{name}_numerator"], row[f"{name}_denominator"])
    if _is_mean_of_years(row) and name != "yearly_year":
        return _("{reached} años sostenidos de {goal} programados = {result}", **_parts(row, name))
    return _("{reached} ÷ {goal} = {result}", **_parts(row, name))


def _is_mean_of_years(row: Row) -> bool:
    """Whether a CONSTANTE is worth the mean of its years: it is then divided by their number."""
    is_constant = row["accumulation"] == Accumulation.CONSTANTE
    return bool(is_constant and row["yearly_whole_denominator"] != row["final_goal"])


def _gap(row: Row) -> str:
    if row["gap"] is None:
        return _("Falta el avance o la trayectoria.")
    return _("{paf} − {tid}", paf=percent(row["paf"]), tid=percent(row["tid"]))
