"""The search mends itself: every week all entries are compared with their things, a share each night.

Where it stands is kept in the signs of life: a night that was killed half way is gone on with in the next.
"""

import datetime as dt
import time
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from core import heartbeats

from .entries import BATCH, refresh, terms_of, things
from .entry import SearchEntry
from .kinds import Kind, kinds

SIGN, PLACE = "search", "search-place"  # the last whole round and what it mended; where the running one stands
EVERY = dt.timedelta(days=6, hours=12)
SECONDS = 300.0


@dataclass
class Difference:
    """How many entries lack, tell something old, or stand for nothing."""

    missing: int = 0
    outdated: int = 0
    orphaned: int = 0

    @property
    def all(self) -> int:
        return self.missing + self.outdated + self.orphaned

    def __bool__(self) -> bool:
        return bool(self.all)

    def __add__(self, other: "Difference") -> "Difference":
        return Difference(self.missing + other.missing, self.outdated + other.outdated, self.orphaned + other.orphaned)


def compare_some(kind: Kind, after: int, *, mend: bool) -> tuple[Difference, int | None]:
    """Compare the next things of a kind, those with ids above `after`; `mend` writes what differs.

    Returns what differed and the last id that was looked at, None where there is nothing behind it.
    """
    rows = list(things(kind).order_by("pk").filter(pk__gt=after)[:BATCH])
    entries = SearchEntry.objects.filter(kind=kind.code, object_id__gt=after).order_by("object_id")
    have = dict(entries.values_list("object_id", "terms")[:BATCH])
    ends = [*(row.pk for row in rows[BATCH - 1 :]), *list(have)[BATCH - 1 :]]
    last = min(ends, default=None)
    want = {row.pk: terms_of(kind, row) for row in rows if last is None or row.pk <= last}
    have = {pk: terms for pk, terms in have.items() if last is None or pk <= last}
    found = Difference(
        missing=len(want.keys() - have.keys()),
        outdated=sum(have[pk] != want[pk] for pk in want.keys() & have.keys()),
        orphaned=len(have.keys() - want.keys()),
    )
    if mend and found:
        # Read again: somebody may have changed a thing since.
        with transaction.atomic():
            refresh(kind, sorted(pk for pk in want.keys() | have.keys() if want.get(pk) != have.get(pk)))
    return found, last


def compare(kind: Kind, *, mend: bool = False) -> Difference:
    """Compare all entries of a kind with its things, a batch at a time; `mend` writes what differs."""
    whole, last = Difference(), 0
    while last is not None:
        found, last = compare_some(kind, last, mend=mend)  # type: ignore[assignment]
        whole += found
    return whole


def fill(kind: Kind) -> None:
    """Write the entries of a kind that has none yet; nothing to do where it has."""
    if not SearchEntry.objects.filter(kind=kind.code).exists() and kind.model._base_manager.exists():
        compare(kind, mend=True)


def mend(seconds: float = SECONDS) -> int:
    """Go on with the running round, or begin the week's, for about so long; return how many entries were mended."""
    end, signs = time.monotonic() + seconds, heartbeats.signs()
    place, done = signs.get(PLACE), signs.get(SIGN)
    if place is None and done is not None and done.at > timezone.now() - EVERY:
        return 0
    code, after, before = _read(place.detail if place else "")
    mended = Difference()
    left = [kind for kind in kinds() if (kind.order, kind.code) >= _order(code)]
    for kind, following in zip(left, [*left[1:], None], strict=True):
        last: int | None = after if kind.code == code else 0
        while last is not None:
            if time.monotonic() > end:
                return mended.all
            found, last = compare_some(kind, last, mend=True)
            mended += found
            if next_place := f"{kind.code} {last}" if last is not None else following and f"{following.code} 0":
                heartbeats.sign(PLACE, f"{next_place} {before + mended.all}")
    heartbeats.sign(SIGN, str(before + mended.all))
    heartbeats.gone(PLACE)
    return mended.all


def _order(code: str) -> tuple[int, str]:
    return next(((kind.order, kind.code) for kind in kinds() if kind.code == code), (-1, ""))


def _read(detail: str) -> tuple[str, int, int]:
    """Where the round stands: the kind, the last id of it, how many entries were mended so far."""
    code, after, mended = detail.split() if detail else ("", "0", "0")
    return code, int(after), int(mended)
