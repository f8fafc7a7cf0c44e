"""Old lines of the register that were cancelled by a decision made elsewhere, and what came back of them."""

import datetime as dt

from django.db import transaction

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from reminders.queries import working_calendar
from units.models import Unit, User

from ..models import Award, FundEntry, OldCancellation, Recovery
from .steps import locked, reason_of


@transaction.atomic
def cancel_old_award(*, actor: User, award: Award, office: Unit, entered: OldCancellation) -> OldCancellation:
    """Cancel a line that no decision here gave, by the paper that `entered` names. The line stays, is marked, and no
    condition counts it any more.

    Raises Refused for an award decided here (that is cancelled by a decision), one that is cancelled already, days in
    disorder, and an amount of money without saying where it is known from.
    """
    entered.reason = reason_of(entered.reason)
    award = locked(award)
    if award.decision_id:
        raise Refused("Kết quả này do quyết định trong hệ thống tặng. Hãy mở quyết định đó, chọn Đính chính, hủy bỏ.")
    if not award.in_force:
        raise Refused("Kết quả này đã bị hủy bỏ trước đó.")
    if not award.decided_on <= entered.decided_on <= entered.received_on <= today():
        raise Refused(
            "Ngày quyết định hủy bỏ phải từ ngày quyết định khen, ngày nhận không trước ngày quyết định và không sau "
            "hôm nay."
        )
    if entered.money and not entered.money_basis.strip():
        raise Refused("Hãy ghi căn cứ của số tiền (quyết định chi, danh sách ký nhận): hệ thống không biết mức đã chi.")
    entered.award, entered.office, entered.entered_by = award, office, actor
    entered.due_on = working_calendar().after(entered.received_on, Recovery.WORKING_DAYS)
    entered.save(force_insert=True)
    award.state = Award.State.CANCELLED
    award.save(update_fields=["state"])
    record(
        actor=actor, action="awards.cancel_old_award", target=award, before={"state": Award.State.IN_FORCE},
        after={"state": award.state, "decision": entered.decision_code, "money": entered.money}, reason=entered.reason,
    )  # fmt: skip
    return entered


@transaction.atomic
def keep_old_recovery(
    *, actor: User, cancellation: OldCancellation, objects_on: dt.date | None, money_on: dt.date | None
) -> OldCancellation:
    """Keep what came back; money goes into the office's fund of that year, once. Raises Refused for days before the
    decision or to come, and for money where none has to come back."""
    row = locked(cancellation)
    for day in (objects_on, money_on):
        if day and not row.decided_on <= day <= today():
            raise Refused("Các ngày phải từ ngày của quyết định hủy bỏ đến hôm nay.")
    if money_on and not row.money:
        raise Refused("Không ghi khoản tiền phải nộp lại nên không có tiền để ghi đã nộp.")
    if row.money_returned_on and money_on != row.money_returned_on:
        raise Refused("Tiền nộp lại đã ghi vào quỹ nên không sửa ngày nộp được.")
    if money_on and not row.money_returned_on:
        FundEntry.objects.create(
            unit=row.office, year=money_on.year, kind=FundEntry.Kind.RETURNED, amount=row.money, on=money_on,
            note=f"Thu hồi theo quyết định {row.decision_code}"[:200], created_by=actor,
        )  # fmt: skip
    row.objects_returned_on, row.money_returned_on = objects_on, money_on
    row.save(update_fields=["objects_returned_on", "money_returned_on"])
    after = {"objects": bool(objects_on), "money": bool(money_on)}
    record(actor=actor, action="awards.keep_old_recovery", target=row.award, after=after)
    return row
