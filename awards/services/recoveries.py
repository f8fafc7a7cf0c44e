"""What comes back of cancelled awards: objects, money; the day on which the decision was received."""

import datetime as dt

from django.db import transaction

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from reminders.queries import working_calendar
from units.models import User

from ..models import FundEntry, Recovery
from .steps import locked


@transaction.atomic
def keep_recovery(
    *,
    actor: User,
    recovery: Recovery,
    received_on: dt.date,
    objects_on: dt.date | None = None,
    money_on: dt.date | None = None,
) -> Recovery:
    """Keep when the decision was received and what came back. The term runs from the day of receipt (Nghị định
    152/2025/NĐ-CP, Điều 58); money that came back is written into the fund of that year, once.

    Raises Refused for days before the decision or in the future, and for money that was never paid.
    """
    recovery = locked(recovery)
    decided = recovery.decision.decided_on
    assert decided is not None
    for day in (received_on, objects_on, money_on):
        if day and not decided <= day <= today():
            raise Refused("Các ngày phải từ ngày của quyết định đến hôm nay.")
    if money_on and not recovery.money:
        raise Refused("Khoản thưởng này chưa chi nên không có tiền phải nộp lại.")
    if recovery.money_returned_on and money_on != recovery.money_returned_on:
        raise Refused("Tiền nộp lại đã ghi vào quỹ nên không sửa ngày nộp được.")
    back = bool(money_on and not recovery.money_returned_on)
    recovery.received_on, recovery.objects_returned_on, recovery.money_returned_on = received_on, objects_on, money_on
    recovery.due_on = working_calendar().after(received_on, Recovery.WORKING_DAYS)
    recovery.closed_by = None if recovery.is_open else actor
    recovery.save()
    if back:
        assert money_on is not None
        FundEntry.objects.create(
            unit=recovery.decision.round.unit,
            year=money_on.year,
            kind=FundEntry.Kind.RETURNED,
            amount=recovery.money,
            on=money_on,
            note="Tiền thưởng thu hồi theo quyết định hủy bỏ",
            decision=recovery.decision,
            created_by=actor,
        )
    after = {"received": received_on.isoformat(), "objects": bool(objects_on), "money": bool(money_on)}
    record(actor=actor, action="awards.keep_recovery", target=recovery, after=after)
    return recovery
