"""Saying what is wrong with an entity package in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.cli._store import EXIT_CONFIGURATION, fail
from data_access.vocabulary.messages import N_
from data_access.vocabulary.packages import PackageFault
from layouts.texts.catalogue import _, translate

UNFIT = N_("El paquete de la entidad no sirve ({folder}): {reason}")


@contextmanager
def package_told(folder: Path) -> Iterator[None]:
    """End the command with a sentence when the package in ``folder`` turns out to be faulty."""
    try:
        yield
    except (ValueError, OSError) as fault:
        fail(UNFIT, EXIT_CONFIGURATION, folder=str(folder), reason=reason_of(fault))


def reason_of(fault: ValueError | OSError) -> str:
    """What is wrong, with its file and line, in the reader's language."""
    if not isinstance(fault, PackageFault):
        return str(fault)
    reason = translate(fault.message, **fault.values)
    if not fault.line:
        return f"{fault.file}: {reason}"
    return _("{file}, línea {line}: {reason}", file=fault.file, line=str(fault.line), reason=reason)
