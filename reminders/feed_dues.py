"""All rooms' deadlines of a year of one person: what the feeds are made of.

Kinds that can be read for one person are; the others are read for everybody at once.
"""

import datetime as dt
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from .registry import Due, own_provider, providers

logger = logging.getLogger(__name__)
AHEAD = BEHIND = 366  # days before and after today whose deadlines stand in a feed
# Where reading for everybody takes longer than this (seconds of CPU), one reading serves all
# feeds that are asked for in the next minutes; elsewhere each feed is as fresh as it can be.
COSTLY = 0.5
SHARED_FOR = 300


@dataclass
class Shared:
    """Everybody's deadlines by user id and key, the kinds that could not be read, and when all was read."""

    read_at: dt.datetime
    of: dict[int, dict[str, Due]] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)


@dataclass
class Dues:
    """One person's deadlines by key, the kinds that could not be read, and when which kind was read."""

    mine: dict[str, Due]
    failed: set[str]
    shared_at: dt.datetime
    own_at: dt.datetime
    own: set[str] = field(default_factory=set)

    def read_at(self, kind: str) -> dt.datetime:
        """When the deadlines of a kind were read."""
        return self.own_at if kind in self.own else self.shared_at


def dues(user: int, on: dt.date) -> Dues:
    """Return a person's deadlines on that day; those of a costly reading are at most `SHARED_FOR` seconds old."""
    shared = _shared(on)
    found = Dues(dict(shared.of.get(user, {})), set(shared.failed), shared.read_at, timezone.now())
    for kind, _ in providers():
        if own := own_provider(kind):
            found.own.add(kind)
            rows = _kept(kind, partial(own, user, on, ahead=AHEAD, behind=BEHIND), found.failed)
            found.mine.update((due.key, due) for due in rows)
    return found


def _shared(on: dt.date) -> Shared:
    key = f"reminders.feed_dues:{on.isoformat()}"
    known: Shared | None = cache.get(key)
    if known is not None:
        return known
    began = time.thread_time()
    found = _read(on)
    if time.thread_time() - began > COSTLY:
        cache.set(key, found, SHARED_FOR)
    return found


def _read(on: dt.date) -> Shared:
    found = Shared(timezone.now())
    of: dict[int, dict[str, Due]] = defaultdict(dict)
    for kind, provider in providers():
        if not own_provider(kind):
            for due in _kept(kind, partial(provider, on, ahead=AHEAD, behind=BEHIND), found.failed):
                for user in due.recipients:
                    of[user][due.key] = due
    found.of = dict(of)
    return found


def _kept(kind: str, read: Callable[[], Iterable[Due]], failed: set[str]) -> list[Due]:
    """A provider that fails is logged and the others go on."""
    try:
        with transaction.atomic():
            return [_as_kept(due, kind) for due in read()]
    except Exception:
        logger.exception("the deadlines of %s could not be read", kind)
        failed.add(kind)
        return []


def _as_kept(due: Due, kind: str) -> Due:
    """The deadline with its texts as long as a row holds them: what is compared must be what is kept."""
    return Due(
        key=(due.event or due.key)[:160], title=due.title[:300], url=due.url[:300], due_on=due.due_on,
        recipients=due.recipients, kind=kind, unit=due.unit[:300], starts_at=due.starts_at, place=due.place[:300],
    )  # fmt: skip
