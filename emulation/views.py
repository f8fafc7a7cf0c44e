"""The first page of each role and the guide."""

from collections import Counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import worklist

from .guide import read_guide


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """ "Việc của tôi": what waits for me now, by due date, each with the button that moves it."""
    waiting = worklist.waiting_for(request.user)
    kinds = Counter(item.kind for item in waiting)
    chosen = request.GET.get("loai", "")
    if chosen in kinds:
        waiting = [item for item in waiting if item.kind == chosen]
    return render(request, "emulation/home.html", {"waiting": waiting, "kinds": dict(kinds), "chosen": chosen})


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The user guide, from docs/huong-dan.md."""
    return render(request, "emulation/guide.html", {"guide": read_guide(settings.BASE_DIR / "docs" / "huong-dan.md")})
