"""Which files a package may have: a table that nobody would read is a name misspelt."""

from collections.abc import Iterator
from pathlib import Path

from data_access.sample._known import unknown
from data_access.sample._tables import read_lines

CODELISTS = ("cooperation_type", "direction", "modality", "partner_type", "stage", "territory")
"""The lists of the city, each a file of ``codelists/``."""
FRAMEWORKS = (
    "codigo", "clase", "nombre_es", "nombre_en", "norma", "inicio", "fin", "archivos",
)  # fmt: skip
"""The columns of ``plan/frameworks.csv``."""
_READ = (
    "codelist_aliases.csv", "entities.csv", "entity_aliases.csv", "exchange_rates.csv",
    "objectives.csv", "package.toml", "partner_aliases.csv", "partners.csv", "programmes.csv",
    "sectors.csv", *(f"codelists/{name}.csv" for name in CODELISTS),
    *(f"demonstration/{name}.csv" for name in ("forms", "partners", "themes")),
    *(
        f"plan/{name}.csv"
        for name in (
            "action_goals", "budgets", "cuts", "earlier", "frameworks", "index", "parameters",
            "progress", "reprogrammed", "reviewed",
        )
    ),
)  # fmt: skip
_TABLES = {".csv", ".toml"}


def check_files(folder: Path) -> None:
    """Raise PackageFault when a table of ``folder`` has a name by which nothing is read."""
    known = {*_READ, *_plan_files(folder)}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() in _TABLES and path.is_file() and name not in known:
            raise unknown(name, name, known)


def _plan_files(folder: Path) -> Iterator[str]:
    """The files that the list of frameworks names."""
    for line in read_lines(folder, "plan/frameworks.csv", FRAMEWORKS):
        yield from (f"plan/{name.strip()}" for name in line["archivos"].split(";"))
