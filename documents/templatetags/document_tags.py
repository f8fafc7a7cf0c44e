"""Parts that the pages of this room share."""

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

from documents import permissions

register = template.Library()

# Place, words, address, who sees it.
_TABS = (
    ("drafts", "Dự thảo", "documents:draft_list", permissions.can_see_drafts),
    ("register", "Sổ đăng ký", "documents:document_list", permissions.can_see_register),
    ("signing", "Chờ ký", "documents:signing_queue", permissions.can_see_drafts),
    ("bases", "Căn cứ", "documents:basis_list", permissions.can_see_bases),
    ("mandates", "Giao ký", "documents:mandate_list", permissions.can_keep_mandates),
)


@register.inclusion_tag("documents/_tabs.html", takes_context=True)
def document_tabs(context: dict[str, Any], here: str) -> dict[str, Any]:
    """The places of the room that this user may open; `here` is drafts, register, signing, bases or mandates."""
    user = context["request"].user
    tabs = []
    for place, label, name, visible in _TABS:
        if visible(user) and (url := _address(name)):
            tabs.append({"label": label, "url": url, "here": place == here})
    return {"tabs": tabs}


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
