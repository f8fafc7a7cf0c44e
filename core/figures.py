"""Numbers, boxes and the year of a role's home page: each room registers what its own lists say."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Count:
    """A number that leads to the list in which exactly so many stand."""

    label: str
    number: int
    url: str
    late: bool = False


@dataclass(frozen=True)
class Row:
    """One line of a box."""

    title: str
    url: str = ""
    note: str = ""
    chip: str = ""
    chip_kind: str = "neutral"
    day: dt.date | None = None


@dataclass(frozen=True)
class Box:
    """A few lines under a heading, and the list in which the rest stands. `order` sorts the boxes of a page; what a
    `known` box says is left to the news where they tell it."""

    title: str
    rows: list[Row]
    more_url: str = ""
    more_label: str = ""
    empty: str = ""
    order: int = 50
    known: bool = False


@dataclass(frozen=True)
class Cell:
    """One number of a chart's table, with the list behind it."""

    text: str
    url: str = ""
    late: bool = False


@dataclass(frozen=True)
class Chart:
    """A drawing and the table that says the same; `svg` may be empty where there is nothing to draw."""

    code: str
    title: str
    svg: SafeString
    columns: list[str]
    rows: list[tuple[str, str, list[Cell]]] = field(default_factory=list)
    note: str = ""
    empty: str = ""
    order: int = 50


CountProvider = Callable[[Any], Iterable[Count]]
BoxProvider = Callable[[Any], Iterable[Box]]
YearProvider = Callable[[Any, int], Iterable[Chart]]
_counts: list[CountProvider] = []
_boxes: list[BoxProvider] = []
_years: list[YearProvider] = []


def register(
    *, counts: CountProvider | None = None, boxes: BoxProvider | None = None, year: YearProvider | None = None
) -> None:
    """Add what a room shows on first pages: to each user only what the lists behind it would show him."""
    if counts is not None and counts not in _counts:
        _counts.append(counts)
    if boxes is not None and boxes not in _boxes:
        _boxes.append(boxes)
    if year is not None and year not in _years:
        _years.append(year)


def counts_for(user: Any) -> list[Count]:
    """Return the numbers of the user's roles; a list that two roles share stands once."""
    found = {count.url: count for provider in _counts for count in provider(user)}
    return list(found.values())


def boxes_for(user: Any) -> list[Box]:
    """Return the boxes of the user's roles in order."""
    return sorted((box for provider in _boxes for box in provider(user)), key=lambda box: box.order)


def year_for(user: Any, year: int) -> list[Chart]:
    """Return the charts of a year in order."""
    return sorted((chart for provider in _years for chart in provider(user, year)), key=lambda chart: chart.order)
