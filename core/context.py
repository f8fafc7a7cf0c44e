"""What the frame around every page shows."""

from typing import Any

from django.http import HttpRequest

from . import bell, menu

RAIL = 7  # places beside the first page; who holds several roles finds the others under one more


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the rail, the office's letterhead and the bell's number."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"places": [], "more_places": [], "here": "", "letterhead": None, "unread": 0, "path": request.path,
                "search_text": ""}  # fmt: skip
    places = menu.places(user)
    here = menu.here(request.path, places)
    return {
        "places": places[:RAIL],
        "more_places": places[RAIL:],
        "here": here,
        "here_is_more": here in {place.url_name for place in places[RAIL:]},
        "letterhead": user.letterhead,
        "unread": bell.unread(user),
        "path": request.path,
        "search_text": "",  # the page of the search has what was typed
    }
