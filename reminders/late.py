"""What is late and with which units: each room registers who reads it from its own rows.

The standing office urges from here: one letter for one piece of work, to the units that are late with it.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from units.models import Unit, User

# Stands in the sentences of `asked` for the day until which an answer is wanted.
ANSWER_DAY = "{ngày trả lời}"


@dataclass(frozen=True)
class LateWork:
    """One piece of work whose day has passed, with the units that have not done it.

    `key` names it once and for all ("plans.task:12"), `office` is the unit whose work it is, `group` names what it
    belongs to (a plan) so that a page can link to its part of the list, `note` says what the office must know before
    it urges, `outside` names one that is late and is no unit here. `kind` is filled in by the registry. The rest is
    what the letter says: `subject` without "V/v", `opening` whole sentences with the deadline, `matter` and `lacking`
    the words for the work and for what has not come, `asked` the sentences of what the units are to do.
    """

    key: str
    title: str
    url: str
    due_on: dt.date
    office: "Unit"
    units: tuple["Unit", ...]
    subject: str
    opening: str
    matter: str
    lacking: str
    asked: tuple[str, ...]
    group: str = ""
    note: str = ""
    outside: str = ""
    kind: str = ""

    def days_late(self, on: dt.date) -> int:
        """How many days have passed since its last day."""
        return (on - self.due_on).days


Provider = Callable[["User", dt.date], Iterable[LateWork]]


@dataclass(frozen=True)
class LateList:
    """A room's list: its code, its name on the page, and what of it the user may urge."""

    code: str
    title: str
    provider: Provider


_lists: dict[str, LateList] = {}


def register(code: str, title: str, provider: Provider) -> None:
    """Add a room's list; called in its `ready()`.

    `provider(user, on)` yields what was due before that day, is not done, and may be urged by that user, the
    earliest first, in a constant number of queries; for everybody else nothing.
    """
    _lists[code] = LateList(code, title, provider)


def lists() -> list[LateList]:
    """Return the registered lists, the lower rooms first."""
    return list(_lists.values())[::-1]


def late_for(user: "User", on: dt.date, *, most: int | None = None) -> list[LateWork]:
    """Return all that the user may urge on that day, the longest late first; of each list at most so many."""
    found = [replace(work, kind=each.code) for each in lists() for work in islice(each.provider(user, on), most)]
    found = _answered_for(found)
    return sorted(found, key=lambda work: (work.due_on, work.kind, work.key))


def find(user: "User", key: str, on: dt.date) -> LateWork | None:
    """Return one piece of late work; None when it is none, is done, or is not this user's to urge."""
    each = _lists.get(key.partition(":")[0])
    works = each.provider(user, on) if each else ()
    found = [replace(work, kind=key.partition(":")[0]) for work in works if work.key == key]
    return next(iter(_answered_for(found[:1])), None)


def _answered_for(works: list[LateWork]) -> list[LateWork]:
    """The same, with those units that answer for it today: no letter goes to a unit that is gone, but to the one that
    carries it on. Two queries at most."""
    from units.models import Unit
    from units.queries import carried_to

    named = {unit.pk for work in works for unit in work.units}
    after = {old: new for old, new in carried_to().items() if old in named} if named else {}
    there = Unit.objects.in_bulk(set(after.values())) if after else {}
    if not there:
        return works
    now = {old: there[new] for old, new in after.items() if new in there}
    return [replace(w, units=tuple(dict.fromkeys(now.get(unit.pk, unit) for unit in w.units))) for w in works]
