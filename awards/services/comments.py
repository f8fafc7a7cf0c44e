"""Writes of public comment: a list is published, people comment, the office answers."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from core.text import nfc
from reminders.queries import working_calendar
from units.models import User

from ..models import Comment, CommentPeriod, Nomination, Round
from ..queries.hearing import to_publish
from .steps import locked, reason_of, said_before

# What one period takes: beyond that somebody is flooding it, and the office has to look.
MOST_COMMENTS = 2000
LONGEST = 4000


@transaction.atomic
def publish(*, actor: User, around: Round, nominations: Sequence[Nomination]) -> CommentPeriod:
    """Publish appraised nominations for as many working days as their procedures ask, the longest of them.

    The term begins on the day after the publication (Bộ luật Dân sự 2015, Điều 147). Raises Refused without a
    nomination, or when one needs no comment, was published before, or waits because of a flag.
    """
    wanted = {nomination.pk for nomination in nominations}
    if not wanted:
        raise Refused("Hãy chọn ít nhất một đề nghị để công khai.")
    locked(around)  # of two clerks who publish the same list at once the second reads what the first did
    chosen = [(row, procedure) for row, procedure in to_publish(around) if row.pk in wanted]
    if len(chosen) < len(wanted):
        raise Refused(
            "Có đề nghị không công khai được: chưa thẩm định xong, đã công khai, đang tạm dừng xét, hoặc quy trình "
            "không yêu cầu. Hãy tải lại trang và chọn lại."
        )
    procedure = max((procedure for _, procedure in chosen), key=lambda found: found.comment_days)
    start = today()
    period = CommentPeriod(
        round=around, days=procedure.comment_days, article=procedure.article, starts_on=start,
        ends_on=working_calendar().after(start, procedure.comment_days), published_by=actor,
    )  # fmt: skip
    period.save(force_insert=True)
    period.nominations.set([row for row, _ in chosen])
    record(
        actor=actor,
        action="awards.publish_list",
        target=period,
        after={"nominations": sorted(wanted), "ends_on": period.ends_on.isoformat()},
    )
    return period


@transaction.atomic
def prolong(*, actor: User, period: CommentPeriod, ends_on: dt.date, reason: str) -> CommentPeriod:
    """Let a list stand longer. Raises Refused without a reason, once it is over, or for a day that is not later."""
    said = reason_of(reason)
    period = locked(period)
    if period.over or ends_on <= period.ends_on:
        raise Refused("Chỉ kéo dài được đợt đang công khai, tới một ngày sau ngày kết thúc hiện nay.")
    before, period.ends_on, period.prolonged_reason = period.ends_on, ends_on, said
    period.save(update_fields=["ends_on", "prolonged_reason"])
    record(
        actor=actor, action="awards.prolong_comment", target=period,
        before={"ends_on": before.isoformat()}, after={"ends_on": ends_on.isoformat()}, reason=said,
    )  # fmt: skip
    return period


@transaction.atomic
def end_early(*, actor: User, period: CommentPeriod, reason: str) -> CommentPeriod:
    """Take a list off the public page before its time; what stood on it has to be published again.

    Raises Refused without a reason, or once it is over.
    """
    said = reason_of(reason)
    period = locked(period)
    if period.over:
        raise Refused("Đợt lấy ý kiến này đã kết thúc.")
    period.ended_early_at, period.ended_early_reason = timezone.now(), said
    period.save(update_fields=["ended_early_at", "ended_early_reason"])
    record(actor=actor, action="awards.end_comment_early", target=period, reason=said)
    return period


@transaction.atomic
def comment(
    *, period: CommentPeriod, name: str, contact: str, text: str, nomination: Nomination | None = None
) -> Comment:
    """Keep what a visitor says; the same words of the same visitor sent twice are one comment. Raises Refused once the
    period is over, or when it has taken too many.

    The audit trail names no visitor: who commented is known to the office only.
    """
    period = locked(period)
    if period.over:
        raise Refused("Thời gian lấy ý kiến đã hết nên không gửi được nữa.")
    row = Comment(
        period=period, nomination=nomination, name=_line(name)[:120], contact=_line(contact)[:160],
        text=nfc(text).strip()[:LONGEST],
    )  # fmt: skip
    if before := said_before(row, "period", "nomination", "name", "contact", "text"):
        return before
    if period.comments.count() >= MOST_COMMENTS:
        raise Refused("Đợt này đã nhận quá nhiều ý kiến qua mạng. Hãy gửi ý kiến bằng văn bản tới cơ quan.")
    if nomination is not None and not period.nominations.filter(pk=nomination.pk).exists():
        raise Refused("Người hoặc tập thể này không có trong danh sách đang công khai.")
    row.save(force_insert=True)
    record(actor=None, action="awards.comment", target=period, after={"comment": row.pk})
    return row


def _line(text: str) -> str:
    return " ".join(nfc(text).split())


@transaction.atomic
def answer_comment(*, actor: User, comment: Comment, answer: str) -> Comment:
    """Write down how a comment was settled; it may be written again. Raises Refused without words."""
    if not answer.strip():
        raise Refused("Hãy ghi kết quả xử lý: đã xác minh gì, kết luận ra sao.")
    row = locked(comment)
    before = row.answer
    row.answer, row.answered_by, row.answered_at = answer.strip()[:LONGEST], actor, timezone.now()
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    record(
        actor=actor, action="awards.answer_comment", target=row.period,
        before={"comment": row.pk, "answered": bool(before)}, after={"comment": row.pk, "answered": True},
    )  # fmt: skip
    return row
