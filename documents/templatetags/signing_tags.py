"""Parts of pages on which somebody signs."""

from typing import Any

from django import template

from core import stepup
from documents.models import SigningMeans

register = template.Library()


@register.inclusion_tag("documents/_signing_fields.html", takes_context=True)
def signing_fields(context: dict[str, Any], key: str) -> dict[str, Any]:
    """The fields that a form which issues a document needs: the user's password, and his key's when he has one."""
    request = context["request"]
    means = SigningMeans.objects.filter(user=request.user).defer("picture").first()
    return {"confirmed": stepup.confirmed(request), "has_key": bool(means and means.method), "key": key}
