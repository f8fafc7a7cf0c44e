"""Writes of calendar feeds: an address is made, changed for another, revoked; what a feed says is kept."""

import datetime as dt
import hashlib
import logging
import secrets
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from units.models import User

from ..models import CalendarFeed, FeedEvent
from ..models.feeds import CANCELLED_FOR, KNOWN_FOR
from ..registry import Due, providers

logger = logging.getLogger(__name__)
AHEAD = BEHIND = 366  # days before and after today whose deadlines stand in a feed
SAID = ("kind", "title", "unit", "url", "due_on", "starts_at", "place")
CHANGING = (*SAID, "sequence", "changed_at", "gone_at", "held")


# ---------------------------------------------------------------- the address


def open_feed(user: User) -> CalendarFeed | None:
    """Return the feed of a person that is open, if any."""
    return CalendarFeed.objects.filter(user=user, revoked_at=None).first()


def digest_of(token: str) -> str:
    """Return what is kept of an address: 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def create_feed(*, actor: User) -> tuple[CalendarFeed, str]:
    """Make the actor's address; return it with its secret, which nobody can read again.

    Raises Refused when one is open.
    """
    _lock(actor)
    if open_feed(actor):
        raise Refused("Lịch của bạn đã có địa chỉ. Nếu không còn giữ địa chỉ đó, hãy đổi địa chỉ.")
    feed, token = _new(actor)
    record(actor=actor, action="reminders.feed_create", target=feed)
    return feed, token


@transaction.atomic
def renew_feed(*, actor: User, pk: int | None) -> tuple[CalendarFeed, str]:
    """Make another address in place of the one that the page showed (`pk`); the old one opens nothing any more.

    Raises Refused when that one is not open any more: a form sent twice changes the address once.
    """
    old = _close(actor, pk)
    feed, token = _new(actor)
    record(actor=actor, action="reminders.feed_renew", target=feed, before={"feed": old.pk})
    return feed, token


@transaction.atomic
def revoke_feed(*, actor: User, pk: int | None) -> CalendarFeed:
    """Close the address that the page showed. Raises Refused when it is not open any more."""
    feed = _close(actor, pk)
    record(actor=actor, action="reminders.feed_revoke", target=feed)
    return feed


def _lock(user: User) -> None:
    User.objects.select_for_update().get(pk=user.pk)


def _new(user: User) -> tuple[CalendarFeed, str]:
    token = secrets.token_urlsafe(32)
    return CalendarFeed.objects.create(user=user, digest=digest_of(token)), token


def _close(user: User, pk: int | None) -> CalendarFeed:
    _lock(user)
    feed = open_feed(user)
    if feed is None or feed.pk != pk:
        raise Refused("Địa chỉ lịch vừa được đổi hoặc thu hồi ở nơi khác. Hãy tải lại trang để xem địa chỉ hiện tại.")
    feed.revoked_at = timezone.now()
    feed.save(update_fields=["revoked_at"])
    return feed


# ---------------------------------------------------------------- what it says


def events_of(user: User, *, at: dt.datetime) -> list[FeedEvent]:
    """Return what the person's feed says now, in order; what has changed since it was last read is kept first.

    Reading twice changes nothing the second time, and is no act: nothing of it stands in the audit trail. A kind
    whose provider fails stays as it was. A constant number of queries.
    """
    dues, failed = _dues_of(user)
    rows = _rows(user)
    if any(_compared(dues, failed, rows, user=user, at=at)):
        with transaction.atomic():
            _lock(user)  # a telephone and a desk may ask at once
            rows = _rows(user)
            new, changed = _compared(dues, failed, rows, user=user, at=at)
            FeedEvent.objects.bulk_create(new)
            FeedEvent.objects.bulk_update(changed, CHANGING, batch_size=200)
        FeedEvent.objects.filter(user=user, gone_at__lt=at - KNOWN_FOR).delete()
    shown = Q(gone_at=None) | Q(gone_at__gte=at - CANCELLED_FOR) | Q(held=True, gone_at__gte=at - KNOWN_FOR)
    return list(FeedEvent.objects.filter(shown, user=user))


def _dues_of(user: User) -> tuple[dict[str, Due], set[str]]:
    """The deadlines of which this person is reminded, by key, and the kinds that could not be read."""
    found: dict[str, Due] = {}
    failed: set[str] = set()
    for kind, provider in providers():
        try:
            with transaction.atomic():
                for due in provider(today(), ahead=AHEAD, behind=BEHIND):
                    if user.pk in due.recipients:
                        found[due.key] = _as_kept(due, kind)
        except Exception:
            logger.exception("the deadlines of %s could not be read", kind)
            failed.add(kind)
    return found, failed


def _as_kept(due: Due, kind: str) -> Due:
    """The deadline with its texts as long as a row holds them: what is compared must be what is kept."""
    return Due(
        key=due.key[:160], title=due.title[:300], url=due.url[:300], due_on=due.due_on, kind=kind, unit=due.unit[:300],
        starts_at=due.starts_at, place=due.place[:300],
    )  # fmt: skip


def _rows(user: User) -> dict[str, FeedEvent]:
    return {row.key: row for row in FeedEvent.objects.filter(user=user)}


def _compared(
    dues: dict[str, Due], failed: Iterable[str], rows: dict[str, FeedEvent], *, user: User, at: dt.datetime
) -> tuple[list[FeedEvent], list[FeedEvent]]:
    """Return the events that are new, and those that changed with what they now say."""
    new = [
        FeedEvent(user=user, key=key, changed_at=at, **_said(due)) for key, due in dues.items() if key not in rows
    ]  # fmt: skip
    changed = []
    for key, row in rows.items():
        if key in dues:
            said = _said(dues[key]) | {"gone_at": None, "held": False}
        elif row.gone_at is None and row.kind not in failed:
            said = {"gone_at": at, "held": row.starts_at is not None and row.due_on <= timezone.localdate(at)}
        else:
            continue
        if any(getattr(row, name) != value for name, value in said.items()):
            _say(row, said, at)
            changed.append(row)
    return new, changed


def _said(due: Due) -> dict[str, Any]:
    return {name: getattr(due, name) for name in SAID}


def _say(row: FeedEvent, said: dict[str, Any], at: dt.datetime) -> None:
    for name, value in said.items():
        setattr(row, name, value)
    if not row.held:  # a meeting that was held stays as it was
        row.sequence += 1
        row.changed_at = max(at, row.changed_at)
