"""What of awards is found: nominations, and the lines of the register. Never ballots, never how somebody voted."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models.signals import post_save
from django.urls import reverse

from core import links, search
from core.search.owing import outdated, rewrite
from units.models import Person, RoleKind, Unit, User
from units.queries import carried_on_below
from units.searching import PEOPLE, above, held

from .departures import standing_of
from .models import Award, AwardType, Nomination
from .permissions import (
    OFFICE_ROLES,
    RESULT_ROLES,
    UNIT_ROLES,
    can_see_person_history,
    can_see_unit_history,
)

_OWN = 200


def _nomination_terms(nomination: Nomination) -> search.Terms:
    """The nominee with code and position; not the household's address, not what the report says."""
    nominee = nomination.nominee
    about = [nominee.position, nominee.staff_code] if isinstance(nominee, Person) else [nominee.short_name]
    dossier = nomination.dossier
    texts = [nomination.nominee_name, *about, nomination.award_type.name, dossier.unit.short_name]
    return search.Terms(
        texts=[*texts, str(nomination.round.year)],
        codes=[dossier.reference],
        scopes=[*above("u", dossier.unit), *above("r", nomination.round.unit)],
    )


def _nomination_scopes(user: User) -> list[str]:
    """The other side of the marks, for all that `permissions.nominations_of` lets him see: what his units write, what
    those wrote that they carry on, what his office itself sends to the level above, what his office is sent."""
    return sorted(
        {*held("u", user, *UNIT_ROLES, RoleKind.STANDING_OFFICE), *_carried_on(user), *held("r", user, *OFFICE_ROLES)}
    )


def _carried_on(user: User) -> list[str]:
    """The marks of the units that are no more and that a unit of the user carries on; his own marks reach those that
    stand below it."""
    own = tuple({role.unit.path for role in user.held_roles if role.kind in UNIT_ROLES})
    gone = carried_on_below(own)
    paths = Unit.objects.filter(pk__in=gone).values_list("path", flat=True) if gone else []
    return [f"u:{path}" for path in paths if not path.startswith(own)]


def _nomination_hit(nomination: Nomination, user: User) -> search.Hit:
    chip, kind = standing_of(nomination)
    return search.Hit(
        title=nomination.nominee_name,
        url=nomination.get_absolute_url(),
        chip=chip,
        chip_kind=kind,
        unit=nomination.dossier.unit.short_name,
        year=nomination.round.year,
        note=f"{nomination.award_type.name} · {nomination.dossier.reference}",
    )


NOMINATIONS = search.Kind(
    code="de-nghi",
    label="Đề nghị khen thưởng",
    order=30,
    model=Nomination,
    describe=_nomination_terms,
    scopes=_nomination_scopes,
    visible=lambda user: Nomination.objects.visible_to(user),
    hit=_nomination_hit,
    related=("person", "unit", "award_type", "round__unit", "dossier__unit", "dossier__round"),
    shown_with=("person", "unit", "award_type", "round__unit", "dossier__unit", "dossier__round", "appraisal"),
    watched=frozenset({"person", "unit", "household_name", "award_type", "round", "dossier"}),
    unit_fields=("dossier__unit", "round__unit"),
    name_fields=("dossier__unit", "unit"),
)


def _award_terms(award: Award) -> search.Terms:
    texts = [award.nominee_name, award.nominee_note, award.award_type.name, str(award.year)]
    return search.Terms(texts=texts, codes=[award.decision_code], scopes=above("u", award.unit))


def _award_url(award: Award, user: User) -> str:
    """The history of whoever was awarded, or the lines of the decision where that is not open to the user."""
    if award.person and can_see_person_history(user, award.person):
        return reverse("awards:person_history", args=[award.person_id])
    if not award.person_id and award.target != "household" and can_see_unit_history(user, award.unit):
        return reverse("awards:unit_history", args=[award.unit_id])
    return f"{reverse('awards:register_list')}?{urlencode({'q': award.decision_code})}"


def _award_hit(award: Award, user: User) -> search.Hit:
    return search.Hit(
        title=award.nominee_name,
        url=_award_url(award, user),
        chip="Đã khen" if award.in_force else "Đã hủy bỏ",
        chip_kind="awarded" if award.in_force else "late",
        unit=award.unit.short_name,
        year=award.year,
        note=f"{award.award_type.name} · {award.decision_code}",
    )


def _own_awards(user: User) -> list[int]:
    """The user's own lines, whatever unit they stand under."""
    if not user.person_id:
        return []
    return list(Award.objects.filter(person=user.person_id).order_by("-pk").values_list("pk", flat=True)[:_OWN])


AWARDS = search.Kind(
    code="khen-thuong",
    label="Kết quả khen thưởng",
    order=35,
    model=Award,
    describe=_award_terms,
    scopes=lambda user: held("u", user, *RESULT_ROLES),
    visible=lambda user: Award.objects.visible_to(user),
    hit=_award_hit,
    related=("award_type", "unit"),
    shown_with=("award_type", "unit", "person__unit"),
    watched=frozenset({"nominee_name", "nominee_note", "award_type", "year", "decision_code", "unit"}),
    unit_fields=("unit",),
    named=_own_awards,
)


def _people_written(people: Sequence[int]) -> None:
    """A nomination says the name that its nominee has now."""
    rewrite(NOMINATIONS, ["person"], people)


def _type_saved(*, instance: AwardType, created: bool, **_: Any) -> None:
    """A new release may call an award by another name: what says the old one is written anew."""
    for kind in (NOMINATIONS, AWARDS):
        if not created and outdated(kind, "award_type", instance.pk):
            rewrite(kind, ["award_type"], [instance.pk])


def _to_history(user: Any, person: Any) -> list[tuple[str, str]]:
    if not can_see_person_history(user, person):
        return []
    return [("Quá trình khen thưởng", reverse("awards:person_history", args=[person.pk]))]


def register() -> None:
    """Bring nominations and the register to the search, and a person's history to the results."""
    search.register(NOMINATIONS)
    search.register(AWARDS)
    search.after(PEOPLE.code, _people_written)
    post_save.connect(_type_saved, sender=AwardType, dispatch_uid="search-award-type")
    links.register("person", _to_history)
