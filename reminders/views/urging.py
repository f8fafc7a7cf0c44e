"""The list of late work, and the letter that is made from it."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.dates import today
from core.exceptions import Refused
from core.http import require
from core.lists import paginate
from core.values import number
from units.models import Unit

from .. import late
from ..forms_urging import UrgeForm, usual_answer_day
from ..late import LateWork
from ..permissions_urging import can_urge
from ..queries_urging import Urged, is_fresh, letters_about, other_letters_today
from ..services.urging import UrgedAlready, draft_urging

ON_A_PAGE = 20


@dataclass(frozen=True)
class Row:
    """One piece of late work on the page: the letters about it, and its units, each with whether it is ticked."""

    work: LateWork
    days: int
    letters: list[Urged]
    units: list[tuple[Unit, bool]]

    @property
    def code(self) -> str:
        """Its key as part of an id."""
        return self.work.key.replace(".", "-").replace(":", "-")


@require_safe
def late_list(request: HttpRequest) -> HttpResponse:
    """What is late in plans, campaigns and rounds, with the units; all are ticked that were not urged lately."""
    require(can_urge(request.user))
    return _list(request, UrgeForm(initial={"han": usual_answer_day()}))


def _list(request: HttpRequest, form: UrgeForm, *, key: str = "", ticked: frozenset[int] = frozenset()) -> HttpResponse:
    """The page; `key` is the work that was sent and could not be written, `ticked` its units as they were."""
    works = late.late_for(request.user, today())
    kind, group, one = (request.GET.get(name, "") for name in ("loai", "nhom", "viec"))
    counts = Counter(work.kind for work in works)
    shown = [
        work for work in works
        if kind in ("", work.kind) and group in ("", work.group) and (key or one) in ("", work.key)
    ]  # fmt: skip
    page = paginate(request, shown, ON_A_PAGE)  # type: ignore[arg-type]
    letters = letters_about(request.user, [work.key for work in page.object_list])
    rows = [_row(work, letters.get(work.key, []), ticked if work.key == key else None) for work in page.object_list]
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "kinds": [(each.code, each.title, counts[each.code]) for each in late.lists()],
        "total": len(works),
        "chosen": kind,
        "narrowed": bool(group or one or key),
    }
    return render(request, "reminders/late_list.html", context, status=422 if form.is_bound else 200)


def _row(work: LateWork, letters: list[Urged], ticked: frozenset[int] | None) -> Row:
    if ticked is None:
        lately = {unit.pk for urged in letters if is_fresh(urged.letter) for unit in urged.units}
        ticked = frozenset(unit.pk for unit in work.units if unit.pk not in lately)
    return Row(work, work.days_late(today()), letters, [(unit, unit.pk in ticked) for unit in work.units])


@require_POST
def urge(request: HttpRequest) -> HttpResponse:
    """Begin the letter about one piece of work to the ticked units; then the draft goes its usual way.

    Where one of them has a letter of today already, a page asks first.
    """
    require(can_urge(request.user))
    key = request.POST.get("viec", "")
    ticked = _ticked(request, key)
    form = UrgeForm(request.POST)
    if not form.is_valid():
        return _list(request, form, key=key, ticked=ticked)
    try:
        letter = draft_urging(
            actor=request.user, key=key, units=ticked, answer_by=form.cleaned_data["han"], again="lai" in request.POST
        )
    except UrgedAlready as known:
        return _ask(request, form, key, ticked, known)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _list(request, form, key=key, ticked=ticked)
    messages.success(request, "Đã soạn công văn đôn đốc. Hãy đọc lại, sửa nếu cần rồi gửi ký.")
    if others := other_letters_today(letter):
        sentence = f"Hôm nay các đơn vị này đã có {others} công văn đôn đốc về việc khác; nên gộp vào một công văn."
        messages.warning(request, sentence)
    return redirect(letter.draft)


def _ticked(request: HttpRequest, key: str) -> frozenset[int]:
    """The units ticked for this work; the other works of the page are not asked."""
    found = (value.partition("|") for value in request.POST.getlist("don_vi"))
    pks = (number(pk) for work, _, pk in found if work == key)
    return frozenset(pk for pk in pks if pk is not None)


def _ask(request: HttpRequest, form: UrgeForm, key: str, ticked: frozenset[int], known: UrgedAlready) -> HttpResponse:
    shown: dict[str, Any] = letters_about(request.user, [key])
    letters = {letter.pk for letter in known.letters}
    context = {
        "letters": [urged for urged in shown.get(key, []) if urged.letter.pk in letters],
        "key": key,
        "ticked": sorted(ticked),
        "day": form["han"].value(),
        "title": known.letters[0].title,
    }
    return render(request, "reminders/urge_again.html", context, status=409)
