"""Pages of what goes to the level above."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exceptions import Refused
from core.forms import reason_given
from core.http import require
from units.models import User

from .. import permissions_hearing as permissions
from ..choosing import ids_of, still_there
from ..forms.hearing import CorrectedResultForm, ForwardForm, ResultForm, SentForm
from ..models import Dossier, Forwarded, Forwarding
from ..queries import hearing as queries
from ..services import forwarding as services
from ..services.forwarding_results import correct_result, take_back_result
from .rounds import visible_round

NOT_OURS = "Chỉ cơ quan trình, hoặc cơ quan nhận hồ sơ này trong hệ thống, ghi kết quả được."


def visible_forwarding(request: HttpRequest, pk: int) -> Forwarding:
    """What was sent up, when the user may see it."""
    related = ("round__unit", "dossier__round__unit", "paper__document")
    rows = Forwarding.objects.visible_to(request.user).select_related(*related)
    return get_object_or_404(rows, pk=pk)


def _follow(request: HttpRequest, pk: int) -> Forwarding:
    forwarding = visible_forwarding(request, pk)
    require(permissions.can_follow(request.user, forwarding), NOT_OURS)
    return forwarding


def _item(
    request: HttpRequest, pk: int, *, may: Callable[[User, Forwarding], bool] = permissions.can_settle
) -> Forwarded:
    mine = Forwarding.objects.visible_to(request.user)
    item = get_object_or_404(Forwarded.objects.filter(forwarding__in=mine), pk=pk)
    require(may(request.user, visible_forwarding(request, item.forwarding_id)), NOT_OURS)
    return item


@require_http_methods(["GET", "POST"])
def forward_new(request: HttpRequest, pk: int) -> HttpResponse:
    """What a round sent up, and what may go up now."""
    around = visible_round(request, pk)
    require(permissions.can_forward(request.user, around))
    rows = queries.to_forward(around)
    form = ForwardForm(request.POST or None, rounds=queries.rounds_above(around))
    chosen = ids_of(request.POST.getlist("nominations"))
    if request.method == "POST" and (known := queries.forwarded_alike(around, request.user, chosen)):
        return redirect(known)  # a second click on the same button
    if request.method == "POST" and form.is_valid():
        try:
            picked = still_there(chosen, [row for row, _ in rows])
            sent = services.forward(actor=request.user, around=around, nominations=picked, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã lập hồ sơ trình {sent.to_name}: {len(picked)} đề nghị.")
            return redirect(sent)
    context = {"round": around, "rows": rows, "form": form, "chosen": chosen,
               "forwardings": queries.forwardings_of_round(around)}  # fmt: skip
    return render(request, "awards/forward_new.html", context, status=422 if form.errors else 200)


@require_safe
def forward_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One forwarding: its papers, where it is, what became of each."""
    forwarding = visible_forwarding(request, pk)
    issued = forwarding.paper.document if forwarding.paper else None
    initial = {
        "number": forwarding.sent_number or (issued.code if issued else ""),
        "on": forwarding.sent_on or (issued.issued_on if issued else None),
        "expected_on": forwarding.expected_on,
    }
    context = {
        "forwarding": forwarding,
        "items": queries.items_of(forwarding),
        "may_run": permissions.can_follow(request.user, forwarding),
        "may_settle": permissions.can_settle(request.user, forwarding),
        "sent_form": SentForm(initial=initial),
        "dossier_is_open": Dossier.objects.visible_to(request.user).filter(pk=forwarding.dossier_id or 0).exists(),
    }
    return render(request, "awards/forward_detail.html", context)


@require_POST
def forward_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the submission with its list and summary, or go to the one that stands."""
    forwarding = _follow(request, pk)
    return redirect(services.draft_submission(actor=request.user, forwarding=forwarding))


@require_POST
def forward_sent(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that it went."""
    forwarding = _follow(request, pk)
    form = SentForm(request.POST)
    if not form.is_valid():
        raise Refused("Hãy ghi số tờ trình và ngày gửi (ngày/tháng/năm).")
    services.mark_sent(actor=request.user, forwarding=forwarding, **form.cleaned_data)
    messages.success(request, "Đã ghi việc gửi cấp trên.")
    return redirect(forwarding)


@require_http_methods(["GET", "POST"])
def forward_award(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the decision of the authority above: a line of the register."""
    item = _item(request, pk)
    form = ResultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.enter_award_above(actor=request.user, item=item, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{item.nomination.nominee_name}: đã ghi vào sổ khen thưởng.")
            return redirect(item.forwarding)
    context = {"form": form, "item": item, "forwarding": item.forwarding}
    return render(request, "awards/forward_award.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def forward_award_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend what was entered of the decision above."""
    item = _item(request, pk)
    initial = {name: getattr(item, name) for name in ("decision_code", "decided_on", "issuer_name")}
    form = CorrectedResultForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            correct_result(actor=request.user, item=item, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{item.nomination.nominee_name}: đã sửa ở đây và trong sổ khen thưởng.")
            return redirect(item.forwarding)
    context = {"form": form, "item": item, "forwarding": item.forwarding, "correcting": True}
    return render(request, "awards/forward_award.html", context, status=422 if form.errors else 200)


@require_POST
def forward_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a result back that was entered by mistake."""
    item = _item(request, pk)
    take_back_result(actor=request.user, item=item, reason=reason_given(request.POST, "Hãy ghi lý do"))
    messages.success(request, f"{item.nomination.nominee_name}: đang chờ kết quả như trước.")
    return redirect(item.forwarding)


@require_POST
def forward_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter that it is not awarded above."""
    item = _item(request, pk)
    services.refuse_above(actor=request.user, item=item, reason=reason_given(request.POST, "Hãy ghi lý do"))
    messages.success(request, f"{item.nomination.nominee_name}: đã ghi kết quả không được khen.")
    return redirect(item.forwarding)


@require_POST
def forward_call_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one back."""
    item = _item(request, pk, may=permissions.can_follow)
    services.call_back(actor=request.user, item=item, reason=reason_given(request.POST, "Hãy ghi lý do"))
    messages.success(request, f"Đã rút đề nghị của {item.nomination.nominee_name}.")
    return redirect(item.forwarding)
