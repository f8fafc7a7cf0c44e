"""Rows of many rooms as one list: each room names its rows, a page is read without fetching what it does not show."""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar, overload

from django.db.models import QuerySet

Item = TypeVar("Item")
PER_PAGE = 20


@dataclass(frozen=True)
class Source(Generic[Item]):
    """Rows of one sort in the order of the list that they join, and how one of them is shown there.

    `rows` is a queryset, or a list where a room has only a handful; what it gives is never cut.
    """

    kind: str
    rows: "QuerySet[Any] | Sequence[Any]"
    item: Callable[[Any], Item]

    def head(self, number: int) -> list[Any]:
        """Return the first rows."""
        return list(self.rows[:number])

    def count(self) -> int:
        """Return how many rows there are."""
        return self.rows.count() if isinstance(self.rows, QuerySet) else len(self.rows)


class Merged(Sequence[Item]):
    """What many sources hold as one list in order: its length is counted, of its items only what is asked for is read.

    Each source is ordered by `key` already. One query a source for the length, one for a slice from the front.
    """

    def __init__(self, sources: Iterable[Source[Item]], *, key: Callable[[Item], Any]) -> None:
        self.sources, self._key = list(sources), key
        self._length: int | None = None

    def __len__(self) -> int:
        if self._length is None:
            self._length = sum(source.count() for source in self.sources)
        return self._length

    @overload
    def __getitem__(self, place: int) -> Item: ...

    @overload
    def __getitem__(self, place: slice) -> list[Item]: ...

    def __getitem__(self, place: int | slice) -> Item | list[Item]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        start, stop, step = place.indices(len(self))
        streams = [map(source.item, source.head(stop)) for source in self.sources]
        return list(islice(heapq.merge(*streams, key=self._key), start, stop, step))


@dataclass(frozen=True)
class Listing(Generic[Item]):
    """One page of what many sources hold; `kinds` counts all of it by kind, `total` what the chosen kind holds."""

    items: list[Item]
    kinds: dict[str, int]
    chosen: str
    total: int
    number: int
    per_page: int

    @property
    def all(self) -> int:
        """How much there is of every kind."""
        return sum(self.kinds.values())

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))

    @property
    def rest(self) -> int:
        """How many stand on the pages after this one."""
        return max(0, self.total - self.number * self.per_page)


def read(
    sources: Iterable[Source[Item]],
    *,
    key: Callable[[Item], Any],
    number: int = 1,
    kind: str = "",
    per_page: int = PER_PAGE,
) -> Listing[Item]:
    """Return one page of all sources together, ordered by `key`, in which each source is ordered already.

    One query a source; one more only for a source that holds more than the pages up to this one. Nonsense in
    `number` gives the first or the last page, an unknown kind all of them.
    """
    known = list(sources)
    number = max(1, number)
    heads = [source.head(number * per_page + 1) for source in known]
    counts = [
        source.count() if len(head) > number * per_page else len(head)
        for source, head in zip(known, heads, strict=True)
    ]
    kinds: dict[str, int] = {}
    for source, count in zip(known, counts, strict=True):
        if count:
            kinds[source.kind] = kinds.get(source.kind, 0) + count
    chosen = kind if kind in kinds else ""
    total = kinds[chosen] if chosen else sum(kinds.values())
    last = max(1, -(-total // per_page))
    if number > last:
        return read(known, key=key, number=last, kind=chosen, per_page=per_page)
    streams = [
        map(source.item, head) for source, head in zip(known, heads, strict=True) if not chosen or source.kind == chosen
    ]
    merged = heapq.merge(*streams, key=key)
    items = list(islice(merged, (number - 1) * per_page, number * per_page))
    return Listing(items, kinds, chosen, total, number, per_page)


def items(sources: Iterable[Source[Item]], *, key: Callable[[Item], Any]) -> list[Item]:
    """Return everything that the sources hold, in order; for what has no pages."""
    return list(heapq.merge(*[map(source.item, source.rows) for source in sources], key=key))
