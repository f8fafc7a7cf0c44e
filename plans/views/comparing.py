"""Two plans, or two versions of one, side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..comparing import State, compare
from ..comparing.result import STATE_NAMES
from ..queries import comparing as sides
from .reading import get_plan


@require_safe
def plan_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare this plan, or a version of it, with another one."""
    plan = get_plan(request, pk)
    own, others = sides.choices(request.user, plan)
    codes = {
        "cu": request.GET.get("cu") or sides.usual_other(request.user, plan),
        "moi": request.GET.get("moi") or f"p{plan.pk}",
    }
    old, new = sides.side(request.user, codes["cu"]), sides.side(request.user, codes["moi"])
    comparison = compare(old.content, new.content) if old and new else None
    counts = comparison.counts() if comparison else {}
    context = {
        "plan": plan,
        "own": own,
        "others": others,
        "codes": codes,
        "old": old,
        "new": new,
        "comparison": comparison,
        "counts": [(STATE_NAMES[state], state, number) for state, number in counts.items()
                   if number and state is not State.SAME],
        "same": counts.get(State.SAME, 0),
        "words": comparison.words() if comparison else {},
        "names": STATE_NAMES,
        "only_different": request.GET.get("khac") == "1",
        "unknown": bool(codes["cu"] and old is None or codes["moi"] and new is None),
    }  # fmt: skip
    return render(request, "plans/compare_show.html", context)
