"""Rows that somebody ticked on a list: what is not on it any more is said, never left out in silence."""

from collections.abc import Iterable, Sequence

from core.exceptions import Refused
from core.values import number

from .models import Nomination


def ids_of(values: Iterable[str]) -> set[int]:
    """Return the ids that were posted, nonsense left out."""
    return {found for value in values if (found := number(value)) is not None}


def still_there(chosen: set[int], ready: Sequence[Nomination]) -> list[Nomination]:
    """Return the chosen rows in the order of the list. Raises Refused when one has left the list meanwhile."""
    found = [row for row in ready if row.pk in chosen]
    if gone := len(chosen) - len(found):
        raise Refused(
            f"{gone} đề nghị bạn chọn không còn trong danh sách này: người khác vừa xử lý, hoặc bạn đã bấm nút một lần "
            "rồi. Danh sách bây giờ là bản mới; hãy xem và chọn lại."
        )
    return found
