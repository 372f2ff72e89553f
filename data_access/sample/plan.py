"""The plan of an entity package: frameworks, rules and, in the demonstration, what is invented."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from data_access.importers import plan, plan_figures, progress
from data_access.measures.cut_content import cut_content, list_cuts
from data_access.measures.run import data_stamp
from data_access.sample._files import FRAMEWORKS
from data_access.sample._plan_tables import (
    read_closed,
    read_components,
    read_cuts,
    read_parameters,
)
from data_access.sample._tables import read_lines
from data_access.sample.earlier import as_it_was
from data_access.sample.package_files import Read, Save, read_file, save_file
from data_access.services.catalogues import read_catalogue
from data_access.services.cuts import close_cut
from data_access.services.plan_figures import (
    save_budgets,
    save_contributions,
    save_reprogrammed,
)
from data_access.services.plan_reports import save_reports
from data_access.services.plan_rules import save_cuts, save_index, save_parameters
from data_access.services.plans import save_plan
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.drafts import ImportOutcome, ParsedFile
from data_access.vocabulary.goals import Quarter
from data_access.vocabulary.messages import N_
from data_access.vocabulary.plan_drafts import FrameworkDraft

FOLDER = "plan"
_PLAN = "plan"
_DEMONSTRATION = "Datos de demostración"

_REVIEWED = ("archivo", "columna", "hallazgo", "valor")
INVENTED: tuple[tuple[str, str, Read, Save], ...] = (
    ("reprogrammed.csv", "reprogrammed", plan_figures.read_reprogrammed, save_reprogrammed),
    ("progress.csv", "progress", progress.read, save_reports),
    ("budgets.csv", "budgets", plan_figures.read_budgets, save_budgets),
    ("action_goals.csv", "contributions", plan_figures.read_contributions, save_contributions),
)


def load_structure(store: Store, actor: Actor, package_folder: Path) -> list[ImportOutcome]:
    """Load what is public of the plan: rules, and frameworks without their illustrative files.

    A package may have no plan. What is found in its files comes back, but for what
    ``reviewed.csv`` says that somebody looked at. Raises ValueError, naming file and line, on a
    plan that cannot be right, NotPermitted when ``actor`` may not write.
    """
    folder = package_folder / FOLDER
    return _unreviewed(folder, _load(store, actor, folder, is_demonstration=False))


def load_demonstration_plan(
    store: Store, actor: Actor, package_folder: Path
) -> list[ImportOutcome]:
    """Load the whole plan, with the illustrative goals and all that was invented about them.

    The cuts that its calendar calls closed are closed first, with its files as they were then
    (``earlier.csv``). The actions of the demonstration are there already. Returns and
    raises as :func:`load_structure`.
    """
    folder = package_folder / FOLDER
    missing = read_closed(folder) - {
        dates.cut.code for dates in list_cuts(store, actor) if dates.is_closed
    }
    if missing:
        with as_it_was(folder) as earlier:
            _load_all(store, actor, earlier)
        for code in sorted(missing):
            _close(store, actor, Quarter.parse(code))
    return _unreviewed(folder, _load_all(store, actor, folder))


def _close(store: Store, actor: Actor, cut: Quarter) -> None:
    version, today = data_stamp(store)
    content = cut_content(store, actor, cut)
    close_cut(store, actor, cut.code, content, version, today=today, reason=_DEMONSTRATION)


def _load_all(store: Store, actor: Actor, folder: Path) -> list[ImportOutcome]:
    outcomes = _load(store, actor, folder, is_demonstration=True)
    for name, importer, read, save in INVENTED:
        path = folder / name
        if path.is_file():
            parsed = _parsed(store, importer, path, read)
            outcomes.append(save_file(store, actor, importer, path, parsed, save))
    return outcomes


def _load(
    store: Store, actor: Actor, folder: Path, *, is_demonstration: bool
) -> list[ImportOutcome]:
    save_parameters(store, actor, read_parameters(folder))
    save_cuts(store, actor, read_cuts(folder))
    save_index(store, actor, read_components(folder))
    outcomes = []
    for framework, files in _frameworks(folder):
        for path in files:
            parsed = _parsed(store, _PLAN, path, plan.read)
            parsed.framework = framework
            if is_demonstration or not _is_illustrative(parsed):
                outcomes.append(save_file(store, actor, _PLAN, path, parsed, save_plan))
    return outcomes


def _parsed(store: Store, importer: str, path: Path, read: Read) -> ParsedFile[Any]:
    with store.reading() as session:
        catalogue = read_catalogue(session)
    return read_file(importer, path, read, catalogue)


def _unreviewed(folder: Path, outcomes: Iterable[ImportOutcome]) -> list[ImportOutcome]:
    """The outcomes without the findings that the package says to be so on purpose."""
    reviewed = {
        tuple(line[column] for column in _REVIEWED)
        for line in read_lines(folder, "reviewed.csv", _REVIEWED)
    }
    return [
        replace(
            outcome,
            issues=tuple(
                issue
                for issue in outcome.issues
                if (outcome.file_name, issue.column or "", issue.code, issue.value or "")
                not in reviewed
            ),
        )
        for outcome in outcomes
    ]


def _is_illustrative(parsed: ParsedFile[Any]) -> bool:
    return any(row.draft and row.draft.node.facts.get("is_illustrative") for row in parsed.rows)


def _frameworks(folder: Path) -> Iterator[tuple[FrameworkDraft, list[Path]]]:
    for line in read_lines(folder, "frameworks.csv", FRAMEWORKS, key=("codigo",)):
        files = [folder / name.strip() for name in line.required("archivos").split(";")]
        for path in files:
            if not path.is_file():
                raise line.fault(N_("no hay un archivo «{name}» en plan/"), name=path.name)
        draft = FrameworkDraft(
            line.required("codigo"), line["clase"], line.required("nombre_es"),
            line.required("nombre_en"), line["norma"], line.day("inicio"), line.day("fin"),
        )  # fmt: skip
        yield draft, files
