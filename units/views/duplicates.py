"""Pages on which two records of one person are found, compared and made one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exceptions import Refused
from core.http import require
from core.lists import paginate

from .. import merging, permissions, services
from ..models import Person


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Đơn vị", reverse("units:unit_list")), *more]


@require_safe
def duplicate_list(request: HttpRequest) -> HttpResponse:
    """Who may stand twice among the people that the user keeps."""
    require(permissions.can_find_duplicates(request.user))
    page = paginate(request, merging.likely_pairs(request.user))  # type: ignore[arg-type]
    return render(request, "units/duplicate_list.html", {"page": page, "crumbs": _crumbs()})


def _pair(request: HttpRequest, first: int, second: int) -> tuple[Person, Person]:
    """The two records; who does not keep both learns nothing of either."""
    found = merging.both_in_scope(request.user, first, second)
    if len(found) != 2 or first == second:
        raise Http404
    return found[0], found[1]


@require_http_methods(["GET", "POST"])
def duplicate_compare(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Side by side; with a choice for each thing that differs and a reason they become one."""
    one, other = _pair(request, first, second)
    asked = merging.questions(one, other)
    refusal = ""
    if request.method == "POST":
        try:
            kept = _merge(request, one, other)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã gộp thành một hồ sơ: {kept.full_name}, mã {kept.staff_code}.")
            return redirect("units:duplicate_list")
    summaries = zip(merging.summary(one), merging.summary(other), strict=True)
    context = {
        "crumbs": _crumbs(("Người có thể trùng", reverse("units:duplicate_list"))),
        "pair": merging.compare(one, other),
        "first": one,
        "second": other,
        "rows": [
            *((label, merging.shown(one, name), merging.shown(other, name)) for name, label in merging.FIELDS.items()),
            *((label, str(mine), str(theirs)) for (label, mine), (_, theirs) in summaries),
        ],
        "questions": [(question, request.POST.get(question.key, "")) for question in asked],
        "keep": request.POST.get("keep", ""),
        "reason": request.POST.get("reason", ""),
        "refusal": refusal,
    }
    return render(request, "units/duplicate_compare.html", context)


def _merge(request: HttpRequest, one: Person, other: Person) -> Person:
    keeps = request.POST.get("keep", "")
    if keeps not in ("first", "second"):
        raise Refused("Hãy chọn hồ sơ được giữ lại.")
    keep, drop = (one, other) if keeps == "first" else (other, one)
    answers = {
        question.key: "keep" if answer == keeps else "drop"
        for question in merging.questions(keep, drop)
        if (answer := request.POST.get(question.key, "")) in ("first", "second")
    }
    reason = request.POST.get("reason", "")
    return services.merge_people(actor=request.user, keep=keep, drop=drop, answers=answers, reason=reason[:500])


@require_POST
def duplicate_different(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Remember that they are two people."""
    one, other = _pair(request, first, second)
    services.say_different(actor=request.user, first=one, second=other)
    messages.success(request, f"Đã ghi: {one.full_name} ({one.staff_code}) và {other.staff_code} là hai người.")
    return redirect("units:duplicate_list")
