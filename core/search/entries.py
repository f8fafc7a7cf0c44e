"""Writes of the entries: with each change of a thing, and all of them anew."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from .entry import SearchEntry
from .kinds import Kind, kind_of, tell
from .words import LONGEST_WORD, bare_code, number_of, words_of

BATCH = 1000
MOST_TERMS = 120  # a thing is found by what it is called, not by all that it says


def terms_of(kind: Kind, row: Any) -> str:
    """Return the terms of a thing (see `SearchEntry`)."""
    told = kind.describe(row)
    codes = [code for code in told.codes if code]
    words = [word for text in (*told.texts, *codes) for word in words_of(str(text))][:MOST_TERMS]
    whole = [f"={bare[:LONGEST_WORD]}" for code in codes if (bare := bare_code(code))]
    numbers = [f"#{number}" for code in codes if (number := number_of(code))]
    marks = [mark(kind, scope) for scope in told.scopes]
    return " ".join([*words, *dict.fromkeys([*whole, *numbers, *marks, f"@{kind.code}"])])


def mark(kind: Kind, scope: str) -> str:
    """Return the mark of a scope: one kind's never meets another's."""
    return f"@{kind.code}.{scope}"


def refresh(kind: Kind, ids: Iterable[int]) -> None:
    """Write the entries of these things as they are now; those that are gone lose theirs."""
    for some in _batches(ids):
        found = {row.pk: terms_of(kind, row) for row in _rows(kind).filter(pk__in=some)}
        _write(kind, found)
        if gone := set(some) - found.keys():
            forget(kind, gone)
        if found:
            tell(kind, list(found))


def refresh_where(model: Any, condition: Q) -> None:
    """Refresh the things of a table that fulfil a condition; for what they say of other tables."""
    if kind := kind_of(model):
        refresh(kind, list(model._base_manager.filter(condition).order_by().values_list("pk", flat=True).distinct()))


def forget(kind: Kind, ids: Collection[int]) -> None:
    """Remove entries."""
    SearchEntry.objects.filter(kind=kind.code, object_id__in=list(ids)).delete()


def _write(kind: Kind, terms: dict[int, str]) -> None:
    SearchEntry.objects.bulk_create(
        [SearchEntry(kind=kind.code, object_id=pk, terms=text) for pk, text in sorted(terms.items())],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["terms"],
    )


@dataclass
class Difference:
    """How many entries lack, tell something old, or stand for nothing."""

    missing: int = 0
    outdated: int = 0
    orphaned: int = 0

    def __bool__(self) -> bool:
        return bool(self.missing or self.outdated or self.orphaned)


def compare(kind: Kind, *, mend: bool = False) -> Difference:
    """Compare all entries of a kind with its things, a batch at a time; `mend` writes what differs."""
    found = Difference()
    for rows in _all_rows(kind):
        have = _stored(kind, [row.pk for row in rows])
        want = {row.pk: terms_of(kind, row) for row in rows}
        found.missing += len(want.keys() - have.keys())
        found.outdated += sum(have[pk] != want[pk] for pk in want.keys() & have.keys())
        if mend:
            # Read again: somebody may have changed a thing since.
            differing = [pk for pk, text in want.items() if have.get(pk) != text]
            with transaction.atomic():
                refresh(kind, differing)
    for ids in _batches(_ids(kind)):
        orphans = set(ids) - set(kind.model._base_manager.filter(pk__in=ids).values_list("pk", flat=True))
        found.orphaned += len(orphans)
        if mend:
            forget(kind, orphans)
    return found


def fill(kind: Kind) -> None:
    """Write the entries of a kind that has none yet; nothing to do where it has."""
    if not SearchEntry.objects.filter(kind=kind.code).exists() and kind.model._base_manager.exists():
        compare(kind, mend=True)


def unwritten(kind: Kind, newest: int = 100) -> int:
    """Return how many of the newest things have no entry: a quick look, `compare` is the whole one."""
    ids = list(kind.model._base_manager.order_by("-pk").values_list("pk", flat=True)[:newest])
    return len(ids) - SearchEntry.objects.filter(kind=kind.code, object_id__in=ids).count()


def _rows(kind: Kind) -> QuerySet[Any]:
    return kind.model._base_manager.select_related(*kind.related).prefetch_related(*kind.prefetched)


def _all_rows(kind: Kind) -> Iterator[list[Any]]:
    last = 0
    rows = _rows(kind).order_by("pk")
    while found := list(rows.filter(pk__gt=last)[:BATCH]):
        yield found
        last = found[-1].pk


def _ids(kind: Kind) -> Iterator[int]:
    entries = SearchEntry.objects.filter(kind=kind.code).order_by("object_id").values_list("object_id", flat=True)
    last = -1
    while found := list(entries.filter(object_id__gt=last)[:BATCH]):
        yield from found
        last = found[-1]


def _stored(kind: Kind, ids: list[int]) -> dict[int, str]:
    rows = SearchEntry.objects.filter(kind=kind.code, object_id__in=ids)
    return dict(rows.values_list("object_id", "terms"))


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while some := list(islice(rest, BATCH)):
        yield some
