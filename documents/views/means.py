"""What a person or an agency signs with: "Chữ ký của tôi", and the seal of an agency."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core import stepup
from core.exceptions import Refused
from core.http import require
from units.models import Unit, User

from .. import permissions
from ..forms.signing import PictureForm, Pkcs12Form, TokenForm
from ..models import SigningMeans
from ..services import means as services
from ..services.signing import means_of
from ..signing.trust import CertificateFacts, trust_roots

_SAVED = "Đã kiểm tra và lưu khóa ký của {holder}, chứng thư số có hạn đến {until:%d/%m/%Y}."


@require_http_methods(["GET", "POST"])
def my_signature(request: HttpRequest) -> HttpResponse:
    """The user's own signature: its picture and his key."""
    require(permissions.can_use_signing(request.user))
    return _page(request, request.user, reverse("documents:my_signature"))


@require_http_methods(["GET", "POST"])
def unit_seal(request: HttpRequest, pk: int) -> HttpResponse:
    """The seal and the key of an agency, kept by its administrator."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    require(permissions.can_keep_seal(request.user, unit))
    return _page(request, unit, reverse("documents:unit_seal", args=[pk]))


def _page(request: HttpRequest, owner: User | Unit, here: str) -> HttpResponse:
    if page := stepup.ask(request, "Xem và đặt chữ ký, con dấu, khóa ký"):
        return page
    means = means_of(owner)
    act = request.POST.get("act", "")
    forms = _forms(request, owner, means, act)
    if request.method == "POST":
        if act not in _ACTS:
            return redirect(here)  # the password was just given
        form = forms.get(act)
        if (form is None or form.is_valid()) and _done(request, owner, act, form):
            return redirect(here)
    seal = isinstance(owner, Unit)
    context = {
        "owner": owner,
        "seal": seal,
        "means": means,
        "forms": forms,
        "errors": forms.get(act) if request.method == "POST" else None,
        "has_key": bool(means and means.method),
        "has_roots": bool(trust_roots()),
        "picture_url": reverse("documents:seal_picture", args=[owner.pk]) if seal else reverse("documents:my_picture"),
    }
    return render(request, "documents/signing_means.html", context, status=422 if request.method == "POST" else 200)


def _forms(request: HttpRequest, owner: User | Unit, means: SigningMeans | None, act: str) -> dict[str, Form]:
    def sent(name: str) -> tuple[Any, Any]:
        return (request.POST, request.FILES) if act == name else (None, None)

    seal = isinstance(owner, Unit)
    width = means.width_mm if means else 36 if seal else 40
    has_picture = bool(means and means.picture)
    picture = PictureForm(
        *sent("picture"), initial={"width_mm": width}, has_picture=has_picture, seal=seal, prefix="anh"
    )
    labels = {"token_label": means.token_label, "key_label": means.key_label} if means else {}
    return {
        "picture": picture,
        "pkcs12": Pkcs12Form(*sent("pkcs12"), prefix="p12"),
        "token": TokenForm(*sent("token"), initial=labels, prefix="thiet-bi"),
    }


def _done(request: HttpRequest, owner: User | Unit, act: str, form: Form | None) -> bool:
    try:
        sentence, hint = _ACTS[act](owner, request.user, form)
    except Refused as refusal:
        if form is None:
            raise
        form.add_error(None, str(refusal))
        return False
    messages.success(request, sentence)
    if hint:
        messages.warning(request, hint)
    return True


def _set_picture(owner: User | Unit, actor: User, form: Any) -> tuple[str, str]:
    file, width = form.cleaned_data["picture"], form.cleaned_data["width_mm"]
    if file is None:
        services.set_width(owner=owner, actor=actor, width_mm=width)
        return "Đã lưu kích thước.", ""
    hint = services.set_picture(owner=owner, actor=actor, content=file.read(), width_mm=width)
    return "Đã lưu ảnh.", hint


def _set_pkcs12(owner: User | Unit, actor: User, form: Any) -> tuple[str, str]:
    content, password = form.cleaned_data["file"].read(), form.cleaned_data["key_password"]
    facts = services.set_pkcs12(owner=owner, actor=actor, content=content, password=password)
    return _saved(facts)


def _set_token(owner: User | Unit, actor: User, form: Any) -> tuple[str, str]:
    data = form.cleaned_data
    facts = services.set_token(
        owner=owner, actor=actor, token_label=data["token_label"], key_label=data["key_label"],
        pin=data["key_password"],
    )  # fmt: skip
    return _saved(facts)


def _saved(facts: CertificateFacts) -> tuple[str, str]:
    hint = "Đây là chứng thư số thử nghiệm, không có giá trị pháp lý." if facts.trial else ""
    return _SAVED.format(holder=facts.holder, until=facts.until), hint


def _remove(owner: User | Unit, actor: User, form: Any) -> tuple[str, str]:
    services.remove_key(owner=owner, actor=actor)
    return "Đã gỡ khóa ký.", ""


_ACTS: dict[str, Callable[[User | Unit, User, Any], tuple[str, str]]] = {
    "picture": _set_picture, "pkcs12": _set_pkcs12, "token": _set_token, "remove": _remove,
}  # fmt: skip


@require_safe
def my_picture(request: HttpRequest) -> HttpResponse:
    """The picture of the user's own signature."""
    require(permissions.can_use_signing(request.user))
    return _picture(means_of(request.user))


@require_safe
def seal_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture of an agency's seal, for its administrator."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    require(permissions.can_keep_seal(request.user, unit))
    return _picture(means_of(unit))


def _picture(means: SigningMeans | None) -> HttpResponse:
    if means is None or not means.picture:
        raise Http404
    response = HttpResponse(bytes(means.picture), content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    return response
