"""A marker for texts that people read and that live below `layouts`.

The words are Spanish, the source language; the edge translates them through the gettext catalogue.
"""


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark ``message`` for extraction and return it unchanged."""
    return message
