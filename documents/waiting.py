"""What waits for a user among the drafts."""

from django.db.models import Q
from django.urls import reverse

from core.sources import Source
from core.worklist import Waiting
from units.models import User

from . import permissions
from .models import Draft

KIND = "Văn bản"
_ACTIONS = {
    Draft.State.SUBMITTED: ("Xem và ký ban hành", "documents:draft_detail"),
    Draft.State.RETURNED: ("Sửa theo ý kiến trả lại", "documents:draft_edit"),
    Draft.State.DRAFT: ("Soạn tiếp", "documents:draft_edit"),
}


def waiting_for(user: User) -> list[Source[Waiting]]:
    """A writer's own drafts and those returned to him; to a signer what was sent to him or to nobody by name."""
    if not permissions.can_see_drafts(user):
        return []
    writing = Q(created_by=user, state__in=[Draft.State.DRAFT, Draft.State.RETURNED])
    leads = permissions.led_units(user)
    signing = Q(state=Draft.State.SUBMITTED) & (Q(signer=user) | Q(signer=None, issuer__in=leads))
    drafts = Draft.objects.visible_to(user).filter(writing | signing).select_related("drafting_unit")
    return [Source(KIND, drafts.order_by("-changed_at", "-pk"), _waiting)]


def _waiting(draft: Draft) -> Waiting:
    action, address = _ACTIONS[Draft.State(draft.state)]
    return Waiting(
        title=str(draft),
        url=reverse(address, args=[draft.pk]),
        action=action,
        kind=KIND,
        unit=draft.drafting_unit.short_name,
        since=draft.state_since or draft.created_at,
    )
