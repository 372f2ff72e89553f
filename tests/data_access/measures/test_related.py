"""A record knows its relatives, whichever of them names the other."""

from data_access.measures.record import read_record
from data_access.services.imports import run_import
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR, PUBLIC
from data_access.vocabulary.drafts import ActionDraft, ParsedFile, Relation, RowDraft, SourceDraft
from tests.factories import add_catalogues, draft

FAMILY = [SourceDraft(f"iati-{name}", "iati", "external", name, name) for name in ("own", "second")]


def load(store: Store, *drafts: ActionDraft) -> None:
    rows = [RowDraft(n, {}, draft=item) for n, item in enumerate(drafts, start=1)]
    parsed = ParsedFile(len(rows), tuple(FAMILY), rows)
    run_import(store, OPERATOR, "iati", parsed, file_name="x.xml", sha256="1" * 64)


def related(store: Store, action_id: int) -> list[tuple]:
    record = read_record(store, PUBLIC, action_id, language="es")
    assert record is not None
    return [(row["kind"], row["identifier"], row["action_id"]) for row in record.relations]


def test_relatives_are_known_from_both_sides_and_lead_to_whoever_runs_them(store: Store) -> None:
    add_catalogues(store)
    parent = draft("P", source_code="iati-own", relations=(Relation("C", "child"),))
    child = draft("C", source_code="iati-own", relations=(Relation("Z", "sibling"),))
    copy = draft("P", source_code="iati-second", is_secondary=True)
    load(store, copy, child, parent)
    assert related(store, 2) == [("parent", "P", 3), ("sibling", "Z", None)]
    assert related(store, 3) == [("child", "C", 2)]


def test_a_record_of_another_family_with_that_code_is_no_relative(store: Store) -> None:
    add_catalogues(store)
    load(store, draft("P", source_code="iati-own", relations=(Relation("C", "child"),)))
    register = SourceDraft("distrito", "distrito", "district", "Registro", "Register")
    parsed = ParsedFile(1, (register,), [RowDraft(2, {}, draft=draft("C"))])
    run_import(store, OPERATOR, "cooperation", parsed, file_name="x", sha256="2" * 64)
    assert related(store, 1) == [("child", "C", None)]
    assert related(store, 2) == []
