"""Reads of plans and of their tasks."""

from .plans import content_pdf, plan_list, plan_page, plan_page_count, plan_pdf
from .tasks import tasks_of

__all__ = ["content_pdf", "plan_list", "plan_page", "plan_page_count", "plan_pdf", "tasks_of"]
