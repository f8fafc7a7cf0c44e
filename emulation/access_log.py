"""The web server's lines about requests, without the secrets that stand in some addresses.

A calendar's address, an agency's link and the way out of a letter open something to whoever holds them; the database
keeps none of them readable, so the log must not either.
"""

import datetime as dt
import re
from typing import Any

from gunicorn.glogging import Logger

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# A part of an address as long as a secret is; the number of a background job is none.
_SECRET = re.compile(rf"/(?!{_UUID}(?:/|$))[\w:.~=-]{{32,}}(?=/|$)")


def without_secrets(path: str) -> str:
    """Return the path with every part that may be a secret as three stars."""
    return path if path.startswith("/static/") else _SECRET.sub("/***", path)


class AccessLog(Logger):
    """gunicorn's own, with paths that may be kept."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: dt.timedelta) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return found | {"U": without_secrets(found.get("U") or "")}
