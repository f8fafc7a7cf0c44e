"""What of the tree is found: units and people. Helpers for the scopes of the rooms above."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from core import links, search
from core.search.owing import rewrite

from .models import Person, Unit, User
from .models.tree import PATH_STEP
from .permissions import PERSONAL_DATA_ROLES, can_manage_people, can_see_units

EVERYBODY = "all"


def above(letter: str, *units: Unit | None) -> list[str]:
    """Return the scopes of a thing of these units: whoever holds a role at one of them or above it."""
    return [f"{letter}:{path}" for unit in units if unit is not None for path in _chain(unit.path)]


def held(letter: str, user: User, *kinds: str) -> list[str]:
    """Return the scopes of a user who holds one of these roles: the other side of `above`."""
    return sorted({f"{letter}:{role.unit.path}" for role in user.held_roles if role.kind in kinds})


def house_of(letter: str, unit: Unit) -> list[str]:
    """Return the scopes of what belongs to the whole house of a unit (see `permissions.house`)."""
    return [*above(letter, unit), f"{letter}-:{unit.path}"]


def in_house(letter: str, user: User) -> list[str]:
    """Return the scopes of a user in his house: the other side of `house_of`."""
    paths = {role.unit.path for role in user.held_roles}
    below = {path for own in paths for path in _chain(own)}
    return sorted({f"{letter}:{path}" for path in paths} | {f"{letter}-:{path}" for path in below})


def _chain(path: str) -> list[str]:
    return [path[:end] for end in range(PATH_STEP, len(path) + 1, PATH_STEP)]


def moved(units: Sequence[int]) -> None:
    """The units have other places in the tree: what tells them is written anew."""
    _refresh(units, lambda kind: kind.unit_fields)


def renamed(units: Sequence[int]) -> None:
    """The units may have other names: what says them is written anew."""
    _refresh(units, lambda kind: kind.name_fields)


def _refresh(units: Sequence[int], fields_of: Callable[[search.Kind], tuple[str, ...]]) -> None:
    for kind in search.kinds():
        rewrite(kind, fields_of(kind), units)


# ---------------------------------------------------------------- units


def _unit_terms(unit: Unit) -> search.Terms:
    """Also by the names that it had before: older papers say them."""
    texts = [unit.name, unit.short_name, unit.symbol]
    texts += [row[name] for row in unit.former_names for name in ("name", "short_name")]
    return search.Terms(texts=texts, codes=[unit.code], scopes=[EVERYBODY])


def _unit_hit(unit: Unit, user: User) -> search.Hit:
    ended = unit.dissolved_on is not None
    return search.Hit(
        title=unit.name,
        url=reverse("units:unit_detail", args=[unit.pk]),
        chip="Đã giải thể, sáp nhập" if ended else unit.get_kind_display(),
        chip_kind="late" if ended else "neutral",
        unit=unit.parent.short_name if unit.parent else "",
        note=" · ".join([unit.code, *(f"trước đây: {name}" for name in unit.names_before)]),
    )


UNITS = search.Kind(
    code="don-vi",
    label="Đơn vị",
    order=50,
    model=Unit,
    describe=_unit_terms,
    scopes=lambda user: [EVERYBODY] if can_see_units(user) else [],
    visible=lambda user: Unit.objects.visible_to(user),
    hit=_unit_hit,
    related=("parent",),
    watched=frozenset({"name", "short_name", "symbol", "code", "former_names"}),
)


# ---------------------------------------------------------------- people


def _person_terms(person: Person) -> search.Terms:
    """Name, codes (also of records that were merged into this one), position, unit; never the date of birth."""
    texts = [person.full_name, person.position, person.unit.short_name]
    codes = [person.staff_code, *(former.code for former in person.former_codes.all())]
    return search.Terms(texts=texts, codes=codes, scopes=above("u", person.unit))


def _page_of(person: Person, user: User) -> str:
    """The page of what is known of the person, else the person's data, else the unit's people of that name."""
    if found := links.links("person", user, person):
        return found[0][1]
    if can_manage_people(user, person.unit):
        return reverse("units:person_edit", args=[person.pk])
    return f"{reverse('units:unit_detail', args=[person.unit_id])}?{urlencode({'q': person.full_name})}"


def _person_hit(person: Person, user: User) -> search.Hit:
    return search.Hit(
        title=person.full_name,
        url=_page_of(person, user),
        chip="" if person.active else "Đã thôi việc",
        unit=person.unit.short_name,
        note=" · ".join(part for part in (person.position, person.staff_code) if part),
    )


PEOPLE = search.Kind(
    code="ca-nhan",
    label="Cá nhân",
    order=40,
    model=Person,
    describe=_person_terms,
    scopes=lambda user: held("u", user, *PERSONAL_DATA_ROLES),
    visible=lambda user: Person.objects.visible_to(user),
    hit=_person_hit,
    related=("unit",),
    prefetched=("former_codes",),
    watched=frozenset({"full_name", "position", "staff_code", "unit", "unit_id"}),
    unit_fields=("unit",),
    name_fields=("unit",),
    named=lambda user: [user.person_id] if user.person_id else [],
)


def register() -> None:
    """Bring units and people to the search."""
    search.register(UNITS)
    search.register(PEOPLE)
    search.after(UNITS.code, renamed)
