"""Loading the demonstration into a store through the services."""

from data_access.sample.load import load_catalogues, load_sample
from data_access.services.catalogues import read_catalogue
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR


def test_the_demonstration_loads_once(store: Store) -> None:
    first = load_sample(store, OPERATOR)
    assert (first.actions.created, first.actions.rejected) == (400, 0)
    # A few invented actions have neither a date nor one of their amount, as in any register.
    assert {issue.code for issue in first.actions.issues} == {"amount.no_day"}
    again = load_sample(store, OPERATOR).actions
    assert (again.created, again.updated, again.unchanged) == (0, 0, 400)


def test_catalogues_can_be_loaded_alone(sqlite_store: Store) -> None:
    counts = load_catalogues(sqlite_store, OPERATOR)
    assert counts["created"] > 3000
    with sqlite_store.reading() as session:
        assert read_catalogue(session).entity("Secretaría de Ambiente") == "SDA"
