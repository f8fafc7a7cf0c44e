"""What urging brings to the standing office's first page, and what follows a letter."""

from typing import Any

from django.urls import reverse

from core.dates import today
from core.worklist import Waiting

from . import late
from .permissions_urging import can_urge

COUNTED = 100  # of each list: a first page says how much is late, the page behind it counts all


def waiting_for(user: Any) -> list[Waiting]:
    """One line for all late work of which units are known, with the day of the longest late."""
    if not can_urge(user):
        return []
    found = late.late_for(user, today(), most=COUNTED + 1)
    works = [work for work in found if work.units or work.outside]
    if not works:
        return []
    units: set[int | str] = {unit.pk for work in works for unit in work.units}
    units |= {work.outside for work in works if work.outside}
    title = f"{len(works)} việc quá hạn của {len(units)} đơn vị"
    if len(found) > COUNTED:
        title = f"Hơn {title}"
    return [Waiting(title, reverse("reminders:late_list"), "Đôn đốc", "Việc quá hạn", due=works[0].due_on)]
