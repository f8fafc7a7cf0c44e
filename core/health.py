"""Is the system well? Each room registers what it looks at; the page, the command and the home page read the same.

A check is a function without arguments that yields `Check`s. It is quick (a query or two), writes nothing, and may
fail: then it says so itself.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models

logger = logging.getLogger(__name__)


class State(models.TextChoices):
    GOOD = "good", "Tốt"
    ATTENTION = "attention", "Cần xem"
    BAD = "bad", "Hỏng"


CHIPS = {State.GOOD: "done", State.ATTENTION: "soon", State.BAD: "late"}
ORDER = [State.GOOD, State.ATTENTION, State.BAD]


@dataclass(frozen=True)
class Check:
    """One line: what was looked at, how it is, in a sentence; what to do unless it is good; where to do it."""

    name: str
    state: State
    sentence: str
    url: str = ""
    advice: str = ""

    @property
    def chip(self) -> str:
        return CHIPS[self.state]


@dataclass(frozen=True)
class Group:
    """The checks of one subject."""

    title: str
    checks: list[Check]


Provider = Callable[[], Iterable[Check]]
_providers: dict[str, tuple[int, str, Provider]] = {}


def register(code: str, title: str, order: int, provider: Provider) -> None:
    """Add a subject; the same code twice is one. `order` sorts the page."""
    _providers[code] = (order, title, provider)


def report() -> list[Group]:
    """Look at everything and return what was found, by subject. Never raises."""
    return [Group(title, _ask(title, provider)) for _, title, provider in sorted(_providers.values(), key=_place)]


def _place(entry: tuple[int, str, Provider]) -> tuple[int, str]:
    return entry[0], entry[1]


def _ask(title: str, provider: Provider) -> list[Check]:
    try:
        return list(provider())
    except Exception as error:
        logger.exception("the check of %s failed", title)
        return [
            Check(
                title,
                State.BAD,
                f"Không kiểm tra được ({type(error).__name__}).",
                advice="Xem nhật ký của máy chủ web.",
            )
        ]


def worst(groups: Iterable[Group]) -> State:
    """Return the worst state that was found."""
    states = [check.state for group in groups for check in group.checks]
    return max(states, key=ORDER.index, default=State.GOOD)


def wanting(groups: Iterable[Group]) -> list[Check]:
    """Return the lines that somebody has to look at, the worst first."""
    lines = [check for group in groups for check in group.checks if check.state != State.GOOD]
    return sorted(lines, key=lambda check: -ORDER.index(check.state))
