"""Serves the files that do not change: compressed once, kept on disk, never sent twice."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from dashboard.compression import CompressedBytes, accepted_encoding

PREFIXES = ("/_dash-component-suites/", "/assets/", "/static-ext/", "/_favicon.ico")
ROOT_NAMES = {"/favicon.ico": "/assets/favicon.ico"}
"""What a browser asks for by itself, and the file that it means."""
YEAR = "public, max-age=31536000, immutable"
HOUR = "public, max-age=3600"
LOOK_AGAIN_SECONDS = 60
_FINGERPRINT = re.compile(r"\.v[\w-]+m\d+\.")
_COMPRESSIBLE = ("javascript", "css", "json", "svg", "text/")
_LEAST_BYTES = 500
_MOST_FILES = 2000
_CONDITIONAL = (
    "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"
)  # fmt: skip
_REWRITTEN = {
    "accept-ranges", "cache-control", "content-disposition", "content-encoding", "content-length",
    "content-type", "date", "etag", "last-modified", "vary",
}  # fmt: skip


@dataclass(frozen=True)
class StaticFile:
    """One file with its forms: encoding (``""``, ``br``, ``gzip``) → bytes."""

    content_type: str
    digest: str
    bodies: dict[str, bytes]
    headers: tuple[tuple[str, str], ...]
    is_smallest: bool
    looked_at: float

    @property
    def etag(self) -> str:
        """The entity tag: it changes with the content and with nothing else."""
        return f'"{self.digest[:20]}"'


@dataclass(frozen=True)
class OtherAnswer:
    """What the application says of a file that it does not have."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


class StaticFiles:
    """WSGI layer over an application: answers its unchanging files from memory.

    ``cache_folder`` keeps the compressed bytes between starts. A file is served at once in a
    quickly compressed form, and in its smallest form as soon as :meth:`make_smallest`, in this
    process or another, has left it in the folder.
    """

    def __init__(self, application: WSGIApplication, cache_folder: Path) -> None:
        self._application = application
        self._cache = CompressedBytes(cache_folder)
        self._files: dict[str, StaticFile] = {}
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a static file; anything else goes to the application."""
        asked = environ.get("PATH_INFO", "")
        path = ROOT_NAMES.get(asked, asked)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not path.startswith(PREFIXES):
            return self._application(environ, start_response)
        file = self._known(path) or self._ask(path, environ)
        if isinstance(file, OtherAnswer):
            start_response(file.status, list(file.headers))
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else file.body]
        headers = [
            *file.headers,
            ("ETag", file.etag),
            ("Vary", "Accept-Encoding"),
            ("Cache-Control", _lifetime(path, environ.get("QUERY_STRING", ""))),
        ]
        if file.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 Not Modified", headers)
            return [b""]
        encoding = accepted_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""), file.bodies)
        body = file.bodies[encoding]
        headers += [("Content-Type", file.content_type), ("Content-Length", str(len(body)))]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        start_response("200 OK", headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def make_smallest(self) -> None:
        """Compress as far as it goes what is in memory; slow: for a thread of low priority."""
        for path, file in list(self._files.items()):
            if not file.is_smallest:
                self._cache.make_smallest(file.digest, file.bodies[""])
                self._remember(path, self._refreshed(file))

    def _known(self, path: str) -> StaticFile | None:
        file = self._files.get(path)
        if file is None or file.is_smallest:
            return file
        if time.monotonic() - file.looked_at > LOOK_AGAIN_SECONDS:
            file = self._refreshed(file)
            self._remember(path, file)
        return file

    def _refreshed(self, file: StaticFile) -> StaticFile:
        smallest = self._cache.smallest(file.digest)
        bodies = {**file.bodies, "br": smallest} if smallest else file.bodies
        return replace(
            file, bodies=bodies, is_smallest=smallest is not None, looked_at=time.monotonic()
        )

    def _remember(self, path: str, file: StaticFile) -> None:
        with self._lock:
            if len(self._files) < _MOST_FILES:
                self._files[path] = file

    def _ask(self, path: str, environ: WSGIEnvironment) -> StaticFile | OtherAnswer:
        request = {**environ, "PATH_INFO": path, "REQUEST_METHOD": "GET", "QUERY_STRING": ""}
        for name in _CONDITIONAL:
            request.pop(name, None)
        status, headers, body = _answer_of(self._application, request)
        if not status.startswith("200"):
            return OtherAnswer(status, tuple(headers), body)
        content_type = dict(headers).get("Content-Type", "application/octet-stream")
        is_worth_it = len(body) >= _LEAST_BYTES and any(
            word in content_type for word in _COMPRESSIBLE
        )
        digest = hashlib.sha256(body).hexdigest()
        forms = self._cache.of(digest, body) if is_worth_it else {}
        file = StaticFile(
            content_type,
            digest,
            {"": body, **forms},
            tuple(pair for pair in headers if pair[0].lower() not in _REWRITTEN),
            is_smallest=not is_worth_it or self._cache.has_smallest(digest),
            looked_at=time.monotonic(),
        )
        self._remember(path, file)
        return file


def _answer_of(
    application: WSGIApplication, environ: WSGIEnvironment
) -> tuple[str, list[tuple[str, str]], bytes]:
    seen: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Any:
        seen[:] = [status, headers]
        return lambda _data: None

    answer = application(environ, start_response)
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return seen[0], seen[1], body


def _lifetime(path: str, query: str) -> str:
    is_dated = path.startswith(("/assets/", "/_favicon.ico")) and query
    return YEAR if is_dated or _FINGERPRINT.search(path) else HOUR
