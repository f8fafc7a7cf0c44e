"""What will be told to whom in the next days, and what could not be told."""

import datetime as dt
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.dates import today
from core.http import require
from core.lists import paginate
from core.text import name_key
from core.values import number

from .. import kinds, permissions, queries_planned, queries_told, registry
from ..models import Missed
from ..queries_planned import Asked

if TYPE_CHECKING:
    from units.models import User

PER_PAGE = 25
DAY_PAGE = 20


@require_safe
def planned_list(request: HttpRequest) -> HttpResponse:
    """The reminders of the next 30 days for the people whom the user oversees: the days with how much falls on each,
    one of them open; all of them where there is little."""
    require(permissions.can_oversee(request.user))
    asked = _asked(request)
    coming = queries_planned.planned(request.user, today())
    wanted = coming.narrowed(asked)
    days = wanted.per_day()
    shown = asked.day or next(iter(days), None)
    all_open = asked.day is None and len(wanted) <= DAY_PAGE
    page = paginate(request, list(wanted) if all_open or shown is None else wanted.on(shown), DAY_PAGE)
    rows = queries_planned.with_written(page.object_list)
    context = {
        "page": page,
        "days": [
            (day, number, [row for row in rows if row.on == day] if all_open or day == shown else [])
            for day, number in days.items()
        ],
        "asked": asked,
        "empty_day": asked.day if asked.day and asked.day not in days else None,
        "kinds": _kinds(),
        "units": coming.units(),
        "people": coming.people(),
    }
    return render(request, "reminders/planned_list.html", context)


@require_safe
def told_list(request: HttpRequest) -> HttpResponse:
    """What deadlines told whom, and what became of it."""
    require(permissions.can_oversee(request.user))
    asked = _asked(request)
    state = request.GET.get("tinh-trang", "")
    rows, states = queries_told.told(request.user, asked, state)
    context = {
        "page": paginate(request, rows, PER_PAGE),
        "states": states,
        "state": state,
        "asked": asked,
        "kinds": _kinds(),
        "units": queries_told.units_told(request.user),
        "people": _people(request.user),
    }
    return render(request, "reminders/told_list.html", context)


@require_safe
def missed_list(request: HttpRequest) -> HttpResponse:
    """What was not told in time, and why."""
    require(permissions.can_oversee(request.user))
    asked = _asked(request)
    rows = queries_told.narrowed(Missed.objects.overseen_by(request.user), asked).select_related("recipient")
    context = {
        "page": paginate(request, rows, PER_PAGE),
        "asked": asked,
        "kinds": _kinds(),
        "units": queries_told.units_missed(request.user),
        "people": _people(request.user),
        "runs": queries_told.last_runs(),
    }
    return render(request, "reminders/missed_list.html", context)


def _asked(request: HttpRequest) -> Asked:
    get = request.GET.get
    return Asked(get("loai", ""), number(get("don-vi", "")), number(get("nguoi", "")), _day(get("ngay", "")))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _kinds() -> list[tuple[str, str]]:
    """The kinds that have deadlines, by code and name."""
    return [(code, kinds.kind_of(code).title) for code, _ in registry.providers()]


def _people(user: "User") -> list[tuple[str, int]]:
    from units.models import User

    rows = User.objects.filter(permissions.overseen_people(user), is_active=True).values_list("full_name", "pk")
    return sorted(rows, key=lambda one: (name_key(one[0]), one[1]))
