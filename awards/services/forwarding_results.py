"""What was entered wrongly of a result from above: its decision is mended, or the result is taken back."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from units.models import User

from ..models import Award, Forwarded, Nomination
from .forwarding_below import correct_below, wait_below
from .steps import locked, move, reason_of

Result = Forwarded.Result
MOVED_ON = "Kết quả này không sửa được nữa. Hãy tải lại trang để xem trạng thái mới."
BY_ITSELF = "Kết quả này do cấp trên trong hệ thống quyết định nên không sửa tay; cấp trên lập quyết định đính chính."


def _entered_by_hand(item: Forwarded, *results: str) -> Forwarded:
    item = locked(item)
    if item.above_id:
        raise Refused(BY_ITSELF)
    later = Forwarded.objects.filter(nomination=item.nomination_id, pk__gt=item.pk).exists()
    if item.result not in results or later:
        raise Refused(MOVED_ON)
    return item


@transaction.atomic
def correct_result(
    *, actor: User, item: Forwarded, decision_code: str, decided_on: dt.date, issuer_name: str, reason: str
) -> Forwarded:
    """Mend number, day or issuer of a decision that was entered, here and in the register.

    Raises Refused without a reason, for a day to come, when the register has such a line already, or when the award
    was decided by an office here.
    """
    said = reason_of(reason)
    item = _entered_by_hand(item, Result.AWARDED)
    if decided_on > today():
        raise Refused("Ngày quyết định không thể sau hôm nay.")
    award = Award.objects.select_for_update().get(nomination=item.nomination_id)
    before = _words(item)
    for row in (item, award):
        row.decision_code, row.decided_on = decision_code.strip(), decided_on
        row.issuer_name = issuer_name.strip()
    try:
        with transaction.atomic():
            award.save()
    except IntegrityError:
        raise Refused(f"Sổ khen thưởng đã có kết quả này theo quyết định {item.decision_code}.") from None
    item.save(update_fields=["decision_code", "decided_on", "issuer_name"])
    correct_below(award)
    record(
        actor=actor, action="awards.correct_result", target=item.nomination,
        before=before, after=_words(item), reason=said,
    )  # fmt: skip
    return item


def _words(item: Forwarded) -> dict[str, str]:
    day = item.decided_on.isoformat() if item.decided_on else ""
    return {"decision": item.decision_code, "on": day, "by": item.issuer_name}


@transaction.atomic
def take_back_result(*, actor: User, item: Forwarded, reason: str) -> Forwarded:
    """Let a result that was entered by mistake wait again; its line leaves the register, its words stay in the trail.

    Raises Refused without a reason, when the nomination went on since, or when something rests on the award.
    """
    said = reason_of(reason)
    item = _entered_by_hand(item, Result.AWARDED, Result.REFUSED)
    nomination = locked(item.nomination)
    before = {"result": item.result, "state": nomination.state, **_words(item)}
    if item.result == Result.AWARDED:
        _strike(nomination)
    item.result, item.settled_by, item.settled_at, item.reason = Result.WAITING, None, None, ""
    item.decision_code, item.decided_on, item.issuer_name = "", None, ""
    item.save()
    move(nomination.wait_above, MOVED_ON)
    nomination.reason = ""
    nomination.save(update_fields=["state", "reason"])
    wait_below(nomination)
    record(
        actor=actor, action="awards.take_back_result", target=nomination,
        before=before, after={"state": nomination.state}, reason=said,
    )  # fmt: skip
    return item


def _strike(nomination: Nomination) -> None:
    """A line that no decision made is no award: it goes. What was decided here never comes this way."""
    try:
        Award.objects.get(nomination=nomination, decision=None, state=Award.State.IN_FORCE).delete()
    except (Award.DoesNotExist, ProtectedError):
        raise Refused(
            "Đã có việc khác dựa vào kết quả này trong sổ khen thưởng nên không rút lại được. Hãy sửa số, ngày quyết "
            "định, hoặc làm thủ tục hủy bỏ."
        ) from None
