"""Refuses a request with a sentence that says what to do."""

from typing import Any, NoReturn

from werkzeug.exceptions import HTTPException

from layouts.texts.catalogue import translate


class Refusal(HTTPException):
    """An answer with a status and a sentence in the reader's language."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__()
        self.code = code
        self.sentence = sentence


def refuse(code: int, message: str, **values: Any) -> NoReturn:
    """Answer with status ``code`` and ``message`` (Spanish, marked), translated and filled."""
    raise Refusal(code, translate(message, **values))
