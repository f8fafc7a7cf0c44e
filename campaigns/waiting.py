"""What campaigns bring to a user's first page."""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from core.dates import today
from core.sources import Source
from core.worklist import Waiting
from units.permissions import has_role, reached

from .models import Campaign, Registration
from .permissions import ORGANISERS, WRITERS, can_send, written_by

if TYPE_CHECKING:
    from units.models import User

KIND = "Phong trào thi đua"


def waiting_for(user: "User") -> list[Source[Waiting]]:
    """Registrations that the user's units owe, drafts to launch and campaigns to end."""
    return [*_registrations(user), *_organised(user)]


def _registrations(user: "User") -> list[Source[Waiting]]:
    if not has_role(user, *WRITERS):
        return []
    sent = Registration.objects.sent().filter(campaign=OuterRef("campaign"), unit=OuterRef("unit"))
    begun = Registration.objects.filter(campaign=OuterRef("campaign"), unit=OuterRef("unit"), version__gt=0)
    rows: Any = (
        Campaign.units.through.objects.filter(written_by(user), ~Exists(sent))
        .filter(campaign__state=Campaign.State.LAUNCHED)
        .annotate(begun=Exists(begun))
        .select_related("campaign", "unit")
        .order_by("campaign__register_by", "unit__path", "pk")
    )

    def item(row: Any) -> Waiting:
        return Waiting(
            title=f"Đăng ký thi đua: {row.campaign.title}",
            url=reverse("campaigns:registration", args=[row.campaign_id, row.unit_id]),
            action=_action(begun=row.begun, sends=can_send(user, row.unit)),
            kind=KIND,
            unit=row.unit.short_name,
            due=row.campaign.register_by,
            since=row.campaign.launched_at,
        )

    return [Source(KIND, rows, item)]


def _action(*, begun: bool, sends: bool) -> str:
    if begun:
        return "Xem và gửi" if sends else "Soạn tiếp"
    return "Đăng ký"


def _organised(user: "User") -> list[Source[Waiting]]:
    if not has_role(user, *ORGANISERS):
        return []
    mine = Campaign.objects.filter(reached(user, *ORGANISERS)).select_related("unit")
    drafts = mine.filter(state=Campaign.State.DRAFT).order_by("starts_on", "pk")
    over = mine.launched().filter(ends_on__lt=today()).order_by("ends_on", "pk")
    return [
        Source(KIND, drafts, lambda campaign: _item(campaign, "Phát động", "Hoàn thiện và phát động")),
        Source(KIND, over, lambda campaign: _item(campaign, "Tổng kết", "Tổng kết phong trào")),
    ]


def _item(campaign: Campaign, verb: str, action: str) -> Waiting:
    return Waiting(
        title=f"{verb}: {campaign.title}",
        url=campaign.get_absolute_url(),
        action=action,
        kind=KIND,
        unit=campaign.unit.short_name,
        due=campaign.starts_on if campaign.is_draft else campaign.ends_on,
        since=campaign.created_at if campaign.is_draft else campaign.launched_at,
    )
