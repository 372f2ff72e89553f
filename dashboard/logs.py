"""What the server writes about itself: one line per event, in UTC, without control characters."""

import logging
import sys
import time
from typing import Any

_ESCAPES = {code: f"\\x{code:02x}" for code in [*range(32), 127]}


class OneLineFormatter(logging.Formatter):
    """A formatter whose messages never span lines; only a traceback may follow, indented."""

    converter = time.gmtime

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """The line of ``record`` with every control character escaped."""
        return super().formatMessage(record).translate(_ESCAPES)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        """The traceback, indented so that no line of it can pass for an event."""
        return "\n".join(f"    {line}" for line in super().formatException(ei).splitlines())


def configure_logs(level: str) -> None:
    """Send every message of ``level`` or graver to the standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        OneLineFormatter("%(asctime)sZ %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S")
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    if level != "DEBUG":
        # It tells which plug-ins it has at every start.
        logging.getLogger("alembic").setLevel(logging.WARNING)
