"""The queue of a leader who signs many, and of the clerk who seals them."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from core import stepup
from core.exceptions import Refused
from core.http import require
from core.lists import paginate
from core.values import number

from .. import permissions
from ..models import Document, Signature
from ..queries.signing import unsealed_for, unsigned_by
from ..services import signing_round
from ..services.signing import check_secret
from ..signing.queue import ToSign, chosen, waiting_for

MOST = 50  # of each list on one page, and at once
_NOTHING = "Chưa chọn văn bản nào. Hãy đánh dấu ít nhất một văn bản rồi bấm ký."


@require_safe
def signing_queue(request: HttpRequest) -> HttpResponse:
    """All that waits for the user's signature, with what is looked at beside it."""
    require(permissions.can_use_signing(request.user))
    return _page(request)


def _page(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    user = request.user
    waiting = paginate(request, waiting_for(user), MOST)
    items = list(waiting)
    shown = _shown(user, items, request.GET.get("xem", ""))
    context: dict[str, Any] = {
        "waiting": waiting,
        "unsigned": paginate(request, unsigned_by(user), MOST, param="trang-ky"),
        "unsealed": paginate(request, unsealed_for(user), MOST, param="trang-dau"),
        "shown": shown,
        "next": _after(items, shown),
        "outcomes": [],
        "fault": "",
        "left": 0,
        "gone": 0,
        "ticked": set(),
        "ticked_files": set(),
        "has_key": signing_round.has_key(request.user),
        "confirmed": stepup.confirmed(request),
    }
    return render(request, "documents/signing_queue.html", context | more, status=status)


def _shown(user: Any, items: Sequence[ToSign], key: str) -> ToSign | None:
    """What is asked for, on whatever page it stands; else the first of this page."""
    here = next((item for item in items if item.key == key), None)
    return here or next(iter(chosen(user, [key]) if key else []), None) or next(iter(items), None)


def _after(items: Sequence[ToSign], shown: ToSign | None) -> str:
    """The key of the document that follows the one shown; after the last of the page its first."""
    keys = [item.key for item in items]
    if shown is None or keys in ([], [shown.key]):
        return ""
    place = keys.index(shown.key) + 1 if shown.key in keys else 0
    return keys[place % len(keys)]


@require_POST
def signing_sign(request: HttpRequest) -> HttpResponse:
    """Sign what is ticked, or the one that is shown and go on to the next."""
    require(permissions.can_use_signing(request.user))
    one = request.POST.get("one", "")
    keys = {one} if one else set(request.POST.getlist("items"))
    items = chosen(request.user, keys)
    if not keys:
        return _page(request, status=422, fault=_NOTHING)
    if page := stepup.ask(request, f"Ký ban hành {len(keys)} văn bản"):
        return page
    secret = request.POST.get("key_password", "")[:200]
    if secret and items:
        try:
            check_secret(owner=request.user, key_password=secret)
        except Refused as refusal:
            return _page(request, status=422, fault=f"{refusal} Chưa ban hành văn bản nào.", ticked=keys)
    outcomes, left = signing_round.sign_items(items=items, actor=request.user, key_password=secret)
    gone = len(keys) - len(items)
    return _page(request, outcomes=outcomes, left=len(left), gone=gone, ticked={item.key for item in left})


@require_POST
def signing_files(request: HttpRequest) -> HttpResponse:
    """Put digital signatures on issued documents: the user's own, or those of an agency whose clerk he is."""
    require(permissions.can_use_signing(request.user))
    kind = Signature.Kind.AGENCY if request.POST.get("kind") == Signature.Kind.AGENCY else Signature.Kind.SIGNER
    found = unsealed_for(request.user) if kind == Signature.Kind.AGENCY else unsigned_by(request.user)
    keys = [key for text in request.POST.getlist("documents")[:MOST] if (key := number(text))]
    documents: list[Document] = list(found.filter(pk__in=keys))
    if not documents:
        return _page(request, status=422, fault=_NOTHING)
    if page := stepup.ask(request, f"Ký số {len(documents)} văn bản"):
        return page
    outcomes, left = signing_round.sign_files(
        documents=documents, kind=kind, actor=request.user, key_password=request.POST.get("key_password", "")[:200]
    )
    failed = {document.pk for document, outcome in zip(documents, outcomes, strict=False) if outcome.fault}
    return _page(request, outcomes=outcomes, left=len(left), ticked_files=failed | {document.pk for document in left})
