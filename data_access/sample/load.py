"""Loading the entity package and its demonstration, through the same services as everything."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from data_access.sample.demonstration import demonstration
from data_access.sample.package import DEFAULT_PACKAGE, read_package
from data_access.sample.plan import load_demonstration_plan, load_structure
from data_access.sample.rates import read_rates, save_rates
from data_access.services.catalogues import load_package
from data_access.services.imports import run_import
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.drafts import ImportOutcome

IMPORTER = "demonstration"


class LoadedSample(NamedTuple):
    """What came of the fictional ``actions``, and of each of the ``files`` of the package."""

    actions: ImportOutcome
    files: list[ImportOutcome]


def load_catalogues(
    store: Store, actor: Actor, package_folder: Path = DEFAULT_PACKAGE
) -> dict[str, int]:
    """Load the catalogues alone and count rows created, updated and unchanged.

    Raises ValueError on a package that cannot be right, NotPermitted when ``actor`` may not write.
    """
    return load_package(store, actor, read_package(package_folder))


def load_public(
    store: Store, actor: Actor, package_folder: Path = DEFAULT_PACKAGE
) -> list[ImportOutcome]:
    """Load the catalogues and what is public of the plan; twice is the same as once.

    The outcomes are those of the files of the plan. Raises as :func:`load_sample`.
    """
    load_catalogues(store, actor, package_folder)
    return load_structure(store, actor, package_folder)


def load_sample(store: Store, actor: Actor, package_folder: Path = DEFAULT_PACKAGE) -> LoadedSample:
    """Load catalogues, illustrative rates, demonstration and plan; twice is the same as once.

    A rate of a whole year never takes the place of one that knows the day better, whichever came
    first. Nothing is loaded of a package with a wrong rate.
    Raises ValueError on a package that cannot be right, NotPermitted when ``actor`` may not write.
    """
    package = read_package(package_folder)
    rates = read_rates(package_folder, package)
    if rates is not None:
        save_rates(store, actor, package_folder, rates, dry_run=True)
    load_package(store, actor, package)
    files = [save_rates(store, actor, package_folder, rates)] if rates is not None else []
    actions = run_import(
        store,
        actor,
        IMPORTER,
        demonstration(package),
        file_name=package_folder.name,
        sha256=_digest(package_folder),
    )
    files += load_demonstration_plan(store, actor, package_folder)
    return LoadedSample(actions, files)


def _digest(folder: Path) -> str:
    """One digest for all the files of a package, whatever the order of the folder."""
    whole = hashlib.sha256()
    for path in sorted(item for item in folder.rglob("*") if item.is_file()):
        whole.update(path.relative_to(folder).as_posix().encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()
