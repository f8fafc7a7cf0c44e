"""How a state moves: the row is read again under a lock, then the named transition runs, or a sentence says why not."""

from collections.abc import Callable
from typing import TypeVar

from django.db import models
from django_fsm import TransitionNotAllowed

from core.exceptions import Refused

Row = TypeVar("Row", bound=models.Model)


def locked(row: Row) -> Row:
    """Return the row as it is now, locked until the transaction ends: of two people who act at once, one waits."""
    return type(row)._default_manager.select_for_update().get(pk=row.pk)  # type: ignore[return-value]


def move(transition: Callable[[], None], sentence: str) -> None:
    """Run a transition. Raises Refused with the sentence when the state does not allow it (any more)."""
    try:
        transition()
    except TransitionNotAllowed:
        raise Refused(sentence) from None


def said_before(row: Row, *fields: str) -> Row | None:
    """Return the stored row that says the same in these fields: what the first press of the same button made."""
    same = {field: getattr(row, field) for field in fields}
    return type(row)._default_manager.filter(**same).order_by("-pk").first()  # type: ignore[return-value]


def reason_of(text: str) -> str:
    """Return the reason without blanks around it. Raises Refused when nothing was written."""
    if not text.strip():
        raise Refused("Hãy ghi lý do: người nhận cần biết phải làm gì tiếp.")
    return text.strip()
