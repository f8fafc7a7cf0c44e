"""Days that a plan's own words set for everybody ("báo cáo trước ngày 15/12/2026"): its keepers are told a week before.

A sentence is no task: nobody can report it done, so nobody is late with it. Who wants it chased makes it a task.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Q

from core.dates import vn_date
from reminders.registry import Notice

from .models import Plan, Section
from .people import People

KIND = "plans.date"
DAYS_BEFORE = 7
_LIMIT = re.compile(r"(trước|chậm nhất|muộn nhất|thời hạn|đến hết)[^.;\n]{0,30}$", re.IGNORECASE)
_SENTENCE = re.compile(r"[^\n;]*$"), re.compile(r"^[^\n;]*")


def notices(on: dt.date) -> Iterator[Notice]:
    """Yield each day of the coming week that a plan in force names as a limit, once for each plan and day; the database
    finds the sections that name one of these days."""
    days = [on + dt.timedelta(days=step) for step in range(DAYS_BEFORE + 1)]
    named = reduce(or_, (Q(**{f"{field}__contains": form}) for field in ("body", "body_after") for day in days
                         for form in _forms(day)))  # fmt: skip
    rows = Section.objects.filter(named, plan__year__gte=on.year - 1, plan__closed_on=None)
    rows = rows.filter(plan__state__in=(Plan.State.ISSUED, Plan.State.RECORDED), plan__document__withdrawn_at=None)
    people = People(on)
    for section in rows.select_related("plan__unit").order_by("plan", "position"):
        text = f"{section.body}\n{section.body_after}"
        for day, sentence in limits(text, days):
            plan = section.plan
            yield Notice(
                event_key=f"{KIND}:{plan.pk}:{day.isoformat()}",
                subject=f"Kế hoạch năm {plan.year} ghi thời hạn {vn_date(day)}: {sentence}"[:300],
                body=f"{plan.subject}\nKế hoạch ghi: {sentence}\nThời hạn: hết ngày {vn_date(day)}",
                url=plan.get_absolute_url(),
                recipients=people.standing_office(plan.unit.path),
            )


def limits(text: str, days: list[dt.date]) -> Iterator[tuple[dt.date, str]]:
    """Yield those of the days that the text names as a limit, each with its sentence; a day that is only mentioned
    (the date of a decree) is none."""
    for day in days:
        for form in _forms(day):
            for found in re.finditer(rf"(?<!\d){re.escape(form)}(?!\d)", text):
                before, after = text[: found.start()], text[found.end() :]
                if _LIMIT.search(before):
                    start, end = _SENTENCE[0].search(before), _SENTENCE[1].search(after)
                    words = f"{start.group() if start else ''}{form}{end.group() if end else ''}"
                    yield day, " ".join(words.split())[:200]


def _forms(day: dt.date) -> list[str]:
    """How plans write a day."""
    short = (f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%Y}", f"{day.day:02d}/{day.month}/{day.year}")
    long = (f"{day.day} tháng {day.month} năm {day.year}", f"{day.day:02d} tháng {day.month:02d} năm {day.year}")
    return list(dict.fromkeys((*short, *long, f"{day.day:02d} tháng {day.month} năm {day.year}")))
