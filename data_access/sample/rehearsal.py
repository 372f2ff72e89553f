"""Trying a package on a passing store, so that a faulty one writes nothing into the real one."""

from pathlib import Path
from tempfile import TemporaryDirectory

from data_access.sample.load import load_public, load_sample
from data_access.store import schema
from data_access.store.store import open_store
from data_access.vocabulary.actors import OPERATOR


def rehearse(package_folder: Path, *, with_demonstration: bool = False) -> None:
    """Load what is public of a package, or all of it, into a store of its own that passes.

    Raises ValueError on a package that cannot be right.
    """
    with TemporaryDirectory(prefix="globo-rehearsal-") as folder:
        store = open_store(f"sqlite:///{Path(folder, 'rehearsal.db').as_posix()}")
        try:
            schema.upgrade(store)
            (load_sample if with_demonstration else load_public)(store, OPERATOR, package_folder)
        finally:
            store.close()
