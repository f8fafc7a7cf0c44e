"""What somebody else did to a nomination while this user filled in its appraisal sheet, and what the user typed."""

from django.http import QueryDict
from django.utils import timezone

from core.models import AuditEvent
from units.models import User

from .assessment import assess
from .forms.appraisal import judgements_from
from .models import Nomination

RETURNED = "awards.return_nomination"
_DONE = (RETURNED, "awards.appraise")
_TOLD = (Nomination.State.RETURNED, Nomination.State.APPRAISED, Nomination.State.REJECTED)
_MARK = {True: "Đạt", False: "Chưa đạt", None: "Chưa chọn"}


def meanwhile(nomination: Nomination, user: User) -> str:
    """Return one sentence: who did what to the nomination and when, and that the user's own words are not kept."""
    events = AuditEvent.objects.filter(target_type=nomination._meta.label_lower, target_id=str(nomination.pk))
    event = events.filter(action__in=_DONE).select_related("actor").order_by("-pk").first()
    lost = "Những gì bạn vừa ghi chưa được lưu; chép lại ở dưới nếu còn cần."
    state = nomination.get_state_display().lower()
    if event is None or nomination.state not in _TOLD:  # already in a decision, or with the authority above
        return f"Đề nghị này không còn ở bước thẩm định (hiện nay: {state}). {lost}"
    who = "Bạn" if event.actor_id == user.pk else event.actor.full_name if event.actor else "Hệ thống"
    because = f" với lý do “{event.reason}”" if event.action == RETURNED and event.reason else ""
    at = timezone.localtime(event.at)
    done = "trả lại đề nghị này cho đơn vị" if event.action == RETURNED else f"kết luận thẩm định “{state}”"
    return f"{who} đã {done} lúc {at:%H:%M} ngày {at:%d/%m/%Y}{because}. {lost}"


def typed_answers(nomination: Nomination, data: QueryDict) -> list[tuple[str, str, str]]:
    """Return what was posted of the judgements: condition, mark, note; those left empty are not named."""
    labels = {leaf.code: leaf.label for leaf in assess(nomination).tree.leaves() if leaf.code}
    answers = judgements_from(data, list(labels))
    return [(labels[code], _MARK[met], note) for code, (met, note) in answers.items() if met is not None or note]
