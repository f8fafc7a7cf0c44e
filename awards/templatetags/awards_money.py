"""Money on pages."""

from django import template
from django.forms import BoundField

from awards.bonus import dong as written

register = template.Library()


@register.filter
def dong(value: int | None) -> str:
    """7590000 as "7.590.000 đồng"; nothing for None."""
    return "" if value is None else written(value)


@register.filter
def pair(first: BoundField, second: BoundField) -> tuple[BoundField, BoundField]:
    """Two fields of one row."""
    return first, second


@register.filter
def form_control(field: BoundField) -> str:
    """A field in a table: only its box, marked when it is wrong."""
    return field.as_widget(attrs={"class": f"form-control{' is-invalid' if field.errors else ''}"})
