"""The left rail: each room registers its places, the rail shows those that the user may open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


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


def here(path: str, items: list[MenuItem]) -> str:
    """Return the name of the place in which an address lies: of nested ones the innermost; "" outside all."""
    inside = [(url, item.url_name) for item in items if path.startswith(url := reverse(item.url_name))]
    return max(inside, default=("", ""), key=lambda found: len(found[0]))[1]


def places(user: Any) -> list[MenuItem]:
    """Return the places of this user, in order."""
    return sorted((item for item in _items.values() if item.visible(user)), key=lambda item: item.order)
