"""What the conditions know about a nominee: plain data, gathered in bulk by `awards.gathering`."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# From the lowest to the highest.
LEVELS = ("KHT", "HT", "HTT", "HTXS")
LEVEL_NAMES = {
    "KHT": "không hoàn thành nhiệm vụ",
    "HT": "hoàn thành nhiệm vụ",
    "HTT": "hoàn thành tốt nhiệm vụ",
    "HTXS": "hoàn thành xuất sắc nhiệm vụ",
}


@dataclass(frozen=True)
class Recognised:
    """A recognised initiative or an accepted scientific work."""

    kind: str
    scope: str
    title: str
    on: dt.date
    number: str = ""

    @property
    def cited(self) -> str:
        number = f", {self.number}" if self.number else ""
        return f"“{self.title}” (ngày {self.on:%d/%m/%Y}{number})"


@dataclass(frozen=True)
class Measure:
    """A disciplinary measure; `level` sorts (see `awards.models.Discipline.Level`), `name` is its Vietnamese name."""

    level: str
    name: str
    on: dt.date
    until: dt.date | None = None
    who: str = ""


@dataclass(frozen=True)
class Members:
    """The people of a collective: how many, how many hold the title, how many nominations are still open."""

    total: int
    with_title: int
    pending: int = 0


@dataclass(frozen=True)
class Facts:
    """Everything known about one nominee for one period. `given` cites the decisions by which the nominee has
    the award of this year already."""

    year: int
    period_start: dt.date
    period_end: dt.date
    rating: str = ""
    rating_source: str = ""
    recognised: Sequence[Recognised] = ()
    measures: Sequence[Measure] = ()
    members: Mapping[str, Members] = field(default_factory=dict)
    given: Sequence[str] = ()
    judgements: Mapping[str, tuple[bool, str]] = field(default_factory=dict)
