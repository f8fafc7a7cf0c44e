"""Pages of flags: who waits and why, set and released by the standing office."""

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core.exceptions import Refused
from core.http import require
from core.lists import paginate
from core.values import number
from units.models import Person

from .. import permissions_hearing as permissions
from ..forms.hearing import FlagForm, ReleaseForm
from ..models import Flag, Nomination, Round
from ..queries.hearing import flags_in
from ..services import flags as services
from .nominations import visible_nomination

NOT_YOURS = "Chỉ bộ phận thường trực của đợt xét ghi được việc tạm dừng."


def _visible(request: HttpRequest) -> QuerySet[Flag]:
    rows = Flag.objects.visible_to(request.user)
    return rows.select_related(
        "person__unit", "nomination__person__unit", "nomination__unit", "nomination__award_type",
        "nomination__round__unit", "set_by", "released_by",
    )  # fmt: skip


@require_safe
def flag_list(request: HttpRequest) -> HttpResponse:
    """Who waits, what was released; `dot` narrows it to what holds nominations of one round."""
    require(permissions.can_see_flags(request.user))
    asked = number(request.GET.get("dot", ""))
    around = Round.objects.visible_to(request.user).filter(pk=asked).first() if asked else None
    rows = _visible(request).order_by(F("released_at").desc(nulls_first=True), "-set_at", "-pk")
    if around:
        rows = rows.filter(pk__in=flags_in(around, request.user).values("pk"))
    page = paginate(request, rows)
    may = {flag.pk for flag in page.object_list if permissions.can_release(request.user, flag)}
    return render(request, "awards/flag_list.html", {"page": page, "may_release": may, "round": around})


@require_http_methods(["GET", "POST"])
def flag_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a nomination wait, or all of its person's."""
    nomination = visible_nomination(request, pk)
    require(permissions.can_flag(request.user, nomination), NOT_YOURS)
    person = nomination.person
    scoped = person is not None and permissions.can_flag_person(request.user, person)
    return _form(request, reverse("awards:appraise", args=[pk]), nomination=nomination, person=person, scoped=scoped)


@require_http_methods(["GET", "POST"])
def flag_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Let whatever a person is proposed for wait."""
    person = get_object_or_404(Person.objects.select_related("unit"), pk=pk)
    require(permissions.can_flag_person(request.user, person), NOT_YOURS)
    return _form(request, reverse("awards:flag_list"), nomination=None, person=person, scoped=False)


def _form(
    request: HttpRequest, back: str, *, nomination: Nomination | None, person: Person | None, scoped: bool
) -> HttpResponse:
    form = FlagForm(request.POST or None, scoped=scoped)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        whole = nomination is None or data.get("scope") == "person"
        try:
            services.set_flag(
                actor=request.user, kind=data["kind"], reason=data["reason"], since=data["since"],
                nomination=None if whole else nomination, person=person if whole else None,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã tạm dừng xét. Đơn vị chỉ thấy “đang tạm dừng”, không thấy lý do.")
            return redirect(back)
    name = nomination.nominee_name if nomination else person.full_name if person else ""
    context = {"form": form, "nomination": nomination, "name": name, "back": back}
    return render(request, "awards/flag_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def flag_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it go on."""
    flag = get_object_or_404(_visible(request), pk=pk)
    require(permissions.can_release(request.user, flag), NOT_YOURS)
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.release_flag(actor=request.user, flag=flag, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{flag.about}: đã cho xét tiếp.")
            return redirect("awards:flag_list")
    context = {"form": form, "flag": flag}
    return render(request, "awards/flag_release.html", context, status=422 if form.errors else 200)
