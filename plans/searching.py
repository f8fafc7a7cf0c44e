"""What of plans is found."""

from core import search
from units.models import User
from units.permissions import house
from units.searching import house_of, in_house

from .models import Plan

_OUTSIDE = 300


def _terms(plan: Plan) -> search.Terms:
    return search.Terms(
        texts=["Kế hoạch", plan.subject, str(plan.year)], codes=[plan.code], scopes=house_of("h", plan.unit)
    )


def _named(user: User) -> list[int]:
    """The plans of other houses whose tasks name one of the user's units, the latest first."""
    outside = Plan.objects.visible_to(user).exclude(house(user)).order_by("-pk")
    return list(outside.values_list("pk", flat=True).distinct()[:_OUTSIDE])


def _hit(plan: Plan, user: User) -> search.Hit:
    withdrawn = bool(plan.document and plan.document.withdrawn)
    return search.Hit(
        title=plan.subject,
        url=plan.get_absolute_url(),
        chip="Đã thu hồi" if withdrawn else plan.get_state_display(),
        chip_kind="late" if withdrawn else "done" if plan.in_force else "info",
        unit=plan.unit.short_name,
        year=plan.year,
        note=plan.code,
    )


PLANS = search.Kind(
    code="ke-hoach",
    label="Kế hoạch",
    order=10,
    model=Plan,
    describe=_terms,
    scopes=lambda user: in_house("h", user),
    visible=lambda user: Plan.objects.visible_to(user),
    hit=_hit,
    related=("unit", "document"),
    watched=frozenset({"subject", "year", "number_text", "unit", "document"}),
    unit_fields=("unit",),
    named=_named,
)


def register() -> None:
    """Bring plans to the search."""
    search.register(PLANS)
