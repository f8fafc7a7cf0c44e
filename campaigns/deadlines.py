"""The registration deadlines, for `reminders`."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from reminders.registry import Due, window
from reminders.stages import BEHIND, HORIZON

from .models import Campaign
from .queries import unregistered, writers_of

KIND = "campaigns.registration"


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
