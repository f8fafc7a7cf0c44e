"""All rooms' deadlines of a year, by who is reminded of them: what the feeds are made of."""

import datetime as dt
import logging
import time
from collections import defaultdict
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from .registry import Due, providers

logger = logging.getLogger(__name__)
AHEAD = BEHIND = 366  # days before and after today whose deadlines stand in a feed
# Providers read for everybody at once. Where that takes longer than this (seconds of CPU), one reading serves all
# feeds that are asked for in the next minutes; elsewhere each feed is as fresh as it can be.
COSTLY = 0.5
SHARED_FOR = 300


@dataclass
class Dues:
    """Deadlines by user id and key, the kinds that could not be read, and when all was read."""

    read_at: dt.datetime
    of: dict[int, dict[str, Due]] = field(default_factory=lambda: defaultdict(dict))
    failed: set[str] = field(default_factory=set)


def dues(on: dt.date) -> Dues:
    """Return everybody's deadlines on that day; those of a costly reading are at most `SHARED_FOR` seconds old."""
    key = f"reminders.feed_dues:{on.isoformat()}"
    known: Dues | None = cache.get(key)
    if known is not None:
        return known
    began = time.thread_time()
    found = _read(on)
    if time.thread_time() - began > COSTLY:
        cache.set(key, found, SHARED_FOR)
    return found


def _read(on: dt.date) -> Dues:
    """A provider that fails is logged and the others go on."""
    found = Dues(timezone.now())
    for kind, provider in providers():
        try:
            with transaction.atomic():
                rows = [_as_kept(due, kind) for due in provider(on, ahead=AHEAD, behind=BEHIND)]
        except Exception:
            logger.exception("the deadlines of %s could not be read", kind)
            found.failed.add(kind)
        else:
            for due in rows:
                for user in due.recipients:
                    found.of[user][due.key] = due
    found.of = dict(found.of)
    return found


def _as_kept(due: Due, kind: str) -> Due:
    """The deadline with its texts as long as a row holds them: what is compared must be what is kept."""
    return Due(
        key=due.key[:160], title=due.title[:300], url=due.url[:300], due_on=due.due_on, recipients=due.recipients,
        kind=kind, unit=due.unit[:300], starts_at=due.starts_at, place=due.place[:300],
    )  # fmt: skip
