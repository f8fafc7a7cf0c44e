"""Reads of the unit tree that span tables."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Count, Q, QuerySet

from core.dates import today
from core.models import AuditEvent

from .models import Person, Role, Unit, User
from .permissions import audited


def tree_with_counts() -> QuerySet[Unit]:
    """Units in tree order, each with how many people serve in it today (`people_count`)."""
    day = today()
    serving = (Q(people__left_on=None) | Q(people__left_on__gt=day)) & (
        Q(people__joined_on=None) | Q(people__joined_on__lte=day)
    )
    return Unit.objects.annotate(people_count=Count("people", filter=serving)).order_by("path")


def roles_at(unit: Unit) -> QuerySet[Role]:
    """Today's roles held at the unit itself, with their accounts."""
    return Role.objects.in_force_on(today()).filter(unit=unit).select_related("user", "unit").order_by("kind", "pk")


def roles_to_settle(unit: Unit) -> QuerySet[Role]:
    """Roles at the unit itself that are held today or will be."""
    rows = Role.objects.filter(unit=unit).exclude(until__lt=today())
    return rows.select_related("user", "unit").order_by("kind", "pk")


def roles_left(unit: Unit) -> int:
    """Return how many roles are still held at a unit that is dissolved."""
    gone = unit.dissolved_on is not None and unit.dissolved_on <= today()
    return roles_to_settle(unit).count() if gone else 0


def people_below(unit: Unit, user: User) -> QuerySet[Person]:
    """People of the unit and of all below it whom the user may see, in list order."""
    visible = Person.objects.visible_to(user).filter(unit__path__startswith=unit.path)
    return visible.select_related("unit").order_by("sort_key", "pk")


def left_behind(unit: Unit) -> int:
    """Return how many people in service still stand in a dissolved unit that a living one carries on."""
    after = unit.successor
    if unit.dissolved_on is None or unit.dissolved_on > today() or after is None or after.dissolved_on is not None:
        return 0
    return Person.objects.not_left_on(today()).filter(unit=unit).count()


def audit_events(user: User, *, action: str = "", actor: str = "") -> QuerySet[AuditEvent]:
    """What the user may read of the audit trail, the newest first.

    Narrowed by the beginning of an action or by an account's name.
    """
    events = AuditEvent.objects.filter(audited(user)).select_related("actor").order_by("-pk")
    if action:
        events = events.filter(action__startswith=action)
    if actor:
        events = events.filter(actor__username=actor)
    return events


def carried_on_by(unit: Unit) -> list[Unit]:
    """Return the units that carry a dissolved one on, the next first: as long as each is dissolved itself, the one
    after it too. A circle ends where it began."""
    chain: list[Unit] = []
    seen, at = {unit.pk}, unit
    while at.dissolved_on and at.dissolved_on <= today() and at.successor and at.successor_id not in seen:
        at = at.successor
        seen.add(at.pk)
        chain.append(at)
    return chain


def merged_into(record: int) -> Person | None:
    """Return the person into whose record the one of this id was merged, however often that went on; None when it never
    was."""
    return Person.objects.select_related("unit").filter(former_codes__record=record).first()


def carried_to() -> dict[int, int]:
    """Return, by the id of each dissolved unit that another carries on, the id of the last of its chain, as
    `carried_on_by` goes. One query however long the chains are: few units ever have a successor."""
    gone = Unit.objects.filter(dissolved_on__lte=today(), successor__isnull=False)
    after: dict[int, int] = {old: new for old, new in gone.values_list("pk", "successor_id") if new}
    found = {}
    for unit in after:
        seen, at = {unit}, unit
        while at in after and after[at] not in seen:
            at = after[at]
            seen.add(at)
        found[unit] = at
    return found


def heir_of(unit: Unit) -> Unit | None:
    """Return the last of the chain that carries on a unit that is no more; None when it lives, or nobody does."""
    return Unit.objects.filter(pk=carried_to().get(unit.pk, 0)).first()


def carried_on_below(paths: Collection[str]) -> set[int]:
    """Return the ids of the dissolved units whose chain of successors comes to a unit at or below one of these paths.

    One query, none where no path is given; as `carried_on_by` goes.
    """
    if not paths:
        return set()
    gone = Unit.objects.filter(dissolved_on__lte=today(), successor__isnull=False)
    after = {pk: (new, path) for pk, new, path in gone.values_list("pk", "successor_id", "successor__path")}
    found = set()
    for unit in after:
        seen, at = {unit}, unit
        while at in after and after[at][0] not in seen:
            at, path = after[at]
            seen.add(at)
            if path.startswith(tuple(paths)):
                found.add(unit)
                break
    return found


def predecessors_of(units: Iterable[int]) -> dict[int, set[int]]:
    """Return, by unit id, the ids of the units that it carries on (and those that these carried on), itself left out.

    One query however long the chains are: few units ever have a successor.
    """
    wanted = set(units)
    before: dict[int, set[int]] = defaultdict(set)
    for old, new in Unit.objects.exclude(successor=None).values_list("pk", "successor_id"):
        before[new or 0].add(old)
    found: dict[int, set[int]] = {}
    for unit in wanted:
        chain: set[int] = set()
        ahead = set(before.get(unit, ()))
        while ahead:
            chain |= ahead
            ahead = {old for one in ahead for old in before.get(one, ())} - chain - {unit}
        found[unit] = chain
    return found
