"""Who is told when a document goes its way: the room of documents stands below and only sends signals."""

from typing import Any

from core.dates import today
from documents.models import Draft
from documents.signals import draft_issued, draft_returned, draft_submitted
from units.models import Role, RoleKind

from .services import notify


def connect() -> None:
    """Listen to the steps of drafts."""
    draft_submitted.connect(_tell_signer, dispatch_uid="reminders.draft_submitted")
    draft_returned.connect(_tell_writer_of_return, dispatch_uid="reminders.draft_returned")
    draft_issued.connect(_tell_writer_of_issue, dispatch_uid="reminders.draft_issued")


def _tell_signer(*, draft: Draft, **kwargs: Any) -> None:
    """The chosen signer; without one every leader of the issuer."""
    if draft.signer_id:
        people = [draft.signer_id]
    else:
        leaders = Role.objects.in_force_on(today()).filter(unit=draft.issuer_id, kind=RoleKind.LEADER)
        people = list(leaders.filter(user__is_active=True).values_list("user_id", flat=True))
    _tell(draft, "submit", people, f"Có {draft.get_kind_display().lower()} chờ ký ban hành", draft.subject)


def _tell_writer_of_return(*, draft: Draft, **kwargs: Any) -> None:
    _tell(draft, "return", _writers(draft), "Văn bản được trả lại để sửa", draft.returned_reason)


def _tell_writer_of_issue(*, draft: Draft, **kwargs: Any) -> None:
    _tell(draft, "issue", _writers(draft), f"Đã ban hành {draft.document}", draft.subject)


def _writers(draft: Draft) -> list[int]:
    return [draft.created_by_id] if draft.created_by_id else []


def _tell(draft: Draft, event: str, people: list[int], subject: str, body: str) -> None:
    since = draft.state_since.isoformat() if draft.state_since else ""
    notify(
        recipients=people, subject=f"{subject}: {draft.subject}"[:200], body=body or subject,
        url=draft.get_absolute_url(), event_key=f"documents.{event}:{draft.pk}:{since}", kind="documents",
    )  # fmt: skip
