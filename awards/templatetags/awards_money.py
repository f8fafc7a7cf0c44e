"""Money on pages."""

from django import template

from awards.bonus import dong as written

register = template.Library()


@register.filter
def dong(value: int | None) -> str:
    """7590000 as "7.590.000 đồng"; nothing for None."""
    return "" if value is None else written(value)
