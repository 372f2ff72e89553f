"""A warm app has everything that a first visit asks for."""

from dashboard.warm_up import LATER_FILES, warm_app


def test_every_address_answers_and_stays_in_memory(app, settings):
    cold = warm_app(app, settings)
    # The small app of the tests has neither figures nor grids, whose files come with them.
    assert set(cold) <= set(LATER_FILES)
    files = app.server.extensions["globo_static_files"]
    assert "/static-ext/bootstrap.min.css" in files._files
    assert "/assets/topojson/world_110m.json" in files._files
