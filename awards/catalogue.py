"""The catalogue as lists show it."""

from collections.abc import Iterable
from itertools import groupby

from .models import AwardType


def by_group(types: Iterable[AwardType]) -> list[tuple[str, list[AwardType]]]:
    """Return the awards under the words of their group; in the order in which they come."""
    return [(group, list(rows)) for group, rows in groupby(types, key=lambda row: row.group)]
