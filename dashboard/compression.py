"""Compresses answers: quickly what is made for one request, thoroughly what many will ask for."""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

import brotli
from flask import Response, request

QUICK = 5
SMALLEST = 11
_FOR_ONE_REQUEST = 4
_LEAST_BYTES = 1000
_TYPES = ("text/html", "application/json", "text/csv")
_REFUSED = re.compile(r";\s*q=0(\.0*)?\s*$")


def accepted_encoding(accepted: str, offered: Collection[str]) -> str:
    """The best of ``offered`` that the header ``Accept-Encoding: accepted`` allows, or ``""``."""
    names = {
        part.split(";")[0].strip() for part in accepted.split(",") if not _REFUSED.search(part)
    }
    return next((name for name in ("br", "gzip") if name in names and name in offered), "")


def compress_answer(response: Response) -> Response:
    """Compress a page or a JSON answer of a kilobyte or more, if the browser allows it."""
    if (
        response.is_streamed
        or response.direct_passthrough
        or response.status_code not in (200, 404)
        or response.mimetype not in _TYPES
        or "Content-Encoding" in response.headers
    ):
        return response
    response.vary.add("Accept-Encoding")
    encoding = accepted_encoding(request.headers.get("Accept-Encoding", ""), ("br", "gzip"))
    body = response.get_data()
    if encoding and len(body) >= _LEAST_BYTES:
        response.set_data(
            brotli.compress(body, quality=_FOR_ONE_REQUEST)
            if encoding == "br"
            else gzip.compress(body, _FOR_ONE_REQUEST)
        )
        response.headers["Content-Encoding"] = encoding
    return response


class CompressedBytes:
    """Brotli and gzip forms of contents; the costly ones are kept in a folder by SHA-256.

    A folder that cannot be written costs time at every start, never an answer.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, digest: str, body: bytes) -> dict[str, bytes]:
        """``{"br": …, "gzip": …}`` for ``body``, whose SHA-256 in hexadecimal is ``digest``."""
        return {
            "br": self.smallest(digest) or brotli.compress(body, quality=QUICK),
            "gzip": self._kept(f"{digest}.gz", lambda: gzip.compress(body, 6, mtime=0)),
        }

    def smallest(self, digest: str) -> bytes | None:
        """The smallest brotli form, if somebody made it before."""
        return self._read(f"{digest}.br")

    def has_smallest(self, digest: str) -> bool:
        """Whether the smallest brotli form was made before."""
        return (self._folder / f"{digest}.br").exists()

    def make_smallest(self, digest: str, body: bytes) -> bytes:
        """The smallest brotli form of ``body``; takes seconds for each megabyte."""
        return self._kept(f"{digest}.br", lambda: brotli.compress(body, quality=SMALLEST))

    def _read(self, name: str) -> bytes | None:
        try:
            return (self._folder / name).read_bytes()
        except OSError:
            return None

    def _kept(self, name: str, compress: Callable[[], bytes]) -> bytes:
        data = self._read(name)
        if data is not None:
            return data
        data = compress()
        partial = self._folder / f"{name}.{threading.get_native_id()}.partial"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(data)
            partial.replace(self._folder / name)
        except OSError:
            with suppress(OSError):
                partial.unlink()
        return data
