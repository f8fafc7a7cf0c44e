"""What a user has sent and others have now: each room registers its sources, the home page shows where each stands."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from . import sources
from .sources import Listing, Source

_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Followed:
    """One thing that was sent: where it stands, who has it, since when, and by when it is due."""

    title: str
    url: str
    kind: str
    state: str
    holder: str = ""
    since: dt.datetime | None = None
    due: dt.date | None = None
    chip: str = "info"


Provider = Callable[[Any], Iterable[Source[Followed]]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider: rows in the order of when they were sent, what has waited longest first."""
    if provider not in _providers:
        _providers.append(provider)


def page_for(user: Any, *, number: int = 1, per_page: int = sources.PER_PAGE) -> Listing[Followed]:
    """Return one page of what the user's side has sent, what has waited longest first."""
    found = [source for provider in _providers for source in provider(user)]
    return sources.read(found, key=lambda item: item.since or _NEVER, number=number, per_page=per_page)
