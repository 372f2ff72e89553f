"""The exchange rates of an entity package, read and sifted as any import of rates is."""

from dataclasses import replace
from pathlib import Path

from data_access.importers import rates
from data_access.sample.package_files import read_file, save_file
from data_access.services.imports import run_import
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ImportOutcome, ParsedFile
from data_access.vocabulary.names import fold
from data_access.vocabulary.packages import Package

FILE = "exchange_rates.csv"
IMPORTER = "illustrative-rates"


def read_rates(folder: Path, package: Package) -> ParsedFile | None:
    """What the rates file of ``folder`` says; None where there is none.

    Its currencies are those of ``package``, so that it can be read before anything is written.
    Raises WrongFile when it is turned away.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    currencies = [entry for entry in package.codelists if entry.codelist == "currency"]
    known = {
        fold(text): entry.code
        for entry in currencies
        for text in (entry.name_es, entry.name_en, *entry.aliases, entry.code)
    }
    return read_file(IMPORTER, path, rates.read, Catalogue(codelists={"currency": known}))


def save_rates(
    store: Store, actor: Actor, folder: Path, parsed: ParsedFile, *, dry_run: bool = False
) -> ImportOutcome:
    """Keep the rates that were read, or only try to. Raises WrongFile when any row is wrong,
    by itself or beside the rates of the store.
    """
    # Saving adds what it finds to what was read, which may be saved again.
    told = replace(parsed, issues=[*parsed.issues])
    return save_file(store, actor, IMPORTER, folder / FILE, told, run_import, dry_run=dry_run)
