"""What is new since a day, as far as a user may see it: each room registers what it issues, launches, decides."""

import datetime as dt
import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

SHOWN = 8
COUNTED = 999


@dataclass(frozen=True)
class News:
    """One new thing. What two rooms tell of is told by the upper one: both give it the same `key`.

    Rooms register from the top floor down, as the project names its apps, and who tells first is heard.
    """

    title: str
    url: str
    kind: str
    at: dt.datetime
    key: str = ""


@dataclass(frozen=True)
class Fresh:
    """The new rows of one sort, the newest first, how each is told of, and the list that shows exactly these."""

    label: str
    rows: "QuerySet[Any]"
    item: Callable[[Any], News]
    url: str = ""


@dataclass(frozen=True)
class More:
    """How many there are of one sort, and where they stand; `number` stops at `COUNTED`."""

    label: str
    number: int
    url: str

    @property
    def counted(self) -> str:
        """ "12", "hơn 999"."""
        return str(self.number) if self.number <= COUNTED else f"hơn {COUNTED}"


Provider = Callable[[Any, dt.date], Iterable[Fresh]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider. `provider(user, since)` gives what is new from that day on, by the predicate of its list."""
    if provider not in _providers:
        _providers.append(provider)


def since(user: Any, day: dt.date) -> tuple[list[News], list[More]]:
    """Return the newest of all rooms, each thing once, and by sort how many there are."""
    found: dict[str, News] = {}
    more = []
    for fresh in [fresh for provider in _providers for fresh in provider(user, day)]:
        head = list(fresh.rows[: SHOWN + 1])
        if head and fresh.url:
            number = fresh.rows.order_by()[: COUNTED + 1].count() if len(head) > SHOWN else len(head)
            more.append(More(fresh.label, number, fresh.url))
        for item in map(fresh.item, head):
            found.setdefault(item.key or item.url, item)
    return heapq.nlargest(SHOWN, found.values(), key=lambda item: item.at), more
