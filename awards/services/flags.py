"""Writes of flags: a nominee waits while a violation is being looked into (Nghị định 152/2025/NĐ-CP, Điều 4.4)."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from units.models import Person, User

from ..models import Flag, Nomination
from ..queries.hearing import flags_on
from .steps import locked, reason_of

State = Nomination.State
UNDER_WAY = (State.SENT, State.RECEIVED, State.RETURNED, State.APPRAISED, State.PROPOSED, State.FORWARDED)


@transaction.atomic
def set_flag(
    *,
    actor: User,
    kind: str,
    reason: str,
    since: dt.date,
    nomination: Nomination | None = None,
    person: Person | None = None,
) -> Flag:
    """Let one nomination, or all of a person's, wait. Raises Refused without a reason, for a day to come, for what
    is decided already, or when it waits for the same already."""
    about = nomination or person
    if about is None:
        raise ValueError("nobody to flag")
    if not reason.strip():
        raise Refused("Hãy ghi nội dung và nguồn tin: văn bản, cơ quan nào đang xác minh.")
    if since > today():
        raise Refused("Ngày bắt đầu tạm dừng không thể sau hôm nay.")
    if nomination is not None and locked(nomination).state == State.AWARDED:
        raise Refused(f"{nomination.nominee_name} đã có quyết định khen; hãy làm thủ tục hủy bỏ nếu có vi phạm.")
    same = Flag.objects.standing().filter(nomination=nomination, person=person, kind=kind)
    if same.exists():
        raise Refused("Đang tạm dừng vì đúng lý do này rồi. Hãy xem mục Tạm dừng xét.")
    flag = Flag(nomination=nomination, person=person, kind=kind, reason=reason.strip(), since=since, set_by=actor)
    flag.save(force_insert=True)
    record(
        actor=actor,
        action="awards.set_flag",
        target=about,
        after={"flag": flag.pk, "kind": kind, "since": since.isoformat()},
    )
    return flag


@transaction.atomic
def release_flag(*, actor: User, flag: Flag, outcome: str, reason: str) -> Flag:
    """Let it go on. Raises Refused without a reason, when it was released before, or when a violation was found
    and a nomination under it is still being considered."""
    said = reason_of(reason)
    flag = locked(flag)
    if flag.released_at:
        raise Refused("Việc này đã cho xét tiếp trước đó. Hãy tải lại trang.")
    if outcome not in Flag.Outcome.values:
        raise Refused("Hãy chọn kết quả xác minh.")
    if outcome == Flag.Outcome.VIOLATION and (open_ := _under_way(flag)):
        raise Refused(
            f"Đã kết luận có vi phạm mà {open_} đề nghị vẫn đang xét. Hãy kết luận “Không đề nghị khen” ở trang "
            "thẩm định, ghi kỷ luật (nếu có), rồi mới kết thúc việc tạm dừng."
        )
    flag.outcome, flag.release_reason = outcome, said
    flag.released_by, flag.released_at = actor, timezone.now()
    flag.save(update_fields=["outcome", "release_reason", "released_by", "released_at"])
    record(
        actor=actor,
        action="awards.release_flag",
        target=flag.nomination or flag.person or flag,
        before={"flag": flag.pk},
        after={"outcome": outcome},
        reason=said,
    )
    return flag


def _under_way(flag: Flag) -> int:
    about = {"pk": flag.nomination_id} if flag.nomination_id else {"person": flag.person_id}
    return Nomination.objects.filter(state__in=UNDER_WAY, **about).count()


def refuse_flagged(nominations: Iterable[Nomination], what: str) -> None:
    """Raises Refused when one of the nominations waits; `what` is the act in words: "đưa vào quyết định"."""
    rows = list(nominations)
    found = flags_on(rows)
    for row in rows:
        if row.pk in found:
            raise Refused(
                f"{row.nominee_name} đang tạm dừng xét nên chưa {what} được (Nghị định 152/2025/NĐ-CP, Điều 4.4). "
                "Hãy bỏ chọn người này, hoặc chờ kết luận không vi phạm rồi cho xét tiếp."
            )
