"""One id for all that one click, command or task did."""

import uuid
from contextvars import ContextVar

_current: ContextVar[uuid.UUID | None] = ContextVar("act", default=None)


def current_act() -> uuid.UUID:
    """Return the running act's id, opening one where none runs (a shell, a test)."""
    act = _current.get()
    if act is None:
        act = begin_act()
    return act


def begin_act() -> uuid.UUID:
    """Open a new act and return its id."""
    act = uuid.uuid4()
    _current.set(act)
    return act


def end_act() -> None:
    """Close the running act."""
    _current.set(None)
