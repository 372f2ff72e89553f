"""Rates that take the place of others: what changed is told, and so are the days they leave out."""

from pathlib import Path

import pytest

from data_access.importers.rates import COLUMNS
from data_access.importers.run import import_file
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.drafts import ImportOutcome
from tests.factories import add_catalogues

YEAR = "GBP,USD,2024-01-01,2024-12-31"


def sent(store: Store, folder: Path, *lines: str) -> ImportOutcome:
    path = folder / "tasas.csv"
    path.write_text("\n".join([",".join(COLUMNS), *lines]), encoding="utf-8")
    return import_file(store, OPERATOR, "rates", path, raw_folder=folder / "raw")


def told(outcome: ImportOutcome) -> dict[str, dict[str, str]]:
    return {issue.code: issue.values for issue in outcome.issues if issue.severity != "info"}


def test_a_changed_rate_tells_old_and_new(store: Store, tmp_path: Path):
    add_catalogues(store)
    sent(store, tmp_path, f"{YEAR},1.25,Banco")
    outcome = sent(store, tmp_path, f"{YEAR},1.50,Banco")
    assert outcome.changes == (("GBP/USD 2024-01-01 «Banco»", "rate", "1.25", "1.5"),)
    assert told(outcome) == {}
    assert sent(store, tmp_path, f"{YEAR},1.50,Banco").changes == ()


def test_a_rate_far_from_the_one_it_replaces_is_left_out_where_another_denies_it(
    store: Store, tmp_path: Path
):
    add_catalogues(store)
    sent(store, tmp_path, f"{YEAR},1.25,Banco", f"{YEAR},1.26,Otro")
    outcome = sent(store, tmp_path, f"{YEAR},1250.5,Banco")
    assert (outcome.updated, outcome.rejected, outcome.changes) == (0, 1, ())
    assert told(outcome)["rate.jump"]["other"] == "1 GBP = 1.26 USD"


def test_a_correction_that_nothing_denies_is_taken_and_told(store: Store, tmp_path: Path):
    add_catalogues(store)
    sent(store, tmp_path, f"{YEAR},1250.5,Banco")
    outcome = sent(store, tmp_path, f"{YEAR},1.25,Banco")
    assert (outcome.updated, outcome.rejected) == (1, 0)
    assert told(outcome) == {
        "rate.replaced_far": {
            "new": "1 GBP = 1.25 USD", "old": "1 GBP = 1250.5 USD", "jump": "10",
            "period": "2024-01-01/2024-12-31", "source": "Banco",
        }
    }  # fmt: skip


def test_what_is_left_out_lets_the_rate_hold_that_it_would_have_replaced(
    store: Store, tmp_path: Path
):
    add_catalogues(store)
    sent(store, tmp_path, "USD,COP,2024-01-01,2024-01-31,4000,Banco",
         "USD,COP,2024-01-01,2024-12-31,4000,Anual")  # fmt: skip
    # The second one crosses January only because the first one does not shorten it.
    outcome = sent(store, tmp_path, "USD,COP,2024-01-01,2024-01-01,4.05,Banco",
                   "USD,COP,2024-01-02,2024-01-02,4010,Banco")  # fmt: skip
    assert (outcome.created, outcome.updated, outcome.rejected) == (0, 0, 2)
    assert set(told(outcome)) == {"rate.jump", "rate.overlaps_stored"}
    assert told(outcome)["rate.overlaps_stored"]["other"] == "2024-01-01/2024-01-31"


@pytest.mark.parametrize(
    ("brought", "days", "periods"),
    [
        # A month of which two days come anew: 29 are left out.
        (["01/2024-01-01", "02/2024-01-02"], "29", "2024-01-03/2024-01-31"),
        (["01/2024-01-10", "21/2024-01-25"], "16", "2024-01-11/2024-01-20, 2024-01-26/2024-01-31"),
        (["01/2024-01-15", "16/2024-01-31"], None, None),
        (["01/2024-02-29"], None, None),
    ],
)
def test_days_that_a_shorter_period_leaves_out_are_told(
    store: Store, tmp_path: Path, brought, days, periods
):
    add_catalogues(store)
    sent(store, tmp_path, "USD,COP,2024-01-01,2024-01-31,4000,Banco",
         "USD,COP,2024-01-01,2024-12-31,4000,Anual")  # fmt: skip
    lines = [f"USD,COP,2024-01-{each.replace('/', ',')},4000,Banco" for each in brought]
    outcome = sent(store, tmp_path, *lines)
    last = brought[0].split("/")[1]
    assert outcome.changes == (
        ("USD/COP 2024-01-01 «Banco»", "valid_to", "2024-01-31", last),
    )  # fmt: skip
    assert (outcome.updated, outcome.rejected) == (1, 0)
    left_out = told(outcome).get("rate.days_left_out", {})
    assert (left_out.get("days"), left_out.get("periods")) == (days, periods)
