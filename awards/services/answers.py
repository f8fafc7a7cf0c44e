"""Members answer the invitation to a meeting."""

from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.exceptions import Refused
from reminders.services import notify
from units.models import User

from ..models import InvitationAnswer, Meeting
from ..permissions_council import seat_of
from .notices import KIND
from .steps import locked


@transaction.atomic
def answer_invitation(*, actor: User, meeting: Meeting, coming: bool, reason: str = "") -> InvitationAnswer:
    """Say that the actor will come, or why not; again while the meeting has not begun. The secretary is told of who
    will not come.

    Raises Refused for who has no seat, once it has begun, and for an absence without a reason.
    """
    row = locked(meeting)
    seat = seat_of(actor, row.council)
    if seat is None:
        raise Refused("Bạn không phải thành viên của hội đồng này nên không có giấy mời để trả lời.")
    if row.state != Meeting.State.PLANNED:
        raise Refused("Phiên họp đã khai mạc hoặc kết thúc nên không trả lời giấy mời được nữa.")
    said = "" if coming else " ".join(reason.split())[:300]
    if not coming and not said:
        raise Refused("Hãy ghi lý do vắng để thư ký phiên họp biết.")
    answer, _ = InvitationAnswer.objects.update_or_create(
        meeting=row, member=seat,
        defaults={"coming": coming, "reason": said, "starts_at": row.starts_at, "answered_at": timezone.now()},
    )  # fmt: skip
    event = record(
        actor=actor, action="awards.answer_invitation", target=row, after={"member": seat.pk, "coming": coming}
    )
    if not coming and row.secretary and row.secretary.user_id and row.secretary_id != seat.pk:
        notify(
            recipients=[row.secretary.user_id],
            subject=f"{seat.full_name} báo vắng: {row.title}",
            body=f"Lý do: {said}",
            url=row.get_absolute_url(),
            event_key=f"awards.invitation_answer:{answer.pk}:{event.pk}",
            kind=KIND,
        )
    return answer
