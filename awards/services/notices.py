"""Who is told at once, in the bell and by mail, when something moves to them."""

from django.urls import reverse
from django.utils import timezone

from core.dates import vn_date
from reminders.services import notify
from units.models import RoleKind

from ..models import Decision, Dossier, Meeting, Nomination, OpinionRequest
from ..queries import answerers_of, signers_of, users_at, writers_of

KIND = "awards"


def dossier_was_sent(dossier: Dossier) -> None:
    """The standing office has a dossier to receive."""
    office = dossier.round.unit
    notify(
        recipients=users_at([office], RoleKind.STANDING_OFFICE)[office.pk],
        subject=f"{dossier.unit.short_name} đã gửi hồ sơ {dossier.reference}",
        body=f"{dossier.unit.name} đã gửi hồ sơ cho {dossier.round.title}. Hãy xem và tiếp nhận.",
        url=dossier.get_absolute_url(),
        event_key=f"awards.dossier_sent:{dossier.pk}",
        kind=KIND,
    )


def nothing_was_proposed(dossier: Dossier, event: int) -> None:
    """The standing office knows that it waits for this unit no longer; a unit that says so again is told again."""
    office = dossier.round.unit
    notify(
        recipients=users_at([office], RoleKind.STANDING_OFFICE)[office.pk],
        subject=f"{dossier.unit.short_name} báo không có đề nghị",
        body=f"{dossier.unit.name} không đề nghị khen thưởng ai trong {dossier.round.title}.",
        url=dossier.round.get_absolute_url(),
        event_key=f"awards.nothing_proposed:{dossier.pk}:{event}",
        kind=KIND,
    )


def clerk_was_assigned(dossier: Dossier, event: int) -> None:
    """The clerk has a dossier to appraise; one who has it again is told again."""
    assert dossier.clerk is not None
    limit = dossier.appraise_by or dossier.round.appraise_by
    notify(
        recipients=[dossier.clerk],
        subject=f"Được giao thẩm định hồ sơ {dossier.reference} của {dossier.unit.short_name}",
        body=f"{dossier.round.title}. Thẩm định xong trước hết ngày {vn_date(limit)}.",
        url=dossier.get_absolute_url(),
        event_key=f"awards.clerk_assigned:{dossier.pk}:{event}",
        kind=KIND,
    )


def nomination_was_returned(nomination: Nomination, event: int) -> None:
    """Who writes and sends the dossier has something to mend; `event` is the id of the act, so that a second return
    tells again."""
    notify(
        recipients=writers_of([nomination.dossier.unit])[nomination.dossier.unit_id],
        subject=f"Đề nghị {nomination.award_type} cho {nomination.nominee_name} bị trả lại",
        body=f"Lý do: {nomination.reason}",
        url=nomination.get_absolute_url(),
        event_key=f"awards.nomination_returned:{nomination.pk}:{event}",
        kind=KIND,
    )


def decision_was_submitted(decision: Decision, event: int) -> None:
    """The leaders have a decision to sign."""
    office = decision.round.unit
    notify(
        recipients=signers_of([office])[office.pk],
        subject=f"Quyết định chờ ký: {decision.subject}",
        body=f"Dự thảo quyết định của {decision.round.title} đang chờ ký.",
        url=decision.get_absolute_url(),
        event_key=f"awards.decision_submitted:{decision.pk}:{event}",
        kind=KIND,
    )


def decision_was_signed(decision: Decision) -> None:
    """Who prepared it may print the certificates, or learns that the register says it now."""
    assert decision.document is not None
    awarded = "Giấy khen, bằng in được từ trang của quyết định."
    amended = f"Sổ khen thưởng đã ghi việc {decision.get_kind_display().lower()}."
    notify(
        recipients=[decision.prepared_by],
        subject=f"Đã ký Quyết định số {decision.document.code}",
        body=f"{decision.subject}. {awarded if decision.awards_people else amended}",
        url=decision.get_absolute_url(),
        event_key=f"awards.decision_signed:{decision.pk}",
        kind=KIND,
    )


def meeting_was_planned(meeting: Meeting, event: int) -> None:
    """The members are told when and where; a moved meeting tells again."""
    seats = meeting.council.members.filter(left_on=None, user__isnull=False)
    when = timezone.localtime(meeting.starts_at)
    notify(
        recipients=list(seats.values_list("user", flat=True)),
        subject=f"Phiên họp {meeting.council.name}: {when:%H:%M}, {vn_date(when.date())}",
        body=f"{meeting.title}. Địa điểm: {meeting.place}. Hãy báo tham dự hoặc vắng, xem hồ sơ và khai báo xung đột "
        "lợi ích (nếu có).",
        url=meeting.get_absolute_url(),
        event_key=f"awards.meeting_planned:{meeting.pk}:{event}",
        kind=KIND,
    )


def opinion_was_asked(request: OpinionRequest) -> None:
    """The agency has to answer; one outside gets a letter instead."""
    if request.agency is None:
        return
    notify(
        recipients=answerers_of([request.agency])[request.agency.pk],
        subject=f"{request.round.unit.short_name} xin ý kiến về đề nghị khen thưởng",
        body=f"{request.round.title}. Trả lời trước hết ngày {vn_date(request.due_on)}.",
        url=reverse("awards:opinion_reply", args=[request.pk]),
        event_key=f"awards.opinion_asked:{request.pk}",
        kind=KIND,
    )


def opinion_was_answered(request: OpinionRequest) -> None:
    """Who asked reads the answer."""
    if request.answered_by_id == request.asked_by_id:
        return
    notify(
        recipients=[request.asked_by],
        subject=f"{request.name} đã trả lời về đề nghị khen thưởng",
        body=f"{request.round.title}. Xem ý kiến trước khi thẩm định, trình Hội đồng.",
        url=request.get_absolute_url(),
        event_key=f"awards.opinion_answered:{request.pk}",
        kind=KIND,
    )
