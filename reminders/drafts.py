"""Who is told when a document goes its way: the room of documents stands below and only sends signals."""

from collections.abc import Collection
from functools import partial
from typing import Any

from core.dates import today
from documents.models import Draft
from documents.signals import draft_issued, draft_returned, draft_submitted
from units.models import Role, RoleKind

from . import asking
from .asking import Event, told_by
from .services import notify

TO_SIGN = "Hãy xem rồi ký ban hành, hoặc trả lại kèm lý do."


def connect() -> None:
    """Listen to the steps of drafts, and say which of their messages still ask."""
    draft_submitted.connect(_tell_signer, dispatch_uid="reminders.draft_submitted")
    draft_returned.connect(_tell_writer_of_return, dispatch_uid="reminders.draft_returned")
    draft_issued.connect(_tell_writer_of_issue, dispatch_uid="reminders.draft_issued")
    asking.register("documents.submit", to_sign)
    asking.register("documents.return", to_mend)


def _tell_signer(*, draft: Draft, **kwargs: Any) -> None:
    """The chosen signer; without one every leader of the issuer."""
    if draft.signer_id:
        people = [draft.signer_id]
    else:
        leaders = Role.objects.in_force_on(today()).filter(unit=draft.issuer_id, kind=RoleKind.LEADER)
        people = list(leaders.filter(user__is_active=True).values_list("user_id", flat=True))
    _tell(draft, "submit", people, f"Có {draft.get_kind_display().lower()} chờ ký ban hành", TO_SIGN)


def _tell_writer_of_return(*, draft: Draft, **kwargs: Any) -> None:
    _tell(draft, "return", _writers(draft), "Văn bản được trả lại để sửa", f"Lý do trả lại: {draft.returned_reason}")


def _tell_writer_of_issue(*, draft: Draft, **kwargs: Any) -> None:
    _tell(draft, "issue", _writers(draft), f"Đã ban hành {draft.document}")


def _writers(draft: Draft) -> list[int]:
    return [draft.created_by_id] if draft.created_by_id else []


def _tell(draft: Draft, step: str, people: list[int], subject: str, said: str = "") -> None:
    lines = [f"Đơn vị soạn thảo: {draft.drafting_unit.name}", *filter(None, [said])]
    notify(
        recipients=people, subject=f"{subject}: {draft.subject}", body="\n".join(lines),
        url=draft.get_absolute_url(), event_key=_key(step, draft), kind="documents",
    )  # fmt: skip


def _key(step: str, draft: Draft) -> str:
    """The event that tells of a draft's step: another one each time the draft comes to it anew."""
    since = draft.state_since.isoformat() if draft.state_since else ""
    return f"documents.{step}:{draft.pk}:{since}"


def to_sign(events: Collection[Event]) -> list[Event]:
    """Drafts that still wait for signature since the message."""
    return told_by(Draft.objects.filter(state=Draft.State.SUBMITTED), partial(_key, "submit"), events)


def to_mend(events: Collection[Event]) -> list[Event]:
    """Drafts that were returned and not sent again."""
    return told_by(Draft.objects.filter(state=Draft.State.RETURNED), partial(_key, "return"), events)
