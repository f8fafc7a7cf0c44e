"""The way of a draft: sent for signature, taken back, returned, issued."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django_fsm import TransitionNotAllowed

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from units.models import User

from ..composing import official_document
from ..draft_signers import signing_authority
from ..missing import missing_for_signature
from ..models import Document, Draft
from ..signals import draft_issued, draft_returned, draft_submitted
from .issuing import issue_document

_GONE_ON = "Văn bản đã chuyển sang bước khác; hãy tải lại trang để xem bước hiện tại."


@transaction.atomic
def submit_draft(*, draft: Draft, actor: User) -> Draft:
    """Send the document for signature. Raises `Refused` when it lacks something or is not a draft any more."""
    draft = _locked(draft)
    if missing := missing_for_signature(draft):
        raise Refused(f"Văn bản còn thiếu: {', '.join(sentence for sentence, _ in missing)}; hãy bổ sung rồi gửi ký.")
    before = draft.state
    _go(draft, draft.submit)
    draft.returned_reason = ""
    draft.save(update_fields=["state", "state_since", "returned_reason"])
    _record(draft, "documents.draft_submit", actor, before)
    draft_submitted.send(sender=Draft, draft=draft, actor=actor)
    return draft


@transaction.atomic
def take_back_draft(*, draft: Draft, actor: User) -> Draft:
    """Take a document that waits for signature back to the desk. Raises `Refused` when the signer was quicker."""
    draft = _locked(draft)
    before = draft.state
    _go(draft, draft.take_back)
    draft.save(update_fields=["state", "state_since"])
    _record(draft, "documents.draft_take_back", actor, before)
    return draft


@transaction.atomic
def return_draft(*, draft: Draft, actor: User, reason: str) -> Draft:
    """Return the document to its writers. Raises `Refused` without a reason."""
    if not reason.strip():
        raise Refused("Chưa ghi lý do trả lại; hãy ghi rõ chỗ cần sửa để người soạn biết.")
    draft = _locked(draft)
    before = draft.state
    _go(draft, draft.give_back)
    draft.returned_reason = reason.strip()
    draft.save(update_fields=["state", "state_since", "returned_reason"])
    _record(draft, "documents.draft_return", actor, before, reason=reason.strip())
    draft_returned.send(sender=Draft, draft=draft, actor=actor)
    return draft


@transaction.atomic
def issue_draft(*, draft: Draft, actor: User, on: dt.date | None = None) -> Document:
    """Issue the document, today unless told otherwise, signed by the actor.

    It takes the next number of its book, is rendered once and kept; what it replaces is withdrawn in its favour.
    Raises `Refused` when it does not wait for signature, when the actor may not sign it for its issuer, or when
    the register refuses the day.
    """
    draft = _locked(draft)
    before = draft.state
    _go(draft, draft.issue)
    if signing_authority(draft, actor) is None:
        raise Refused(f"Bạn không có thẩm quyền ký văn bản này của {draft.issuer.name}; hãy trả lại để chọn người ký.")
    draft.document = issue_document(
        content=official_document(draft, signed_by=actor),
        issuer=draft.issuer,
        kind=draft.kind,
        on=on or today(),
        actor=actor,
        series=draft.series.code if draft.series else "",
        replaces=draft.replaces,
    )
    draft.signer = actor
    draft.save(update_fields=["state", "state_since", "document", "signer"])
    _record(draft, "documents.draft_issue", actor, before, document=draft.document.pk)
    draft_issued.send(sender=Draft, draft=draft, actor=actor)
    return draft.document


def _record(draft: Draft, action: str, actor: User, before: str, *, reason: str = "", **after: object) -> None:
    record(
        actor=actor, action=action, target=draft, before={"state": before},
        after={"state": draft.state, **after}, reason=reason,
    )  # fmt: skip


def _locked(draft: Draft) -> Draft:
    drafts = Draft.objects.select_for_update(of=("self",))
    return drafts.select_related("issuer", "drafting_unit", "series", "replaces", "signer").get(pk=draft.pk)


def _go(draft: Draft, step: Callable[[], None]) -> None:
    """Take the step, or say that the document is no longer where the page showed it."""
    try:
        step()
    except TransitionNotAllowed:
        raise Refused(_GONE_ON) from None
    draft.state_since = timezone.now()
