"""Pages of opinions: the office asks and follows, an agency answers here or by its link."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.dates import today
from core.exceptions import Refused
from core.forms import ReasonForm
from core.http import require, send_file
from core.limits import limited
from core.uploads import CONTENT_TYPES
from core.values import number
from units.models import Unit

from .. import permissions_hearing as permissions
from ..forms.hearing import AnswerForm, AskForm, DayReasonForm, LinkAnswerForm, PaperAnswerForm
from ..models import Opinion, OpinionRequest
from ..opinion_links import link_of, open_until, request_by
from ..queries import hearing as queries
from ..services import opinions as services
from .rounds import visible_round

PAGES_A_MINUTE = 20
LIST_SHOWN = "Chỉ cơ quan xin ý kiến xem được trang này."


def visible_request(request: HttpRequest, pk: int) -> OpinionRequest:
    """The request for an opinion, when the user may see it."""
    rows = OpinionRequest.objects.visible_to(request.user).select_related("round__unit", "agency", "asked_by")
    return get_object_or_404(queries.with_opinions(rows), pk=pk)


def _run(request: HttpRequest, pk: int) -> OpinionRequest:
    found = visible_request(request, pk)
    require(permissions.can_ask(request.user, found.round))
    return found


@require_safe
def opinion_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was asked about a round's nominations, what waits, what is late."""
    around = visible_round(request, pk)
    require(permissions.can_ask(request.user, around))
    waiting = request.GET.get("cho", "")
    rows = queries.requests_of_round(around, waiting)
    context = {"round": around, "requests": rows, "narrowed": queries.WAITING.get(waiting, "")}
    return render(request, "awards/opinion_list.html", context)


@require_http_methods(["GET", "POST"])
def opinion_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask an agency about nominations of a round."""
    around = visible_round(request, pk)
    require(permissions.can_ask(request.user, around))
    rows = list(queries.could_be_asked_about(around))
    units = Unit.objects.alive_on(today()).exclude(pk=around.unit_id).order_by("path")
    picked = request.POST.getlist("nominations") or request.GET.getlist("nominations")
    chosen = {number(value) for value in picked}
    nominations = [row for row in rows if row.pk in chosen]
    initial = {"due_on": services.usual_due_on()}
    form = AskForm(request.POST or None, units=units, about=len(nominations), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            asked = services.ask_opinion(
                actor=request.user, around=around, nominations=nominations, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã xin ý kiến {asked.name} về {len(nominations)} đề nghị.")
            return redirect(asked)
    context = {"round": around, "rows": rows, "form": form, "chosen": chosen}
    return render(request, "awards/opinion_ask.html", context, status=422 if form.errors else 200)


@require_safe
def opinion_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One request as the asking office sees it: the link, the answer, what can be done."""
    asked = visible_request(request, pk)
    require(permissions.can_read_request(request.user, asked), LIST_SHOWN)
    may_run = permissions.can_ask(request.user, asked.round)
    outside = may_run and asked.agency_id is None and asked.waits
    context = {
        "asked": asked,
        "may_run": may_run,
        "link": link_of(asked) if outside else "",
        "open_until": open_until(asked),
        "new_link": "Đường dẫn đã gửi không dùng được nữa. "
        + (f"Đường dẫn mới được gửi tới {asked.email}." if asked.email else "Hãy gửi đường dẫn mới cho cơ quan."),
        "day_form": DayReasonForm(initial={"day": asked.due_on}),
    }
    return render(request, "awards/opinion_detail.html", context)


def _answer(
    request: HttpRequest, asked: OpinionRequest, form: AnswerForm, template: str, way: str, **context: Any
) -> HttpResponse | OpinionRequest:
    """Show the form, or keep the answer and return it."""
    if request.method == "POST" and form.is_valid():
        more = {name: value for name, value in form.cleaned_data.items() if name[:2] not in ("y-", "n-")}
        actor = None if way == OpinionRequest.Way.LINK else request.user
        try:
            return services.answer_opinion(request=asked, answers=form.answers(), way=way, actor=actor, **more)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context |= {"asked": asked, "form": form}
    return render(request, template, context, status=422 if form.errors else 200)


def _opinions(asked: OpinionRequest) -> list[Opinion]:
    return list(asked.opinions.all())


@require_http_methods(["GET", "POST"])
def opinion_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of the agency that is asked: names, awards, short reports, its answer."""
    asked = visible_request(request, pk)
    require(permissions.can_answer_here(request.user, asked), "Chỉ cơ quan được hỏi trả lời được ở trang này.")
    form = AnswerForm(request.POST or None if asked.waits else None, opinions=_opinions(asked))
    way = OpinionRequest.Way.HERE
    result = _answer(request, asked, form, "awards/opinion_reply.html", way)
    if isinstance(result, HttpResponse):
        return result
    messages.success(request, "Đã gửi ý kiến. Cơ quan xin ý kiến đã được báo.")
    return redirect("awards:opinion_reply", pk)


@require_http_methods(["GET", "POST"])
def opinion_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The office enters a written answer."""
    asked = _run(request, pk)
    form = PaperAnswerForm(request.POST or None, request.FILES or None, opinions=_opinions(asked))
    result = _answer(request, asked, form, "awards/opinion_paper.html", OpinionRequest.Way.PAPER)
    if isinstance(result, HttpResponse):
        return result
    messages.success(request, f"Đã ghi văn bản trả lời của {asked.name}.")
    return redirect(asked)


@require_POST
def opinion_due(request: HttpRequest, pk: int) -> HttpResponse:
    """Give another last day."""
    asked = _run(request, pk)
    form = DayReasonForm(request.POST)
    if not form.is_valid():
        raise Refused("Hãy ghi ngày mới (ngày/tháng/năm) và lý do dời hạn.")
    data = form.cleaned_data
    services.move_due(actor=request.user, request=asked, due_on=data["day"], reason=data["reason"])
    messages.success(request, "Đã dời hạn trả lời.")
    return redirect(asked)


@require_POST
def opinion_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop asking."""
    asked = _run(request, pk)
    form = ReasonForm(request.POST)
    services.cancel_opinion(
        actor=request.user, request=asked, reason=form.cleaned_data["reason"] if form.is_valid() else ""
    )
    messages.success(request, f"Đã thôi xin ý kiến {asked.name}.")
    return redirect(asked)


@require_POST
def opinion_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new link; the old one is void."""
    asked = _run(request, pk)
    services.renew_link(actor=request.user, request=asked)
    messages.success(request, "Đã tạo đường dẫn mới; đường dẫn cũ không dùng được nữa.")
    return redirect(asked)


@require_safe
def opinion_file(request: HttpRequest, pk: int) -> FileResponse:
    """The scan of a written answer."""
    asked = visible_request(request, pk)
    require(permissions.can_read_request(request.user, asked), LIST_SHOWN)
    if not asked.file:
        raise Http404
    with asked.file.open("rb") as file:
        content = BytesIO(file.read())
    return send_file(content, name=asked.file_name, content_type=CONTENT_TYPES[asked.file_kind])


@login_not_required
@require_http_methods(["GET", "POST"])
@limited("opinion", PAGES_A_MINUTE)
def opinion_answer(request: HttpRequest, token: str) -> HttpResponse:
    """The public page behind a secret link: what this one agency is asked, and nothing else."""
    asked = request_by(token)
    if asked is None:
        return _private(render(request, "awards/opinion_void.html", status=404))
    asked = queries.with_opinions(OpinionRequest.objects.select_related("round__unit")).get(pk=asked.pk)
    if not asked.waits:
        return _private(render(request, "awards/opinion_thanks.html", {"asked": asked}))
    form = LinkAnswerForm(request.POST or None, opinions=_opinions(asked))
    result = _answer(request, asked, form, "awards/opinion_answer.html", OpinionRequest.Way.LINK)
    return _private(result if isinstance(result, HttpResponse) else redirect("hearing:opinion_answer", token))


def _private(response: HttpResponse) -> HttpResponse:
    """The address is a key: nobody keeps the page, no search engine lists it, no other site learns it."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "strict-origin"  # "no-referrer" would make the form's own origin "null": refused
    return response
