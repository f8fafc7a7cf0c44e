"""Dates and quarters as plans write them."""

from __future__ import annotations

import re
from datetime import date

from plans.reading.characters import fold

_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*((?:19|20)\d\d)(?!\d)")
_LONG = re.compile(r"(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+((?:19|20)\d\d)")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_GROUP = re.compile(r"^\W*(?:[ivx\d]{1,4}[.)]?\s+)?quy\s+(iv|i{1,3}|[1-4])\b")
_LOOSE = re.compile(r"\bquy\s+(iv|i{1,3}|[1-4])\b")
_MONTH = re.compile(r"\bthang\s+(1[0-2]|0?[1-9])\b")
_DEADLINE = re.compile(r"(?:truoc|cham nhat|den het|han|xong trong|hoan thanh)\D{0,25}$")


def make_date(day: str, month: str, year: str) -> date | None:
    """Return the date, or nothing when there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def find_dates(text: str) -> list[tuple[int, int, date]]:
    """Return every date in the text with the place where it stands."""
    folded = _folded(text)
    found = []
    for pattern in (_NUMERIC, _LONG):
        for match in pattern.finditer(folded):
            if (day := make_date(*match.groups())) is not None:
                found.append((match.start(), match.end(), day))
    return sorted(found)


def quarter_of(text: str, *, loose: bool = False) -> int | None:
    """Return the quarter that a group row or a time cell names ("QUÝ II", "Tháng 5")."""
    folded = fold(text)
    if match := (_LOOSE.search(folded) if loose else _GROUP.match(folded)):
        return _QUARTERS[match.group(1)]
    if loose and len(set(_MONTH.findall(folded))) == 1 and (match := _MONTH.search(folded)):
        return (int(match.group(1)) + 2) // 3
    return None


def due_date(text: str) -> date | None:
    """Return the day before which something must be done, when the text names one."""
    folded = _folded(text)
    for start, _end, day in find_dates(text):
        if _DEADLINE.search(folded[:start][-40:]):
            return day
    dates = find_dates(text)
    return dates[0][2] if len(dates) == 1 and len(text) < 30 else None


def _folded(text: str) -> str:
    """Fold letter by letter, so that places in the folded text are places in the text."""
    return "".join((fold(char) or char)[:1] if not char.isspace() else " " for char in text)
