"""Reading what an office decides about its plan: parameters, the days of cuts, the index."""

import json
from pathlib import Path

from data_access.sample._parameters import CHECKS
from data_access.sample._tables import Line, read_lines
from data_access.vocabulary.goals import Quarter
from data_access.vocabulary.messages import N_
from data_access.vocabulary.plan_drafts import ComponentDraft, CutDraft, ParameterDraft

_PARAMETER = ("clave", "vigente_desde", "valor", "nota_es", "nota_en")
_CUT = ("corte", "apertura", "limite", "cierre", "cerrado")
_COMPONENT = (
    "componente", "familia", "nombre_es", "nombre_en", "indicador", "metodo", "minimo", "maximo",
    "peso", "nota", "nota_en",
)  # fmt: skip
_CLOSED = "si"
_BETWEEN = "minmax"
_METHODS = ("meta", _BETWEEN)


def read_parameters(folder: Path) -> list[ParameterDraft]:
    """The dated rules. Raises PackageFault on a value that its rule cannot be."""
    lines = read_lines(folder, "parameters.csv", _PARAMETER, key=("clave", "vigente_desde"))
    return [_parameter(line) for line in lines]


def read_cuts(folder: Path) -> list[CutDraft]:
    """The days of the cuts. Raises PackageFault where they cannot follow each other."""
    return [_cut(line) for line in _cut_lines(folder)]


def read_closed(folder: Path) -> set[str]:
    """The codes of the cuts that the demonstration closes."""
    return {line["corte"] for line in _cut_lines(folder) if line.among("cerrado", (_CLOSED,))}


def read_components(folder: Path) -> list[ComponentDraft]:
    """The ingredients of the index. Raises PackageFault on one that cannot be worked out."""
    lines = read_lines(folder, "index.csv", _COMPONENT, key=("componente",))
    return [_component(line) for line in lines]


def _parameter(line: Line) -> ParameterDraft:
    key, day = line.one_of("clave", CHECKS), line.day("vigente_desde")
    check = CHECKS[key]
    try:
        value = json.loads(line.required("valor"))
    except json.JSONDecodeError as error:
        message = N_("«valor» tiene que estar escrito en JSON: los textos van entre comillas")
        raise line.fault(message) from error
    if not check.fits(value):
        raise line.fault(check.message, key=key, known=", ".join(check.known))
    return ParameterDraft(key, day, value, line["nota_es"], line["nota_en"])


def _cut_lines(folder: Path) -> list[Line]:
    return list(read_lines(folder, "cuts.csv", _CUT, key=("corte",)))


def _cut(line: Line) -> CutDraft:
    code = line.required("corte")
    try:
        quarter = Quarter.parse(code)
    except ValueError as error:
        raise _no_quarter(line, code) from error
    if quarter.code != code:
        raise _no_quarter(line, code)
    opens, due, closes = (line.day(name) for name in ("apertura", "limite", "cierre"))
    if not quarter.first_day <= opens <= due <= closes:
        raise line.fault(
            N_(
                "los días del corte {cut} no pueden ser: «apertura» ({opens}) no va antes de que "
                "empiece el trimestre ({starts}), ni «limite» ({due}) antes de «apertura», ni "
                "«cierre» ({closes}) antes de «limite»"
            ),
            cut=code, starts=quarter.first_day.isoformat(), opens=opens.isoformat(),
            due=due.isoformat(), closes=closes.isoformat(),
        )  # fmt: skip
    line.among("cerrado", (_CLOSED,))
    return CutDraft(code, opens, due, closes)


def _no_quarter(line: Line, code: str) -> Exception:
    return line.fault(N_("«{code}» no es un trimestre. Escríbalo como 2025-T3"), code=code)


def _component(line: Line) -> ComponentDraft:
    names = ("componente", "familia", "nombre_es", "nombre_en", "indicador")
    method = line.one_of("metodo", _METHODS)
    least, most, weight = (line.decimal(name) for name in ("minimo", "maximo", "peso"))
    if weight is None or weight <= 0:
        raise line.fault(N_("«{column}» tiene que ser mayor que cero"), column="peso")
    if method == _BETWEEN and (least is None or most is None or least == most):
        raise line.fault(N_("con minmax, «minimo» y «maximo» son dos números distintos"))
    return ComponentDraft(
        *(line.required(name) for name in names), method,
        least, most, weight, line["nota"], line["nota_en"],
    )  # fmt: skip
