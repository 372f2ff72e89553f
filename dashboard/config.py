"""Every setting of GLOBO: its environment variable, its default, and one line of help."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from dashboard.paths import user_data_folder
from data_access.sample.package import DEFAULT_PACKAGE
from data_access.vocabulary.messages import N_

_TRUE = {"1", "true", "yes", "si", "sí"}
_FALSE = {"0", "false", "no", ""}
_HOST_NAME = re.compile(r"\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
_FEW_DIGITS = re.compile("[0-9]{1,9}")
_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class InvalidSetting(ValueError):
    """A setting has a value that GLOBO cannot work with; the text says which and what to do."""

    def __init__(self, name: str, message: str, **values: str) -> None:
        super().__init__(f"{name}: {message.format(**values)}")
        self.name = name


@dataclass(frozen=True)
class Setting:
    """One environment variable. ``default`` is written as a person would write it."""

    name: str
    field: str
    default: str
    help: str
    read: Callable[[str, str], Any]


def _text(_name: str, text: str) -> str:
    return text


def _folder(_name: str, text: str) -> Path | None:
    return Path(text).expanduser().resolve() if text else None


def _whole(low: int, high: int) -> Callable[[str, str], int]:
    def read(name: str, text: str) -> int:
        if _FEW_DIGITS.fullmatch(text) and low <= int(text) <= high:
            return int(text)
        raise InvalidSetting(
            name,
            N_("«{value}» no sirve: escriba un número entero de {low} a {high}."),
            value=text,
            low=str(low),
            high=str(high),
        )

    return read


def _flag(name: str, text: str) -> bool:
    if text.casefold() in _TRUE:
        return True
    if text.casefold() in _FALSE:
        return False
    raise InvalidSetting(name, N_("«{value}» no sirve: escriba 1 (sí) o 0 (no)."), value=text)


def _hosts(name: str, text: str) -> tuple[str, ...]:
    hosts = tuple(part.strip() for part in text.split(",") if part.strip())
    for host in hosts:
        if not _HOST_NAME.fullmatch(host):
            raise InvalidSetting(
                name,
                N_("«{value}» no es un nombre de servidor. Separe los nombres con comas."),
                value=host,
            )
    if not hosts:
        raise InvalidSetting(name, N_("falta al menos un nombre de servidor."))
    return hosts


def _log_level(name: str, text: str) -> str:
    if text.upper() in _LOG_LEVELS:
        return text.upper()
    raise InvalidSetting(
        name,
        N_("«{value}» no sirve: escriba uno de {options}."),
        value=text,
        options=", ".join(_LOG_LEVELS),
    )


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "GLOBO_DATA_DIR", "data_dir", "",
        "Folder for what GLOBO keeps: the SQLite file, raw imported files and the cache of "
        "compressed files. Empty: the data folder of the user (~/.local/share/globo on Linux).",
        _folder,
    ),
    Setting(
        "GLOBO_DATABASE_URL", "database_url", "",
        "The store, as an SQLAlchemy URL (sqlite:///… or postgresql+psycopg://…). "
        "Empty: globo.db in GLOBO_DATA_DIR.",
        _text,
    ),
    Setting(
        "GLOBO_PACKAGE", "package", "",
        "Folder of the entity package (sectors, entities, catalogues of the city). "
        "Empty: the package that comes with GLOBO.",
        _folder,
    ),
    Setting("GLOBO_HOST", "host", "127.0.0.1", "Address on which the server listens.", _text),
    Setting(
        "GLOBO_PORT", "port", "8050", "Port on which the server listens.", _whole(1, 65535)
    ),
    Setting("GLOBO_WORKERS", "workers", "2", "Server processes.", _whole(1, 64)),
    Setting("GLOBO_THREADS", "threads", "4", "Threads of each server process.", _whole(1, 64)),
    Setting(
        "GLOBO_TRUSTED_HOSTS", "trusted_hosts", "localhost,127.0.0.1",
        "Names under which the site is visited, comma-separated; a leading dot takes every "
        "subdomain. Requests for any other name are answered 400.",
        _hosts,
    ),
    Setting(
        "GLOBO_HTTPS", "https", "0",
        "1 when the site is visited through https: browsers are told to insist on it.",
        _flag,
    ),
    Setting(
        "GLOBO_PROXY_HOPS", "proxy_hops", "0",
        "How many reverse proxies stand in front; their X-Forwarded-* headers are believed.",
        _whole(0, 5),
    ),
    Setting(
        "GLOBO_LOG_LEVEL", "log_level", "INFO",
        "Least grave messages that are logged: DEBUG, INFO, WARNING or ERROR.",
        _log_level,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """The settings of one process; see :data:`SETTINGS` for what each means."""

    data_dir: Path
    database_url: str
    package: Path = DEFAULT_PACKAGE
    host: str = "127.0.0.1"
    port: int = 8050
    workers: int = 2
    threads: int = 4
    trusted_hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    https: bool = False
    proxy_hops: int = 0
    log_level: str = "INFO"

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Read the settings; raise :class:`InvalidSetting` with a sentence at the first bad one."""
        environ = os.environ if environ is None else environ
        values = {
            setting.field: setting.read(
                setting.name, environ.get(setting.name, "").strip() or setting.default
            )
            for setting in SETTINGS
        }
        values["data_dir"] = values["data_dir"] or user_data_folder(environ)
        values["package"] = values["package"] or DEFAULT_PACKAGE
        values["database_url"] = values["database_url"] or (
            f"sqlite:///{(values['data_dir'] / 'globo.db').as_posix()}"
        )
        return cls(**values)

    @property
    def url(self) -> str:
        """The address to visit on this machine."""
        return f"http://{self.host}:{self.port}"
