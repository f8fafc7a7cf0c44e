"""Figures by year, and the posts of a career: the tables of a report, and the years that they cover."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.dates import today
from core.text import nfc
from units.models import Person

from ..models import Nomination
from ..rulebook import Rulebook
from ..rules.language import children_of
from .fields import has_digit

MOST_ROWS = 20
MOST_YEARS = 10
MOST_POSTS = 12
SPARE = 3  # blank lines to fill
EARLIEST = 1900  # no year of a career is before it
LONGEST = 200  # characters of a cell
_CELL = re.compile(r"figure-(\d{1,2})-(\d{1,4})")
# Written where nothing was counted in a year, or where a post is still held.
NO_FIGURE = frozenset({"-", "–", "—", "x", "không", "không có", "chưa có"})
STILL = frozenset({"nay", "đến nay", "hiện nay"})
_MONTH = re.compile(r"(?:(\d{1,2})\s*[/.-]\s*)?(\d{4})")


@dataclass(frozen=True)
class Figures:
    """A table: what is counted, then one value for each of `years`."""

    years: tuple[int, ...]
    rows: list[list[str]]


def figures_of(nomination: Nomination) -> Figures:
    """Return the figures as they were written; what an older form kept were the year before and the year."""
    year = nomination.round.year
    years = nomination.content.get("figure_years") or [year - 1, year]
    rows = [[*map(str, row), *[""] * len(years)][: len(years) + 1] for row in nomination.content.get("figures", [])]
    return Figures(tuple(years), rows)


def report_years(nomination: Nomination, condition: Mapping[str, Any] | None) -> tuple[int, ...]:
    """Return the years that the report covers: those of the longest condition of the award's rule, at least those of
    the round's period and the year before, to compare with (Nghị định 152/2025/NĐ-CP, Điều 33.9)."""
    around = nomination.round
    asked = max(longest(condition) if condition else 1, around.year - around.period_start.year + 1, 2)
    return tuple(range(around.year - min(asked, MOST_YEARS) + 1, around.year + 1))


def longest(node: Mapping[str, Any]) -> int:
    """Return over how many years the longest test of a condition reaches."""
    own = int(node.get("years") or 1)
    if node.get("consecutive"):
        own = max(own, int(node.get("times", 1)) * int(node.get("gap", 1)))
    return max([own, *(longest(child) for _, child in children_of(node))])


def asks_initiatives(node: Mapping[str, Any] | None) -> bool:
    """Whether a condition looks at initiatives or scientific works."""
    if node is None:
        return True  # nobody entered the conditions: nothing is known to be needless
    return "recognised" in node or any(asks_initiatives(child) for _, child in children_of(node))


def condition_of(nomination: Nomination, book: Rulebook, day: dt.date) -> Mapping[str, Any] | None:
    """Return the condition that holds for a nomination on the day, with those of the awards that it names."""
    rules = book.rules_on(day)
    rule = rules.get((nomination.award_type.code, nomination.target))
    if rule is None:
        return None
    named = [rules[key].condition for key in _standards(rule.condition, nomination.target) if key in rules]
    return {"all": [rule.condition, *named]}


def _standards(node: Mapping[str, Any], target: str) -> Iterable[tuple[str, str]]:
    if "standard" in node:
        yield node["standard"], target
    for _, child in children_of(node):
        yield from _standards(child, target)


def table_to_fill(figures: Figures, years: Sequence[int]) -> Figures:
    """Return the table with the years that are asked for and those that were written, and blank lines below."""
    written = figures.years if figures.rows else ()
    shown = tuple(sorted({*years, *written}))
    rows = []
    for row in figures.rows:
        by_year = dict(zip(figures.years, row[1:], strict=False))
        rows.append([row[0], *(by_year.get(year, "") for year in shown)])
    blank = max(min(SPARE, MOST_ROWS - len(rows)), 5 - len(rows))
    return Figures(shown, [*rows, *([""] * (len(shown) + 1) for _ in range(blank))])


def figures_from(data: Mapping[str, Any], year: int) -> Figures:
    """Read the table from a posted form: `figure-<line>-0` is what is counted, `figure-<line>-<year>` its value.

    Columns 1 and 2 of an older page were the year before and the year.
    """
    cells: dict[tuple[int, int], str] = {}
    for name in data:
        if found := _CELL.fullmatch(name):
            line, column = int(found[1]), int(found[2])
            if line < MOST_ROWS and (column <= 2 or abs(year - column) <= 2 * MOST_YEARS):
                cells[line, {1: year - 1, 2: year}.get(column, column)] = nfc(str(data[name])).strip()[:LONGEST]
    old = {year - 1, year} if any(name.endswith(("-1", "-2")) and _CELL.fullmatch(name) for name in data) else set()
    years = tuple(sorted({column for _, column in cells if column} | old))
    lines = sorted({line for line, _ in cells})
    rows = [[cells.get((line, column), "") for column in (0, *years)] for line in lines]
    return Figures(years, [row for row in rows if any(row)])


def posts_from(data: Mapping[str, Any]) -> list[list[str]]:
    """Read the table of posts from a posted form: post, unit, from, to."""
    rows = [
        [nfc(str(data.get(f"post-{row}-{column}", ""))).strip()[:LONGEST] for column in range(4)]
        for row in range(MOST_POSTS)
    ]
    return [row for row in rows if any(row)]


def faults_of_figures(figures: Figures) -> list[str]:
    """Return, in words, what cannot be a line of figures: a year without a number, numbers of nobody knows what."""
    found = []
    for line, (label, *values) in enumerate(figures.rows, start=1):
        where = f"Số liệu theo năm, “{label}”" if label else f"Số liệu theo năm, dòng {line}"
        if not label:
            found.append(f"{where}: hãy ghi chỉ tiêu là gì.")
        for year, value in zip(figures.years, values, strict=False):
            if value and not has_digit(value) and value.lower() not in NO_FIGURE:
                found.append(
                    f"{where}: năm {year} ghi “{value}” là chưa có con số. Hãy ghi số, hoặc để trống; "
                    "nhận xét bằng chữ thì viết vào phần thành tích."
                )
    return found


def faults_of_posts(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return, in words, between which months a post was held so that nobody can tell, or that cannot be."""
    return [
        f"Quá trình giữ chức vụ, dòng {line}: {fault}"
        for line, row in enumerate(rows, start=1)
        for fault in _faults_of_months(row[2], row[3])
    ]


def _faults_of_months(start: str, end: str) -> list[str]:
    """What is wrong with the two ends of a post; only the last may be “nay”."""
    found = []
    for cell, last in ((start, False), (end, True)):
        if not cell or (last and cell.lower() in STILL):
            continue
        month = month_of(cell, last=last)
        if month is None:
            found.append(f"“{cell}” không phải tháng, năm. Hãy ghi như 08/2015 hoặc 2015{', hoặc “nay”' * last}.")
        elif month > _this_month():
            found.append(f"“{cell}” ở sau tháng này. Hãy xem lại{', nếu còn giữ chức vụ thì ghi “nay”' * last}.")
    first, until = month_of(start), month_of(end, last=True)
    if not found and first and until and until < first:
        found.append(f"“{end}” trước “{start}”. Hãy ghi tháng bắt đầu rồi mới đến tháng kết thúc.")
    return found


def posts_known(person: Person | None) -> list[list[str]]:
    """Return the posts that the register has of a person as lines of the table: post, unit, from, to."""
    rows = person.posts_held.filter(since__lte=today()) if person else []
    return [
        [row.title[:LONGEST], "", f"{row.since:%m/%Y}", f"{row.until:%m/%Y}" if _is_over(row.until) else "nay"]
        for row in rows
    ][-MOST_POSTS:]


def _is_over(day: dt.date | None) -> bool:
    return day is not None and day <= today()


def posts_to_fill(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the lines of the table of posts with blank ones below."""
    kept = [[*row, "", "", "", ""][:4] for row in rows][:MOST_POSTS]
    return [*kept, *([""] * 4 for _ in range(min(SPARE, MOST_POSTS - len(kept))))]


def month_of(cell: str, *, last: bool = False) -> int | None:
    """Return a month as a number that runs on over the years; of a year alone its first, or its last as far as it has
    come. None for what is no month."""
    if last and cell.strip().lower() in STILL:
        return _this_month()
    found = _MONTH.fullmatch(cell.strip())
    if not found or not 1 <= int(found[1] or 1) <= 12 or int(found[2]) < EARLIEST:
        return None
    year = int(found[2]) * 12
    if found[1]:
        return year + int(found[1]) - 1
    now = _this_month()
    return min(year + 11, now) if last and year <= now else year


def _this_month() -> int:
    return today().year * 12 + today().month - 1


def _months_of(row: Sequence[str]) -> range:
    """The months in which a post was held, both ends counted; none where they cannot be read."""
    first, last = (month_of(row[2]), month_of(row[3], last=True)) if len(row) > 3 else (None, None)
    return range(first, last + 1) if first and last else range(0)


def service_total(rows: Sequence[Sequence[str]]) -> str:
    """Return "12 năm 4 tháng" over all posts whose months can be read, "" when there is none; a month in two posts at
    once is one."""
    months = len({month for row in rows for month in _months_of(row)})
    years, rest = divmod(months, 12)
    return " ".join(part for part in (f"{years} năm" if years else "", f"{rest} tháng" if rest else "") if part)
