"""Papers of a dossier as PDF, at the unit and at the office above it, and evidence as pictures."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from core.exceptions import Refused
from core.http import file_name, require, send_file
from documents.official import OfficialDocument
from documents.previews import page_image
from documents.rendering import render as render_document

from .. import permissions, queries
from ..below import by_hand
from ..head_signs import office_signer, unit_signer
from ..models import Attachment, UnitMinutes
from ..papers.minutes import minutes_content
from ..papers.receipt import receipt_content
from ..papers.report import report_content
from ..papers.submission import round_submission_content
from ..permissions_council import can_read_papers, can_read_round_papers
from ..receipts import limits_of
from .dossiers import PAPERS_CLOSED, visible_dossier
from .nominations import visible_nomination
from .rounds import visible_round


def _sent(content: OfficialDocument, name: str, *, draft: bool) -> FileResponse:
    pdf = render_document(content, draft=draft)
    return send_file(BytesIO(pdf), name=file_name(name, "pdf"), content_type="application/pdf", inline=True)


@require_safe
def minutes_pdf(request: HttpRequest, pk: int) -> FileResponse:
    """The minutes of the unit's meeting, to print and sign."""
    dossier = visible_dossier(request, pk)
    require(can_read_papers(request.user, dossier), PAPERS_CLOSED)
    minutes = UnitMinutes.objects.filter(dossier=dossier).first()
    if minutes is None:
        raise Refused("Hồ sơ này chưa có biên bản họp của đơn vị.")
    content = minutes_content(dossier, minutes, by_hand(queries.nominations_in(dossier)))
    return _sent(content, f"bien ban {dossier.reference} {dossier.unit.short_name}", draft=dossier.is_draft)


@require_safe
def report_pdf(request: HttpRequest, pk: int) -> FileResponse:
    """The achievement report of one nominee, to print and sign."""
    nomination = visible_nomination(request, pk)
    dossier = nomination.dossier
    content = report_content(
        nomination,
        list(queries.history_for(nomination)),
        queries.picked_initiatives(nomination),
        unit_signer(dossier, request.user),
    )
    return _sent(content, f"bao cao thanh tich {nomination.nominee_name}", draft=nomination.open_to_unit)


@require_safe
def receipt_pdf(request: HttpRequest, pk: int) -> FileResponse:
    """The receipt: when the office took the dossier in, and until when it is appraised."""
    dossier = visible_dossier(request, pk)
    require(permissions.can_print_receipt(request.user, dossier), "Hồ sơ này chưa được tiếp nhận.")
    content = receipt_content(dossier, limits_of(dossier))
    return _sent(content, f"giay tiep nhan {dossier.reference}", draft=False)


@require_safe
def round_submission_pdf(request: HttpRequest, pk: int) -> FileResponse:
    """The office's own submission and list over all received dossiers of a round."""
    around = visible_round(request, pk)
    require(permissions.can_print_round(request.user, around))
    require(can_read_round_papers(request.user, around), PAPERS_CLOSED)
    nominations = queries.received_in(around)
    if not nominations:
        raise Refused("Đợt xét này chưa có đề nghị nào được tiếp nhận nên chưa lập được tờ trình tổng hợp.")
    signer = office_signer(around.unit, request.user)
    units = len({nomination.dossier_id for nomination in nominations})
    content = round_submission_content(around, nominations, units, signer)
    return _sent(content, f"to trinh tong hop {around.title}", draft=True)


@require_safe
def attachment_page(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """A page of a file of evidence as a picture; a JPG or PNG is its only page."""
    found = get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk)
    with found.file.open("rb") as file:
        content = file.read()
    picture, kind = content, found.kind
    if found.kind == "pdf":
        picture, kind = _drawn(content, page), "png"
    elif found.kind not in ("jpg", "png") or page != 1:
        raise Http404
    response = HttpResponse(picture, content_type="image/png" if kind == "png" else "image/jpeg")
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _drawn(content: bytes, page: int) -> bytes:
    try:
        return page_image(content, page, 1.2)
    except Exception:  # pypdfium2 has its own errors for broken files, and there may be no such page
        raise Http404 from None
