"""Pages of the register of outgoing documents."""

import io

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.audit import record
from core.dates import today, vn_date
from core.exceptions import Refused
from core.forms import ReasonForm
from core.http import require, send_file, send_page
from core.lists import paginate

from .. import exports, permissions, previews, queries, services
from ..forms import EntryForm, RegisterFilter
from ..models import Document

EXPORT_LIMIT = 5000


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    """The register of outgoing documents, as far as the user may read it."""
    require(permissions.can_see_register(request.user))
    form = RegisterFilter(request.GET, user=request.user)
    page = paginate(request, queries.register(request.user, **form.chosen))
    return render(request, "documents/document_list.html", {"page": page, "form": form})


@require_safe
def document_export(request: HttpRequest) -> HttpResponse:
    """The filtered register as a workbook; who took it is written into the audit trail."""
    require(permissions.can_see_register(request.user))
    form = RegisterFilter(request.GET, user=request.user)
    rows = queries.register(request.user, **form.chosen)
    found = list(rows[:EXPORT_LIMIT])
    title = f"Sổ đăng ký văn bản đi - {request.user.full_name} xuất ngày {vn_date(today())}"
    if len(found) == EXPORT_LIMIT and (total := rows.count()) > EXPORT_LIMIT:
        title += f" - chỉ {EXPORT_LIMIT} văn bản mới nhất trong {total}; hãy lọc theo năm để xuất đủ"
    workbook = exports.register_workbook(found, title=title)
    record(actor=request.user, action="documents.export", target=request.user, after={"rows": len(found)})
    response = HttpResponse(workbook, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = 'attachment; filename="so-dang-ky-van-ban-di.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


def _document(request: HttpRequest, pk: int) -> Document:
    documents = Document.objects.visible_to(request.user)
    return get_object_or_404(
        documents.select_related("issuer", "replaced_by", "withdrawn_by", "issued_by", "entry"), pk=pk
    )


@require_safe
def document_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The document as it prints, beside what the register knows of it."""
    document = _document(request, pk)
    context = {
        "document": document,
        "check": queries.verify_file(document),
        "pages": range(1, document.page_count + 1),
        "replaces": document.replaces.all(),
        "copies": document.copies.all(),
        "may_copy": permissions.can_copy_document(request.user, document),
        "may_replace": permissions.can_replace_document(request.user, document),
        "entry": getattr(document, "entry", None),
        "may_keep": permissions.can_keep_register(request.user, document.issuer),
        "takes_part": permissions.can_sign_document(request.user, document)
        or permissions.can_seal_document(request.user, document),
        "may_withdraw": permissions.can_withdraw_document(request.user, document) and not document.withdrawn,
    }
    return render(request, "documents/document_detail.html", context)


@require_http_methods(["GET", "POST"])
def document_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """The clerk's columns of the register: who keeps the copy, how many copies, sent when, received by whom."""
    document = _document(request, pk)
    require(permissions.can_keep_register(request.user, document.issuer))
    form = EntryForm(request.POST or None, instance=getattr(document, "entry", None))
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_entry(document=document, actor=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã ghi sổ văn bản số {document.code}.")
            return redirect(document)
    return render(request, "documents/entry_form.html", {"form": form, "document": document})


@require_safe
def document_page(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """One page of the document as a picture. The file never changes, so the browser may keep it."""
    document = _document(request, pk)
    return send_page(lambda: previews.page_image(document.read_current(), page), seconds=3600)


@require_safe
def document_file(request: HttpRequest, pk: int) -> FileResponse:
    """The PDF file itself."""
    document = _document(request, pk)
    try:
        file = io.BytesIO(document.read_current())
    except FileNotFoundError as error:
        raise Http404 from error
    return send_file(file, name=document.file_name, content_type="application/pdf")


@require_POST
def document_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a document, with the reason that its page will show."""
    document = _document(request, pk)
    require(permissions.can_withdraw_document(request.user, document))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Chưa thu hồi: hãy ghi lý do thu hồi văn bản.")
        return redirect(document)
    try:
        services.withdraw_document(document=document, reason=form.cleaned_data["reason"], actor=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Đã thu hồi văn bản số {document.code}.")
    return redirect(document)
