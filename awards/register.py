"""The register as it is read: filtered, searched, a window at a time, at the same cost however long it is.

No page counts all lines or skips over them: a window begins after a known line, and counting stops at `COUNTED`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import Length

from core.dates import today
from core.lists import PER_PAGE, matches
from core.text import fold, nfc
from units.models import RoleKind, Unit, User
from units.models.tree import PATH_STEP
from units.permissions import has_role, reached
from units.queries import predecessors_of

from .catalogue import by_group
from .models import Award, AwardType, Target
from .models.publishing import published
from .models.register import AwardQuerySet
from .permissions import REGISTER_ROLES, RESULT_ROLES

COUNTED = 1000
COUNTED_WORDS = 200  # what words find is dearer to count
_MOST_UNITS = 300  # more than that are no list to choose from; the tree's upper levels stay
_OWN = 200


@dataclass(frozen=True)
class Filter:
    """What the register is narrowed to; every field may be empty."""

    text: str = ""
    year: int | None = None
    award: str = ""
    unit: int | None = None
    target: str = ""
    kind: str = ""
    level: str = ""
    state: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Filter:
        """Read the filter from an address or a form; nonsense is left out."""
        target, kind = str(data.get("target", "")), str(data.get("kind", ""))
        level, state = str(data.get("level", "")), str(data.get("state", ""))
        return cls(
            text=str(data.get("q", "")).strip()[:200],
            year=_number(data.get("year", "")),
            award=str(data.get("award", ""))[:40],
            unit=_number(data.get("unit", "")),
            target=target if target in Target.values else "",
            kind=kind if kind in AwardType.Kind.values else "",
            level=level if level in AwardType.Authority.values else "",
            state=state if state in Award.State.values else "",
        )

    def __bool__(self) -> bool:
        return any(asdict(self).values())

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The filter as the hidden fields of a form."""
        named = {
            "q": self.text, "year": self.year, "award": self.award, "unit": self.unit, "target": self.target,
            "kind": self.kind, "level": self.level, "state": self.state,
        }  # fmt: skip
        return [(name, str(value)) for name, value in named.items() if value]

    @property
    def words(self) -> str:
        """The filter in a sentence, for the head of what is exported."""
        parts = []
        if self.year:
            parts.append(f"năm {self.year}")
        if self.award and (found := AwardType.objects.filter(code=self.award).first()):
            parts.append(found.name)
        if self.unit and (unit := Unit.objects.filter(pk=self.unit).first()):
            parts.append(unit.name)
        if self.target:
            parts.append(str(Target(self.target).label).lower())
        if self.kind:
            parts.append(str(AwardType.Kind(self.kind).label).lower())
        if self.level:
            parts.append(f"thẩm quyền {AwardType.Authority(self.level).label}")
        if self.state:
            parts.append(str(Award.State(self.state).label).lower())
        if self.text:
            parts.append(f"có “{self.text}”")
        return "; ".join(parts)


def _number(text: Any) -> int | None:
    found = str(text)
    return int(found) if found.isascii() and found.isdigit() and len(found) < 10 else None


def visible(user: User) -> AwardQuerySet:
    """Return the lines that the user may see; the same as `Award.objects.visible_to`, asked so that indexes serve.

    Units come first, as ids: whoever reaches the whole tree needs no condition at all. One's own lines from units
    that the role does not reach are few and are named.
    """
    if _reaches_all(user):
        return Award.objects.all()
    units = list(Unit.objects.filter(reached(user, *REGISTER_ROLES, field="")).values_list("pk", flat=True))
    seen = Q(unit__in=units)
    if has_role(user, RoleKind.INFORMATION_CENTRE):
        seen |= reached(user, RoleKind.INFORMATION_CENTRE) & published("decision__")
    if user.person_id:
        own = Award.objects.filter(person=user.person_id).exclude(unit__in=units)
        if ids := list(own.order_by().values_list("pk", flat=True)[:_OWN]):
            seen |= Q(pk__in=ids)
    return Award.objects.filter(seen)


def _reaches_all(user: User) -> bool:
    held = {role.unit_id for role in user.held_roles if role.kind in REGISTER_ROLES and role.unit.parent_id is None}
    return bool(held) and held >= set(Unit.objects.filter(parent=None).values_list("pk", flat=True))


def lines(user: User, chosen: Filter) -> QuerySet[Award]:
    """Return the lines of the filter, in the register's order, with what a list shows."""
    found = visible(user).select_related("award_type", "unit", "person", "decision")
    if chosen.text:
        found = found.filter(_said(chosen.text))
    if chosen.year:
        found = found.filter(year=chosen.year)
    if chosen.award:
        kind = AwardType.objects.filter(code=chosen.award).first()
        found = found.filter(award_type=kind) if kind else found.none()
    if chosen.target:
        found = found.filter(target=chosen.target)
    if chosen.kind or chosen.level:
        # The catalogue is short: its ids let the index of award types serve.
        asked = {"kind": chosen.kind, "authority": chosen.level}
        types = AwardType.objects.filter(**{name: value for name, value in asked.items() if value})
        found = found.filter(award_type__in=list(types.values_list("pk", flat=True)))
    if chosen.state:
        found = found.filter(state=chosen.state)
    if chosen.unit:
        found = found.filter(unit__in=with_predecessors(chosen.unit))
    return found.order_by("order_key", "pk")


def by_type(user: User, years: Iterable[int]) -> dict[tuple[int, int], int]:
    """Return how many lines in force the user may see, by award type and year, in one query over those years."""
    rows = visible(user).in_force().filter(year__in=list(years)).order_by().values_list("award_type", "year")
    return {(kind, year): count for kind, year, count in rows.annotate(count=Count("pk"))}


def _said(text: str) -> Q:
    """Return the filter of the words: a decision's whole number is looked up as such, all else word by word."""
    condition, rest = Q(), []
    for word in text.split():
        codes = _spellings(word)
        if codes and Award.objects.filter(decision_code__in=codes).exists():
            condition &= Q(decision_code__in=codes)
        else:
            rest.append(word)
    return condition & matches(" ".join(rest))


def _spellings(word: str) -> list[str]:
    """The ways in which the number of a decision may stand in the register: 17/qd-vp is 17/QĐ-VP."""
    if not re.match(r"\d+/\w", word):
        return []
    return sorted({nfc(word), nfc(word).upper(), fold(word).upper().replace("/QD", "/QĐ")})


def with_predecessors(unit: int) -> list[int]:
    """Return the ids of a unit, of all below it and of the units that these carry on."""
    path = Unit.objects.filter(pk=unit).values_list("path", flat=True).first()
    if path is None:
        return []
    inside = set(Unit.objects.filter(path__startswith=path).values_list("pk", flat=True))
    before = predecessors_of(inside)
    return sorted(inside.union(*before.values()))


@dataclass(frozen=True)
class Window:
    """Some lines in a row, and where the windows before and after begin (ids of lines, None at an end)."""

    rows: list[Award]
    before: int | None
    after: int | None
    total: int
    more: bool
    query: str = ""

    @property
    def counted(self) -> str:
        """ "132 kết quả", "hơn 1.000 kết quả"."""
        return f"hơn {self.total:,} kết quả".replace(",", ".") if self.more else f"{self.total} kết quả"


def window(
    found: QuerySet[Award], *, after: int | None = None, before: int | None = None, most: int | None = None
) -> Window:
    """Return the lines that follow a line, or that stand before one; the first ones without either.

    Lines are counted up to `most`.
    """
    most = most or COUNTED
    total = found.order_by()[: most + 1].count()
    anchor = Award.objects.filter(pk=after or before or 0).values_list("order_key", "pk").first()
    backwards = bool(before and not after and anchor)
    rows = found
    if anchor:
        key, pk = anchor
        # The first condition is what an index answers; the second only leaves out the lines of the same key.
        if backwards:
            rows = found.filter(order_key__lte=key).exclude(order_key=key, pk__gte=pk).order_by("-order_key", "-pk")
        else:
            rows = found.filter(order_key__gte=key).exclude(order_key=key, pk__lte=pk)
    kept = list(rows[: PER_PAGE + 1])
    further, kept = len(kept) > PER_PAGE, kept[:PER_PAGE]
    if backwards:
        kept.reverse()
    earlier = further if backwards else bool(anchor)
    later = True if backwards else further
    return Window(
        rows=kept,
        before=kept[0].pk if kept and earlier else None,
        after=kept[-1].pk if kept and later else None,
        total=min(total, most),
        more=total > most,
    )


def choices(user: User) -> dict[str, Any]:
    """Return what the register may be filtered by, without reading the register."""
    span = Award.objects.aggregate(first=Min("year"), last=Max("year"))
    first, last = span["first"] or today().year, span["last"] or today().year
    units = Unit.objects.filter(reached(user, *RESULT_ROLES, field="")).order_by("path")
    found = list(units[: _MOST_UNITS + 1])
    if len(found) > _MOST_UNITS:
        top = min(unit.depth for unit in found)
        upper = units.annotate(length=Length("path")).filter(length__lte=(top + 2) * PATH_STEP)
        found = list(upper[:_MOST_UNITS])
    return {
        "years": list(range(last, first - 1, -1)),
        "award_types": by_group(AwardType.objects.all()),
        "units": found,
        "targets": Target.choices,
        "kinds": AwardType.Kind.choices,
        "levels": AwardType.Authority.choices,
        "states": Award.State.choices,
    }
