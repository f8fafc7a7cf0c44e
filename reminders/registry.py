"""The deadlines of every room: each room registers who reads them from its own rows.

There is no table of deadlines: a room's rows are the schedule. A moved date is a new due date here, finished
work is no longer yielded here, and the reminders follow both by themselves.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from .stages import BEHIND, HORIZON, Schedule, Stage


@dataclass(frozen=True)
class Due:
    """One deadline that is not met yet, and whom it concerns.

    `key` names the work once and for all ("plans.task:12"), `url` is an address inside the site, `recipients`
    are user ids, `unit` is the name of the unit that has to act, `units` the ids of all that have to: their heads
    are told when it is long overdue, and the standing office above them. `kind` is filled in by the registry.
    `starts_at` and `place` are those of a meeting: calendars show it at its hour. `passes`: the day passes by itself,
    nobody can be late with it. `event` names it in calendars where the key changes while the work stays the same (it
    was refused and is to be done again): the event comes back instead of standing there twice.
    """

    key: str
    title: str
    url: str
    due_on: dt.date
    recipients: list[int] = field(default_factory=list)
    kind: str = ""
    unit: str = ""
    units: tuple[int, ...] = ()
    starts_at: dt.datetime | None = None
    place: str = ""
    passes: bool = False
    event: str = ""

    def tells(self, stage: Stage) -> bool:
        """Whether anybody is told of it at a stage: not of delay where there is none."""
        return not (self.passes and stage.late)


class Provider(Protocol):
    """Reads a room's deadlines; see `register`."""

    def __call__(self, on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterable[Due]: ...


class OwnProvider(Protocol):
    """Reads one person's deadlines of a kind; see `register`."""

    def __call__(
        self, user: int, on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND
    ) -> Iterable[Due]: ...


_providers: dict[str, Provider] = {}
_own: dict[str, OwnProvider] = {}
_usual: dict[str, Schedule] = {}


def register(
    kind: str, provider: Provider, *, usual: Schedule | None = None, own: OwnProvider | None = None
) -> None:
    """Add the deadlines of one kind; called in a room's `ready()`.

    `provider(on)` yields every deadline that is unmet on that day, from `behind` days before it to `ahead` days
    after it, in a constant number of queries. `usual` is how the kind reminds until the office sets it otherwise. `own`
    yields the same as far as one person (an id) is told: for kinds of which there may be too many to read all.
    """
    _providers[kind] = provider
    if own:
        _own[kind] = own
    if usual:
        _usual[kind] = usual


def unregister(kind: str) -> None:
    """Take a kind away again."""
    _providers.pop(kind, None)
    _usual.pop(kind, None)
    _own.pop(kind, None)


def providers() -> Iterator[tuple[str, Provider]]:
    """Yield each kind with its provider."""
    yield from list(_providers.items())


def own_provider(kind: str) -> OwnProvider | None:
    """Who reads one person's deadlines of a kind; None where everybody's are read at once."""
    return _own.get(kind)


def usual_schedule(kind: str) -> Schedule:
    """How a kind reminds when the office has set nothing."""
    return _usual.get(kind, Schedule())


def window(on: dt.date, ahead: int, behind: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last due date that a provider asked so yields."""
    return on - dt.timedelta(days=behind), on + dt.timedelta(days=ahead)
