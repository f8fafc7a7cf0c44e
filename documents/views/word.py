"""Drafts as Word files: taken away, and brought in."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core.exceptions import Refused
from core.http import file_name, require, send_file

from .. import permissions
from ..composing import official_document
from ..forms.word import WordDraftForm
from ..services.drafts_word import draft_from_word as begin_draft
from ..word import docx
from .drafts import draft_signer, get_draft

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def draft_docx(request: HttpRequest, pk: int) -> FileResponse:
    """The draft's words as a Word file, for those who read it; of an issued document it is a copy of no force."""
    draft = get_draft(request, pk)
    document = official_document(draft, signed_by=draft_signer(request, draft))
    if draft.document is not None:
        document = document.issued(number=draft.document.number, on=draft.document.issued_on)
    content = docx(document, draft=draft.editable)
    return send_file(BytesIO(content), name=file_name(f"du-thao-{draft}", "docx"), content_type=CONTENT_TYPE)


@require_http_methods(["GET", "POST"])
def draft_from_docx(request: HttpRequest) -> HttpResponse:
    """A new draft with the words of a Word file; its writer looks it over in the editor."""
    require(permissions.can_write_drafts(request.user))
    form = WordDraftForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        assert form.read is not None
        try:
            draft = begin_draft(
                kind=given["kind"], issuer=given["issuer"], drafting_unit=given["drafting_unit"], read=form.read,
                actor=request.user,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã đọc tệp Word thành dự thảo; hãy đối chiếu từng phần với tệp gốc.")
            return redirect("documents:draft_edit", draft.pk)
    return render(request, "documents/draft_from_docx.html", {"form": form})
