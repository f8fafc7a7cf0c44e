"""The last days of nominations that were returned to their units, for `reminders`."""

import datetime as dt
from collections.abc import Iterator

from reminders.registry import Due, window
from reminders.stages import BEHIND, HORIZON

from .models import Nomination
from .queries import to_mend, writers_of

KIND = "awards.returned"


def returned_due(on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterator[Due]:
    """Yield what was returned and not sent again until the round's last day of appraisal: to whoever writes for the
    unit."""
    rows = to_mend().filter(round__appraise_by__range=window(on, ahead, behind))
    returned = list(rows.order_by("round__appraise_by", "pk"))
    writers = writers_of({nomination.dossier.unit for nomination in returned})
    for nomination in returned:
        unit = nomination.dossier.unit
        yield Due(
            key=_key(nomination),
            event=f"{KIND}:{nomination.pk}",
            title=f"Bị trả lại: {nomination.nominee_name} ({nomination.award_type})",
            url=nomination.get_absolute_url(),
            due_on=nomination.round.appraise_by,
            recipients=writers[unit.pk],
            unit=unit.name,
            units=(unit.pk,),
        )


def _key(nomination: Nomination) -> str:
    """The name of the deadline; a new one each time it was sent again and returned, so that the reminders wake."""
    again = f":{nomination.resent_at:%Y%m%d%H%M%S}" if nomination.resent_at else ""
    return f"{KIND}:{nomination.pk}{again}"
