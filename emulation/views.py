"""The first page of each role and the guide."""

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
    kinds: dict[str, int] = {}
    for item in waiting:
        kinds[item.kind] = kinds.get(item.kind, 0) + 1
    return render(request, "emulation/home.html", {"waiting": waiting, "kinds": kinds})


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The user guide, from docs/huong-dan.md."""
    return render(request, "emulation/guide.html", {"guide": read_guide(settings.BASE_DIR / "docs" / "huong-dan.md")})
