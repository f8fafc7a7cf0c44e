"""The registry: a room says what of it is found and how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Terms:
    """By what a thing is found.

    `texts`: its words. `codes`: what it is called exactly, its number first. `scopes`: by which marks a user must be
    known to find it (see `Kind.scopes`). `days`: those that it bears, found by the whole day only.
    """

    texts: Iterable[str]
    scopes: Iterable[str]
    codes: Iterable[str] = ()
    days: Iterable[dt.date] = ()


@dataclass(frozen=True)
class Hit:
    """A thing as the results show it."""

    title: str
    url: str
    chip: str = ""
    chip_kind: str = "neutral"
    unit: str = ""
    year: int | None = None
    note: str = ""


def _nobody(user: Any) -> list[int]:
    return []


@dataclass(frozen=True)
class Kind:
    """One group of the results.

    `visible(user)` decides who sees what, as on the room's own pages. `scopes(user)` are the marks of which a thing
    must bear one: they leave out most of what the user may not see before it is read, never what he may. `named(user)`
    are the few things (ids) that he may see beside those. `watched` are the fields on which the entry depends (None:
    all). `unit_fields` are the paths to the units whose place in the tree the scopes tell, `name_fields` to those whose
    name stands in the texts. `describe` reads `related` and `prefetched` beside the row, `hit` reads `shown_with`.
    """

    code: str
    label: str
    order: int
    model: type[Model]
    describe: Callable[[Any], Terms]
    scopes: Callable[[Any], list[str]]
    visible: Callable[[Any], QuerySet[Any]]
    hit: Callable[[Any, Any], Hit]
    related: tuple[str, ...] = ()
    prefetched: tuple[str, ...] = ()
    shown_with: tuple[str, ...] = ()
    watched: frozenset[str] | None = None
    unit_fields: tuple[str, ...] = ()
    name_fields: tuple[str, ...] = ()
    named: Callable[[Any], list[int]] = field(default=_nobody)


_kinds: dict[str, Kind] = {}
_followers: dict[str, list[Callable[[list[int]], None]]] = {}


def register(kind: Kind) -> None:
    """Add a kind; from now on its entries change with its things."""
    from . import keeping

    _kinds[kind.code] = kind
    keeping.follow(kind)


def kinds() -> list[Kind]:
    """Return all kinds, in the order of the results."""
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def kind_of(model: type[Model]) -> Kind | None:
    """Return the kind that a table is, if it is one."""
    return next((kind for kind in _kinds.values() if kind.model is model), None)


def after(code: str, follower: Callable[[list[int]], None]) -> None:
    """Let somebody know the ids of the things of a kind whose entries were written: others may say their names."""
    known = _followers.setdefault(code, [])
    if follower not in known:
        known.append(follower)


def tell(kind: Kind, ids: list[int]) -> None:
    """Call who asked for it by `after`."""
    for follower in _followers.get(kind.code, ()):
        follower(ids)
