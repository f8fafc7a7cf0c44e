"""The calendar of days off: one page for a year."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.dates import today, vn_date
from core.exceptions import Refused
from core.forms import reason_given
from core.http import require
from core.values import number

from .. import permissions, queries, services
from ..forms import YEARS, CalendarDayForm, TermForm
from ..models import CalendarDay


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The days off and the days worked instead of one year, and when a term in working days ends."""
    require(permissions.can_see_calendar(request.user))
    return _page(request, _year(request.GET.get("nam", "")), CalendarDayForm())


@require_POST
def calendar_keep(request: HttpRequest) -> HttpResponse:
    """Add a day or change what stands on it."""
    require(permissions.can_keep_calendar(request.user))
    form = CalendarDayForm(request.POST)
    if form.is_valid():
        try:
            row = services.keep_day(actor=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("day", str(refusal))
        else:
            messages.success(request, f"Đã ghi ngày {vn_date(row.day)}: {row.name}.")
            return _back(row.day.year)
    day = form.cleaned_data.get("day")
    return _page(request, day.year if day else _year(request.POST.get("nam", "")), form, status=422)


@require_POST
def calendar_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a day out of the calendar."""
    require(permissions.can_keep_calendar(request.user))
    row = get_object_or_404(CalendarDay, pk=pk)
    year, day = row.day.year, vn_date(row.day)
    reason = reason_given(request.POST, f"Chưa bỏ ngày {day}: hãy ghi lý do")
    services.remove_day(actor=request.user, row=row, reason=reason)
    messages.success(request, f"Đã bỏ ngày {day} khỏi lịch nghỉ.")
    return _back(year)


@require_POST
def calendar_propose(request: HttpRequest, year: int) -> HttpResponse:
    """Fill an empty year by law and moon."""
    require(permissions.can_keep_calendar(request.user))
    year = _year(str(year))
    days = services.propose_year(actor=request.user, year=year)
    messages.success(request, f"Đã lập {days} ngày nghỉ của năm {year}. Hãy đối chiếu với thông báo của năm.")
    return _back(year)


@require_POST
def calendar_confirm(request: HttpRequest, year: int) -> HttpResponse:
    """Say that a year was compared with the official notice."""
    require(permissions.can_keep_calendar(request.user))
    services.confirm_year(actor=request.user, year=_year(str(year)))
    messages.success(request, f"Đã ghi nhận lịch nghỉ năm {year} được đối chiếu.")
    return _back(year)


def _page(request: HttpRequest, year: int, form: CalendarDayForm, status: int = 200) -> HttpResponse:
    days = queries.days_of(year)
    term = TermForm(request.GET if "tu" in request.GET else None)
    context = {
        "year": year,
        "years": sorted({*queries.years_kept(), year, today().year, today().year + 1}),
        "days": days,
        "unverified": sum(not day.verified for day in days),
        "keeps": permissions.can_keep_calendar(request.user),
        "form": form,
        "term": term,
        "end": _end(term),
        "missing": queries.missing_year(today()),
    }
    return render(request, "reminders/calendar.html", context, status=status)


def _end(term: TermForm) -> str:
    """When the term ends, in a sentence; nothing while it is not filled in."""
    if not term.is_bound or not term.is_valid():
        return ""
    start, days = term.cleaned_data["tu"], term.cleaned_data["so"]
    calendar = queries.working_calendar()
    try:
        end = calendar.after(start, days)
    except OverflowError:
        return "Lịch nghỉ này không còn đủ ngày làm việc."
    return f"{days} ngày làm việc tính từ sau ngày {vn_date(start)}: hết ngày {vn_date(end)}."


def _year(text: str) -> int:
    """The year that was asked for; this year for anything else."""
    year = number(text)
    return year if year is not None and YEARS[0] <= year <= YEARS[1] else today().year


def _back(year: int) -> HttpResponse:
    return redirect(f"{reverse('reminders:calendar')}?nam={year}")
