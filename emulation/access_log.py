"""The web server's lines about requests, without the secrets that stand in some addresses."""

import datetime as dt
from typing import Any

from gunicorn.glogging import Logger

from .log_lines import without_secrets


class AccessLog(Logger):
    """gunicorn's own, with paths that may be kept."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: dt.timedelta) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return found | {"U": without_secrets(found.get("U") or "")}
