"""Reads of the bell, of the outbox and of the calendar."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from core.lists import matches
from core.working_days import WorkingCalendar
from units.models import RoleKind, User
from units.permissions import reached

from . import asking
from .models import BadAddress, CalendarDay, Delivery, Message
from .models.deliveries import DeliveryQuerySet

MANY = 100  # what is more is "99+"
NEWEST = 6
LOOKED_AT = 3 * MANY  # so many unread ones are asked at once whether their act is done
AUTUMN = 10  # the month from which the next year's calendar is asked for


def unread_count(user: User) -> int:
    """How many messages of the bell the user has not opened, at most MANY; what asked for an act or reminded of work
    that is done is not counted. A walk through one index and the queries of those that know whether an act is done
    since the planner last looked; once more for each LOOKED_AT of which most are."""
    unread = Message.objects.visible_to(user).counted().order_by("-pk").values_list("pk", "event_key", "asks")
    number, before = 0, None
    while number < MANY:
        rows = list((unread if before is None else unread.filter(pk__lt=before))[:LOOKED_AT])
        number += len(rows) - len(asking.done([(key, user.pk) for _, key, asks in rows if asks]))
        if len(rows) < LOOKED_AT:
            break
        before = rows[-1][0]
    return min(number, MANY)


def newest(user: User) -> list[Message]:
    """The messages that the bell lists, each with `settled`."""
    return settled(Message.objects.visible_to(user).order_by("-pk")[:NEWEST])


def settled(messages: Iterable[Message]) -> list[Message]:
    """Return the messages, each knowing as `settled` whether what it asked for or reminded of is done; a constant
    number of queries."""
    rows = list(messages)
    done = asking.done([(row.event_key, row.recipient_id) for row in rows])
    for row in rows:
        ended = row.settled_at is not None or (row.event_key, row.recipient_id) in done
        row.settled = ended  # type: ignore[attr-defined]
    return rows


def deliveries(user: User, *, who: str = "", on: dt.date | None = None) -> DeliveryQuerySet:
    """What left or is to leave to the administrator's people; `who` is a name, a user name or an address."""
    rows = Delivery.objects.administered_by(user)
    if who := who.strip():
        by_account = Q(recipient__username__icontains=who) | Q(recipient__email__icontains=who)
        by_name = Q(recipient__full_name__icontains=who) | matches(who, "recipient__person__search_text")
        rows = rows.filter(by_account | by_name)
    if on is not None:
        start = timezone.make_aware(dt.datetime.combine(on, dt.time.min))
        rows = rows.filter(created_at__gte=start, created_at__lt=start + dt.timedelta(days=1))
    return rows


def state_counts(rows: DeliveryQuerySet) -> list[tuple[str, str, int]]:
    """Return each state that occurs among the deliveries, its name and how many, by one query."""
    found = dict(rows.order_by().values_list("state").annotate(number=Count("pk")))
    return [(value, label, found[value]) for value, label in Delivery.State.choices if value in found]


def bad_addresses(user: User) -> QuerySet[BadAddress]:
    """The addresses of the administrator's people to which nothing is sent any more."""
    people = User.objects.filter(reached(user, RoleKind.ADMINISTRATOR, field="roles__unit"))
    rows = BadAddress.objects.filter(user__in=people.values("pk"), address=F("user__email"))
    return rows.select_related("user")


def working_calendar() -> WorkingCalendar:
    """Return the calendar of all years that are kept, by one query."""
    off: set[dt.date] = set()
    made_up: set[dt.date] = set()
    for day, kind in CalendarDay.objects.values_list("day", "kind"):
        (made_up if kind == CalendarDay.Kind.MADE_UP else off).add(day)
    return WorkingCalendar(frozenset(off), frozenset(made_up))


def days_of(year: int) -> list[CalendarDay]:
    """Return a year's days, in order."""
    return list(CalendarDay.objects.filter(day__year=year))


def years_kept() -> list[int]:
    """Return the years that have days, in order."""
    return [day.year for day in CalendarDay.objects.dates("day", "year")]


def missing_year(on: dt.date) -> int | None:
    """Return the next year when autumn has come and its calendar has not; the current one at any time."""
    kept = set(years_kept())
    wanted = [on.year, on.year + 1] if on.month >= AUTUMN else [on.year]
    return next((year for year in wanted if year not in kept), None)
