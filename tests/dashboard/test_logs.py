"""One line for each event: nobody writes a false one into the log."""

import logging

from dashboard.logs import OneLineFormatter


def written(message: str, *values: str, error: Exception | None = None) -> str:
    """The text that the log gets for a message."""
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("globo", logging.INFO, "", 0, message, values, info)
    return OneLineFormatter("%(levelname)s %(message)s").format(record)


def test_control_characters_are_escaped():
    assert written("asked %s", "a\nERROR fake\x1b[2J") == "INFO asked a\\x0aERROR fake\\x1b[2J"


def test_a_traceback_is_indented():
    try:
        raise ValueError("first\nERROR second")
    except ValueError as error:
        lines = written("failed", error=error).splitlines()
    assert lines[0] == "INFO failed"
    assert all(line.startswith("    ") for line in lines[1:])
