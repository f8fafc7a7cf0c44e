"""Says beside nominations who is proposed twice."""

from typing import Any

from django import template

from ..conflicts import conflicts_of
from ..models import Nomination

register = template.Library()


@register.inclusion_tag("awards/_conflicts.html", takes_context=True)
def conflicts(context: dict[str, Any], *nominations: Any) -> dict[str, Any]:
    """The box "Cần xem: đề nghị trùng" for one nomination or a list of them; nothing where nothing is."""
    rows: list[Nomination] = []
    for one in nominations:
        if isinstance(one, Nomination):
            rows.append(one)
        else:
            rows.extend(one)
    found = conflicts_of(rows, context["request"].user)
    return {"conflicts": [conflict for row in rows for conflict in found.get(row.pk, [])], "several": len(rows) > 1}
