"""Pages of public comment: the office publishes and answers, anybody reads and comments."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exceptions import Refused
from core.forms import ReasonForm
from core.http import require
from core.limits import exceeded, limited, too_many

from .. import permissions_hearing as permissions
from ..choosing import ids_of, still_there
from ..forms.hearing import CommentForm, DayReasonForm
from ..models import Comment, CommentPeriod
from ..papers.hearing import comment_lines, public_note
from ..queries import hearing as queries
from ..services import comments as services
from .rounds import visible_round

PAGES_A_MINUTE = 60
COMMENTS_A_MINUTE = 5


def visible_period(request: HttpRequest, pk: int) -> CommentPeriod:
    """The comment period, when the user may read its comments."""
    rows = CommentPeriod.objects.visible_to(request.user).select_related("round__unit", "published_by")
    period = get_object_or_404(rows, pk=pk)
    require(permissions.can_keep_comments(request.user, period))
    return period


@require_http_methods(["GET", "POST"])
def comment_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The round's periods, and what still has to be published."""
    around = visible_round(request, pk)
    require(permissions.can_forward(request.user, around))
    rows = queries.to_publish(around)
    if request.method == "POST":
        chosen = ids_of(request.POST.getlist("nominations"))
        own = around.comment_periods.filter(published_by=request.user.pk)
        if known := next((one for one in own if set(one.nominations.values_list("pk", flat=True)) == chosen), None):
            return redirect(known)  # a second click on the same button
        picked = still_there(chosen, [row for row, _ in rows])
        period = services.publish(actor=request.user, around=around, nominations=picked)
        messages.success(request, f"Đã công khai {len(picked)} đề nghị trên trang lấy ý kiến.")
        return redirect(period)
    context = {"round": around, "rows": rows, "periods": around.comment_periods.all()}
    return render(request, "awards/comment_publish.html", context)


@require_safe
def comment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One period: the list, what came in, how it is settled, the words for the minutes."""
    period = visible_period(request, pk)
    listed = queries.published(period)
    context = {
        "period": period,
        "rows": [(row, public_note(row)) for row in listed],
        "comments": queries.comments_of(period),
        "lines": comment_lines(listed),
        "day_form": DayReasonForm(initial={"day": period.ends_on}),
    }
    return render(request, "awards/comment_detail.html", context)


@require_POST
def comment_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down how a comment was settled."""
    periods = CommentPeriod.objects.visible_to(request.user)
    comment = get_object_or_404(Comment.objects.filter(period__in=periods), pk=pk)
    period = visible_period(request, comment.period_id)
    services.answer_comment(actor=request.user, comment=comment, answer=request.POST.get("answer", ""))
    messages.success(request, f"Đã ghi kết quả xử lý ý kiến {comment.reference}.")
    return redirect(f"{period.get_absolute_url()}#y-kien")


@require_POST
def comment_prolong(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the list stand longer."""
    period = visible_period(request, pk)
    form = DayReasonForm(request.POST)
    if not form.is_valid():
        raise Refused("Hãy ghi ngày kết thúc mới (ngày/tháng/năm) và lý do kéo dài.")
    data = form.cleaned_data
    services.prolong(actor=request.user, period=period, ends_on=data["day"], reason=data["reason"])
    messages.success(request, "Đã kéo dài thời gian lấy ý kiến.")
    return redirect(period)


@require_POST
def comment_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the list off the public page before its time."""
    period = visible_period(request, pk)
    form = ReasonForm(request.POST)
    services.end_early(actor=request.user, period=period, reason=form.cleaned_data["reason"] if form.is_valid() else "")
    messages.success(
        request, "Đã kết thúc sớm; danh sách không còn trên trang công khai. Các đề nghị này phải công khai lại."
    )
    return redirect(period)


@login_not_required
@require_safe
@limited("published", PAGES_A_MINUTE)
def public_list(request: HttpRequest) -> HttpResponse:
    """The lists that are published today."""
    return _unlisted(render(request, "awards/comment_public_list.html", {"periods": queries.running_periods()}))


@login_not_required
@require_http_methods(["GET", "POST"])
@limited("published", PAGES_A_MINUTE)
def public_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A published list and the form for a comment; after its last day only that it is over, with nobody's name."""
    period = get_object_or_404(CommentPeriod.objects.select_related("round__unit"), pk=pk)
    if period.over:
        return _unlisted(render(request, "awards/comment_over.html", {"period": period}))
    if request.method == "POST" and exceeded(request, "comment", COMMENTS_A_MINUTE):
        return too_many(request)
    listed = queries.published(period)
    choices = period.nominations.select_related("award_type", "person", "unit")
    form = CommentForm(request.POST or None, nominations=choices)
    if request.method == "POST" and form.trapped:
        return redirect("hearing:comment_sent", pk)  # a program learns nothing from what it filled in
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.comment(
                period=period, name=data["name"], contact=data["contact"], text=data["text"], nomination=data["about"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("hearing:comment_sent", pk)
    rows = [(row, public_note(row)) for row in listed]
    context = {"period": period, "rows": rows, "form": form}
    return _unlisted(render(request, "awards/comment_public.html", context, status=422 if form.errors else 200))


@login_not_required
@require_safe
@limited("published", PAGES_A_MINUTE)
def public_sent(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment has arrived."""
    period = get_object_or_404(CommentPeriod.objects.select_related("round__unit"), pk=pk)
    return _unlisted(render(request, "awards/comment_sent.html", {"period": period}))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Names stand here for some days only: no search engine keeps them longer."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Cache-Control"] = "no-store"
    return response
