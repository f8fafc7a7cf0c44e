"""The public pages that say whether a document is genuine."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from .. import permissions, queries
from ..forms import VerifyForm


@login_not_required
@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """Ask for the code that is printed on a document."""
    form = VerifyForm(request.GET or None)
    if form.is_valid():
        return redirect("documents:verify", code=form.cleaned_data["code"].strip().replace("/", "-"))
    return render(request, "documents/verify_form.html", {"form": form})


@login_not_required
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a document of this code was issued here. Shows no personal data."""
    document = queries.find_by_code(code)
    context = {
        "document": document,
        "code": code,
        "subject": document.subject if document and document.kind not in permissions.CONFIDENTIAL_KINDS else "",
        "genuine": document is not None and queries.verify_file(document).ok,
    }
    return render(request, "documents/verify.html", context, status=200 if document else 404)
