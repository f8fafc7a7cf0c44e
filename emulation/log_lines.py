"""What the lines of the log may hold: no secret that stands in an address, no trace of a request that was refused.

A calendar's address, an agency's link and the way out of a letter open something to whoever holds them; the database
keeps none of them readable, so the log must not either.
"""

import logging
import re

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# A part of an address as long as a secret is; the number of a background job is none.
_SECRET = re.compile(rf"/(?!{_UUID}(?:/|$))[\w:.~=-]{{32,}}(?=/|$)")
_FAULT = 500


def without_secrets(path: str) -> str:
    """Return the path with every part that may be a secret as three stars."""
    return path if path.startswith("/static/") else _SECRET.sub("/***", path)


class RequestLine(logging.Filter):
    """Django's own lines about requests: the path without secrets, and a trace only for a fault of ours."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(without_secrets(part) if isinstance(part, str) else part for part in record.args)
        if getattr(record, "status_code", _FAULT) < _FAULT:
            record.exc_info = None
        return True
