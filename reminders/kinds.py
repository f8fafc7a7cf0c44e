"""What messages are about: every room names the kinds that it writes.

A kind is what people choose by ("at once", "in the morning", "not by mail") and what the office sets times for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from . import stages


@dataclass(frozen=True)
class Kind:
    """A kind of message: its code, its name on pages, whether it leaves at once, whether nobody may turn it off.

    `urgent` ones do not wait for the morning's digest, only for the end of the quiet hours. `mandatory` ones reach
    everybody by mail whatever they chose: what a person misses by them cannot be made good.
    """

    code: str
    title: str
    urgent: bool = False
    mandatory: bool = False


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


def cannot_wait(code: str, stage: str = "") -> bool:
    """Whether a message of this kind, at this stage of its deadline, leaves at once: urgent by its kind, or because
    the day has come."""
    return kind_of(code).urgent or stage == stages.THE_DAY
