"""Writes of the entries: with each change of a thing, and all of them anew."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.db.models.constants import LOOKUP_SEP

from .entry import SearchEntry
from .kinds import Kind, tell
from .words import LONGEST_WORD, bare_code, day_word, number_of, words_of

BATCH = 1000
MOST_TERMS = 120  # a thing is found by what it is called, not by all that it says
_T = TypeVar("_T")
_UPSERT = """
    INSERT INTO core_searchentry (kind, object_id, terms) SELECT %s, * FROM unnest(%s::bigint[], %s::text[])
    ON CONFLICT (kind, object_id) DO UPDATE SET terms = EXCLUDED.terms
"""


def terms_of(kind: Kind, row: Any) -> str:
    """Return the terms of a thing (see `SearchEntry`)."""
    told = kind.describe(row)
    codes = [code for code in told.codes if code]
    words = [word for text in (*told.texts, *codes) for word in words_of(str(text))][:MOST_TERMS]
    words += map(day_word, told.days)
    whole = [f"={bare[:LONGEST_WORD]}" for code in codes if (bare := bare_code(code))]
    numbers = [f"#{number}" for code in codes if (number := number_of(code))]
    marks = [mark(kind, scope) for scope in told.scopes]
    return " ".join([*words, *dict.fromkeys([*whole, *numbers, *marks, f"@{kind.code}"])])


def mark(kind: Kind, scope: str) -> str:
    """Return the mark of a scope: one kind's never meets another's."""
    return f"@{kind.code}.{scope}"


def refresh(kind: Kind, ids: Iterable[int], *, new: bool = False) -> None:
    """Write the entries of these things as they are now; those that are gone lose theirs.

    Of `new` things nothing else can say anything yet, so that nobody is told.
    """
    for some in _batches(ids):
        found = {row.pk: terms_of(kind, row) for row in things(kind).filter(pk__in=some)}
        _write(kind, found)
        if gone := set(some) - found.keys():
            forget(kind, gone)
        if found and not new:
            tell(kind, list(found))


def write_made(kind: Kind, rows: Sequence[Any]) -> None:
    """Write the entries of things that were made just now; those that know all they tell are not read again."""
    at_hand = [row for row in rows if not kind.prefetched and _knows(row, kind.related)]
    if len(at_hand) < len(rows):
        refresh(kind, [row.pk for row in rows], new=True)
        return
    for some in _batches(at_hand):
        _write(kind, {row.pk: terms_of(kind, row) for row in some})


def _knows(row: Any, paths: Iterable[str]) -> bool:
    """Whether a row has all that these paths lead to without asking the database."""
    return all(_leads(row, path.split(LOOKUP_SEP)) for path in paths)


def _leads(row: Any, path: Sequence[str]) -> bool:
    for name in path:
        field = row._meta.get_field(name)
        if getattr(row, field.attname) is None:
            return True
        if not field.is_cached(row):
            return False
        row = getattr(row, name)
    return True


def forget(kind: Kind, ids: Collection[int]) -> None:
    """Remove entries."""
    SearchEntry.objects.filter(kind=kind.code, object_id__in=list(ids)).delete()


def _write(kind: Kind, terms: dict[int, str]) -> None:
    """Add entries or change them; PostgreSQL takes two lists at once, for which no row becomes an object."""
    rows = sorted(terms.items())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_UPSERT, [kind.code, [pk for pk, _ in rows], [text for _, text in rows]])
        return
    SearchEntry.objects.bulk_create(
        [SearchEntry(kind=kind.code, object_id=pk, terms=text) for pk, text in rows],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["terms"],
    )


def unwritten(kind: Kind, newest: int = 100) -> int:
    """Return how many of the newest things have no entry: a quick look, `mending.compare` is the whole one."""
    ids = list(kind.model._base_manager.order_by("-pk").values_list("pk", flat=True)[:newest])
    return len(ids) - SearchEntry.objects.filter(kind=kind.code, object_id__in=ids).count()


def things(kind: Kind) -> QuerySet[Any]:
    """Return the things of a kind with all that their entries tell."""
    return kind.model._base_manager.select_related(*kind.related).prefetch_related(*kind.prefetched)


def _batches(things: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(things)
    while some := list(islice(rest, BATCH)):
        yield some
