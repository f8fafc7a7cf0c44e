"""Drafts that wait for the user's signature, for the queue of those who sign many."""

from functools import partial

from django.urls import reverse

from core.sources import Source
from units.models import User

from . import permissions
from .models import Document, Draft
from .signing.queue import ToSign

KIND = "documents.draft"


def drafts_to_sign(user: User) -> list[Source[ToSign]]:
    """Return the submitted drafts that the user may sign, what has waited longest first."""
    drafts = Draft.objects.visible_to(user).filter(permissions.drafts_to_decide(user)).select_related("issuer")
    return [Source(KIND, drafts.order_by("state_since", "pk"), _item)]


def _item(draft: Draft) -> ToSign:
    return ToSign(
        key=f"{KIND}:{draft.pk}",
        title=draft.subject,
        kind=draft.get_kind_display(),
        unit=draft.issuer.short_name,
        url=reverse("documents:draft_detail", args=[draft.pk]),
        preview_url=reverse("documents:draft_sheet", args=[draft.pk]),
        sign=partial(_issue, draft),
        since=draft.state_since,
    )


def _issue(draft: Draft, user: User) -> Document:
    from .services import issue_draft

    return issue_draft(draft=draft, actor=user)
