"""Reads of the register."""

import datetime as dt

from django.db.models import QuerySet

from core.lists import matches
from units.models import Unit, User

from .. import permissions
from ..kinds import COPY
from ..models import Document, RegisterCounter, RegisterSeries

# The states of the filter and what each means of a row.
STATES = {"in_force": "Còn hiệu lực trong sổ", "withdrawn": "Đã thu hồi", "replaced": "Đã thay thế"}
MAIN_SERIES = "-"


def register(
    user: User,
    *,
    issuer: int | None = None,
    kind: str = "",
    year: int | None = None,
    series: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    state: str = "",
    text: str = "",
) -> QuerySet[Document]:
    """Return the documents that the user may read, the newest first; `text` finds numbers and subjects.

    `series` "-" is the issuer's own numbers; `since` and `until` are days of issue, both included.
    """
    found = Document.objects.visible_to(user).select_related("issuer", "entry", "replaced_by")
    exact = {"issuer": issuer, "kind": kind, "year": year, "issued_on__gte": since, "issued_on__lte": until}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if series:
        found = found.filter(series="" if series == MAIN_SERIES else series)
    if state == "in_force":
        found = found.in_force()
    elif state:
        found = found.exclude(withdrawn_at=None).filter(replaced_by__isnull=state == "withdrawn")
    return found.filter(matches(text)) if text else found


def in_book_order(documents: QuerySet[Document]) -> QuerySet[Document]:
    """Return the documents as the bound book has them: by issuer and year, then by day and number."""
    return documents.order_by("issuer__path", "year", "series", "issued_on", "number", "pk")


def issuers(user: User) -> QuerySet[Unit]:
    """Return the units of the user's house that have given numbers.

    Like the years and series below it asks the few rows of the counters, never the many of the register.
    """
    return Unit.objects.filter(pk__in=_begun(user).values("issuer")).order_by("path")


def years(user: User) -> list[int]:
    """Return the years in which the user's house has given numbers, the latest first."""
    return list(_begun(user).order_by("-year").values_list("year", flat=True).distinct())


def series_known(user: User) -> dict[str, str]:
    """Return code → name of the own series that the user's house has, those without documents too."""
    rows = RegisterSeries.objects.filter(permissions.books_open_to(user)).values_list("code", "name")
    used = _begun(user).exclude(series="").exclude(kind=COPY).order_by().values_list("series", flat=True).distinct()
    return {code: code for code in used} | dict(rows)


def _begun(user: User) -> QuerySet[RegisterCounter]:
    """The books of the user's house that have given a number: each document's number comes from one of them."""
    return RegisterCounter.objects.filter(permissions.books_open_to(user), last_number__gt=0)


def counters(user: User, *, issuer: int | None = None, year: int | None = None) -> QuerySet[RegisterCounter]:
    """Return the books of the user's house that have begun, the latest year first."""
    exact = {"issuer": issuer, "year": year}
    found = _begun(user).filter(**{name: value for name, value in exact.items() if value})
    return found.select_related("issuer").prefetch_related("paper")
