"""The first page of each role, what hangs on it, and the guide."""

from dataclasses import replace
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import figures, following, lateness, news, worklist
from core.dates import today
from core.http import require
from core.lists import paginate
from core.values import number
from reminders.permissions_urging import can_urge
from units.models import RoleKind, Unit, User
from units.permissions import has_role

from . import services
from .guide import read_guide
from .models import Visit, news_day

FOLLOWED = 6  # of what others have, and
LATE = 5  # of late units: what a first page shows; the rest has a page of its own
YEARS_BACK = 4


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """ "Việc của tôi": what waits for me now, what others have of mine, what is new, and the year to those who run
    it."""
    user = cast(User, request.user)
    listing = worklist.page_for(
        user, number=number(request.GET.get("page", "")) or 1, kind=request.GET.get("loai", "")[:60]
    )
    since = news_day(Visit.objects.filter(user=user).first(), today())
    fresh, more = news.since(user, since)
    context: dict[str, Any] = {
        "listing": listing,
        "groups": _groups(listing.items),
        "followed": following.page_for(user, per_page=FOLLOWED),
        "news": fresh,
        "news_more": more,
        "news_since": since,
        "news_to_come": since > today(),
        "counts": figures.counts_for(user),
        "boxes": _untold(figures.boxes_for(user), {item.url for item in fresh}),
        "roles": user.held_roles,
    }
    if sees_the_year(user):
        context |= _year(request, user)
    return render(request, "emulation/home.html", context)


def _untold(boxes: list[figures.Box], told: set[str]) -> list[figures.Box]:
    """The boxes without what the news tells beside them; one of which nothing is left is left out."""
    found = [(box, [row for row in box.rows if not box.known or row.url not in told]) for box in boxes]
    return [replace(box, rows=rows) for box, rows in found if rows or not box.rows]


def sees_the_year(user: User) -> bool:
    """The year at a glance is for those who run it."""
    return has_role(user, RoleKind.STANDING_OFFICE, RoleKind.LEADER)


def _year(request: HttpRequest, user: User) -> dict[str, Any]:
    year = _asked_year(request)
    late = lateness.late_units(user, year)
    return {
        "year": year,
        "years": [today().year + 1 - step for step in range(YEARS_BACK + 2)],
        "charts": figures.year_for(user, year),
        "late_columns": lateness.columns(),
        "late_rows": _named(late[:LATE]),
        "late_total": len(late),
        "late_rest": max(0, len(late) - LATE),
        "may_urge": can_urge(user),
    }


def _asked_year(request: HttpRequest) -> int:
    """The year of the address; nonsense is this year."""
    asked = number(request.GET.get("nam", ""))
    return asked if asked and 1990 <= asked <= 2100 else today().year


def _named(rows: list[lateness.LateUnit]) -> list[tuple[Unit, lateness.LateUnit, list[tuple[int, str]]]]:
    """The rows with their units and each number beside its address, in one query."""
    units = Unit.objects.in_bulk([row.unit for row in rows])
    return [(units[row.unit], row, list(zip(row.numbers, row.urls, strict=True))) for row in rows]


def _groups(items: list[worklist.Waiting]) -> list[tuple[str, list[worklist.Waiting]]]:
    """What is late, what is due within a week, what is due later, what has no day."""
    named: dict[str, list[worklist.Waiting]] = {}
    for item in items:
        left = (item.due - today()).days if item.due else None
        name = (
            "Không có hạn" if left is None else "Quá hạn" if left < 0 else "Trong 7 ngày tới" if left <= 7 else "Sau đó"
        )
        named.setdefault(name, []).append(item)
    return list(named.items())


@require_safe
def followed(request: HttpRequest) -> HttpResponse:
    """All that the user's side has sent and others have now."""
    listing = following.page_for(cast(User, request.user), number=number(request.GET.get("page", "")) or 1)
    return render(request, "emulation/followed.html", {"listing": listing})


@require_safe
def late_units(request: HttpRequest) -> HttpResponse:
    """All units that are late, with how much of what."""
    user = cast(User, request.user)
    require(sees_the_year(user))
    year = _asked_year(request)
    page = paginate(request, lateness.late_units(user, year))
    context = {
        "year": year,
        "page": page,
        "late_columns": lateness.columns(),
        "late_rows": _named(list(page.object_list)),
        "may_urge": can_urge(user),
    }
    return render(request, "emulation/late_units.html", context)


@require_POST
def news_seen(request: HttpRequest) -> HttpResponse:
    """Nothing that is new now is new any more."""
    services.mark_seen(user=cast(User, request.user))
    return redirect("home")


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The user guide, from docs/huong-dan.md."""
    return render(request, "emulation/guide.html", {"guide": read_guide(settings.BASE_DIR / "docs" / "huong-dan.md")})
