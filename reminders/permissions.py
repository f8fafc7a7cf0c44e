"""Who may look into the outbox and keep the calendar; a message itself is its recipient's
(`Message.objects.visible_to`)."""

from django.db.models import Q

from units.models import RoleKind, Unit, User
from units.models.tree import UnitQuerySet
from units.permissions import has_role, holds, reached
from units.permissions_common import keeps_common

from .models import Recurring

OVERSEERS = (RoleKind.STANDING_OFFICE, RoleKind.ADMINISTRATOR)


def can_see_outbox(user: User) -> bool:
    """The outbox is the administrator's tool, for the people of the units that the role reaches."""
    return has_role(user, RoleKind.ADMINISTRATOR)


def can_see_calendar(user: User) -> bool:
    """Days off are no secret: everybody who has a role counts by them."""
    return bool(user.held_roles)


def can_keep_calendar(user: User) -> bool:
    """The calendar is one for the whole installation; who keeps what is common keeps it, and its administrator."""
    return keeps_common(user, *OVERSEERS)


def can_keep_schedules(user: User) -> bool:
    """When reminders go out is settled for the whole installation by those who keep its calendar."""
    return can_keep_calendar(user)


def can_oversee(user: User) -> bool:
    """Who looks after the reminders of others: the standing office and the administrator, as far as they reach."""
    return has_role(user, *OVERSEERS)


def overseen_people(user: User) -> Q:
    """Return the filter of the accounts whose reminders the user may look at: his own, and of the units he reaches."""
    within = User.objects.filter(reached(user, *OVERSEERS, field="roles__unit"))
    return Q(pk=user.pk) | Q(pk__in=within.values("pk"))


def overseen(user: User, field: str = "recipient") -> Q:
    """Return the filter of what goes or went to these people."""
    return Q(**{f"{field}__in": User.objects.filter(overseen_people(user)).values("pk")})


def units_of_recurring(user: User) -> UnitQuerySet:
    """The units whose recurring work the user keeps: those that the standing office reaches."""
    return Unit.objects.filter(reached(user, RoleKind.STANDING_OFFICE, field="")).order_by("path")


def can_see_recurring(user: User) -> bool:
    """The list is open to everybody with a role; it shows what the own house owes."""
    return bool(user.held_roles)


def can_begin_recurring(user: User) -> bool:
    """Whether the user may add recurring work for some unit."""
    return has_role(user, RoleKind.STANDING_OFFICE)


def can_keep_recurring(user: User, row: Recurring) -> bool:
    """A recurring work is settled by the standing office that reaches its unit."""
    return holds(user, row.unit, RoleKind.STANDING_OFFICE)


def can_mark_recurring(user: User, row: Recurring) -> bool:
    """It is called done by those who do it (they hold its role in the unit or below), or by the standing office."""
    does = any(role.kind == row.role and role.unit.path.startswith(row.unit.path) for role in user.held_roles)
    return does or can_keep_recurring(user, row)


def can_set_any_hour(user: User) -> bool:
    """What leaves also at night and on days off is one list for the whole installation, kept as the calendar is."""
    return can_keep_calendar(user)
