"""Writing, sending and taking back a unit's registration."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.audit import record
from core.dates import today, vn_date
from core.exceptions import Refused
from core.text import nfc
from reminders.services import notify
from units.models import Unit

from ..models import Campaign, Registration, Target
from ..queries import writers_of

if TYPE_CHECKING:
    from units.models import User


@transaction.atomic
def save_registration(
    *, actor: "User", campaign: Campaign, unit: Unit, version: int, pledge: str, targets: Sequence[str]
) -> Registration:
    """Save a unit's draft; begins it when there is none. Saving what is saved already changes nothing.

    A draft may be written after the deadline too: only sending it is bound. Raises Refused when the campaign
    does not run or does not ask this unit, when the registration was sent, or when somebody else saved it
    since `version` was read.
    """
    _must_ask(campaign, unit)
    row = _locked(campaign, unit)
    if row.is_sent:
        raise Refused("Đăng ký của đơn vị đã gửi. Lãnh đạo đơn vị cần rút lại thì mới sửa được.")
    if row.version != version:
        raise Refused(
            "Người khác vừa lưu đăng ký này. Hãy mở lại trang ở thẻ khác, xem bản mới rồi sửa tiếp."
        )
    pledge, targets = nfc(pledge).strip(), [nfc(text) for text in targets]
    if version and (row.pledge, list(row.targets.values_list("text", flat=True))) == (pledge, targets):
        return row
    row.pledge, row.version = pledge, version + 1
    row.save(update_fields=["pledge", "version", "changed_at"])
    row.targets.all().delete()
    Target.objects.bulk_create(
        Target(registration=row, position=position, text=text)
        for position, text in enumerate(targets, start=1)
    )
    before, after = {"version": version}, {"version": row.version}
    record(actor=actor, action="campaigns.save_registration", target=row, before=before, after=after)
    return row


@transaction.atomic
def send_registration(*, actor: "User", registration: Registration) -> Registration:
    """Register the unit.

    Raises Refused when the campaign does not run, when the registration was sent already or says nothing, and
    after the deadline unless the standing office has accepted it late.
    """
    row = _reread(registration)
    _must_run(row.campaign)
    if row.is_sent:
        raise Refused("Đăng ký này đã gửi rồi. Hãy tải lại trang.")
    if row.too_late():
        raise Refused(
            f"Hạn đăng ký {vn_date(row.campaign.register_by)} đã qua. Bản đang soạn vẫn được giữ; "
            f"hãy đề nghị bộ phận thường trực của {row.campaign.unit.name} cho nhận muộn."
        )
    if not row.pledge or not row.targets.exists():
        raise Refused("Đăng ký cần có nội dung giao ước và ít nhất một chỉ tiêu. Hãy ghi thêm rồi gửi.")
    row.send()
    row.registered_by, row.registered_at = actor, timezone.now()
    row.save(update_fields=["state", "registered_by", "registered_at", "changed_at"])
    return _recorded(row, actor, "campaigns.send_registration", Registration.State.DRAFT)


@transaction.atomic
def withdraw_registration(*, actor: "User", registration: Registration) -> Registration:
    """Take a sent registration back to change it. Raises Refused after the deadline."""
    row = _reread(registration)
    _must_run(row.campaign)
    if not row.is_sent:
        raise Refused("Đăng ký này chưa gửi nên không cần rút. Hãy tải lại trang.")
    if row.campaign.registration_over():
        raise Refused(f"Hạn đăng ký {vn_date(row.campaign.register_by)} đã qua nên không rút lại được nữa.")
    row.withdraw()
    row.registered_by, row.registered_at = None, None
    row.save(update_fields=["state", "registered_by", "registered_at", "changed_at"])
    return _recorded(row, actor, "campaigns.withdraw_registration", Registration.State.SENT)


@transaction.atomic
def accept_late(*, actor: "User", campaign: Campaign, unit: Unit, reason: str) -> Registration:
    """Let a unit register after the deadline, and tell its people.

    Raises Refused before the deadline, when the unit has registered, and without a reason.
    """
    _must_ask(campaign, unit)
    if not campaign.registration_over():
        raise Refused(f"Còn trong hạn đăng ký ({vn_date(campaign.register_by)}): đơn vị tự gửi được.")
    if not reason.strip():
        raise Refused("Hãy ghi lý do nhận muộn: lý do này được lưu cùng đăng ký.")
    row = _locked(campaign, unit)
    if row.is_sent:
        raise Refused(f"{unit.name} đã đăng ký rồi. Hãy tải lại trang.")
    row.late_reason, row.late_accepted_by = reason.strip(), actor
    row.save(update_fields=["late_reason", "late_accepted_by", "changed_at"])
    record(actor=actor, action="campaigns.accept_late", target=row, after={"unit": unit.pk}, reason=reason)
    notify(
        recipients=writers_of([unit], on=today())[unit.pk],
        subject=f"Được đăng ký muộn: {campaign.title}",
        body=f"{unit.name} được gửi đăng ký phong trào “{campaign.title}” sau hạn.\nLý do: {reason.strip()}",
        url=reverse("campaigns:registration", args=[campaign.pk, unit.pk]),
        event_key=f"campaigns.late:{row.pk}",
        kind="campaigns",
    )
    return row


def _must_run(campaign: Campaign) -> None:
    if not campaign.is_launched:
        raise Refused("Phong trào chưa phát động hoặc đã tổng kết nên không nhận đăng ký.")


def _must_ask(campaign: Campaign, unit: Unit) -> None:
    _must_run(campaign)
    if not campaign.units.filter(pk=unit.pk).exists():
        raise Refused(f"{unit.name} không có trong danh sách đơn vị tham gia phong trào này.")


def _locked(campaign: Campaign, unit: Unit) -> Registration:
    row, _ = Registration.objects.select_for_update().get_or_create(campaign=campaign, unit=unit)
    return row


def _reread(registration: Registration) -> Registration:
    rows = Registration.objects.select_for_update(of=("self",)).select_related("campaign__unit", "unit")
    return rows.get(pk=registration.pk)


def _recorded(row: Registration, actor: "User", action: str, before: str) -> Registration:
    record(actor=actor, action=action, target=row, before={"state": before}, after={"state": row.state})
    return row
