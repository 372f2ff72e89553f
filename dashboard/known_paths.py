"""Which addresses have a page, so that every other one is answered 404."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

_VARIABLE = re.compile(r"<([^>]+)>")


class KnownPaths:
    """The addresses of one app's pages, taken once from its page registry.

    A page whose address has a variable may be registered with ``is_known``, a function that says
    whether what the variable names exists.
    """

    def __init__(self, pages: Iterable[Mapping[str, Any]]) -> None:
        self._pages = [(_pattern(page), page) for page in pages if not _is_not_found(page)]

    def find(self, path: str) -> tuple[Mapping[str, Any], dict[str, str]] | None:
        """The page at ``path`` with the variables of its template, or ``None``."""
        for pattern, page in self._pages:
            match = pattern.fullmatch(path.strip("/"))
            if match:
                return page, match.groupdict()
        return None

    def has(self, path: str) -> bool:
        """Whether some page is at ``path``, and what the path names exists."""
        found = self.find(path)
        if found is None:
            return False
        page, variables = found
        is_known = page.get("is_known")
        return is_known is None or all(is_known(key) for key in variables.values())


def _is_not_found(page: Mapping[str, Any]) -> bool:
    return bool(page["module"].rpartition(".")[2] == "not_found_404")


def _pattern(page: Mapping[str, Any]) -> re.Pattern[str]:
    address = (page.get("path_template") or page["path"]).strip("/")
    parts = _VARIABLE.split(address)
    return re.compile(
        "".join(
            f"(?P<{part}>[^/]+)" if index % 2 else re.escape(part)
            for index, part in enumerate(parts)
        )
    )
