"""The left rail: each room registers its places, the rail shows those that the user may open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class MenuItem:
    """A place of the rail. `order` sorts; `visible` is the predicate that the page itself uses."""

    label: str
    url_name: str
    order: int
    icon: str
    visible: Callable[[Any], bool]


_items: dict[str, MenuItem] = {}


def register(item: MenuItem) -> None:
    """Add a place; the same address twice is one place."""
    _items[item.url_name] = item


def places(user: Any) -> list[MenuItem]:
    """Return the places of this user, in order."""
    return sorted((item for item in _items.values() if item.visible(user)), key=lambda item: item.order)
