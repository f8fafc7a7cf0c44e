"""Reads on plans that span tables, and the PDF of a plan."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet

from core.dates import today
from core.lists import matches
from documents.official import OfficialDocument
from documents.previews import page_count, page_image
from documents.rendering import TEMPLATE_VERSION, render
from units.models import Unit, User

from ..content import PlanContent, from_plan
from ..models import Plan
from ..printing import as_signed_by, official_document

_PREVIEW_SECONDS = 3600
_OPEN = Q(state__in=[Plan.State.ISSUED, Plan.State.RECORDED], document__withdrawn_at=None)


def _undone_before(day: dt.date) -> Q:
    """`UNDONE` of a plan's tasks whose day has passed."""
    return Q(tasks__done_on=None, tasks__closed_on=None, tasks__ends_on__lt=day)


def plan_list(
    user: User, *, search: str = "", year: int | None = None, unit: int | None = None, state: str = ""
) -> QuerySet[Plan]:
    """Return the plans that the user may read and that fit the filters."""
    plans = (
        Plan.objects.visible_to(user)
        .filter(matches(search))
        .listed()
        .annotate(
            task_count=Count("tasks", distinct=True),
            done_count=Count("tasks", filter=Q(tasks__done_on__isnull=False), distinct=True),
            late_count=Count("tasks", filter=_OPEN & _undone_before(today()), distinct=True),
        )
    )
    if year is not None:
        plans = plans.filter(year=year)
    if unit is not None:
        plans = plans.filter(unit=unit)
    if state:
        plans = plans.filter(state=state)
    return plans


def plan_pdf(plan: Plan, *, draft: bool = False, signer: User | None = None) -> bytes:
    """Return the PDF: the stored file of an issued plan, else its words of this moment.

    With a signer: as it will print when this person signs it today.
    """
    if plan.document_id and plan.document:
        return plan.document.read_current()
    if signer is not None:
        return _set(as_signed_by(plan, signer, today()), draft=draft)
    return content_pdf(from_plan(plan), plan.unit, draft=draft)


def content_pdf(content: PlanContent, unit: Unit, *, draft: bool = False) -> bytes:
    """Return the PDF of the content."""
    return _set(official_document(content, unit), draft=draft)


def _set(document: OfficialDocument, *, draft: bool) -> bytes:
    """Set the document; the same one is set once and remembered for an hour."""
    key = "plans.pdf." + hashlib.sha256(f"{document}{draft}{TEMPLATE_VERSION}".encode()).hexdigest()
    pdf = cache.get(key)
    if pdf is None:
        pdf = render(document, draft=draft)
        cache.set(key, pdf, _PREVIEW_SECONDS)
    return pdf


def plan_page(plan: Plan, page: int, signer: User | None = None) -> bytes:
    """Return one page as PNG. Raises IndexError when there is no such page."""
    return page_image(plan_pdf(plan, draft=plan.editable, signer=signer), page)


def plan_page_count(plan: Plan, signer: User | None = None) -> int:
    """Return how many pages the plan has."""
    return page_count(plan_pdf(plan, draft=plan.editable, signer=signer))
