"""What this room brings to first pages: drafts sent for signature, documents newly issued, how many drafts stand
where."""

import datetime as dt
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from core import figures, following, news
from core.dates import vn_date
from core.figures import Box, Row
from core.following import Followed
from core.news import Fresh, News
from core.sources import Source
from units.models import RoleKind, User
from units.permissions import has_role

from . import permissions, queries
from .models import Document, Draft
from .signing import queue

KIND = "Văn bản"
KNOWN = 6
_COUNTED = {Draft.State.DRAFT: "Dự thảo đang soạn", Draft.State.RETURNED: "Dự thảo bị trả lại",
            Draft.State.SUBMITTED: "Dự thảo chờ ký"}  # fmt: skip


def register() -> None:
    """Called when the room is ready."""
    following.register(followed)
    news.register(fresh)
    figures.register(counts=counts, boxes=boxes)


def followed(user: User) -> list[Source[Followed]]:
    """Drafts that the user wrote and that wait for a signature."""
    if not permissions.can_write_drafts(user):
        return []
    sent = Draft.objects.visible_to(user).filter(created_by=user, state=Draft.State.SUBMITTED)
    rows = sent.select_related("signer", "issuer").order_by("state_since", "pk")
    return [Source(KIND, rows, _followed)]


def _followed(draft: Draft) -> Followed:
    return Followed(
        title=str(draft),
        url=draft.get_absolute_url(),
        kind=KIND,
        state=draft.get_state_display(),
        holder=draft.signer.full_name if draft.signer else f"Lãnh đạo {draft.issuer.short_name}",
        since=draft.state_since,
        chip="soon",
    )


def fresh(user: User, since: dt.date) -> list[Fresh]:
    """Documents issued since the day, as the register filtered so shows them."""
    if not permissions.can_see_register(user):
        return []
    rows = queries.register(user, since=since, state="in_force").select_related(None).order_by("-issued_on", "-pk")
    url = f"{reverse('documents:document_list')}?{urlencode({'since': vn_date(since), 'state': 'in_force'})}"
    return [Fresh("văn bản ban hành", rows, told, url)]


def told(document: Document) -> News:
    """An issued document as news; a room that knows more of it tells of it under the same key."""
    return News(
        title=f"{document.code}: {document.subject}",
        url=document.get_absolute_url(),
        kind=document.get_kind_display(),
        at=document.issued_at,
        key=f"document:{document.pk}",
    )


def counts(user: User) -> list[figures.Count]:
    """How many drafts stand where, to writers and signers; to a leader all that he may sign in one go."""
    if not permissions.can_see_drafts(user):
        return []
    found = []
    if has_role(user, RoleKind.LEADER) and (waiting := len(queue.waiting_for(user))):
        found.append(figures.Count("Chờ bạn ký", waiting, reverse("documents:signing_queue")))
    rows = queries.drafts(user).filter(state__in=list(_COUNTED)).order_by().values_list("state")
    numbers = dict(rows.annotate(count=Count("pk")))
    return found + [
        figures.Count(label, numbers[state], f"{reverse('documents:draft_list')}?state={state}")
        for state, label in _COUNTED.items()
        if numbers.get(state)
    ]


def boxes(user: User) -> list[Box]:
    """To a leader: what his house has issued lately."""
    if not has_role(user, RoleKind.LEADER):
        return []
    documents = queries.register(user, state="in_force").select_related("issuer")[:KNOWN]
    rows = [
        Row(f"{document.code}: {document.subject}", document.get_absolute_url(), document.issuer.short_name,
            day=document.issued_on)
        for document in documents
    ]  # fmt: skip
    return [
        Box("Để biết: ban hành gần đây", rows, reverse("documents:document_list"), "Sổ văn bản",
            "Cơ quan chưa ban hành văn bản nào trong hệ thống.", order=40, known=True)
    ]  # fmt: skip
