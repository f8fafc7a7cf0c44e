"""Sending again all that a list of the outbox shows, on all its pages, by one press."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Q

from core.audit import record
from core.exceptions import Refused
from core.jobs import job, start_job
from core.models import Job

from .. import queries
from ..models import Delivery
from ..models.deliveries import DeliveryQuerySet
from .retrying import queue_again, retry_many

if TYPE_CHECKING:
    from units.models import User

JOB = "reminders.retry_all"
AT_ONCE = 500  # more are queued by a job, so many at a time
State = Delivery.State


@transaction.atomic
def retry_all(*, actor: "User", state: str, who: str = "", on: dt.date | None = None, reason: str = "") -> int | Job:
    """Queue again every failed (or every aborted) delivery that the filter shows; return how many, or the job that
    does it when they are many.

    Raises Refused for any other state, for aborted ones without a reason, and when none can be sent again.
    """
    if state not in (State.FAILED, State.ABORTED):
        raise Refused("Chỉ gửi lại được thư hỏng hoặc chưa rõ. Hãy lọc danh sách theo một trong hai trạng thái đó.")
    if state == State.ABORTED and not reason.strip():
        raise Refused("Những thư này có thể đã tới người nhận. Hãy ghi lý do gửi lại.")
    rows = _shown(actor, state, who, on)
    number, last = rows.count(), rows.order_by().aggregate(last=Max("pk"))["last"]
    if number <= AT_ONCE:
        return retry_many(actor=actor, deliveries=list(rows), reason=reason)
    record(actor=actor, action=JOB, target=actor, after={"number": number, "state": state}, reason=reason)
    params = {"state": state, "who": who, "on": on.isoformat() if on else "", "reason": reason, "last": last}
    return start_job(kind=JOB, title=f"Gửi lại {number} thư", actor=actor, params=params)


def _shown(actor: "User", state: str, who: str, on: dt.date | None) -> DeliveryQuerySet:
    return queries.deliveries(actor, who=who, on=on).filter(state=state)


@job(JOB)
def retry_in_background(running: Job, *, state: str, who: str, on: str, reason: str, last: int) -> None:
    """Queue a long list again, by the person's rights of now. What was tried again since he asked has had its turn."""
    actor = running.created_by
    rows = _shown(actor, state, who, dt.date.fromisoformat(on) if on else None).filter(pk__lte=last)
    rows = rows.filter(Q(claimed_at=None) | Q(claimed_at__lte=running.created_at))
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    queued = 0
    for start in range(0, len(ids), AT_ONCE):
        running.advance(start, len(ids), "Đang xếp lại vào hàng chờ gửi")
        queued += queue_again(actor=actor, ids=ids[start : start + AT_ONCE], reason=reason)
    running.advance(len(ids), len(ids), told(queued, len(ids)))


def told(queued: int, of: int) -> str:
    """Return how many of so many were queued again, in words."""
    left = f" {of - queued} thư ở lại: đã đi, hoặc địa chỉ đang ghi hỏng." if queued < of else ""
    return f"Đã xếp lại {queued} thư vào hàng chờ gửi.{left}"
