"""Old awards that were cancelled, on the page of their nominee."""

from typing import Any

from django import template

from units.models import Person, Unit, User

from .. import permissions_afterwards as may
from ..models import Award, OldCancellation

register = template.Library()


@register.filter
def may_cancel_old(user: User, award: Award) -> bool:
    """Whether the user may enter that an old award was cancelled."""
    return may.office_of_old(user, award) is not None


@register.inclusion_tag("awards/_old_cancellations.html", takes_context=True)
def old_cancellations(context: dict[str, Any], nominee: Person | Unit) -> dict[str, Any]:
    """The nominee's old awards that were cancelled, with what has not come back."""
    user = context["request"].user
    own = {"award__person": nominee} if isinstance(nominee, Person) else {"award__unit": nominee, "award__person": None}
    rows = OldCancellation.objects.filter(**own).select_related("award__award_type", "office")
    return {"cancellations": [(row, may.can_keep_old_recovery(user, row)) for row in rows]}
