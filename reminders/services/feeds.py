"""Writes of calendar feeds: an address is made, changed for another, revoked; what a feed says is kept."""

import datetime as dt
import hashlib
import secrets
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.audit import record
from core.exceptions import Refused
from units.models import User

from ..feed_dues import Dues
from ..feed_dues import dues as dues_of
from ..models import CalendarFeed, FeedEvent
from ..models.feeds import CANCELLED_FOR, KNOWN_FOR
from ..registry import Due

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
    dues = dues_of(user.pk, timezone.localdate(at))
    if any(_compared(dues, _rows(user), user=user, at=at)):
        with transaction.atomic():
            _lock(user)  # a telephone and a desk may ask at once
            new, changed = _compared(dues, _rows(user), user=user, at=at)
            FeedEvent.objects.bulk_create(new)
            FeedEvent.objects.bulk_update(changed, CHANGING, batch_size=200)
        FeedEvent.objects.filter(user=user, gone_at__lt=at - KNOWN_FOR).delete()
    shown = Q(gone_at=None) | Q(gone_at__gte=at - CANCELLED_FOR) | Q(held=True, gone_at__gte=at - KNOWN_FOR)
    return list(FeedEvent.objects.filter(shown, user=user))


def _rows(user: User) -> dict[str, FeedEvent]:
    return {row.key: row for row in FeedEvent.objects.filter(user=user)}


def _compared(
    dues: Dues, rows: dict[str, FeedEvent], *, user: User, at: dt.datetime
) -> tuple[list[FeedEvent], list[FeedEvent]]:
    """Return the events that are new, and those that changed with what they now say.

    What another process has said since this reading of the deadlines is newer and stays.
    """
    mine = dues.mine
    new = [FeedEvent(user=user, key=key, changed_at=at, **_said(due)) for key, due in mine.items() if key not in rows]
    changed = []
    for key, row in rows.items():
        if row.changed_at > dues.read_at(row.kind):
            continue
        if key in mine:
            said = _said(mine[key]) | {"gone_at": None, "held": False}
        elif row.gone_at is None and row.kind not in dues.failed:
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
