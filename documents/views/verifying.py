"""The public pages that say whether a document is genuine."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.exceptions import Refused
from core.limits import limited

from .. import queries
from ..forms import VerifyForm
from ..forms.verifying import FileForm
from ..models import Document, Signature
from ..queries.public import public_subject
from ..queries.uploads import judge

PAGES_A_MINUTE = 30
FILES_A_MINUTE = 10


@login_not_required
@require_safe
@limited("verify", PAGES_A_MINUTE)
def verify_form(request: HttpRequest) -> HttpResponse:
    """Ask for the code that is printed on a document, or for its file."""
    form = VerifyForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("public:verify", code=form.cleaned_data["code"].strip().replace("/", "-"))
    return render(request, "documents/verify_form.html", {"form": form, "file_form": FileForm()})


@login_not_required
@require_safe
@limited("verify", PAGES_A_MINUTE)
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a document of this code was issued here. Shows no personal data."""
    code = code.strip(" /")
    document = queries.find_by_code(code)
    if document is None and (copy := queries.find_copy_by_code(code)):
        context = {"copy": copy, "document": copy.document, "whole": queries.copy_is_whole(copy),
                   "signature": queries.copy_signature(copy)}  # fmt: skip
        return render(request, "documents/verify_copy.html", context)
    if document is None:
        return render(request, "documents/verify.html", {"document": None, "code": code[:40]}, status=404)
    return render(request, "documents/verify.html", _facts(document) | {"file_form": FileForm()})


@login_not_required
@require_POST
@limited("verify-file", FILES_A_MINUTE)
def verify_file(request: HttpRequest) -> HttpResponse:
    """Compare a file with what is stored here; it is read and forgotten."""
    form = FileForm(request.POST, request.FILES)
    verdict = None
    if form.is_valid():
        expected = queries.find_by_code(form.cleaned_data["code"]) if form.cleaned_data["code"] else None
        file = form.cleaned_data["file"]
        try:
            if file.size > settings.VERIFY_MAX_BYTES:
                raise Refused(f"Tệp quá lớn: tối đa {settings.VERIFY_MAX_BYTES // 2**20} MB.")
            verdict = judge(file.read(), expected)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        finally:
            file.close()
    context = {"file_form": form, "verdict": verdict}
    if verdict is not None and verdict.document is not None:
        context |= _facts(verdict.document)
    return render(request, "documents/verify_file.html", context, status=200 if verdict else 422)


def _facts(document: Document) -> dict[str, Any]:
    """What the public may know of a document: nothing of minutes and submissions, and no person's name."""
    return {
        "document": document,
        "code": document.verification_code,
        "subject": public_subject(document),
        "genuine": queries.verify_file(document).ok,
        "signatures": [_shown(document, row) for row in document.signatures.order_by("position")],
    }


def _shown(document: Document, row: Signature) -> dict[str, Any]:
    """A signature without the signer's name: his office, or the agency on its certificate."""
    agency = row.kind == Signature.Kind.AGENCY
    return {
        "row": row,
        "who": row.certificate_organisation or row.certificate_holder if agency else document.signer_title,
    }
