"""Small helpers of the report's form."""

from collections.abc import Sequence

from django import template

register = template.Library()


@register.filter
def by_year(row: Sequence[str], years: Sequence[int]) -> list[tuple[int, str]]:
    """The values of a line of figures, each with its year; the first cell says what is counted."""
    return list(zip(years, row[1:], strict=False))
