"""Pages of a vote: the ballot of a member, the sheet of a teller, the box of the office."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.exceptions import Refused
from core.http import require

from .. import permissions_council as permissions
from ..forms.council import PaperCountForm
from ..models import AgendaItem, Nomination
from ..namesakes import notes_of
from ..services import voting as services
from ..voting import CHOICES
from .meetings import run_item, run_meeting, visible_item


@require_http_methods(["GET", "POST"])
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """One member's ballot on one item, cast once."""
    item = visible_item(request, pk)
    require(permissions.can_vote(request.user, item), "Bạn không bỏ phiếu nội dung này.")
    if request.method == "POST":
        try:
            services.cast_ballot(actor=request.user, item=item, choice=request.POST.get("choice", ""))
        except Refused as refusal:
            return _ballot(request, item, str(refusal))
        messages.success(request, f"Phiếu của bạn về {item.nomination.nominee_name} đã vào hòm.")
        return redirect(item)
    return _ballot(request, item)


def _ballot(request: HttpRequest, item: AgendaItem, refusal: str = "") -> HttpResponse:
    agenda = Nomination.objects.filter(agenda_items__meeting=item.meeting_id)
    context = {
        "item": item,
        "meeting": item.meeting,
        "note": notes_of(agenda.select_related("person__unit", "unit__parent"))[item.nomination_id],
        "choices": CHOICES,
        "refusal": refusal,
        "voted": item.ballots.filter(member__user=request.user.pk).exists(),
        "on_device": item.ballot != AgendaItem.Ballot.PAPER,
    }
    return render(request, "awards/ballot.html", context, status=422 if refusal else 200)


@require_http_methods(["GET", "POST"])
def paper_count(request: HttpRequest, pk: int) -> HttpResponse:
    """What a teller counted from paper."""
    item = visible_item(request, pk)
    teller = permissions.teller_seat(request.user, item.meeting)
    require(teller is not None, "Bạn không phải người kiểm phiếu của phiên họp này.")
    assert teller is not None
    form = PaperCountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            agreed = services.enter_count(actor=request.user, item=item, teller=teller, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = "Hai người kiểm phiếu ghi giống nhau: kết quả đã được tính."
            waits = "Đã ghi. Kết quả được tính khi người kiểm phiếu kia ghi cùng con số."
            differ = "Đã ghi, nhưng hai người kiểm phiếu ghi khác nhau. Hãy cùng đếm lại; ai ghi sai thì ghi lại."
            if agreed or not services.tellers_differ(item):
                messages.success(request, said if agreed else waits)
            else:
                messages.warning(request, differ)
            return redirect(item)
    context: dict[str, Any] = {"item": item, "meeting": item.meeting, "form": form, "counts": item.counts.count()}
    return render(request, "awards/paper_count.html", context, status=422 if form.errors else 200)


@require_POST
def vote_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the box."""
    item = services.begin_vote(actor=request.user, item=run_item(request, pk))
    messages.success(request, f"Đã mở bỏ phiếu: {item.nomination.nominee_name}.")
    return redirect(item)


@require_POST
def votes_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the boxes of all items that wait; what cannot be opened is named with its reason."""
    meeting = run_meeting(request, pk)
    opened, refused = services.begin_votes(actor=request.user, meeting=meeting)
    if opened:
        messages.success(request, f"Đã mở bỏ phiếu {len(opened)} nội dung.")
    else:
        messages.info(request, "Không còn nội dung nào chờ mở bỏ phiếu.")
    for sentence in services.named(refused):
        messages.warning(request, sentence)
    return redirect(meeting)


@require_POST
def votes_count(request: HttpRequest, pk: int) -> HttpResponse:
    """Close and count the boxes in which all ballots are."""
    meeting = run_meeting(request, pk)
    counted, lost = services.count_complete(actor=request.user, meeting=meeting)
    passed = sum(bool(item.passed) for item in counted)
    if counted:
        messages.success(request, f"Đã kiểm phiếu {len(counted)} nội dung, {passed} được thông qua.")
    elif not lost:
        messages.info(request, "Không có hòm nào đủ phiếu mà chưa kiểm. Hòm còn thiếu phiếu thì kiểm ở từng nội dung.")
    for sentence in services.named(lost):
        messages.warning(request, sentence)
    return redirect(meeting)


@require_POST
def vote_count(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the box and count."""
    item = services.count_votes(actor=request.user, item=run_item(request, pk))
    result = "được thông qua" if item.passed else "không được thông qua"
    messages.success(request, f"{item.nomination.nominee_name}: {item.yes} phiếu đồng ý, {result}.")
    return redirect(item)


@require_POST
def vote_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Void a vote and begin anew."""
    item = services.vote_again(actor=request.user, item=run_item(request, pk), reason=request.POST.get("reason", ""))
    messages.success(request, "Đã hủy các phiếu của nội dung này. Hãy mở bỏ phiếu lại.")
    return redirect(item)


@require_POST
def open_vote(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Enter what a member said in an open vote."""
    item = run_item(request, pk)
    seat = get_object_or_404(item.meeting.council.members.sitting(), pk=member)  # type: ignore[attr-defined]
    services.enter_open_vote(actor=request.user, item=item, member=seat, choice=request.POST.get("choice", ""))
    messages.success(request, f"Đã ghi ý kiến của {seat.full_name}.")
    return redirect(f"{item.meeting.get_absolute_url()}?ghi={item.pk}#noi-dung-{item.pk}")
