"""What keeps a decision from being submitted and signed: told on its page before the button, refused by the same
function when it is pressed."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import way
from .models import Nomination
from .queries.hearing import flags_on

FLAGGED = "đang tạm dừng xét, còn phải chờ kết luận không vi phạm rồi cho xét tiếp (Nghị định 152/2025/NĐ-CP, Điều 4.4)"


@dataclass(frozen=True)
class Hindrance:
    """One nominee of a decision who cannot be awarded yet: why, and the page where that is settled ("" when the
    nominee's own page says it)."""

    name: str
    said: str
    url: str = ""


def hindrances_of(nominations: Sequence[Nomination]) -> list[Hindrance]:
    """Return what stands before the nominees of a decision, in their order; the number of queries does not grow with
    them."""
    flagged, held = flags_on(nominations), way.held_of(nominations)
    found = []
    for one in nominations:
        if one.pk in flagged:
            found.append(Hindrance(one.nominee_name, FLAGGED, one.get_absolute_url()))
        found += [Hindrance(one.nominee_name, f"còn phải {step.said}", step.url) for step in held.get(one.pk, ())]
    return found
