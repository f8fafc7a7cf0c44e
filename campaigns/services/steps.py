"""A campaign's way: launched, its deadline moved, ended."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.audit import record
from core.dates import today, vn_date
from core.exceptions import Refused
from reminders.services import notify

from ..models import Campaign
from ..queries import unregistered, writers_of

if TYPE_CHECKING:
    from units.models import User


def missing_for_launch(campaign: Campaign) -> list[tuple[str, str]]:
    """Return what a draft still lacks: (sentence, id of the field on the edit page)."""
    missing = []
    if not campaign.criteria.exists():
        missing.append(("Chưa có tiêu chí nào", "tieu-chi"))
    if not campaign.units.exists():
        missing.append(("Chưa chọn đơn vị tham gia", "id_units"))
    if campaign.registration_over():
        missing.append((f"Hạn đăng ký {vn_date(campaign.register_by)} đã qua", "id_register_by"))
    return missing


@transaction.atomic
def launch_campaign(*, actor: "User", campaign: Campaign) -> Campaign:
    """Launch a draft and tell the staff and heads of its units. Raises Refused when something is missing."""
    row = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not row.is_draft:
        raise Refused("Phong trào này đã phát động rồi. Hãy tải lại trang.")
    if missing := missing_for_launch(row):
        raise Refused(f"Chưa phát động được: {missing[0][0]}. Hãy bổ sung rồi phát động lại.")
    row.launch()
    row.launched_at = timezone.now()
    row.save(update_fields=["state", "launched_at"])
    _tell(
        row,
        subject=f"Phát động phong trào thi đua: {row.title}",
        body=f"{row.unit.name} phát động phong trào thi đua “{row.title}”. "
        f"Mời đơn vị đăng ký trước hết ngày {vn_date(row.register_by)}.",
        event_key=f"campaigns.launch:{row.pk}",
    )
    record(
        actor=actor,
        action="campaigns.launch",
        target=row,
        before={"state": Campaign.State.DRAFT},
        after={"state": row.state},
    )
    return row


@transaction.atomic
def move_deadline(*, actor: "User", campaign: Campaign, register_by: dt.date, reason: str) -> Campaign:
    """Give a running campaign another registration deadline and tell the units that have not registered.

    The reminders follow by themselves. Raises Refused when it does not run, when the day has passed or lies
    after the campaign's end, or without a reason.
    """
    row = _running(campaign)
    if register_by < today() or register_by > row.ends_on:
        raise Refused(f"Hạn đăng ký mới phải từ hôm nay đến hết phong trào ({vn_date(row.ends_on)}).")
    if not reason.strip():
        raise Refused("Hãy ghi lý do đổi hạn: các đơn vị sẽ đọc lý do này.")
    before = {"register_by": row.register_by.isoformat()}
    row.register_by = register_by
    row.save(update_fields=["register_by"])
    after = {"register_by": register_by.isoformat()}
    event = record(
        actor=actor, action="campaigns.move_deadline", target=row, before=before, after=after, reason=reason
    )
    _tell(
        row,
        subject=f"Đổi hạn đăng ký đến {vn_date(register_by)}: {row.title}",
        body=f"Hạn đăng ký phong trào “{row.title}” là hết ngày {vn_date(register_by)}.\nLý do: {reason}",
        event_key=f"campaigns.deadline:{row.pk}:{event.pk}",
    )
    return row


@transaction.atomic
def record_review(*, actor: "User", campaign: Campaign, on: dt.date, note: str = "") -> Campaign:
    """Say that the interim review of a running campaign was held; its reminders fall silent.

    Raises Refused when it does not run, was reviewed already, or the day lies ahead or before the campaign.
    """
    row = _running(campaign)
    if row.reviewed_on is not None:
        raise Refused(f"Phong trào đã sơ kết ngày {vn_date(row.reviewed_on)}. Hãy tải lại trang.")
    if on > today() or on < row.starts_on:
        raise Refused(f"Ngày sơ kết phải từ ngày bắt đầu ({vn_date(row.starts_on)}) đến hôm nay.")
    row.reviewed_on = on
    row.save(update_fields=["reviewed_on"])
    record(actor=actor, action="campaigns.review", target=row, after={"reviewed_on": on.isoformat()}, reason=note)
    return row


@transaction.atomic
def end_campaign(*, actor: "User", campaign: Campaign, reason: str = "") -> Campaign:
    """End a campaign after its final review. Raises Refused before its last day unless a reason is given."""
    row = _running(campaign)
    if today() < row.ends_on and not reason.strip():
        raise Refused(f"Phong trào còn đến {vn_date(row.ends_on)}. Hãy ghi lý do kết thúc sớm.")
    row.end()
    row.ended_at = timezone.now()
    row.save(update_fields=["state", "ended_at"])
    before, after = {"state": Campaign.State.LAUNCHED}, {"state": row.state}
    record(actor=actor, action="campaigns.end", target=row, before=before, after=after, reason=reason)
    return row


def _running(campaign: Campaign) -> Campaign:
    row = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not row.is_launched:
        raise Refused("Chỉ làm được việc này khi phong trào đang diễn ra. Hãy tải lại trang.")
    return row


def _tell(campaign: Campaign, *, subject: str, body: str, event_key: str) -> None:
    """Tell those who write for a unit that has not registered."""
    waiting = [unit for _, unit in unregistered(Campaign.objects.filter(pk=campaign.pk))]
    people = writers_of(waiting, on=today())
    notify(
        recipients={user for users in people.values() for user in users},
        subject=subject,
        body=body,
        url=reverse("campaigns:campaign_detail", args=[campaign.pk]),
        event_key=event_key,
        kind="campaigns",
    )
