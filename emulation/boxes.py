"""Boxes of first pages that no single room has: how the system is, to the administrator."""

from django.urls import reverse

from core import health
from core.figures import Box, Row
from units.models import User
from units.permissions import can_see_health

KNOWN = 5


def boxes(user: User) -> list[Box]:
    """To the administrator: what somebody has to look at, the worst first."""
    if not can_see_health(user):
        return []
    wanting = health.wanting(health.report())
    rows = [
        Row(check.name, check.url or reverse("system_health"), check.sentence, check.state.label, check.chip)
        for check in wanting[:KNOWN]
    ] or [Row("Mọi thứ đang chạy tốt", reverse("system_health"), chip="Tốt", chip_kind="done")]
    rest = len(wanting) - KNOWN
    more = f"Còn {rest} mục nữa ở Tình trạng hệ thống" if rest > 0 else "Tình trạng hệ thống"
    return [Box("Tình trạng hệ thống", rows, reverse("system_health"), more, order=5)]
