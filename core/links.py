"""Links that rooms above bring to pages below: to the user's own account, to a unit's page, to a person."""

from collections.abc import Callable
from typing import Any

# Gets the user and the object of the page (the user himself, a unit, a person); returns the label and the address.
Provider = Callable[[Any, Any], list[tuple[str, str]]]
_providers: dict[str, list[Provider]] = {}


def register(place: str, provider: Provider) -> None:
    """Add what a page links to; `place` is "account", "unit" or "person"."""
    known = _providers.setdefault(place, [])
    if provider not in known:
        known.append(provider)


def links(place: str, user: Any, target: Any) -> list[tuple[str, str]]:
    """Return the links of a page for this user."""
    return [link for provider in _providers.get(place, []) for link in provider(user, target)]
