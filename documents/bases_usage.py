"""What rests on a legal basis: the rooms above register who finds it among their own rows.

Plans cite bases in their openings, rule sets of awards rest on them; this room knows neither.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from units.models import User

from .models import LegalBasis


@dataclass(frozen=True)
class Use:
    """One thing that rests on a basis: what it is, where it stands, whether it is in force today.

    `keepers` are the ids of the users who have to act when the basis ends; a page needs none.
    """

    basis: int
    kind: str
    title: str
    url: str
    in_force: bool
    keepers: tuple[int, ...] = ()


# What the user may see of the things that rest on these bases.
Shown = Callable[[Sequence[LegalBasis], User], Iterable[Use]]
# Everything in force on the day that rests on these bases, with those who keep it.
Resting = Callable[[Sequence[LegalBasis], dt.date], Iterable[Use]]
_shown: dict[str, Shown] = {}
_resting: dict[str, Resting] = {}


def register(name: str, *, shown: Shown, resting: Resting) -> None:
    """Add what one room knows; called in its `ready()`. Each provider takes a constant number of queries."""
    _shown[name] = shown
    _resting[name] = resting


def shown_to(user: User, bases: Sequence[LegalBasis]) -> list[Use]:
    """Return what rests on the bases, as far as the user may read it."""
    return [use for provider in list(_shown.values()) for use in provider(bases, user)]


def resting_on(bases: Sequence[LegalBasis], day: dt.date) -> Iterator[Use]:
    """Yield what is in force on the day and rests on the bases, with its keepers."""
    for provider in list(_resting.values()):
        yield from provider(bases, day)
