"""Signing one issued document: with a key that is here, or with a tool outside."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import stepup
from core.exceptions import Refused
from core.http import require

from .. import permissions
from ..forms.signing import KeyForm, OutsideForm
from ..models import Document, Signature
from ..services import signing

SIGNER, AGENCY = Signature.Kind.SIGNER, Signature.Kind.AGENCY


def _document(request: HttpRequest, pk: int) -> Document:
    documents = Document.objects.visible_to(request.user)
    return get_object_or_404(documents.select_related("issuer", "issued_by"), pk=pk)


def _may_sign(request: HttpRequest, document: Document, kind: str) -> bool:
    if kind == SIGNER:
        return permissions.can_sign_document(request.user, document)
    return kind == AGENCY and permissions.can_seal_document(request.user, document)


def outside_kinds(request: HttpRequest, document: Document) -> list[str]:
    """Whose signatures the user may bring in a file signed outside, in their order.

    The clerk also brings the leader's, who signed on his own machine: the certificate says whose it is.
    """
    coming = signing.next_kind(document)
    if permissions.can_seal_document(request.user, document):
        return {SIGNER: [SIGNER, AGENCY], AGENCY: [AGENCY]}.get(coming, [])  # type: ignore[call-overload]
    return [SIGNER] if coming == SIGNER and permissions.can_sign_document(request.user, document) else []


@require_http_methods(["GET", "POST"])
def document_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The signatures of a document, and the next one to put."""
    document = _document(request, pk)
    kind = signing.next_kind(document)
    takes_part = any(_may_sign(request, document, side) for side in (SIGNER, AGENCY))
    require(takes_part, "Văn bản này do người ký ban hành và văn thư cơ quan ký số; bạn không có lượt ký.")
    form = KeyForm(request.POST or None)
    status = 200
    if request.method == "POST":
        require(_may_sign(request, document, kind), "Chưa đến lượt bạn ký văn bản này, hoặc văn bản đã đủ chữ ký.")
        if page := stepup.ask(request, f"Ký số {document}"):
            return page
        if form.is_valid() and _signed(request, document, kind, form):
            return redirect(document)
        status = 422
    return render(request, "documents/sign_document.html", _context(request, document, kind, form), status=status)


def _signed(request: HttpRequest, document: Document, kind: str, form: KeyForm) -> bool:
    try:
        row = signing.sign_document(document=document, kind=kind, actor=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, f"Đã thêm {row.get_kind_display().lower()} vào văn bản số {document.code}.")
    return True


@require_POST
def document_sign_outside(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over the file that was signed with a tool outside."""
    document = _document(request, pk)
    kinds = outside_kinds(request, document)
    require(bool(kinds), "Văn bản này không chờ bạn ký số.")
    outside = OutsideForm(request.POST, request.FILES)
    if outside.is_valid():
        file = outside.cleaned_data["file"]
        try:
            if file.size > signing.MAX_BYTES:
                raise Refused("Tệp tải lên quá lớn: tối đa 60 MB. Hãy kiểm tra có chọn đúng tệp đã ký không.")
            rows = signing.accept_signed(document=document, actor=request.user, uploaded=file.read(), kinds=kinds)
        except Refused as refusal:
            outside.add_error(None, str(refusal))
        else:
            names = " và ".join(row.get_kind_display().lower() for row in rows)
            messages.success(request, f"Đã nhận {names} của văn bản số {document.code}.")
            return redirect(document)
    context = _context(request, document, signing.next_kind(document), KeyForm(), outside)
    return render(request, "documents/sign_document.html", context, status=422)


def _context(
    request: HttpRequest, document: Document, kind: str, form: KeyForm, outside: OutsideForm | None = None
) -> dict[str, Any]:
    may_sign = bool(kind) and _may_sign(request, document, kind) and not document.withdrawn
    owner = request.user if kind == SIGNER else document.issuer
    means = signing.means_of(owner) if may_sign else None
    return {
        "document": document,
        "kind": kind,
        "kind_name": Signature.Kind(kind).label if kind else "",
        "signatures": document.signatures.order_by("position"),
        "may_sign": may_sign,
        "means": means,
        "has_key": bool(means and means.method),
        "is_seal": kind == AGENCY,
        "may_upload": bool(outside_kinds(request, document)) and not document.withdrawn,
        "may_keep_seal": permissions.can_keep_seal(request.user, document.issuer),
        "confirmed": stepup.confirmed(request),
        "form": form,
        "outside": outside or OutsideForm(),
        "errors": outside if outside is not None else form,
        "trial": settings.PRODUCTION is False and any(row.trial for row in document.signatures.all()),
    }


@require_safe
def document_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """All pages of a document, for the queue's preview."""
    document = _document(request, pk)
    pages = range(1, document.page_count + 1)
    context = {"document": document, "pages": pages, "version": document.signatures.count()}
    return render(request, "documents/_sheet.html", context)
