"""What messages are about: every room names the kinds that it writes.

A kind is what people choose by ("at once", "in the morning", "not by mail") and what the office sets times for.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of message: its code, its name on pages, whether it leaves at once, whether nobody may turn it off.

    What asks for an act does not wait for the morning's digest in an `urgent` kind, only for the end of the quiet
    hours; what only tells does. `mandatory` ones reach everybody by mail whatever they chose: what a person misses by
    them cannot be made good; if they are urgent too, each of them leaves at once.
    """

    code: str
    title: str
    urgent: bool = False
    mandatory: bool = False

    @property
    def mixed(self) -> bool:
        """Whether some of its messages leave at once and others with the digest."""
        return self.urgent and not self.mandatory


_kinds: dict[str, Kind] = {}
OTHER = Kind("", "Thông báo khác")


def register(*kinds: Kind) -> None:
    """Add kinds; called in a room's `ready()`."""
    _kinds.update((kind.code, kind) for kind in kinds)


def unregister(code: str) -> None:
    """Take a kind away again."""
    _kinds.pop(code, None)


def kind_of(code: str) -> Kind:
    """Return the kind of this code; one that nobody registered is "other"."""
    return _kinds.get(code, OTHER)


def every() -> Iterator[Kind]:
    """Yield each kind, in the order in which the rooms stand."""
    yield from list(_kinds.values())
