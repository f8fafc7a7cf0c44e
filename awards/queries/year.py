"""Reads of a year at a glance: at which step rounds are, which units are late with their dossiers."""

from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, QuerySet, Value, When

from core.dates import today
from units.models import User
from units.permissions import reached

from ..models import Dossier, Nomination, Round
from ..permissions import OFFICE_ROLES

State = Nomination.State

# Where a round is, in the order of its way: one answer for the list's filter and for the year at a glance.
STEPS = {
    "chuan-bi": "Đang chuẩn bị",
    "nhan-ho-so": "Nhận hồ sơ",
    "tham-dinh": "Thẩm định",
    "quyet-dinh": "Trình, quyết định",
    "cho-ket-thuc": "Chờ kết thúc đợt",
    "ket-thuc": "Đã kết thúc",
}


def with_step(found: QuerySet[Any]) -> QuerySet[Any]:
    """Add `step`: the first of the way at which something of the round still is."""
    rows = Nomination.objects.filter(round=OuterRef("pk"))
    to_appraise = rows.filter(state__in=(State.SENT, State.RECEIVED, State.RETURNED))
    to_decide = rows.filter(state__in=(State.APPRAISED, State.PROPOSED, State.FORWARDED))
    return found.annotate(
        step=Case(
            When(state=Round.State.DRAFT, then=Value("chuan-bi")),
            When(state=Round.State.CLOSED, then=Value("ket-thuc")),
            When(send_by__gte=today(), then=Value("nhan-ho-so")),
            When(Exists(to_appraise), then=Value("tham-dinh")),
            When(Exists(to_decide), then=Value("quyet-dinh")),
            default=Value("cho-ket-thuc"),
        )
    )


def late_for(user: User) -> QuerySet[Any]:
    """Return each open round of the user's office with each asked unit whose dossier is overdue."""
    sent = Dossier.objects.filter(round=OuterRef("round"), unit=OuterRef("unit")).exclude(state=Dossier.State.DRAFT)
    rows = Round.units.through.objects.filter(~Exists(sent), reached(user, *OFFICE_ROLES, field="round__unit"))
    return rows.filter(round__state=Round.State.OPEN, round__send_by__lt=today())


def late_by_unit(user: User, year: int) -> dict[int, int]:
    """Return, by unit, in how many rounds of the year its dossier is overdue."""
    rows = late_for(user).filter(round__year=year)
    return dict(rows.order_by().values_list("unit").annotate(count=Count("pk")))
