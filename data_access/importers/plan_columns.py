"""The columns of a plan: their names, the other headers that mean them, what each becomes."""

import re
from dataclasses import dataclass
from functools import lru_cache

from data_access.importers.header_names import header_name
from data_access.vocabulary.names import fold


@dataclass(frozen=True)
class Column:
    """A column of a plan by its canonical name ``key``; ``limit`` is the most signs it may have.

    ``synonyms`` are headers that can mean nothing else; ``hints`` only help to propose a map.
    ``node`` and ``indicator`` name the fact that its text becomes, where it becomes one.
    """

    key: str
    synonyms: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    node: str = ""
    indicator: str = ""
    limit: int = 32_767


# fmt: off
COLUMNS = (
    Column("codigo", ("id",), ("cod", "no", "numero", "codigo meta", "codigo de la meta",
                               "cod meta", "no meta", "codigo meta producto",
                               "cod meta producto"), limit=80),
    Column("nivel", (), ("tipo de nodo",), limit=120),
    Column("padre", (), ("codigo padre", "codigo del padre"), limit=80),
    Column("componente", limit=80),
    Column("nombre", (), ("meta", "nombre de la meta", "meta de producto"),
           node="name_es"),
    Column("nombre_en", node="name_en"),
    Column("proposito", node="purpose_es"),
    Column("proposito_en", node="purpose_en"),
    Column("entidad", ("entidad responsable",), ("sigla", "responsable")),
    Column("corresponsables", ("entidades corresponsables",)),
    Column("indicador", ("codigo indicador", "codigo del indicador"), limit=80),
    Column("nombre_indicador", ("nombre del indicador",),
           ("indicador", "indicador de producto"), indicator="name_es"),
    Column("nombre_indicador_en", indicator="name_en"),
    Column("descripcion", ("descripcion del indicador",), indicator="description"),
    Column("tipo", ("tipo de indicador",), indicator="kind", limit=120),
    Column("familia", limit=60),
    Column("formula", ("formula de calculo",), indicator="formula"),
    Column("variables", indicator="variables"),
    Column("unidad", ("unidad de medida",), indicator="unit"),
    Column("escala", indicator="scale", limit=60),
    Column("anualizacion", ("tipo de anualizacion",), ("tendencia", "tendencia indicador",
           "tipo de acumulacion", "tipo meta", "tipo de meta")),
    Column("periodicidad", ("periodicidad de medicion",)),
    Column("linea_base", ("valor de la linea base", "valor linea base"), ("lb", "l b")),
    Column("anio_linea_base", ("ano linea base", "ano de la linea base"),
           indicator="baseline_year"),
    Column("fuente_linea_base", ("fuente de linea base", "fuente de la linea base"),
           indicator="baseline_source"),
    Column("meta_final", ("meta proyectada",), ("meta del plan", "meta cuatrienio",
           "meta del cuatrienio", "valor esperado cuatrienio")),
    Column("fecha_inicio", ("fecha de inicio",)),
    Column("fecha_fin", ("fecha de fin", "fecha final")),
    Column("fuente_datos", ("fuente de datos", "fuente de los datos"), indicator="data_source"),
    Column("dias_rezago", ("dias de rezago",), ("rezago",)),
    Column("metodologia", indicator="methodology"),
    Column("territorializacion", indicator="territory"),
    Column("dependencia", ("dependencia responsable",), indicator="unit_responsible"),
    Column("ponderacion", (), ("ponderador", "peso")),
    Column("enfoque", indicator="focus"),
    Column("ods", ("objetivo de desarrollo sostenible",)),
    Column("vigente"),
    Column("observaciones", indicator="notes"),
    Column("medida", indicator="measure", limit=80),
    Column("filtros_medida", indicator="measure_filters"),
    Column("regla_conteo", indicator="counting_rule"),
    Column("ilustrativo"),
    Column("objetivo", ("numero del objetivo",)),
    Column("nombre_objetivo", ("nombre del objetivo",)),
)
# fmt: on
BY_KEY = {column.key: column for column in COLUMNS}
LONGEST_FRAMEWORK = 60
"""The most signs that the code of a framework may have."""
REQUIRED = ("codigo", "nivel", "nombre")
NUMBERS = ("linea_base", "meta_final", "ponderacion")
TARGET = "meta_"

_KEY_BY_HEADER = {
    header_name(name): column.key for column in COLUMNS for name in (column.key, *column.synonyms)
}
_TARGET_HEADER = re.compile(r"meta (?:anual )?(\d{4})", re.ASCII)
_FINAL_HEADER = re.compile(r"meta (?:final|proyectada) (?:a )?(\d{4})", re.ASCII)


def known_key(header: str) -> str | None:
    """The canonical name that a header stands for (``meta_2025`` for a year), None for none."""
    return _key_of(header_name(header))


def key_but_for_signs(header: str) -> str | None:
    """The canonical name that a header would stand for without its signs, such as % or €."""
    return _key_of(fold(header)) if known_key(header) is None else None


def final_year(header: str) -> int | None:
    """The year that the header of the final goal names, as in ``Meta proyectada 2027``."""
    found = _FINAL_HEADER.fullmatch(header_name(header))
    return int(found[1]) if found else None


@lru_cache(maxsize=1024)
def target_year(key: str) -> int | None:
    """The year of a column ``meta_AAAA``, None for any other."""
    year = key.removeprefix(TARGET)
    return int(year) if key.startswith(TARGET) and year.isdigit() and len(year) == 4 else None


def _key_of(name: str) -> str | None:
    if name in _KEY_BY_HEADER:
        return _KEY_BY_HEADER[name]
    if found := _TARGET_HEADER.fullmatch(name):
        return f"{TARGET}{found[1]}"
    return "meta_final" if _FINAL_HEADER.fullmatch(name) else None
