"""The last days for giving back what a cancelled old award brought, for `reminders`."""

import datetime as dt
from collections.abc import Iterator

from reminders.registry import Due, window
from reminders.stages import BEHIND, HORIZON
from units.models import RoleKind

from .models import OldCancellation
from .models.cancelled_old import history_url
from .queries import users_at

KIND = "awards.old_recovery"


def old_recoveries_due(on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterator[Due]:
    """Yield what has not come back and is due within the horizon, for the standing office that follows it."""
    near = OldCancellation.objects.filter(OldCancellation.open_ones(), due_on__range=window(on, ahead, behind))
    rows = list(near.select_related("award", "office"))
    clerks = users_at({row.office for row in rows}, RoleKind.STANDING_OFFICE)
    for row in rows:
        yield Due(
            key=f"{KIND}:{row.pk}",
            title=f"Thu hồi hiện vật, tiền thưởng: {row.award.nominee_name}",
            url=history_url(row.award),
            due_on=row.due_on,
            recipients=clerks[row.office_id],
            unit=row.office.name,
            units=(row.office_id,),
        )
