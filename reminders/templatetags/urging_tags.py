"""What a page of some work says about the letters that urged it."""

from typing import Any

from django import template

from ..permissions_urging import can_urge
from ..queries_urging import letters_about

register = template.Library()


@register.inclusion_tag("reminders/_urging_box.html", takes_context=True)
def urging(context: dict[str, Any], list_code: str, pk: int, late: bool = False) -> dict[str, Any]:
    """The letters about one piece of work, by the code of its list and its id; with `late` whoever urges is led on.

    `late` is the page's own "it is late, and this user runs it".
    """
    user = context["request"].user
    key = f"{list_code}:{pk}"
    return {"letters": letters_about(user, [key]).get(key, []), "key": key, "may_urge": bool(late) and can_urge(user)}
