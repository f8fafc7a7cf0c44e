"""What lists say beside a nominee's name: what tells two of one name apart, and a vote of his unit that fell short."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from .. import namesakes
from ..models import Nomination
from ..unit_votes import short_of_half

register = template.Library()


@register.simple_tag
def names_of(rows: Iterable[Any]) -> Mapping[int, str]:
    """The names by the id of the nomination, two of one name told apart: where a list shows nothing but the name."""
    return namesakes.names_of(map(_nomination, rows))


@register.simple_tag
def notes_of(rows: Iterable[Any]) -> Mapping[int, str]:
    """What stands below the names by the id of the nomination, with the day of birth where two have one name."""
    return namesakes.notes_of(map(_nomination, rows))


@register.simple_tag
def unit_votes(rows: Any) -> Mapping[int, str]:
    """The sentence about each whom not more than half of his unit's meeting was for, by the id of the nomination; of a
    list, or of a single nomination."""
    return short_of_half([rows] if isinstance(rows, Nomination) else map(_nomination, rows))


def _nomination(row: Any) -> Nomination:
    """Of a list whose rows are nominations, or begin with one, or hold one on an agenda."""
    if isinstance(row, Nomination):
        return row
    return row[0] if isinstance(row, tuple) else row.item.nomination
