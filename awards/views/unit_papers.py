"""Begins a paper of a dossier or of a round as an official document, or goes to the one that was begun."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core.http import require

from .. import permissions, permissions_papers
from ..models import UnitPaper
from ..services.unit_papers import draft_round_paper, draft_unit_paper
from .dossiers import visible_dossier
from .rounds import visible_round


@require_POST
def unit_paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The submission or the minutes of a unit that issues documents of its own."""
    if kind not in UnitPaper.Kind.values:
        raise Http404
    dossier = visible_dossier(request, pk)
    require(permissions_papers.can_draft_papers(request.user, dossier), "Văn bản này do đơn vị lập hồ sơ soạn.")
    return redirect(draft_unit_paper(actor=request.user, dossier=dossier, kind=kind))


@require_POST
def round_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The office's submission over all that it received."""
    around = visible_round(request, pk)
    require(permissions.can_run_round(request.user, around))
    return redirect(draft_round_paper(actor=request.user, around=around))
