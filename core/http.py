"""Small helpers of the views."""

import re
from collections.abc import Callable
from typing import Any, BinaryIO

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse

from .text import fold


def require(allowed: bool, message: str = "") -> None:
    """Raise PermissionDenied with a Vietnamese sentence unless allowed."""
    if not allowed:
        raise PermissionDenied(message)


def file_name(text: str, extension: str) -> str:
    """Return a file name that every system keeps: folded, words joined by hyphens."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:80] or "tep"
    return f"{stem}.{extension}"


def send_file(file: BinaryIO | Any, *, name: str, content_type: str, inline: bool = False) -> FileResponse:
    """Return the file, never cached by anything between us and the browser."""
    response = FileResponse(file, as_attachment=not inline, filename=name, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def send_page(draw: Callable[[], bytes], *, seconds: int = 0) -> HttpResponse:
    """Return the picture (PNG) of a page, kept by this browser alone for so many seconds. Raises Http404 for a page or
    a file that is not there."""
    try:
        picture = draw()
    except (FileNotFoundError, IndexError):
        raise Http404 from None
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = f"private, max-age={seconds}" if seconds else "private, no-store"
    return response
