"""Small helpers of the award pages."""

from django import template

register = template.Library()


@register.simple_tag
def crumbs(*parts: str) -> list[tuple[str, str]]:
    """Pairs of (label, address) for the head of a page: {% crumbs "Đợt xét" url as trail %}."""
    return list(zip(parts[::2], parts[1::2], strict=True))
