"""Registrations that are missing after the last day, for the standing office's letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from core.dates import vn_long_date
from reminders.late import ANSWER_DAY, LateWork
from units.permissions import reached

from .models import Campaign
from .permissions import ORGANISERS
from .queries import unregistered

if TYPE_CHECKING:
    from units.models import Unit, User

LATE = "campaigns.registration"


def registrations_late(user: User, on: dt.date) -> Iterator[LateWork]:
    """Yield the running campaigns that the user organises and in which units have not registered in time."""
    over = Campaign.objects.launched().filter(reached(user, *ORGANISERS), register_by__lt=on)
    campaigns = {campaign.pk: campaign for campaign in over.select_related("unit")}
    for pk, pairs in groupby(unregistered(over), key=lambda row: row[0].pk):
        yield _late(campaigns[pk], tuple(unit for _, unit in pairs))


def _late(campaign: Campaign, units: tuple[Unit, ...]) -> LateWork:
    return LateWork(
        key=f"{LATE}:{campaign.pk}",
        title=f"Đăng ký thi đua: {campaign.title}",
        url=campaign.get_absolute_url(),
        due_on=campaign.register_by,
        office=campaign.unit,
        units=units,
        subject=f"đôn đốc đăng ký thi đua phong trào “{campaign.title}”",
        opening=f"{campaign.unit.name} đã phát động phong trào thi đua “{campaign.title}”; thời hạn các đơn vị đăng ký "
        f"thi đua: hết {vn_long_date(campaign.register_by)}.",
        matter="việc đăng ký thi đua",
        lacking="đăng ký thi đua",
        asked=(
            "Khẩn trương hoàn thành nội dung giao ước, chỉ tiêu thi đua và gửi đăng ký trên phần mềm thi đua, khen "
            f"thưởng chậm nhất hết {ANSWER_DAY}.",
        ),
        note="Đã quá hạn nên đơn vị chỉ gửi được sau khi bạn bấm “Cho nhận muộn” ở trang Tình hình đăng ký.",
    )
