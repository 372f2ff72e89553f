"""Reading ``package.toml``: every key is known and has the kind of value that it must have."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from data_access.sample._known import unknown
from data_access.sample._texts import read_text
from data_access.vocabulary.messages import N_
from data_access.vocabulary.packages import PackageFault

FILE = "package.toml"


class Kind(NamedTuple):
    """What a value must be, and how that is said."""

    fits: Callable[[Any], bool]
    message: str
    is_required: bool = True


def _is(kind: type) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, kind)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(table, dict) for table in value)


def _is_day(value: Any) -> bool:
    # A moment is a day to Python.
    return type(value) is date


TEXT = Kind(_is(str), N_("{key}: tiene que ser un texto entre comillas"))
DAY = Kind(_is_day, N_("{key}: tiene que ser un día sin comillas, como 2024-06-12"))
TEXTS = Kind(
    _is_texts,
    N_('{key}: tiene que ser una lista de textos, como ["uno", "dos"]'),
    is_required=False,
)
TABLE = Kind(_is(dict), N_("{key}: tiene que ser una tabla, [{key}]"))
TABLES = Kind(_is_tables, N_("{key}: tiene que ser tablas con dos corchetes, [[{key}]]"))


def read_settings(folder: Path, kinds: Mapping[str, Kind]) -> Mapping[str, Any]:
    """What ``package.toml`` says, of the ``kinds`` that it may say.

    Raises PackageFault on a file that is missing or wrong.
    """
    path = folder / FILE
    if not path.is_file():
        raise PackageFault(str(folder), N_("no hay un archivo package.toml en esta carpeta"))
    text = read_text(FILE, path.read_bytes())
    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = N_("no se puede leer: {reason}")
        raise PackageFault(FILE, message, reason=str(error)) from error
    check_table("", settings, kinds)
    return settings


def check_table(where: str, table: Mapping[str, Any], kinds: Mapping[str, Kind]) -> None:
    """Raise PackageFault unless ``table`` has only keys of ``kinds``, with values of their kind."""
    for key, value in table.items():
        if key not in kinds:
            raise unknown(FILE, key, kinds, key=where)
        if not kinds[key].fits(value):
            raise PackageFault(FILE, kinds[key].message, key=f"{where} {key}".strip())
    missing = [key for key, kind in kinds.items() if kind.is_required and not table.get(key)]
    if missing:
        message = N_("{where}: falta {keys}") if where else N_("falta {keys}")
        raise PackageFault(FILE, message, where=where, keys=", ".join(missing))
