"""Days that a plan's own words set for everybody ("báo cáo trước ngày 15/12/2026"), for the reminders.

A sentence is no task: nobody can report it done, so nobody is late with it. Who wants it chased makes it a task of
the same section and day: then the task reminds in its place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Q
from django.urls import reverse

from reminders.registry import Due, window
from reminders.stages import BEHIND, HORIZON, Schedule

from .models import Plan, PlanTask, Section
from .people import People

KIND = "plans.date"
USUAL = Schedule(before=(7, 1), repeat=0, head_after=None, office_after=None)
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:/(\d{1,2})/|\s+tháng\s+(\d{1,2})\s+năm\s+)(\d{4})(?!\d)")
_LIMIT = re.compile(r"(trước|chậm nhất|muộn nhất|thời hạn|đến hết)[^.;\n]{0,30}$", re.IGNORECASE)
_SENTENCE = re.compile(r"[^\n;]*$"), re.compile(r"^[^\n;]*")
_FIELDS = ("pk", "body", "body_after", "plan_id", "plan__year", "plan__unit", "plan__unit__path", "plan__unit__name")


def dates_due(on: dt.date, *, ahead: int = HORIZON, behind: int = BEHIND) -> Iterator[Due]:
    """Yield each day that a plan in force names as a limit, once for each section, to who keeps the plan.

    A plan that is closed or withdrawn names none. Three queries; of the texts only those are read that name one of
    the years.
    """
    near = window(on, ahead, behind)
    found = [
        (row, day, words)
        for row in _sections(on, near)
        for day, words in _by_day(f"{row[1]}\n{row[2]}", near).items()
    ]
    if not found:
        return
    tasks = PlanTask.objects.filter(section__in={row[0] for row, _, _ in found}, ends_on__range=near)
    chased = set(tasks.values_list("section", "ends_on"))
    people = People(on)
    for (pk, _, _, plan, year, unit, path, name), day, words in found:
        if (pk, day) not in chased:
            yield Due(
                key=f"{KIND}:{pk}:{day.isoformat()}",
                title=f"Kế hoạch năm {year} ghi thời hạn: {words}"[:300],
                url=reverse("plans:plan_detail", args=[plan]),
                due_on=day,
                recipients=people.standing_office(path),
                unit=name,
                units=(unit,),
                passes=True,
            )


def _sections(on: dt.date, near: tuple[dt.date, dt.date]) -> list[tuple]:
    """The sections of plans in force whose text names a year between the two days, as plain values."""
    named = reduce(
        or_, (Q(**{f"{field}__contains": f"{sign}{year}"}) for field in ("body", "body_after") for sign in ("/", "năm ")
              for year in range(near[0].year, near[1].year + 1)),
    )  # fmt: skip
    rows = Section.objects.filter(named, plan__year__gte=on.year - 1, plan__closed_on=None)
    rows = rows.filter(plan__state__in=(Plan.State.ISSUED, Plan.State.RECORDED), plan__document__withdrawn_at=None)
    return list(rows.order_by("plan", "position").values_list(*_FIELDS))


def _by_day(text: str, near: tuple[dt.date, dt.date]) -> dict[dt.date, str]:
    found: dict[dt.date, list[str]] = {}
    for day, sentence in limits(text, *near):
        found.setdefault(day, []).append(sentence)
    return {day: "; ".join(dict.fromkeys(sentences)) for day, sentences in found.items()}


def limits(text: str, first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, str]]:
    """Yield those days between two, both included, that the text names as a limit, each with its sentence; a day that
    is only mentioned (the date of a decree) is none."""
    for found in _DAY.finditer(text):
        day = _day(found)
        before, after = text[: found.start()], text[found.end() :]
        if day and first <= day <= last and _LIMIT.search(before):
            start, end = _SENTENCE[0].search(before), _SENTENCE[1].search(after)
            words = f"{start.group() if start else ''}{found.group()}{end.group() if end else ''}"
            yield day, " ".join(words.split()).lstrip("-+ ")[:200]


def _day(found: re.Match[str]) -> dt.date | None:
    """The day as it is written; None where the calendar has no such day."""
    try:
        return dt.date(int(found[4]), int(found[2] or found[3]), int(found[1]))
    except ValueError:
        return None
