"""The last days for giving back what a cancelled award brought (Nghị định 152/2025/NĐ-CP, Điều 58), for `reminders`."""

import datetime as dt
from collections.abc import Iterator

from reminders.registry import Due, window
from reminders.stages import BEHIND, HORIZON
from units.models import RoleKind

from .models import Recovery
from .queries import users_at

KIND = "awards.recovery"


def recoveries_due(on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterator[Due]:
    """Yield what has not come back and is due within the horizon: the standing office is told, with whose it is."""
    near = Recovery.objects.filter(Recovery.open_for(), due_on__range=window(on, ahead, behind))
    rows = list(near.select_related("award", "decision__round__unit"))
    clerks = users_at({row.decision.round.unit for row in rows}, RoleKind.STANDING_OFFICE)
    for row in rows:
        unit = row.decision.round.unit
        yield Due(
            key=f"{KIND}:{row.pk}",
            title=f"Thu hồi hiện vật, tiền thưởng: {row.award.nominee_name}",
            url=row.decision.get_absolute_url(),
            due_on=row.due_on,
            recipients=clerks[unit.pk],
            unit=unit.name,
            units=(unit.pk,),
        )
