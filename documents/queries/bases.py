"""Reads of the legal bases."""

import datetime as dt

from django.db.models import QuerySet

from core.lists import matches

from ..models import LegalBasis


def bases(*, text: str = "", on: dt.date | None = None, confidence: str = "") -> QuerySet[LegalBasis]:
    """Return legal bases, the newest first: those in force on a day, those of one degree of confidence."""
    found = LegalBasis.objects.select_related("replaced_by")
    if on:
        found = found.in_force_on(on)
    if confidence:
        found = found.filter(confidence=confidence)
    return found.filter(matches(text)) if text else found
