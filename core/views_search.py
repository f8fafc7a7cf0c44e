"""The page of the search, its lists of one kind, and what shows below the box while somebody types."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .exceptions import Refused
from .lists import paginate
from .search import Hit, Kind, kinds
from .search.finding import COUNTED, MOST, Group, find, find_half_typed, hits
from .search.words import Query

ON_PAGE = 5
WHILE_TYPING = 3


@dataclass(frozen=True)
class Shown:
    """A group of results as the page has it: the first few, how many there are, where the rest is."""

    label: str
    counted: str
    hits: list[Hit]
    url: str
    rest: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find by words everywhere (`?q=`), or in one kind (`?q=&loai=`). What was typed is written nowhere."""
    query = Query.of(request.GET.get("q", ""))
    typing = bool(request.headers.get("HX-Request"))
    chosen = next((kind for kind in kinds() if kind.code == request.GET.get("loai")), None)
    context: dict[str, Any] = {"query": query, "sentence": "", "groups": [], "kind": None, "search_text": query.text,
                               "half_typed": False}  # fmt: skip
    try:
        if chosen and not typing:
            context |= _one_kind(request, chosen, query)
        elif typing:
            context["groups"] = [_shown(request, group, query, WHILE_TYPING) for group in find(request.user, query)]
        else:
            groups, half_typed = _found(request, query)
            context["groups"] = [_shown(request, group, query, ON_PAGE) for group in groups]
            context["half_typed"] = half_typed
    except Refused as refusal:
        context["sentence"] = str(refusal)
    response = render(request, "core/_search_typing.html" if typing else "core/search.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _shown(request: HttpRequest, group: Group, query: Query, first: int) -> Shown:
    return Shown(
        label=group.kind.label,
        counted=group.counted,
        hits=group.hits(request.user, last=first),
        url="?" + urlencode({"q": query.text, "loai": group.kind.code}),
        rest=len(group.ids) > first,
    )


def _found(
    request: HttpRequest, query: Query, only: list[Kind] | None = None, most: int = COUNTED
) -> tuple[list[Group], bool]:
    """What is found; where that is nothing, what begins with the words typed, and that it is such."""
    groups = find(request.user, query, only=only, most=most)
    if groups:
        return groups, False
    groups = find_half_typed(request.user, query, only=only, most=most)
    return groups, bool(groups)


def _one_kind(request: HttpRequest, kind: Kind, query: Query) -> dict[str, Any]:
    found, half_typed = _found(request, query, [kind], MOST)
    page = paginate(request, found[0].ids if found else [])
    return {
        "kind": kind,
        "half_typed": half_typed,
        "page": page,
        "hits": hits(kind, request.user, list(page.object_list)),
        "counted": found[0].counted if found else "0",
        "more": bool(found) and found[0].more,
        "most": MOST,
        "all_url": "?" + urlencode({"q": query.text}),
    }
