"""The same person or unit proposed twice in a season: in two places, at two levels, for one achievement.

Whoever may see the other nomination is told which it is; anybody else only that there is one, with nobody's data.
Not every hit is wrong: it is said so that a person looks.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from core.dates import vn_date
from core.text import fold
from units.models import NotSame, Person, User
from units.queries import predecessors_of

from .achievements import ONE_ACHIEVEMENT, Achievement, may_be_one
from .models import Award, AwardType, Forwarded, Nomination, Round, Target
from .register import visible as visible_awards

_FORM = AwardType.Kind.FORM
# What another unit only prepares is not proposed yet: nobody outside is told of it.
_PRIVATE = (Nomination.State.DRAFT,)


@dataclass(frozen=True)
class Conflict:
    """Something to look at, in a sentence; `url` leads to the other nomination for those who may see it."""

    sentence: str
    url: str = ""
    name: str = ""


def conflicts_of(nominations: Iterable[Nomination], user: User) -> dict[int, list[Conflict]]:
    """Return, by nomination id, what somebody should look at; only for those that have something.

    The number of questions to the database does not grow with the nominations.
    """
    rows = list(
        Nomination.objects.filter(pk__in=[nomination.pk for nomination in nominations])
        .exclude(state=Nomination.State.REJECTED)
        .select_related("round__unit", "dossier__unit", "award_type", "person", "unit")
    )
    if not rows:
        return {}
    same = _Same(rows)
    others, handed_up = _others(rows, same), _handed_up(rows)
    visible = Nomination.objects.visible_to(user).filter(pk__in=[row.pk for row in others])
    seen = set(visible.values_list("pk", flat=True))
    by_nominee: dict[tuple[str, int], list[Nomination]] = defaultdict(list)
    for other in others:
        by_nominee[same.key(other)].append(other)
    found: dict[int, list[Conflict]] = {}
    given = _given(rows, user)
    for row in rows:
        hits = [
            (other, why)
            for other in by_nominee[same.key(row)]
            if {row.pk, other.pk} not in handed_up and (why := _why(row, other))
        ]
        said = [_named(row, other, why) for other, why in hits if other.pk in seen]
        if any(other.pk not in seen and other.state not in _PRIVATE for other, _ in hits):
            said.append(_neutral(row))
        told = {other.pk for other, _ in hits if other.pk in seen}
        said += _already_given(row, [one for one in given.get(_nominee(row), []) if one.nomination_id not in told])
        if said:
            found[row.pk] = said
    return found


def _nominee(nomination: Nomination) -> tuple[str, int]:
    if nomination.household_name:  # known by name and address; the unit only governs where it lives
        return f"{fold(nomination.household_name)} {fold(nomination.household_address)}", nomination.unit_id or 0
    return ("person", nomination.person_id) if nomination.person_id else ("unit", nomination.unit_id or 0)


class _Same:
    """Who counts as the same nominee: records that look like one person, units that carry each other on."""

    def __init__(self, rows: Sequence[Nomination]) -> None:
        self.leader: dict[tuple[str, int], tuple[str, int]] = {}
        self.people: set[int] = {row.person_id for row in rows if row.person_id}
        self.units: set[int] = {row.unit_id for row in rows if row.unit_id}  # households: those of their unit
        self._join_twins([row.person for row in rows if row.person])
        for unit, before in predecessors_of(self.units).items() if self.units else ():
            for old in before:
                self._join(("unit", unit), ("unit", old))
                self.units.add(old)

    def _join_twins(self, people: Sequence[Person]) -> None:
        """Two records of the same name and birth date, unless somebody found them to be two people."""
        known = {(person.folded_name, person.birth_date): person.pk for person in people if person.birth_date}
        if not known:
            return
        alike = Person.objects.filter(
            folded_name__in={name for name, _ in known}, birth_date__in={born for _, born in known}
        )
        twins = list(alike.values_list("pk", "folded_name", "birth_date"))
        if len(twins) == len({person.pk for person in people if person.birth_date}):
            return
        different = set(NotSame.objects.values_list("first_id", "second_id"))
        for pk, name, born in twins:
            own = known.get((name, born)) if born else None
            if own and own != pk and (min(own, pk), max(own, pk)) not in different:
                self._join(("person", own), ("person", pk))
                self.people.add(pk)

    def _join(self, one: tuple[str, int], other: tuple[str, int]) -> None:
        self.leader[other] = self.leader.get(one, one)

    def key(self, nomination: Nomination) -> tuple[str, int]:
        nominee = _nominee(nomination)
        return self.leader.get(nominee, nominee)


def _others(rows: Sequence[Nomination], same: _Same) -> list[Nomination]:
    about = Q(person__in=same.people) | Q(unit__in=same.units)
    found = Nomination.objects.filter(about, round__year__in={row.round.year for row in rows})
    found = found.exclude(state=Nomination.State.REJECTED)
    related = ("round__unit", "dossier__unit", "dossier__round", "award_type", "person", "unit")
    return list(found.select_related(*related).order_by("pk"))


def _handed_up(rows: Sequence[Nomination]) -> list[set[int]]:
    """Pairs of which one is the other on its way to the level above: one nomination, not two."""
    pks = [row.pk for row in rows]
    pairs = Forwarded.objects.filter(Q(nomination__in=pks) | Q(above__in=pks), above__isnull=False)
    return [set(pair) for pair in pairs.values_list("nomination", "above")]


def achievement_of(around: Round) -> Achievement:
    """Return for what the nominees of a round are commended."""
    return Achievement(around.category, around.period_start, around.period_end, around.campaign_id)


def _why(row: Nomination, other: Nomination) -> str:
    """Why two nominations of one nominee are worth a look, "" when they are not.

    Two titles of one year are none: each is a step to the next, and whoever is given both is paid the higher. Nor are a
    title and a form, which are both given and paid (Nghị định 152/2025/NĐ-CP, Điều 49.5, 49.7).
    """
    mine, theirs = row.round, other.round
    if other.pk == row.pk or mine.year != theirs.year:
        return ""
    if row.award_type_id == other.award_type_id:
        return "cùng danh hiệu, hình thức trong một năm"
    if row.dossier_id != other.dossier_id and row.round_id == other.round_id:
        return "hai đơn vị cùng đề nghị trong một đợt"
    both_forms = row.award_type.kind == other.award_type.kind == _FORM
    if both_forms and may_be_one(achievement_of(mine), achievement_of(theirs)):
        levels = "đề nghị ở hai cấp; " if mine.unit_id != theirs.unit_id else ""
        return f"{levels}nhiều hình thức có thể cho một thành tích ({ONE_ACHIEVEMENT})"
    return ""


def _named(row: Nomination, other: Nomination, why: str) -> Conflict:
    about = "" if _nominee(row) == _nominee(other) else f" (hồ sơ ghi là {other.nominee_name}, có thể cùng một người)"
    if not row.individual and about:
        about = f" (đơn vị tiền thân {other.nominee_name})"
    dossier = other.dossier
    return Conflict(
        f"Cũng được đề nghị {other.award_type.name}{about} ở đợt “{other.round.title}” của "
        f"{other.round.unit.short_name}, hồ sơ {dossier.reference} của {dossier.unit.short_name}, "
        f"{other.get_state_display().lower()}: {why}.",
        other.get_absolute_url(),
        row.nominee_name,
    )


def _neutral(row: Nomination) -> Conflict:
    who = {Target.INDIVIDUAL: "Người này", Target.HOUSEHOLD: "Hộ này"}.get(Target(row.target), "Tập thể này")
    return Conflict(
        f"{who} còn được đề nghị ở nơi khác trong năm {row.round.year}. "
        "Bộ phận thường trực sẽ đối chiếu khi thẩm định.",
        name=row.nominee_name,
    )


def _given(rows: Sequence[Nomination], user: User) -> dict[tuple[str, int], list[Award]]:
    """The forms of the same years that the register has, by nominee, as far as the user may see them."""
    people = {row.person_id for row in rows if row.person_id and row.award_type.kind == _FORM}
    collectives = [row for row in rows if row.target == Target.COLLECTIVE and row.award_type.kind == _FORM]
    units = {row.unit_id for row in collectives}
    if not people and not units:
        return {}
    about = Q(person__in=people) | Q(unit__in=units, target=Target.COLLECTIVE)
    awards = (
        visible_awards(user)
        .in_force()
        .filter(about, state=Award.State.IN_FORCE, year__in={row.round.year for row in rows}, award_type__kind=_FORM)
    )
    found: dict[tuple[str, int], list[Award]] = defaultdict(list)
    for award in awards.select_related("award_type", "decision__round").order_by("order_key", "pk"):
        nominee = ("person", award.person_id) if award.person_id else ("unit", award.unit_id)
        found[nominee].append(award)
    return found


def _already_given(row: Nomination, awards: Sequence[Award]) -> list[Conflict]:
    """Forms that were given for what may be the same achievement."""
    if row.award_type.kind != _FORM:
        return []
    around = achievement_of(row.round)
    return [
        Conflict(
            f"Đã được tặng {award.award_type.name} năm {award.year} (Quyết định số {award.decision_code} ngày "
            f"{vn_date(award.decided_on)}); xem có phải cùng một thành tích ({ONE_ACHIEVEMENT}).",
            name=row.nominee_name,
        )
        for award in awards
        if award.nomination_id != row.pk and award.year == row.round.year and may_be_one(around, achieved(award))
    ]


def achieved(award: Award) -> Achievement:
    """Return for what a line of the register was given; `award.decision.round` is read."""
    campaign = award.decision.round.campaign_id if award.decision else None
    return Achievement(award.category, award.period_start, award.period_end, campaign)
