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
# Awards of these kinds are no ground for a higher award of công trạng (Nghị định 152/2025/NĐ-CP, Điều 4.3).
OUTSIDE_CHAINS = frozenset({"dot_xuat", "phong_trao"})


@dataclass(frozen=True, slots=True)
class Rated:
    """The rating of a year and the paper that says so."""

    level: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """An award of the register. `category` is its loại hình, empty where nobody wrote it down."""

    code: str
    year: int
    decided_on: dt.date
    cited: str = ""
    category: str = ""
    period_end: dt.date | None = None

    @property
    def counted_from(self) -> int:
        """The last year that this award has used up: that of the achievement written in the decision, else of the
        decision's own day (Nghị định 152/2025/NĐ-CP, Điều 33.7)."""
        return (self.period_end or self.decided_on).year


@dataclass(frozen=True, slots=True)
class Recognised:
    """A recognised initiative or an accepted scientific work; `used_for` cites the awards that rested on it."""

    kind: str
    scope: str
    title: str
    on: dt.date
    number: str = ""
    used_for: str = ""
    pk: int = 0

    @property
    def cited(self) -> str:
        number = f", {self.number}" if self.number else ""
        return f"“{self.title}” (ngày {self.on:%d/%m/%Y}{number})"


@dataclass(frozen=True, slots=True)
class Measure:
    """A disciplinary measure; `level` sorts (see `awards.models.Discipline.Level`), `name` is its Vietnamese name."""

    level: str
    name: str
    on: dt.date
    until: dt.date | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Members:
    """The people of a collective: how many, how many hold the title, how many nominations are still open."""

    total: int
    with_title: int
    pending: int = 0


@dataclass(frozen=True, slots=True)
class Led:
    """A year's result of a collective in its cluster or bloc (cụm, khối thi đua)."""

    year: int
    cluster: str
    scope: str
    rank: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Leave:
    """Time away from work; `counts` says whether it counts as time worked, `article` after which rule."""

    name: str
    since: dt.date
    until: dt.date
    counts: bool
    article: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A post of leadership from day to day; `group` sorts (see `awards.models.PostHeld.Group`), empty: not known."""

    title: str
    group: str
    since: dt.date
    until: dt.date | None = None


@dataclass(frozen=True)
class Facts:
    """Everything known about one nominee for one period.

    `open_year` says that results of `year` may still come; `pending` are the awards for which the nominee stands in
    a dossier that is not decided; `levels` counts the members of a collective by their rating of the year.
    """

    year: int
    period_start: dt.date
    period_end: dt.date
    ratings: Mapping[int, Rated] = field(default_factory=dict)
    awards: Sequence[Given] = ()
    pending: frozenset[str] = frozenset()
    open_year: bool = False
    recognised: Sequence[Recognised] = ()
    measures: Sequence[Measure] = ()
    members: Mapping[str, Members] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    clusters: Sequence[Led] = ()
    founded_on: dt.date | None = None
    joined_on: dt.date | None = None
    left_on: dt.date | None = None
    leaves: Sequence[Leave] = ()
    posts: Sequence[Held] = ()
    woman: bool = False
    judgements: Mapping[str, tuple[bool, str]] = field(default_factory=dict)

    def awaited(self, code: str) -> bool:
        """Whether the award of this year may still come."""
        return self.open_year or code in self.pending
