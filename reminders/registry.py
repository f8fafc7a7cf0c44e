"""The deadlines of every room: each room registers who reads them from its own rows.

There is no table of deadlines: a room's rows are the schedule. A moved date is a new due date here, finished
work is no longer yielded here, and the reminders follow both by themselves.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Due:
    """One deadline that is not met yet, and whom it concerns.

    `key` names the work once and for all ("plans.task:12"), `url` is an address inside the site, `recipients`
    are user ids, `unit` is the name of the unit that has to act. `kind` is filled in by the registry.
    """

    key: str
    title: str
    url: str
    due_on: dt.date
    recipients: list[int] = field(default_factory=list)
    kind: str = ""
    unit: str = ""


Provider = Callable[[dt.date], Iterable[Due]]
_providers: dict[str, Provider] = {}


def register(kind: str, provider: Provider) -> None:
    """Add the deadlines of one kind; called in a room's `ready()`.

    `provider(on)` yields every deadline that is unmet on that day and due at most `stages.HORIZON` days after
    it, the overdue ones included, in a constant number of queries.
    """
    _providers[kind] = provider


def unregister(kind: str) -> None:
    """Take a kind away again."""
    _providers.pop(kind, None)


def providers() -> Iterator[tuple[str, Provider]]:
    """Yield each kind with its provider."""
    yield from list(_providers.items())


@dataclass(frozen=True)
class Notice:
    """Something that people are told once, by its `event_key`: no deadline of work, nothing to be late with."""

    event_key: str
    subject: str
    body: str
    url: str
    recipients: list[int] = field(default_factory=list)


NoticeProvider = Callable[[dt.date], Iterable[Notice]]
_notices: dict[str, NoticeProvider] = {}


def register_notices(kind: str, provider: NoticeProvider) -> None:
    """Add what people are told of when the day has come; called in a room's `ready()`.

    `provider(on)` yields all that should have been told by that day, again each time it is asked: who has had
    a notice does not get it twice.
    """
    _notices[kind] = provider


def notice_providers() -> Iterator[tuple[str, NoticeProvider]]:
    """Yield each kind of notice with its provider."""
    yield from list(_notices.items())
