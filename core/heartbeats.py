"""Signs of life: one row a name, written at most once a minute by a conditional update."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from .models import Heartbeat

EVERY = dt.timedelta(seconds=50)
KEPT = dt.timedelta(days=1)
AUDIT = "audit"


def sign(name: str, detail: str = "") -> None:
    """Note that `name` lives now. A sign younger than `EVERY` that says the same is left as it is."""
    now = timezone.now()
    same = Heartbeat.objects.filter(name=name)
    stale = Q(at__lt=now - EVERY) | Q(at__gt=now) | ~Q(detail=detail)
    if not same.filter(stale).update(at=now, detail=detail[:300]):
        Heartbeat.objects.bulk_create([Heartbeat(name=name, at=now, detail=detail[:300])], ignore_conflicts=True)


def gone(name: str) -> None:
    """Whoever ends in order takes its sign along."""
    Heartbeat.objects.filter(name=name).delete()


def signs() -> dict[str, Heartbeat]:
    """Return all signs by name, by one query."""
    return {row.name: row for row in Heartbeat.objects.all()}


def forget_processes() -> int:
    """Drop the signs of processes that gave none for a day; return how many."""
    processes = Q(name__startswith=Heartbeat.WORKER) | Q(name__startswith=Heartbeat.BEAT)
    return Heartbeat.objects.filter(processes, at__lt=timezone.now() - KEPT).delete()[0]


def queue_name(queue: str) -> str:
    """The sign that a message of this queue came through to a worker."""
    return f"queue:{queue}"


def passed(queue: str) -> dt.datetime | None:
    """Return when the last message that is known to have come through a queue was sent.

    Queues keep their order: what was sent before it and was taken by nobody is lost. None before the first one.
    """
    sign = Heartbeat.objects.filter(name=queue_name(queue)).first()
    return sign.at - dt.timedelta(seconds=float(sign.detail or 0)) if sign else None
