"""Reads that span campaigns, units and roles."""

import datetime as dt
from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core.dates import today
from units.models import Role, Unit
from units.models.tree import PATH_STEP
from units.permissions import reached
from units.queries import carried_on_below, carried_to

from .models import Campaign, Registration
from .permissions import ORGANISERS, OVERSEERS, WRITERS

if TYPE_CHECKING:
    from units.models import User


def with_counts(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Add `unit_total` and `sent_total`: how many units are asked and how many have registered."""
    asked = Campaign.units.through.objects.filter(campaign=OuterRef("pk"))
    sent = Registration.objects.sent().filter(campaign=OuterRef("pk"))
    return campaigns.annotate(unit_total=_number(asked), sent_total=_number(sent))


def _number(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().values("campaign").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def own_units(user: "User", campaign: Campaign) -> QuerySet[Unit]:
    """The units of the campaign for which the user writes, those that his units carry on among them."""
    paths = {role.unit.path for role in user.held_roles if role.kind in WRITERS}
    own = reached(user, *WRITERS, field="") | Q(pk__in=carried_on_below(paths))
    return campaign.units.filter(own).order_by("path")


def registrations_of(campaign: Campaign, units: Iterable[Unit]) -> dict[int, Registration]:
    """The campaign's registrations by unit id, each with what its page shows."""
    rows = Registration.objects.filter(campaign=campaign, unit__in=list(units))
    return {row.unit_id: row for row in rows.select_related("registered_by", "late_accepted_by")}


def board_units(campaign: Campaign, state: str = "") -> QuerySet[Unit]:
    """The campaign's units in the order of the tree; `state` is sent, draft or none (not begun)."""
    rows = Registration.objects.filter(campaign=campaign, unit=OuterRef("pk"))
    units = campaign.units.annotate(registration_state=Subquery(rows.values("state"))).order_by("path")
    if state == "none":
        return units.filter(registration_state=None)
    return units.filter(registration_state=state) if state in Registration.State.values else units


def board_counts(campaign: Campaign) -> dict[str, int]:
    """How many units have registered, are writing, have not begun; by one query."""
    states = Registration.State
    numbers = board_units(campaign).aggregate(
        all=Count("pk"),
        sent=Count("pk", filter=Q(registration_state=states.SENT)),
        draft=Count("pk", filter=Q(registration_state=states.DRAFT)),
    )
    return {**numbers, "none": numbers["all"] - numbers["sent"] - numbers["draft"]}


def writers_of(units: Iterable[Unit], *, on: dt.date) -> dict[int, list[int]]:
    """Whom each unit's work concerns on a day: user ids of its staff and head, by unit id, by two queries. One that is
    gone is looked after by the unit that carries it on (one query more).

    A unit where nobody holds such a role is looked after by the nearest unit above that has somebody.
    """
    units = list(units)
    named = {unit.pk for unit in units}
    after = {old: new for old, new in carried_to().items() if old in named}
    there = [*units, *Unit.objects.filter(pk__in=after.values())] if after else units
    found = _nearest(there, WRITERS, on)
    return found | {old: found[new] for old, new in after.items() if new in found}


def organisers_of(units: Iterable[Unit], *, on: dt.date) -> dict[int, list[int]]:
    """Who organises each unit's campaigns on a day: user ids of its standing office, else of the nearest one above."""
    return _nearest(units, ORGANISERS, on)


def _nearest(units: Iterable[Unit], kinds: Iterable[str], on: dt.date) -> dict[int, list[int]]:
    """Who holds one of the roles at each unit, else at the nearest unit above where somebody does; one query."""
    units = list(units)
    places = {prefix for unit in units for prefix in _chain(unit.path)}
    roles = Role.objects.in_force_on(on).filter(kind__in=kinds, unit__path__in=places, user__is_active=True)
    people: dict[str, list[int]] = {}
    for path, user_id in roles.order_by("user_id").values_list("unit__path", "user_id"):
        people.setdefault(path, []).append(user_id)
    return {
        unit.pk: next((people[path] for path in reversed(_chain(unit.path)) if path in people), []) for unit in units
    }


def _chain(path: str) -> list[str]:
    """The paths from the root down to this one."""
    return [path[:end] for end in range(PATH_STEP, len(path) + 1, PATH_STEP)]


def written_for(users: Collection[int], *, on: dt.date) -> Q:
    """Return the filter of the `unit`s for which some of these users (ids) may be writing on a day; two queries."""
    roles = Role.objects.in_force_on(on).filter(user__in=users, kind__in=WRITERS)
    paths = set(roles.values_list("unit__path", flat=True))
    return reduce(or_, (Q(unit__path__startswith=path) for path in paths), Q(unit__in=carried_on_below(paths)))


def unregistered(campaigns: QuerySet[Campaign], units: Q | None = None) -> list[tuple[Campaign, Unit]]:
    """Each launched campaign with each of its units (of those that the filter takes) that has not registered yet; two
    queries."""
    asked = (
        Campaign.units.through.objects.filter(units or Q(), campaign__in=campaigns)
        .select_related("campaign", "unit")
        .order_by("campaign_id", "unit__path")
    )
    sent = Registration.objects.sent().filter(campaign__in=campaigns)
    done = set(sent.values_list("campaign_id", "unit_id"))
    return [(row.campaign, row.unit) for row in asked if (row.campaign_id, row.unit_id) not in done]


def late_for(user: "User") -> QuerySet:
    """Each launched campaign that the user oversees with each of its units that is late to register."""
    sent = Registration.objects.sent().filter(campaign=OuterRef("campaign"), unit=OuterRef("unit"))
    rows = Campaign.units.through.objects.filter(~Exists(sent), reached(user, *OVERSEERS, field="campaign__unit"))
    return rows.filter(campaign__state=Campaign.State.LAUNCHED, campaign__register_by__lt=today())


def late_by_unit(user: "User", year: int) -> dict[int, int]:
    """Return, by unit, for how many campaigns that began in the year it is late to register."""
    rows = late_for(user).filter(campaign__starts_on__year=year)
    return dict(rows.order_by().values_list("unit").annotate(number=Count("pk")))


def years(campaigns: QuerySet[Campaign]) -> list[int]:
    """The years in which these campaigns began, the latest first."""
    return [day.year for day in campaigns.order_by().dates("starts_on", "year", order="DESC")]
