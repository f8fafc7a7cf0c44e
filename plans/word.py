"""A plan as a Word file."""

from __future__ import annotations

from documents.markup import blocks
from documents.word import docx
from units.models import Unit

from .content import PlanContent, from_plan
from .models import Plan
from .printing import official_document


def plan_docx(plan: Plan) -> bytes:
    """Return the plan's words of this moment as a Word file; the document that counts stays the issued PDF."""
    return content_docx(from_plan(plan), plan.unit, draft=plan.editable)


def content_docx(content: PlanContent, unit: Unit, *, draft: bool = False) -> bytes:
    """Return the content as a Word file that `plans.reading` reads back as the same content."""
    return docx(official_document(content, unit), draft=draft, closing=len(blocks(content.closing)))
