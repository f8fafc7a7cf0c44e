"""Lets nginx send the files whose permission a view has checked (X-Accel-Redirect)."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase


class AccelMiddleware:
    """Replace the body of a stored file's response by the place where nginx finds it.

    Works only where `X_ACCEL_PREFIX` names nginx's internal location; files outside MEDIA_ROOT pass unchanged.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.prefix = str(getattr(settings, "X_ACCEL_PREFIX", ""))
        if not self.prefix:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, FileResponse):
            return response
        place = stored_place(response)
        if place is None:
            return response
        handed_over = HttpResponse(status=response.status_code, headers=dict(response.items()))
        del handed_over["Content-Length"]
        handed_over.cookies = response.cookies
        handed_over["X-Accel-Redirect"] = quote(self.prefix.rstrip("/") + "/" + place)
        if response.file_to_stream:
            response.file_to_stream.close()  # not response.close(), which would end the request in here
        return handed_over


def stored_place(response: FileResponse) -> str | None:
    """Return where below MEDIA_ROOT the file of this response lies; None for a file from elsewhere."""
    file = response.file_to_stream
    path = getattr(file, "path", None) or getattr(file, "name", None)
    if not isinstance(path, str) or not Path(path).is_absolute():
        return None
    root = Path(settings.MEDIA_ROOT).resolve()
    full = Path(path).resolve()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else None
