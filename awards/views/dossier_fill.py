"""Other ways to fill a dossier: a household, a list from Excel, last season's list; and its order."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exceptions import Refused
from core.http import file_name, require, send_file
from core.uploads import CONTENT_TYPES, own_name
from units.models import Person, Unit

from .. import permissions, queries
from ..conflicts import conflicts_of
from ..forms.dossiers import HouseholdForm, household_awards
from ..listing import Line, read_list, template
from ..models import Dossier, Nomination
from ..services import filling
from ..services.filling import Wish
from .dossiers import visible_dossier
from .nominations import NOT_OPEN, visible_nomination


def _open_dossier(request: HttpRequest, pk: int) -> Dossier:
    dossier = visible_dossier(request, pk)
    require(permissions.can_write_dossier(request.user, dossier), NOT_OPEN)
    return dossier


@require_http_methods(["GET", "POST"])
def household_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a household."""
    dossier = _open_dossier(request, pk)
    _, units = queries.candidates(dossier)
    form = HouseholdForm(request.POST or None, dossier=dossier, units=units)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            added = filling.nominate_household(
                actor=request.user,
                dossier=dossier,
                award_type=cleaned["award_type"],
                unit=cleaned["unit"],
                name=cleaned["household_name"],
                address=cleaned["household_address"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã thêm {added.nominee_name}. Hãy viết báo cáo thành tích.")
            return redirect("awards:nomination_edit", added.pk)
    context = {"dossier": dossier, "form": form, "possible": household_awards(dossier).exists()}
    return render(request, "awards/nominate_household.html", context)


@require_http_methods(["GET", "POST"])
def nominate_from_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a workbook, show every row with its fault; nothing changes until the rows are confirmed."""
    dossier = _open_dossier(request, pk)
    context: dict[str, Any] = {"dossier": dossier}
    if request.method == "POST":
        try:
            if "confirmed" in request.POST:
                return _confirm(request, dossier)
            context["lines"] = _lines(request, dossier)
            context["faulty"] = sum(bool(line.fault) for line in context["lines"])
            context["good"] = len(context["lines"]) - context["faulty"]
        except Refused as refusal:
            context["refusal"] = str(refusal)
    return render(request, "awards/nominate_sheet.html", context)


def _lines(request: HttpRequest, dossier: Dossier) -> list[Line]:
    file = request.FILES.get("file")
    if file is None:
        raise Refused("Hãy chọn tệp Excel rồi bấm Xem trước.")
    people, units = queries.candidates(dossier)
    return read_list(file, own_name(file), dossier=dossier, people=people, units=units)


def _confirm(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Propose the rows that were shown: each comes back as award, kind and nominee, and is checked again."""
    people, units = queries.candidates(dossier)
    nominees: dict[str, Person | Unit] = {f"p:{person.pk}": person for person in people}
    nominees |= {f"u:{unit.pk}": unit for unit in units}
    awards = {str(award.pk): award for award in dossier.round.award_types.all()}
    wishes = []
    for value in request.POST.getlist("rows"):
        award, _, who = value.partition(":")
        if award not in awards or who not in nominees:
            raise Refused("Danh sách đã đổi từ lúc xem trước. Hãy gửi lại tệp.")
        wishes.append(Wish(awards[award], nominees[who]))
    if not wishes:
        raise Refused("Không có dòng nào hợp lệ để thêm. Hãy sửa tệp rồi gửi lại.")
    return _added(request, dossier, filling.nominate_many(actor=request.user, dossier=dossier, wishes=wishes))


def _added(request: HttpRequest, dossier: Dossier, added: list[Nomination]) -> HttpResponse:
    messages.success(request, f"Đã thêm {len(added)} đề nghị. Hãy mở từng đề nghị để viết báo cáo thành tích.")
    for found in conflicts_of(added, request.user).values():
        messages.warning(request, " ".join(f"{one.name}: {one.sentence}" for one in found))
    return redirect(dossier)


@require_safe
def nominate_template(request: HttpRequest, pk: int) -> FileResponse:
    """The workbook to fill in, with the awards, people and collectives that may be named."""
    dossier = _open_dossier(request, pk)
    people, units = queries.candidates(dossier)
    content = template(dossier, people, units)
    name = file_name(f"danh sach de nghi {dossier.unit.short_name}", "xlsx")
    return send_file(BytesIO(content), name=name, content_type=CONTENT_TYPES["xlsx"])


@require_http_methods(["GET", "POST"])
def nominate_from_last(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose nominees of earlier seasons again."""
    dossier = _open_dossier(request, pk)
    offered = queries.last_nominees(dossier)
    refusal = ""
    if request.method == "POST":
        chosen = set(request.POST.getlist("sources"))
        sources = [row for row in offered if str(row.pk) in chosen]
        try:
            if not sources:
                raise Refused("Hãy đánh dấu ít nhất một đề nghị của đợt trước.")
            return _added(
                request, dossier, filling.copy_nominations(actor=request.user, dossier=dossier, sources=sources)
            )
        except Refused as refused:
            refusal = str(refused)
    context = {"dossier": dossier, "offered": offered, "refusal": refusal}
    return render(request, "awards/nominate_last.html", context)


@require_POST
def nomination_move(request: HttpRequest, pk: int, way: str) -> HttpResponse:
    """Move a nominee one place up or down in the list."""
    nomination = visible_nomination(request, pk)
    require(permissions.can_write_dossier(request.user, nomination.dossier), NOT_OPEN)
    filling.move_nomination(actor=request.user, nomination=nomination, up=way == "len")
    return redirect(f"{nomination.dossier.get_absolute_url()}#dn-{nomination.pk}")
