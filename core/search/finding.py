"""Reads of the search: what a user finds by some words, group by group, the best first, at a bounded cost.

What is common is found among the newest things of a group, what is rare by the index; neither reads many rows, and
what the user may see narrows both. On PostgreSQL a time limit stands behind that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError, connection, transaction

from core.exceptions import Refused

from .asking import HALF_TYPED, LEVELS, Ask, Candidate, Level, ask, larger
from .entries import mark
from .kinds import Hit, Kind, kinds
from .words import Query

COUNTED = 50
MOST = 200
TIME_LIMIT = 2000  # milliseconds
_SPARE = 10
_AGAIN = 8
TOO_LONG = "Tìm lâu quá nên đã dừng. Hãy gõ thêm một từ, hoặc gõ số, ký hiệu của văn bản."


@dataclass(frozen=True)
class Group:
    """What was found of one kind: ids in order, at most as many as were wanted."""

    kind: Kind
    ids: list[int]
    more: bool

    @property
    def counted(self) -> str:
        """ "12", "hơn 50"."""
        return f"hơn {len(self.ids)}" if self.more else str(len(self.ids))

    def hits(self, user: Any, first: int = 0, last: int | None = None) -> list[Hit]:
        """Return the results of these places, as the room shows them; what is gone since is left out."""
        return hits(self.kind, user, self.ids[first:last])


def hits(kind: Kind, user: Any, ids: Sequence[int]) -> list[Hit]:
    """Return the results of these ids in this order, of those that the user may see."""
    if not ids:
        return []
    rows = kind.visible(user).select_related(*(kind.shown_with or kind.related)).filter(pk__in=ids).order_by()
    found = {row.pk: row for row in rows}
    return [kind.hit(found[pk], user) for pk in ids if pk in found]


def find(
    user: Any,
    query: Query,
    *,
    only: Iterable[Kind] | None = None,
    most: int = COUNTED,
    levels: Sequence[Level] = LEVELS,
) -> list[Group]:
    """Return the groups in which something was found. Raises Refused when it takes too long."""
    if not query:
        return []
    looked = [_Look(kind, kind.scopes(user), kind.named(user)) for kind in (kinds() if only is None else only)]
    looked = [look for look in looked if look.scopes or look.named]
    with _bounded():
        _gather(looked, query, user, most + 1 + _SPARE, levels)
        # Where much of what was met may not be seen, look once more and further.
        short = [look for look in looked if look.met >= most + 1 + _SPARE and len(look.seen) <= most]
        _gather(short, query, user, (most + 1) * _AGAIN, levels)
    return [look.group(query, most) for look in looked if look.seen]


def find_half_typed(user: Any, query: Query, *, only: Iterable[Kind] | None = None, most: int = COUNTED) -> list[Group]:
    """Return the groups in which every word is at least the beginning of one; for when `find` found nothing."""
    return find(user, query, only=only, most=most, levels=HALF_TYPED)


@dataclass
class _Look:
    """One kind while it is looked through."""

    kind: Kind
    scopes: list[str]
    named: list[int]
    met: int = 0
    seen: dict[int, Candidate] = field(default_factory=dict)

    def group(self, query: Query, most: int) -> Group:
        order = sorted(self.seen.values(), key=lambda one: one.rank(query))
        ids = [one.object_id for one in order]
        return Group(self.kind, ids[:most], len(ids) > most)


def _gather(looked: Sequence[_Look], query: Query, user: Any, enough: int, levels: Sequence[Level]) -> None:
    """Fill `met` and `seen`: level after level, for the kinds that have not met enough yet."""
    met: dict[str, dict[int, Candidate]] = defaultdict(dict)
    asks = [
        Ask(look.kind.code, [mark(look.kind, scope) for scope in look.scopes], look.named, enough) for look in looked
    ]
    large: set[str] | None = None
    for level in levels:
        asked = [one for one in asks if len(met[one.kind]) < enough]
        if level.rest and asked:
            large = larger(connection, [one.kind for one in asks]) if large is None else large
            asked = [one for one in asked if one.kind in large or one.named]
        for candidate in ask(connection, level, query, asked) if asked else ():
            if len(met[candidate.kind]) < enough:
                met[candidate.kind].setdefault(candidate.object_id, candidate)
    for look in looked:
        candidates: Mapping[int, Candidate] = met[look.kind.code]
        look.met = len(candidates)
        if candidates:
            seen = set(look.kind.visible(user).order_by().filter(pk__in=candidates).values_list("pk", flat=True))
            look.seen = {pk: candidates[pk] for pk in candidates if pk in seen}


@contextmanager
def _bounded() -> Iterator[None]:
    """On PostgreSQL: nothing inside runs long, whatever was typed."""
    if connection.vendor != "postgresql":
        yield
        return
    nested = connection.in_atomic_block
    settings = {"statement_timeout": str(TIME_LIMIT), "enable_seqscan": "off", "jit": "off",
                "max_parallel_workers_per_gather": "0"}  # fmt: skip
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT " + ", ".join("set_config(%s, %s, true)" for _ in settings),
                    [part for pair in settings.items() for part in pair],
                )
            yield
            if nested:  # what follows in the same transaction is not ours to limit
                with connection.cursor() as cursor:
                    cursor.execute("; ".join(f"SET LOCAL {name} TO DEFAULT" for name in settings))
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", "") != "57014":  # query_canceled
            raise
        raise Refused(TOO_LONG) from None
