"""What many things say of one other (its name, its place in the tree): rewritten at once, or owed and paid by a worker.

A debt is a row, written in the transaction of the change; the message only wakes. Until it is paid the things are found
by what they said before, and who may see them is asked of the room as ever.
"""

import datetime as dt
import time
from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core import heartbeats

from .entries import BATCH, refresh, terms_of, things
from .entry import SearchDebt, SearchEntry
from .kinds import Kind, kinds

AT_ONCE = 500  # things of one debt, for which the person who clicks waits
SECONDS = 240.0
PAYING = "search-paying"  # the sign of who pays just now; an older one than this is of somebody who was killed
DEAD_AFTER = dt.timedelta(minutes=3)


def rewrite(kind: Kind, paths: Iterable[str], values: Collection[int]) -> None:
    """Write anew the entries of the things of which one of the paths leads to one of the values.

    Few are written now, many by a worker once the transaction is committed.
    """
    for path in paths:
        found = list(_things(kind, path, values)[: AT_ONCE + 1])
        if len(found) <= AT_ONCE:
            refresh(kind, found)
        else:
            SearchDebt.objects.create(kind=kind.code, path=path, values=sorted(values))
            transaction.on_commit(_wake)


def outdated(kind: Kind, path: str, value: int) -> bool:
    """Whether the newest thing of which the path leads to the value says something else than its entry."""
    row = things(kind).filter(**{path: value}).order_by("-pk").first()
    entries = SearchEntry.objects.filter(kind=kind.code, object_id=row.pk) if row else SearchEntry.objects.none()
    return any(entry.terms != terms_of(kind, row) for entry in entries)


def _things(kind: Kind, path: str, values: Collection[int], after: int = 0) -> "QuerySet[Any, int]":
    rows = kind.model._base_manager.filter(**{f"{path}__in": list(values)}, pk__gt=after)
    return rows.order_by("pk").values_list("pk", flat=True).distinct()


def _wake() -> None:
    from core.tasks import pay_search

    pay_search.delay()


def pay(seconds: float = SECONDS) -> int:
    """Pay what is owed, a batch at a time, for about so long; return how many entries were written.

    One pays at a time, so that no worker is taken twice; two at once would do no harm, for what is written is what the
    things say at that moment.
    """
    if _paying():
        return 0
    end, written = time.monotonic() + seconds, 0
    known = {kind.code: kind for kind in kinds()}
    for debt in SearchDebt.objects.order_by("pk"):
        going = True
        while going and time.monotonic() < end:
            heartbeats.sign(PAYING)
            ids = _pay_some(known.get(debt.kind), debt)
            written += len(ids)
            going = len(ids) == BATCH
    heartbeats.gone(PAYING)
    return written


def _paying() -> bool:
    sign = heartbeats.signs().get(PAYING)
    return sign is not None and sign.at > timezone.now() - DEAD_AFTER


@transaction.atomic
def _pay_some(kind: Kind | None, debt: SearchDebt) -> list[int]:
    """Write the next entries of a debt; the last ones take it away."""
    ids = list(_things(kind, debt.path, debt.values, debt.paid)[:BATCH]) if kind else []
    if kind:
        refresh(kind, ids)
    row = SearchDebt.objects.filter(pk=debt.pk)
    if len(ids) < BATCH:
        row.delete()
        return ids
    debt.paid = ids[-1]
    row.update(paid=debt.paid)
    return ids


def sweep() -> int:
    """Wake a worker for what is still owed; return how many debts there are."""
    owed = SearchDebt.objects.count()
    if owed and not _paying():
        _wake()
    return owed
