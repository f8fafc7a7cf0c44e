"""What the frame around every page shows."""

from typing import Any

from django.http import HttpRequest

from . import bell, menu


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the rail, the office's letterhead and the bell's number."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"places": [], "here": "", "letterhead": None, "unread": 0, "path": request.path}
    places = menu.places(user)
    return {
        "places": places,
        "here": menu.here(request.path, places),
        "letterhead": user.letterhead,
        "unread": bell.unread(user),
        "path": request.path,
    }
