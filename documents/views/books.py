"""Pages of the books behind the register: their numbers, own series, shared numbers; the printed book."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.audit import record
from core.exceptions import Refused
from core.http import require
from core.jobs import start_job
from core.lists import paginate

from .. import permissions, printing, queries, services
from ..books import check_books
from ..forms import BookFilter, RegisterFilter, SeriesForm, ShareForm, StartForm
from ..models import RegisterSeries


@require_safe
def register_books(request: HttpRequest) -> HttpResponse:
    """Every book with its last number and whether it is whole."""
    require(permissions.can_see_register(request.user))
    form = BookFilter(request.GET, user=request.user)
    page = paginate(request, queries.counters(request.user, **form.chosen))
    context = {
        "page": page,
        "form": form,
        "checks": check_books(page),
        "names": queries.series_known(request.user),
        "series": RegisterSeries.objects.filter(permissions.books_open_to(request.user)).select_related("issuer"),
        "may_keep": permissions.can_keep_registers(request.user),
    }
    return render(request, "documents/register_books.html", context)


def _act(request: HttpRequest, form_class: Callable[..., Form], title: str, lead: str, save: Callable[..., str]) -> Any:
    """Ask, do, say: what was typed stays when a rule says no."""
    require(permissions.can_keep_registers(request.user))
    form = form_class(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        require(permissions.can_keep_register(request.user, form.cleaned_data["issuer"]))
        try:
            said = save(actor=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("documents:register_books")
    back = reverse("documents:register_books")
    context = {"form": form, "title": title, "lead": lead, "back_url": back}
    return render(request, "documents/book_form.html", context)


@require_http_methods(["GET", "POST"])
def register_start(request: HttpRequest) -> HttpResponse:
    """Where a book goes on after numbers that were given on paper."""

    def save(**facts: Any) -> str:
        book = services.start_register(**facts)
        return f"Văn bản tiếp theo của sổ mang số {book.last_number + 1:02d}."

    lead = "Dùng khi cơ quan bắt đầu dùng hệ thống giữa năm: các số đến số này đã cấp trên giấy và không cấp lại."
    return _act(request, StartForm, "Bắt đầu sổ giữa năm", lead, save)


@require_http_methods(["GET", "POST"])
def series_open(request: HttpRequest) -> HttpResponse:
    """Own numbers for a council, board or team."""

    def save(**facts: Any) -> str:
        return f"Đã lập hệ thống số riêng {services.open_series(**facts)}."

    lead = (
        "Hội đồng, ban, tổ ban hành văn bản bằng con dấu của cơ quan thì lấy hệ thống số riêng (Phụ lục I, Mục II.3)."
    )
    return _act(request, SeriesForm, "Lập hệ thống số riêng", lead, save)


@require_http_methods(["GET", "POST"])
def book_share(request: HttpRequest) -> HttpResponse:
    """Several types numbered together, as the head of the agency decides."""

    def save(**facts: Any) -> str:
        services.share_book(**facts)
        return "Các loại đã chọn dùng chung một hệ thống số."

    lead = (
        "Khi không đặt gì, mỗi loại văn bản có hệ thống số riêng. Người đứng đầu cơ quan quyết định việc đăng ký chung."
    )
    return _act(request, ShareForm, "Dùng chung một hệ thống số", lead, save)


@require_POST
def document_print(request: HttpRequest) -> HttpResponse:
    """The filtered register as the book to be bound; who took it is written into the audit trail."""
    require(permissions.can_see_register(request.user))
    form = RegisterFilter(request.GET, user=request.user)
    rows = queries.register(request.user, **form.chosen).count()
    if not rows or rows > printing.LIMIT:
        raise Refused(
            f"Bộ lọc đang có {rows} văn bản; mỗi lần in được từ 1 đến {printing.LIMIT}. Hãy lọc lại theo năm hoặc loại."
        )
    query = request.GET.urlencode()
    record(actor=request.user, action="documents.print_register", target=request.user, after={"rows": rows})
    if rows > printing.AT_ONCE:
        title = f"In sổ đăng ký văn bản đi ({rows} văn bản)"
        running = start_job(kind=printing.JOB, title=title, actor=request.user, params={"query": query})
        return redirect("core:job_detail", pk=running.pk)
    response = HttpResponse(printing.print_filtered(request.user, query), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{printing.FILE_NAME}"'
    response["Cache-Control"] = "private, no-store"
    return response
