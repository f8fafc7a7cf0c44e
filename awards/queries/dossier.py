"""A unit's dossiers: what is in each, what is missing, whom it may propose."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from core.dates import today
from units.models import Person, Unit, User

from ..models import Dossier, Initiative, Nomination
from ..permissions import written_by

State = Nomination.State
# What the list of a unit's dossiers may be narrowed to.
DOSSIER_STATES = (*Dossier.State.choices, ("returned", "Có đề nghị bị trả lại"))


def own_dossiers(user: User, state: str = "") -> QuerySet[Dossier]:
    """Return the dossiers of the user's own units, in a state; nonsense keeps all."""
    own = Dossier.objects.filter(written_by(user))
    if state == "returned":
        return own.filter(Exists(Nomination.objects.filter(dossier=OuterRef("pk"), state=State.RETURNED)))
    return own.filter(state=state) if state in Dossier.State.values else own


def dossiers(user: User, state: str = "") -> QuerySet[Dossier]:
    """Return the dossiers of the user's own units, with what each holds."""
    return (
        own_dossiers(user, state)
        .select_related("round__unit", "unit")
        .annotate(
            nomination_count=Count("nominations"),
            returned_count=Count("nominations", filter=Q(nominations__state=State.RETURNED)),
            awarded_count=Count("nominations", filter=Q(nominations__state=State.AWARDED)),
        )
        .order_by("-round__send_by", "unit__path")
    )


def nominations_in(dossier: Dossier) -> list[Nomination]:
    """Return the nominations of a dossier in the order of its list."""
    rows = dossier.nominations.select_related(
        "round", "award_type", "person__unit", "unit__parent", "updated_by", "appraisal"
    ).defer("appraisal__tree")
    return list(rows.annotate(attachment_count=Count("attachments")).order_by(*Nomination._meta.ordering))


def open_to(nominations: Sequence[Nomination], user: User) -> list[Nomination]:
    """Return those whose file the user may open."""
    seen = set(Nomination.objects.visible_to(user).filter(pk__in=[row.pk for row in nominations]).values_list("pk"))
    return [row for row in nominations if (row.pk,) in seen]


def steps_of(dossier: Dossier, counts: dict[str, int]) -> list[dict[str, Any]]:
    """Return the way of a dossier: what is done, where it is, who has it."""
    office = dossier.round.unit.short_name
    decided = counts.get(State.AWARDED, 0)
    open_work = sum(counts.get(state, 0) for state in (State.RECEIVED, State.RETURNED, State.SENT))
    at = 0
    if dossier.state == Dossier.State.SENT:
        at = 1
    elif dossier.state == Dossier.State.RECEIVED:
        at = 2 if open_work else 3
        undecided = (State.APPRAISED, State.PROPOSED, State.FORWARDED)
        if not open_work and not any(counts.get(state, 0) for state in undecided):
            at = 4
    steps = [
        ("Soạn và gửi", dossier.unit.short_name, dossier.sent_at),
        ("Tiếp nhận", f"Thường trực, {office}", dossier.received_at),
        ("Thẩm định", f"Thường trực, {office}", None),
        ("Quyết định", f"Lãnh đạo, {office}", None),
    ]
    return [
        {
            "label": label,
            "who": who,
            "since": since,
            "state": "done" if index < at or (index == 3 and decided and at == 4) else "now" if index == at else "next",
        }
        for index, (label, who, since) in enumerate(steps)
    ]


def tally(nominations: Iterable[Nomination]) -> dict[str, int]:
    """Count nominations by state."""
    counts: dict[str, int] = defaultdict(int)
    for nomination in nominations:
        counts[nomination.state] += 1
    return counts


def candidates(dossier: Dossier) -> tuple[list[Person], list[Unit]]:
    """Return the people in service and the units of a dossier's unit, in list order."""
    people = Person.objects.filter(unit__path__startswith=dossier.unit.path).working_on(today())
    units = Unit.objects.subtree(dossier.unit).alive_on(today()).order_by("path")
    return list(people.select_related("unit").order_by("sort_key", "pk")), list(units)


def last_nominees(dossier: Dossier, *, most: int = 300) -> list[Nomination]:
    """Return whom the unit proposed in earlier rounds of the office and may propose again: for an award of this round,
    still of the unit, not proposed yet; each nominee and award once, the latest season first."""
    people, units = candidates(dossier)
    rows = (
        Nomination.objects.filter(dossier__unit=dossier.unit_id, round__unit=dossier.round.unit_id, household_name="")
        .exclude(round=dossier.round_id)
        .exclude(state=State.DRAFT)  # what is being written beside this is no earlier season
        .filter(award_type__in=dossier.round.award_types.all())
        .select_related("award_type", "round", "person__unit", "unit__parent")
        .order_by("-round__year", "-round_id", "award_type__order", "target", "rank", "sort_key")
    )
    here = set(dossier.nominations.values_list("award_type_id", "person_id", "unit_id"))
    known_people, known_units = {person.pk for person in people}, {unit.pk for unit in units}
    found = []
    for row in rows[: 4 * most]:
        key = (row.award_type_id, row.person_id, row.unit_id)
        if key not in here and (row.person_id in known_people or row.unit_id in known_units):
            here.add(key)
            found.append(row)
    return found[:most]


def initiatives_to_pick(nomination: Nomination, *, asked: bool = True) -> list[Initiative]:
    """Return the recorded initiatives of a person on which the report may rest, the latest first. `asked`: whether
    the award's condition looks at any; what was picked before is always offered."""
    if not nomination.person_id:
        return []
    rows = Initiative.objects.filter(person=nomination.person_id)
    last = nomination.round.period_end
    found = rows.filter(recognised_on__lte=last) if asked else rows.none()
    return list((found | rows.filter(pk__in=nomination.content.get("picked", []))).order_by("-recognised_on", "pk"))


def picked_initiatives(nomination: Nomination) -> list[Initiative]:
    """Return the recorded initiatives on which the report rests."""
    picked = nomination.content.get("picked", [])
    return list(Initiative.objects.filter(person=nomination.person_id, pk__in=picked)) if picked else []
