"""Serves the files that do not change: compressed once, kept on disk, never sent twice."""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import brotli

PREFIXES = ("/_dash-component-suites/", "/assets/", "/static-ext/", "/_favicon.ico")
YEAR = "public, max-age=31536000, immutable"
HOUR = "public, max-age=3600"
_FINGERPRINT = re.compile(r"\.v[\w-]+m\d+\.")
_COMPRESSIBLE = ("javascript", "css", "json", "svg", "text/")
_LEAST_BYTES = 500
_MOST_FILES = 2000
_CONDITIONAL = (
    "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"
)  # fmt: skip
_REWRITTEN = {"content-length", "content-type", "etag", "cache-control", "last-modified", "date",
              "vary", "content-encoding", "accept-ranges", "content-disposition"}  # fmt: skip


@dataclass(frozen=True)
class StaticFile:
    """One file with its compressed forms: encoding (``""``, ``br``, ``gzip``) → bytes."""

    content_type: str
    etag: str
    bodies: dict[str, bytes]
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OtherAnswer:
    """What the application says of a file that it does not have."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


class StaticFiles:
    """WSGI layer over an application: answers its unchanging files from memory.

    ``cache_folder`` keeps the compressed bytes between starts, named by content and quality;
    without it (or when it cannot be written) they are computed again.
    """

    def __init__(
        self, application: WSGIApplication, cache_folder: Path | None, quality: int = 11
    ) -> None:
        self._application = application
        self._cache = CompressedBytes(cache_folder, quality)
        self._files: dict[str, StaticFile] = {}
        self._lock = threading.Lock()

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer a static file; anything else goes to the application."""
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not path.startswith(PREFIXES):
            return self._application(environ, start_response)
        file = self._files.get(path) or self._ask(path, environ)
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
        encoding = _best_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""), file.bodies)
        body = file.bodies[encoding]
        headers += [("Content-Type", file.content_type), ("Content-Length", str(len(body)))]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        start_response("200 OK", headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def _ask(self, path: str, environ: WSGIEnvironment) -> StaticFile | OtherAnswer:
        request = {**environ, "REQUEST_METHOD": "GET", "QUERY_STRING": ""}
        for name in _CONDITIONAL:
            request.pop(name, None)
        seen: dict[str, Any] = {}

        def remember(status: str, headers: list[tuple[str, str]], _error: object = None) -> Any:
            seen.update(status=status, headers=headers)
            return lambda _data: None

        answer = self._application(request, remember)
        with closing(answer) if hasattr(answer, "close") else closing(_Nothing()):
            body = b"".join(answer)
        if not seen["status"].startswith("200"):
            return OtherAnswer(seen["status"], tuple(seen["headers"]), body)
        content_type = dict(seen["headers"]).get("Content-Type", "application/octet-stream")
        digest = hashlib.sha256(body).hexdigest()
        bodies = {"": body}
        if len(body) >= _LEAST_BYTES and any(word in content_type for word in _COMPRESSIBLE):
            bodies |= self._cache.of(digest, body)
        file = StaticFile(
            content_type,
            f'"{digest[:20]}"',
            bodies,
            tuple(pair for pair in seen["headers"] if pair[0].lower() not in _REWRITTEN),
        )
        with self._lock:
            if len(self._files) < _MOST_FILES:
                self._files[path] = file
        return file


class CompressedBytes:
    """Brotli and gzip forms of contents, kept in a folder under their SHA-256."""

    def __init__(self, folder: Path | None, quality: int) -> None:
        self._folder = folder
        self._quality = quality

    def of(self, digest: str, body: bytes) -> dict[str, bytes]:
        """``{"br": …, "gzip": …}`` for ``body``, whose SHA-256 in hexadecimal is ``digest``."""
        return {
            "br": self._kept(
                f"{digest}.q{self._quality}.br",
                lambda: brotli.compress(body, quality=self._quality),
            ),
            "gzip": self._kept(f"{digest}.gz", lambda: gzip.compress(body, 9, mtime=0)),
        }

    def _kept(self, name: str, compress: Any) -> bytes:
        if self._folder is None:
            return compress()
        path = self._folder / name
        try:
            return path.read_bytes()
        except OSError:
            data = compress()
        partial = path.with_suffix(f".{threading.get_ident()}.partial")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(data)
            partial.replace(path)
        except OSError:
            # A read-only or full disk costs time at the next start, not the answer.
            partial.unlink(missing_ok=True)
        return data


class _Nothing:
    def close(self) -> None:
        """There is nothing to close."""


def _lifetime(path: str, query: str) -> str:
    is_dated = path.startswith(("/assets/", "/_favicon.ico")) and query
    return YEAR if is_dated or _FINGERPRINT.search(path) else HOUR


def _best_encoding(accepted: str, bodies: dict[str, bytes]) -> str:
    offered = {
        part.split(";")[0].strip()
        for part in accepted.split(",")
        if not re.search(r";\s*q=0(\.0*)?\s*$", part)
    }
    for encoding in ("br", "gzip"):
        if encoding in offered and encoding in bodies:
            return encoding
    return ""
