"""Two records that may be one person: how alike they are, and what must be chosen before they become one.

What other rooms keep about people moves by itself, whatever table it is in; a room registers a `Part` where two
rows of it cannot both stay (two ratings of a year) or where somebody has to choose.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from django.db.models import Count, Q

from core.dates import vn_date

from .models import NotSame, Person, Unit, User
from .permissions import units_of_people
from .queries import predecessors_of

LEAST = 65
_MOST_PEOPLE = 20_000
_MOST_PAIRS = 500
_CROWD = 60
NEAR = dt.timedelta(days=31)


@dataclass(frozen=True)
class Pair:
    """Two records with how likely (of 100) they are one person, and why."""

    first: Person
    second: Person
    score: int
    reasons: Sequence[str]


@dataclass(frozen=True)
class Question:
    """What somebody must choose: `key` of the answer, a label, the two values as the page shows them."""

    key: str
    label: str
    first: str
    second: str


class Part(Protocol):
    """What a room keeps about people and that cannot simply be moved."""

    def questions(self, first: Person, second: Person) -> list[Question]:
        """Return what must be chosen; an answer is "first" or "second"."""

    def settle(self, keep: Person, drop: Person, answers: Mapping[str, str]) -> None:
        """Leave only what may stand together. `answers` by key: "keep" or "drop". Raises Refused."""

    def summary(self, person: Person) -> list[tuple[str, int]]:
        """Return how much the room keeps about a person, as (label, number)."""


parts: list[Part] = []


def register(part: Part) -> None:
    """Add what a room keeps."""
    if part not in parts:
        parts.append(part)


def likely_pairs(user: User) -> list[Pair]:
    """Return the pairs among the people whom the user keeps, the likeliest first; those judged different are left."""
    scope = Person.objects.filter(unit__in=units_of_people(user))
    names = scope.order_by().values("folded_name").annotate(found=Count("pk")).filter(found__gt=1)
    people = scope.filter(folded_name__in=names.values("folded_name")).select_related("unit")
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in people.order_by("folded_name", "pk")[:_MOST_PEOPLE]:
        groups[person.folded_name].append(person)
    different = set(NotSame.objects.values_list("first_id", "second_id"))
    related = _Relations(person.unit for group in groups.values() for person in group)
    found = [
        pair
        for group in groups.values()
        for first, second in _combined(group)
        if (first.pk, second.pk) not in different
        for pair in [compare(first, second, related)]
        if pair.score >= LEAST
    ]
    return sorted(found, key=lambda pair: (-pair.score, pair.first.sort_key, pair.first.pk))[:_MOST_PAIRS]


def _combined(group: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
    """All pairs of a name; of a name that very many bear only those of one birth date or one unit."""
    if len(group) <= _CROWD:
        yield from combinations(group, 2)
        return
    seen: set[tuple[int, int]] = set()
    for key in ("birth_date", "unit_id"):
        some: dict[object, list[Person]] = defaultdict(list)
        for person in group:
            if getattr(person, key) is not None:
                some[getattr(person, key)].append(person)
        for bucket in some.values():
            for first, second in combinations(bucket[:_CROWD], 2):
                if (first.pk, second.pk) not in seen:
                    seen.add((first.pk, second.pk))
                    yield first, second


class _Relations:
    """Which units carry each other on, read once."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.before = predecessors_of({unit.pk for unit in units})

    def carries_on(self, one: Unit, other: Unit) -> bool:
        return one.pk in self.before.get(other.pk, ()) or other.pk in self.before.get(one.pk, ())


def compare(first: Person, second: Person, related: _Relations | None = None) -> Pair:
    """Return how alike two records of one folded name are."""
    relations = related or _Relations([first.unit, second.unit])
    score, reasons = 40, []
    if first.full_name.casefold() == second.full_name.casefold():
        score += 10
        reasons.append("cùng họ tên")
    else:
        reasons.append("họ tên chỉ khác dấu")
    for points, reason in (_births(first, second), _units(first.unit, second.unit, relations)):
        score += points
        if reason:
            reasons.append(reason)
    if first.gender and second.gender and first.gender != second.gender:
        score -= 20
        reasons.append("khác giới tính")
    if _bare(first.staff_code) == _bare(second.staff_code):
        score += 10
        reasons.append("mã cán bộ chỉ khác số 0 ở đầu")
    return Pair(first, second, max(0, min(100, score)), reasons)


def _bare(code: str) -> str:
    return code.casefold().lstrip("0")


def _births(first: Person, second: Person) -> tuple[int, str]:
    one, other = first.birth_date, second.birth_date
    if one is None or other is None:
        return 10, "thiếu ngày sinh"
    if one == other:
        return 40, "cùng ngày sinh"
    swapped = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    same = sum((one.day == other.day, one.month == other.month, one.year == other.year))
    if swapped or same == 2 or abs(one - other) <= NEAR:
        return 25, f"ngày sinh gần nhau ({vn_date(one)} và {vn_date(other)})"
    return -40, "khác ngày sinh"


def _units(one: Unit, other: Unit, relations: _Relations) -> tuple[int, str]:
    if one.pk == other.pk:
        return 20, "cùng đơn vị"
    if relations.carries_on(one, other):
        return 20, "đơn vị kế thừa nhau"
    if one.path.startswith(other.path) or other.path.startswith(one.path):
        return 15, "đơn vị trên dưới nhau"
    if one.parent_id is not None and one.parent_id == other.parent_id:
        return 15, "đơn vị cùng cấp trên"
    return 0, ""


FIELDS = {
    "full_name": "Họ và tên", "birth_date": "Ngày sinh", "gender": "Giới tính", "position": "Chức vụ, chức danh",
    "unit": "Đơn vị", "joined_on": "Ngày vào cơ quan", "left_on": "Ngày thôi việc",
    "direct_worker": "Lao động trực tiếp",
}  # fmt: skip


def questions(first: Person, second: Person) -> list[Question]:
    """Return what differs and must be chosen: the records' own fields, then what the rooms ask."""
    found = []
    for name, label in FIELDS.items():
        one, other = getattr(first, name), getattr(second, name)
        # Nobody knows is no answer; not having left is one.
        if one != other and (name == "left_on" or not (_blank(one) or _blank(other))):
            found.append(Question(f"field-{name}", label, shown(first, name), shown(second, name)))
    return [*found, *(question for part in parts for question in part.questions(first, second))]


def _blank(value: object) -> bool:
    return value is None or value == ""


def shown(person: Person, name: str) -> str:
    """Return a field as the page shows it."""
    value = getattr(person, name)
    if name == "left_on" and value is None:
        return "Đang công tác"
    if name == "gender":
        return person.get_gender_display()
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, dt.date):
        return vn_date(value)
    return str(value.name) if isinstance(value, Unit) else str(value or "")


def summary(person: Person) -> list[tuple[str, int]]:
    """Return how much the rooms keep about a person."""
    return [line for part in parts for line in part.summary(person)]


def both_in_scope(user: User, first: int, second: int) -> list[Person]:
    """Return the two records, in this order, when the user keeps the people of both units; else nothing."""
    scope = Person.objects.filter(Q(pk__in=[first, second]), unit__in=units_of_people(user)).select_related("unit")
    found = {person.pk: person for person in scope}
    return [found[first], found[second]] if len(found) == 2 else []
