"""The official papers of a dossier and of a round, beside their printed ones."""

from typing import Any

from django import template

from documents.models import Document

from .. import permissions, permissions_papers
from ..below import PapersUp, papers_up, wholly_sent_up
from ..models import Dossier, Forwarding, Round, UnitPaper

register = template.Library()
Kind = UnitPaper.Kind


@register.inclusion_tag("awards/_unit_papers.html", takes_context=True)
def unit_papers(context: dict[str, Any], dossier: Dossier, minutes: Any = None) -> dict[str, Any]:
    """What the unit writes with a number of its own; nothing for those who do not write it."""
    if not permissions_papers.can_draft_papers(context["request"].user, dossier):
        return {"papers": []}
    known = {row.kind: row.draft for row in UnitPaper.objects.filter(dossier=dossier).select_related("draft")}
    kinds = [Kind.SUBMISSION, *([Kind.MINUTES] if minutes else [])]
    if Kind.SUBMISSION.value not in known and wholly_sent_up(dossier):  # the forwarding's own serves both
        kinds.remove(Kind.SUBMISSION)
    papers = [(kind.value, kind.label, known.get(kind.value)) for kind in kinds]
    return {"papers": papers, "dossier": dossier, "round": None, "csrf_token": context.get("csrf_token", "")}


@register.simple_tag(takes_context=True)
def sent_up_with(context: dict[str, Any], dossier: Dossier) -> PapersUp:
    """The submissions with which the office sent a dossier up."""
    return papers_up(dossier, context["request"].user)


@register.inclusion_tag("awards/_unit_papers.html", takes_context=True)
def round_papers(context: dict[str, Any], around: Round) -> dict[str, Any]:
    """The office's own submission with its number, for those who run the round."""
    if not (around.unit.issues_documents and permissions.can_run_round(context["request"].user, around)):
        return {"papers": []}
    found = UnitPaper.objects.filter(round=around).select_related("draft").first()
    papers = [(Kind.SUBMISSION.value, "Tờ trình tổng hợp và danh sách", found.draft if found else None)]
    return {"papers": papers, "dossier": None, "round": around, "csrf_token": context.get("csrf_token", "")}


@register.inclusion_tag("awards/_numbered_papers.html", takes_context=True)
def numbered_papers(context: dict[str, Any], dossier: Dossier) -> dict[str, Any]:
    """The unit's papers that were signed and have a number, for everybody who reads the dossier's papers; a link for
    whom the register shows the document."""
    rows = UnitPaper.objects.filter(dossier=dossier, draft__document__isnull=False).select_related("draft__document")
    documents = [(row.get_kind_display(), row.draft.document) for row in rows.order_by("-kind")]
    sent = Forwarding.objects.filter(dossier=dossier, paper__document__isnull=False).select_related("paper__document")
    documents += [("Tờ trình và danh sách", row.paper.document) for row in sent.order_by("pk") if row.paper]
    user = context["request"].user
    seen = Document.objects.visible_to(user).filter(pk__in=[paper.pk for _, paper in documents if paper])
    open_ = set(seen.values_list("pk", flat=True)) if documents else set()
    return {"papers": [(label, paper, paper.pk in open_) for label, paper in documents if paper]}
