"""Copies of issued documents: make one, fetch its file."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core import stepup
from core.dates import today
from core.exceptions import Refused
from core.http import file_name, require, send_file

from .. import contents, permissions, services
from ..forms import CopyForm
from ..models import Document, DocumentCopy


@require_http_methods(["GET", "POST"])
def copy_make(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a copy of a document."""
    documents = Document.objects.visible_to(request.user).select_related("issuer")
    document = get_object_or_404(documents, pk=pk)
    require(permissions.can_copy_document(request.user, document), "Văn bản này bạn không sao được.")
    content = contents.content_of(document)
    form = CopyForm(request.POST or None, user=request.user, document=document, content=content)
    if request.method == "POST" and form.is_valid():
        if form.values["key_password"] and (page := stepup.ask(request, "Ký số bản sao")):
            return page
        try:
            copy = services.make_copy(document=document, on=today(), actor=request.user, **form.values)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã sao: {copy}.")
            return redirect(f"{document.get_absolute_url()}#ban-sao")
    return render(request, "documents/copy_form.html", {"form": form, "document": document})


@require_safe
def copy_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file of a copy."""
    copy = get_object_or_404(DocumentCopy.objects.visible_to(request.user), pk=pk)
    try:
        file = BytesIO(copy.read_pdf())
    except FileNotFoundError:
        raise Http404 from None
    return send_file(file, name=file_name(str(copy), "pdf"), content_type="application/pdf")
