"""Reads of awards that span tables."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse

from core.dates import today, vn_date
from units.models import Person, Role, RoleKind, Unit, User
from units.queries import carried_to, predecessors_of

from .content import shortage, unwritten
from .models import Appraisal, Award, Decision, Dossier, Initiative, Nomination, Round, Target
from .namesakes import names_of
from .permissions import UNIT_ROLES, written_by
from .queries_year import late_for, with_step

State = Nomination.State


def rounds(
    user: User, *, year: int | None = None, state: str = "", step: str = "", late: int | None = None
) -> QuerySet[Round]:
    """Return the rounds that the user may see, the nearest last day first, with how many dossiers were sent.

    `step` is one of `STEPS`; `late` a unit whose dossier is overdue.
    """
    found = Round.objects.visible_to(user).select_related("unit")
    if step:
        found = with_step(found).filter(step=step)
    if late:
        found = found.filter(pk__in=late_for(user).filter(unit=late).values("round"))
    if year:
        found = found.filter(year=year)
    if state:
        found = found.filter(state=state)
    sent = Count("dossiers", filter=~Q(dossiers__state=Dossier.State.DRAFT), distinct=True)
    return found.annotate(sent_count=sent, asked_count=Count("units", distinct=True)).order_by("-send_by", "-pk")


def round_years(user: User) -> list[int]:
    """Return the years of the rounds that the user may see, the latest first."""
    return list(Round.objects.visible_to(user).order_by("-year").values_list("year", flat=True).distinct())


@dataclass(frozen=True)
class UnitRow:
    """A unit that a round asks, and how far it is."""

    unit: Unit
    dossier: Dossier | None
    counts: dict[str, int]
    may_open: bool

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def label(self) -> str:
        return self.dossier.get_state_display() if self.dossier else "Chưa lập hồ sơ"

    @property
    def chip(self) -> str:
        if self.dossier is None:
            return "neutral"
        return {"draft": "neutral", "sent": "info", "received": "done", "nothing": "done"}[self.dossier.state]

    @property
    def sent(self) -> bool:
        return self.dossier is not None and not self.dossier.is_draft

    @property
    def returned(self) -> int:
        return self.counts.get(State.RETURNED, 0)


def unit_rows(around: Round, user: User, *, everyone: bool) -> list[UnitRow]:
    """Return how far each asked unit is: all of them for the office, one's own for a unit and those that it carries
    on."""
    asked = around.units.order_by("path")
    if not everyone:
        own = Round.units.through.objects.filter(written_by(user), round=around)
        asked = asked.filter(pk__in=own.values("unit"))
    dossiers = {
        dossier.unit_id: dossier for dossier in around.dossiers.select_related("round", "sent_by", "late_accepted_by")
    }
    open_to_user = set(around.dossiers.visible_to(user).values_list("unit_id", flat=True))
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    tally = around.nominations.order_by().values_list("dossier__unit", "state").annotate(count=Count("pk"))
    for unit, state, count in tally:
        counts[unit][state] = count
    return [UnitRow(unit, dossiers.get(unit.pk), counts[unit.pk], unit.pk in open_to_user) for unit in asked]


def state_counts(around: Round) -> dict[str, int]:
    """Return how many nominations of a round stand in each state."""
    tally = around.nominations.order_by().values_list("state").annotate(count=Count("pk"))
    return dict(tally)


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


def asked_and_not_begun(user: User) -> QuerySet[Any]:
    """Return the open rounds with each asked unit of the user for which no dossier was begun, the most urgent first."""
    begun = Dossier.objects.filter(round=OuterRef("round"), unit=OuterRef("unit"))
    asked = Round.units.through.objects.filter(
        ~Exists(begun), written_by(user), round__state=Round.State.OPEN
    )
    return asked.select_related("round__unit", "unit").order_by("round__send_by", "unit__path", "round_id")


def rounds_to_answer(user: User, *, most: int = 50) -> list[tuple[Round, Unit]]:
    """Return the most urgent of these as pairs."""
    return [(row.round, row.unit) for row in asked_and_not_begun(user)[:most]]


def nominations_in(dossier: Dossier) -> list[Nomination]:
    """Return the nominations of a dossier in the order of its list."""
    rows = dossier.nominations.select_related("round", "award_type", "person__unit", "unit__parent", "updated_by")
    return list(rows.annotate(attachment_count=Count("attachments")).order_by(*Nomination._meta.ordering))


def open_to(nominations: Sequence[Nomination], user: User) -> list[Nomination]:
    """Return those whose file the user may open."""
    seen = set(Nomination.objects.visible_to(user).filter(pk__in=[row.pk for row in nominations]).values_list("pk"))
    return [row for row in nominations if (row.pk,) in seen]


SHOWN_MISSING = 5  # nominations whose missing fields a dossier's page lists above its own list


@dataclass(frozen=True)
class Missing:
    """What must still be written in the nominations of a dossier: by nomination with its name, each field with its
    page."""

    rows: list[tuple[Nomination, str, list[dict[str, str]]]]

    def __bool__(self) -> bool:
        return bool(self.rows)

    @property
    def counted(self) -> str:
        """ "13 mục ở 3 đề nghị"."""
        return f"{sum(len(fields) for *_, fields in self.rows)} mục ở {len(self.rows)} đề nghị"

    @property
    def first(self) -> list[tuple[Nomination, str, list[dict[str, str]]]]:
        """What a page shows at once."""
        return self.rows[:SHOWN_MISSING]

    @property
    def rest(self) -> list[tuple[Nomination, str, list[dict[str, str]]]]:
        return self.rows[SHOWN_MISSING:]


def missing_in(nominations: Sequence[Nomination]) -> Missing:
    """Return what must still be written before the list may go."""
    names = names_of(nominations)
    rows = [(row, names[row.pk], missing_of(row)) for row in nominations if row.open_to_unit]
    return Missing([(row, name, fields) for row, name, fields in rows if fields])


def missing_of(nomination: Nomination) -> list[dict[str, str]]:
    """Return the unwritten fields of one nomination."""
    url = reverse("awards:nomination_edit", args=[nomination.pk])
    return [
        {"label": shortage(field, nomination.content), "url": f"{url}#id_{field.key}"}
        for field in unwritten(nomination)
    ]


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


def hindrances(dossier: Dossier, nominations: Sequence[Nomination], missing: Missing, lacking: str = "") -> list[str]:
    """Return why a draft dossier cannot be sent now, in the words that follow "Chưa gửi được hồ sơ:";
    `lacking` says which papers are missing."""
    around = dossier.round
    found = []
    if not around.is_open:
        found.append("đợt xét không còn mở")
    elif around.sending_is_over and not dossier.late_is_accepted:
        found.append(f"đã quá hạn gửi ({vn_date(around.send_by)})")
    if not nominations:
        found.append("chưa có đề nghị nào")
    if missing:
        found.append(f"còn thiếu {missing.counted} (xem ở đầu trang)")
    if lacking:
        found.append(f"còn thiếu {lacking} (xem trang Việc còn lại)")
    return found


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


def received_in(around: Round) -> list[Nomination]:
    """Return what was received of a round and not turned down, in the order of a list."""
    rows = around.nominations.exclude(state__in=[State.DRAFT, State.SENT, State.REJECTED, State.RETURNED])
    return list(rows.select_related("award_type", "person__unit", "unit__parent").listed())


def to_appraise(around: Round, user: User) -> QuerySet[Nomination]:
    """Return what was received of a round, for the appraisal list."""
    return (
        Nomination.objects.visible_to(user)
        .filter(round=around)
        .exclude(state__in=[State.DRAFT, State.SENT])
        .select_related("dossier__unit", "round__unit", "award_type", "person__unit", "unit__parent")
        .listed()
    )


def appraised(around: Round) -> QuerySet[Nomination]:
    """Return what waits for a decision in a round."""
    rows = around.nominations.filter(state=State.APPRAISED)
    return rows.select_related("dossier__unit", "award_type", "person__unit", "unit__parent").listed()


def decisions(user: User, state: str = "") -> QuerySet[Decision]:
    """Return the decisions that the user may see, what waits first, with how many each awards."""
    found = Decision.objects.visible_to(user).select_related("round__unit", "document", "signer")
    if state in Decision.State.values:
        found = found.filter(state=state)
    return found.annotate(nominee_count=Count("nominations")).order_by("-pk")


def history_of(nominee: Person | Unit) -> QuerySet[Award]:
    """Return the awards in force of a person, or of a collective and those it carries on, the latest first."""
    if isinstance(nominee, Person):
        rows = Award.objects.in_force().filter(person=nominee)
    else:
        before = predecessors_of([nominee.pk])[nominee.pk]
        own = {"target": Target.COLLECTIVE, "person": None}
        rows = Award.objects.in_force().filter(unit__in=[nominee.pk, *before], **own)
    return rows.select_related("award_type", "unit").order_by("-year", "award_type__order", "order_key")


def history_for(nomination: Nomination) -> QuerySet[Award]:
    """Return the awards in force of a nominee; a household is known by its name and its unit."""
    if nomination.target != Target.HOUSEHOLD:
        return history_of(nomination.nominee)
    rows = Award.objects.in_force().filter(target=Target.HOUSEHOLD, unit=nomination.unit_id)
    same = rows.filter(nominee_name__iexact=nomination.household_name)
    return same.select_related("award_type", "unit").order_by("-year", "award_type__order", "order_key")


def under_way(nominee: Person | Unit, user: User) -> QuerySet[Nomination]:
    """Return what the nominee is proposed for and that is not awarded yet, as far as the user may see it."""
    person = isinstance(nominee, Person)
    key = {"person": nominee} if person else {"unit": nominee, "target": Target.COLLECTIVE}
    rows = Nomination.objects.visible_to(user).filter(**key).exclude(state=State.AWARDED)
    return rows.select_related("award_type", "round__unit").order_by("-round__year", "-pk")


def users_at(units: Iterable[Unit], *kinds: str) -> dict[int, list[int]]:
    """Return, by unit id, the ids of the users whose role of these kinds reaches the unit, in one query."""
    wanted = list(units)
    roles = list(Role.objects.in_force_on(today()).filter(kind__in=kinds, user__is_active=True).select_related("unit"))
    return {
        unit.pk: sorted({role.user_id for role in roles if unit.path.startswith(role.unit.path)}) for unit in wanted
    }


def to_mend() -> QuerySet[Nomination]:
    """Return what was returned and not sent again, in rounds that are open: it waits for its unit."""
    return Nomination.objects.filter(state=State.RETURNED, round__state=Round.State.OPEN).select_related(
        "dossier__unit", "round", "person", "unit", "award_type"
    )


def unit_writers(units: Iterable[Unit]) -> dict[int, list[int]]:
    """Return, by unit id, the unit's staff and heads, and those of the unit that carries it on once it is gone."""
    named = list(units)
    found = users_at(named, *UNIT_ROLES)
    after = {old: new for old, new in carried_to().items() if old in found}
    there = users_at(Unit.objects.filter(pk__in=after.values()), *UNIT_ROLES) if after else {}
    return found | {old: sorted({*found[old], *there.get(new, [])}) for old, new in after.items()}


def writers_of(units: Iterable[Unit]) -> dict[int, list[int]]:
    """Return, by unit id, the ids of the users who write or send a dossier of the unit (`permissions.writes_for`): the
    unit's writers, and the standing office at that very unit, which forwards its list."""
    named = list(units)
    offices = answerers_of(named)
    return {unit: sorted({*users, *offices[unit]}) for unit, users in unit_writers(named).items()}


def answerers_of(agencies: Iterable[Unit]) -> dict[int, list[int]]:
    """Return, by unit id, the ids of the users who are told that an opinion is asked of the unit: its staff and heads,
    and the standing office at that very unit."""
    asked = list(agencies)
    found = {unit: set(users) for unit, users in users_at(asked, RoleKind.STAFF, RoleKind.HEAD).items()}
    offices = Role.objects.in_force_on(today()).filter(kind=RoleKind.STANDING_OFFICE, user__is_active=True)
    for unit, user in offices.filter(unit__in=asked).values_list("unit_id", "user_id"):
        found[unit].add(user)
    return {unit: sorted(users) for unit, users in found.items()}


def signers_of(units: Iterable[Unit]) -> dict[int, list[int]]:
    """Return, by unit id, the ids of the users who sign for the unit itself: a leader above is not asked."""
    wanted = [unit.pk for unit in units]
    roles = Role.objects.in_force_on(today()).filter(kind=RoleKind.LEADER, user__is_active=True, unit__in=wanted)
    found: dict[int, set[int]] = {pk: set() for pk in wanted}
    for unit, user in roles.values_list("unit_id", "user_id"):
        found[unit].add(user)
    return {unit: sorted(users) for unit, users in found.items()}


def open_rounds(horizon: dt.date) -> QuerySet[Round]:
    """Return the open rounds one of whose last days falls on or before a day, with units and dossiers."""
    near = Q(send_by__lte=horizon) | Q(appraise_by__lte=horizon) | Q(decide_by__lte=horizon)
    return (
        Round.objects.filter(near, state=Round.State.OPEN)
        .select_related("unit")
        .prefetch_related("units", Prefetch("dossiers", to_attr="known_dossiers"))
    )


def unfinished(rounds_: Sequence[Round]) -> dict[int, dict[str, int]]:
    """Return, by round, how many nominations stand in each state."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Nomination.objects.filter(round__in=rounds_).order_by().values_list("round_id", "state")
    for round_id, state, count in rows.annotate(count=Count("pk")):
        counts[round_id][state] = count
    return counts


def appraisals_of(decision: Decision) -> QuerySet[Appraisal]:
    """Return the conclusions on the nominees of a decision, with the rule sets they rest on."""
    return Appraisal.objects.filter(nomination__decision=decision).select_related("rule_set")
