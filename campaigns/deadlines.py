"""The registration deadlines, for `reminders`."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from reminders.registry import Due, window
from reminders.stages import BEHIND, HORIZON

from .models import Campaign
from .queries import organisers_of, unregistered, writers_of

KIND = "campaigns.registration"
PHASE = "campaigns.phase"


def registrations_due(on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterator[Due]:
    """Yield each unit that has not registered for a running campaign whose deadline is near or past."""
    near = Campaign.objects.launched().filter(register_by__range=window(on, ahead, behind))
    waiting = unregistered(near)
    people = writers_of({unit for _, unit in waiting}, on=on)
    for campaign, unit in waiting:
        yield Due(
            key=f"{KIND}:{campaign.pk}:{unit.pk}",
            title=f"Đăng ký thi đua: {campaign.title}",
            url=reverse("campaigns:registration", args=[campaign.pk, unit.pk]),
            due_on=campaign.register_by,
            recipients=people[unit.pk],
            unit=unit.name,
            units=(unit.pk,),
        )


def phases_due(on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterator[Due]:
    """Yield what the organisers have to do next: launch a draft, hold the interim review, hold the final one.

    A campaign's other days stand still until the one before is done.
    """
    first, last = window(on, ahead, behind)
    rows = Campaign.objects.exclude(state=Campaign.State.ENDED).filter(starts_on__lte=last).select_related("unit")
    found = [(campaign, *phase) for campaign in rows for phase in _phases(campaign) if first <= phase[2] <= last]
    people = organisers_of({campaign.unit for campaign, *_ in found}, on=on)
    for campaign, code, words, day in found:
        yield Due(
            key=f"{PHASE}:{campaign.pk}:{code}",
            title=f"{words}: {campaign.title}",
            url=campaign.get_absolute_url(),
            due_on=day,
            recipients=people[campaign.unit_id],
            unit=campaign.unit.name,
            units=(campaign.unit_id,),
        )


def _phases(campaign: Campaign) -> Iterator[tuple[str, str, dt.date]]:
    """The phases that are still to come: code, words, day."""
    if campaign.is_draft:
        yield "launch", "Phát động phong trào", campaign.starts_on
        return
    if campaign.review_on is not None and campaign.reviewed_on is None:
        yield "review", "Sơ kết phong trào", campaign.review_on
    yield "end", "Tổng kết phong trào", campaign.ends_on
