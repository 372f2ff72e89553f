"""Answers to questions already asked, kept while the data stays as it is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping
from threading import Lock
from typing import Any

from flask import Flask, Response, g, request

from callbacks._edge import current_actor, current_language, current_theme
from data_access.measures.run import data_stamp
from data_access.store.store import Store
from layouts.components.filter_bar import FILTERS

CALLBACK_PATH = "/_dash-update-component"
MOST_BYTES = 32 * 1024 * 1024
Key = tuple[Any, ...]


class KeptAnswers:
    """The last answers, by what was asked, by whom, in which language and theme, of which data."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._answers: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Key) -> bytes | None:
        """The answer kept for ``key``, which is then the last to be dropped."""
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def keep(self, key: Key, answer: bytes) -> None:
        """Keep ``answer``, and drop the ones not asked for longest when there is no room."""
        with self._lock:
            self._bytes += len(answer) - len(self._answers.pop(key, b""))
            self._answers[key] = answer
            while self._bytes > self._most_bytes:
                self._bytes -= len(self._answers.popitem(last=False)[1])


def answering(callback_map: Mapping[str, Any]) -> set[str]:
    """Names of the callbacks that answer the filters: they read, and read nothing but the data."""
    return {
        name
        for name, spec in callback_map.items()
        if [item["id"] for item in spec["inputs"]] == [FILTERS]
    }


def keep_answers(server: Flask, store: Store, outputs: Collection[str]) -> None:
    """Keep what the callbacks with ``outputs`` answer, which only read the data of ``store``."""
    kept = KeptAnswers()

    @server.before_request
    def answer_again() -> Response | None:
        body = request.get_json(silent=True) if request.path == CALLBACK_PATH else None
        if not isinstance(body, dict) or body.get("output") not in outputs:
            return None
        who = (current_actor(), current_language(), current_theme())
        # Deadlines are told in days that are left: yesterday's answer is another one.
        g.answer_key = (*data_stamp(store), *who, request.get_data())
        answer = kept.find(g.answer_key)
        return Response(answer, mimetype="application/json") if answer is not None else None

    @server.after_request
    def keep(response: Response) -> Response:
        key = g.pop("answer_key", None)
        if key is not None and response.status_code == 200:
            kept.keep(key, response.get_data())
        return response
