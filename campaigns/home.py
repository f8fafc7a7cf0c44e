"""What campaigns bring to first pages: registrations that were sent, campaigns newly launched, the year's campaigns."""

import datetime as dt
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from core import charts, figures, following, lateness, news
from core.charts import Bar, Piece, Tone
from core.figures import Cell, Chart
from core.following import Followed
from core.lateness import Lateness
from core.news import Fresh, News
from core.sources import Source
from units.models import RoleKind
from units.permissions import has_role, reached

from . import permissions, queries
from .models import Campaign, Registration
from .waiting import KIND

if TYPE_CHECKING:
    from units.models import User

_TONES = {
    Campaign.State.DRAFT: Tone("open", "Dự thảo"),
    Campaign.State.LAUNCHED: Tone("info", "Đang diễn ra"),
    Campaign.State.ENDED: Tone("done", "Đã tổng kết"),
}


def register() -> None:
    """Called when the room is ready."""
    following.register(followed)
    news.register(fresh)
    figures.register(counts=counts, year=year)
    lateness.register(Lateness("registrations", "Đăng ký thi đua", queries.late_by_unit, late_url, order=20))


def followed(user: "User") -> list[Source[Followed]]:
    """What the user's units have registered in campaigns that still run."""
    if not has_role(user, *permissions.WRITERS):
        return []
    rows = Registration.objects.sent().filter(reached(user, *permissions.WRITERS))
    rows = rows.filter(campaign__state=Campaign.State.LAUNCHED).select_related("campaign__unit", "unit")
    return [Source(KIND, rows.order_by("registered_at", "pk"), _registered)]


def _registered(registration: Registration) -> Followed:
    campaign = registration.campaign
    return Followed(
        title=f"Đăng ký thi đua của {registration.unit.short_name}: {campaign.title}",
        url=registration.get_absolute_url(),
        kind=KIND,
        state="Đã đăng ký, chờ tổng kết",
        holder=f"Thường trực {campaign.unit.short_name}",
        since=registration.registered_at,
        due=campaign.ends_on,
        chip="done",
    )


def fresh(user: "User", since: dt.date) -> list[Fresh]:
    """Campaigns launched since the day."""
    if not permissions.can_see_campaigns(user):
        return []
    begins = timezone.make_aware(dt.datetime.combine(since, dt.time()))
    rows = Campaign.objects.visible_to(user).filter(launched_at__gte=begins).order_by("-launched_at", "-pk")
    return [Fresh("phong trào phát động", rows, _told)]


def _told(campaign: Campaign) -> News:
    assert campaign.launched_at is not None
    return News(f"Phát động: {campaign.title}", campaign.get_absolute_url(), "Phong trào", campaign.launched_at)


def counts(user: "User") -> list[figures.Count]:
    """The campaigns that run, to everybody who may read them."""
    if not permissions.can_see_campaigns(user):
        return []
    number = Campaign.objects.visible_to(user).launched().count()
    return [figures.Count("Phong trào đang diễn ra", number, list_url(state="launched"))] if number else []


def list_url(**asked: str | int) -> str:
    """The list of campaigns with these filters."""
    return f"{reverse('campaigns:campaign_list')}?{urlencode(asked)}"


def late_url(unit: int, asked: int) -> str:
    """The campaigns of a year for which the unit is late."""
    return list_url(year=asked, muon=unit)


def year(user: "User", asked: int) -> list[Chart]:
    """To the standing office and the leader: the campaigns of the year by state."""
    if not has_role(user, RoleKind.STANDING_OFFICE, RoleKind.LEADER):
        return []
    rows = Campaign.objects.visible_to(user).filter(starts_on__year=asked).order_by().values_list("state")
    numbers = dict(rows.annotate(count=Count("pk")))
    pieces = [(tone, numbers.get(state, 0), list_url(year=asked, state=state)) for state, tone in _TONES.items()]
    bars = [Bar(tone.label, [Piece(tone, number, url)], url) for tone, number, url in pieces if number]
    title = f"Phong trào thi đua năm {asked} theo trạng thái"
    said = "; ".join(f"{bar.label}: {bar.total}" for bar in bars)
    return [
        Chart(
            "campaigns",
            title,
            charts.stacked_bars("campaigns", title, said, bars),
            ["Trạng thái", "Số phong trào"],
            [(tone.label, url, [Cell(str(number), url if number else "")]) for tone, number, url in pieces],
            empty=f"Không có phong trào nào bắt đầu trong năm {asked}.",
            order=20,
        )
    ]
