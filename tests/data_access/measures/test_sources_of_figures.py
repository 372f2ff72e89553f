"""Until when the sources of a figure tell."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.store.tables import actions, catalogues
from data_access.vocabulary.actors import OPERATOR, PUBLIC
from data_access.vocabulary.filters import Filters
from tests.factories import add_catalogues, draft, save

LATE = datetime(2026, 11, 29, 3, 30, tzinfo=UTC)
"""Half past ten in the evening of the 28th where the city is."""


@pytest.mark.parametrize(("code", "told"), [("distrito", "2026-11-28"), ("apc", "None")])
def test_the_citys_records_are_of_their_last_day_there_and_others_of_none_that_is_not_told(
    store: Store, code: str, told: str
) -> None:
    add_catalogues(store)
    save(store, [draft("A", "1", source_code=code)])
    with store.writing(OPERATOR, "test") as session:
        session.add(catalogues.Place(key="timezone", value="America/Bogota"))
        session.execute(update(actions.DataSource).values(updated_at=LATE))
    result = run_measure(store, PUBLIC, "cooperation.totals", Filters.parse(f"fuente={code}")[0])
    assert [str(source.cut_off_on) for source in result.sources] == [told]
