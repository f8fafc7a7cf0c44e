"""The plan as a Word file."""

from __future__ import annotations

from io import BytesIO

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from core.http import file_name, send_file

from ..word import plan_docx as docx_of
from .reading import get_plan

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def plan_docx(request: HttpRequest, pk: int) -> FileResponse:
    """The plan's words as a Word file, for those who read the plan; of an issued plan it is a copy of no force."""
    plan = get_plan(request, pk)
    name = file_name(f"ke-hoach-{plan.year}-{plan.unit.short_name}", "docx")
    return send_file(BytesIO(docx_of(plan)), name=name, content_type=DOCX)
