"""The bell of the top bar. `reminders` fills it; the frame asks for the number of unread messages."""

from collections.abc import Callable
from typing import Any

_counter: list[Callable[[Any], int]] = []


def register(unread_for: Callable[[Any], int]) -> None:
    """Set who counts the unread messages of a user; every page asks, so the count must be bounded."""
    _counter[:] = [unread_for]


def unread(user: Any) -> int:
    """Return how many messages the user has not read."""
    return _counter[0](user) if _counter else 0
