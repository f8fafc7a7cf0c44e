"""Pages of meetings: planned, attended, opened, closed; their papers."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exceptions import Refused
from core.http import require

from .. import permissions_council as permissions
from ..choosing import ids_of, still_there
from ..council_work import opens_early
from ..forms.council import AttendanceForm, ConflictForm, MeetingForm, RulesForm
from ..models import AgendaItem, CouncilMember, Meeting, Nomination
from ..queries import council as queries
from ..services import meetings as services
from ..services.answers import answer_invitation
from ..services.meeting_papers import PAPERS, draft_paper
from ..services.meetings import RULES, present_of
from ..voting import Threshold
from .councils import visible_council

BEGIN_TEXT = (
    "Hòm của mọi nội dung đang chờ được mở cùng lúc; nội dung chưa mở được thì được nêu kèm lý do. Từ lúc mở cho tới "
    "khi kiểm phiếu không điểm danh lại và không khai báo xung đột lợi ích được."
)
LOST_TEXT = " Có {} nội dung không đủ người để đạt tỷ lệ, dù mọi người đồng ý."
NO_SEAT = "Bạn không phải thành viên của hội đồng này."


def visible_meeting(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, when the user may see it."""
    rows = Meeting.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("council__unit", "chair", "secretary"), pk=pk)


def visible_item(request: HttpRequest, pk: int) -> AgendaItem:
    """An item of a meeting that the user may see, and whose file is not closed to him as a member."""
    return get_object_or_404(_items(request).exclude(permissions.barred(request.user, prefix="nomination__")), pk=pk)


def run_item(request: HttpRequest, pk: int) -> AgendaItem:
    """An item of a meeting that the user may run: opening a box shows nothing of the file."""
    item = get_object_or_404(_items(request), pk=pk)
    require(permissions.can_run_meeting(request.user, item.meeting))
    return item


def _items(request: HttpRequest) -> QuerySet[AgendaItem]:
    rows = AgendaItem.objects.filter(meeting__in=Meeting.objects.visible_to(request.user))
    return rows.select_related(
        "meeting__council__unit", "nomination__award_type", "nomination__person__unit", "nomination__unit__parent"
    )


def run_meeting(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, when the user may run it."""
    meeting = visible_meeting(request, pk)
    require(permissions.can_run_meeting(request.user, meeting))
    return meeting


@require_http_methods(["GET", "POST"])
def meeting_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a meeting of a council."""
    council = visible_council(request, pk)
    require(permissions.can_keep_council(request.user, council))
    return _form(request, Meeting(council=council, created_by=request.user, title="Phiên họp xét khen thưởng"))


@require_http_methods(["GET", "POST"])
def meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change when, where and who."""
    return _form(request, run_meeting(request, pk))


def _form(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    meeting_known = meeting.pk is not None
    form = MeetingForm(request.POST or None, instance=meeting, council=meeting.council)
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.save_meeting(
                actor=request.user, meeting=form.instance, tellers=form.cleaned_data["tellers"]
            )
        except Refused as refusal:
            form.add_error("tellers", str(refusal))
        else:
            news = saved.state == Meeting.State.PLANNED and {"title", "day", "time", "place"} & set(form.changed_data)
            told = "; các thành viên có tài khoản đã được báo" if news or not meeting_known else ""
            messages.success(request, f"Đã ghi phiên họp{told}.")
            return redirect(saved)
    status = 422 if form.errors else 200
    return render(request, "awards/meeting_form.html", {"form": form, "meeting": meeting}, status=status)


@require_safe
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting: who is there, what is voted on, what the user can do now."""
    meeting = visible_meeting(request, pk)
    return _detail(request, meeting)


def _detail(request: HttpRequest, meeting: Meeting, status: int = 200, **extra: Any) -> HttpResponse:
    seat = permissions.seat_of(request.user, meeting.council)
    there, members = present_of(meeting)
    quorum = Threshold.read(meeting.quorum)
    rows = queries.agenda(meeting, request.user, seat)
    runs = permissions.can_run_meeting(request.user, meeting)
    context = {
        "meeting": meeting,
        "council": meeting.council,
        "seat": seat,
        "runs": runs,
        "teller": permissions.teller_seat(request.user, meeting),
        "tellers": meeting.tellers.all(),
        "rows": rows,
        **_at_once(rows),
        "early": opens_early(meeting),
        "writing": request.GET.get("ghi", ""),
        "there": there,
        "members": members,
        "quorum_needed": quorum.needed(members),
        "quorum_reached": quorum.reached(there, members),
        "attendance": _attendance(meeting) if runs and meeting.state != Meeting.State.CLOSED else None,
        "attended": meeting.attendance.select_related("member"),
        "papers": _papers(meeting) if runs else [],
        "conflict_form": ConflictForm(),
        **_answers(meeting, seat, runs=runs),
        **extra,
    }
    return render(request, "awards/meeting_detail.html", context, status=status)


def _at_once(rows: list[queries.AgendaRow]) -> dict[str, Any]:
    """What can be done to many items in one press, in words; the first of opening, counting, closing is the page's
    primary action."""
    waiting = sum(row.item.state == AgendaItem.State.WAITING for row in rows)
    complete = sum(row.complete for row in rows)
    lost = sum(bool(row.out_of_reach) for row in rows if row.item.state == AgendaItem.State.WAITING)
    running = any(row.item.state == AgendaItem.State.VOTING for row in rows)
    return {
        "several": len(rows) > 1,
        "waiting": waiting,
        "waiting_said": f"{waiting} nội dung",
        "begin_text": BEGIN_TEXT + (LOST_TEXT.format(lost) if lost else ""),
        "complete": complete,
        "complete_said": f"{complete} nội dung đã đủ phiếu",
        "count_kind": "outline-primary" if waiting else "primary",
        "close_kind": "outline-secondary" if waiting or running else "primary",
    }


def _answers(meeting: Meeting, seat: CouncilMember | None, *, runs: bool) -> dict[str, Any]:
    """The reader's own answer to the invitation; to who runs the meeting and its secretary everybody's."""
    reads = runs or (seat is not None and meeting.secretary_id == seat.pk)
    if not reads and seat is None:
        return {"answer": None, "answers": None}
    known = queries.answers_of(meeting)
    given = known.given.get(seat.pk) if seat else None
    return {"answer": given, "answers": known if reads else None}


def _papers(meeting: Meeting) -> list[tuple[str, str, Any]]:
    """The papers that can be made now, with the draft that stands."""
    names = {"invitation": "Giấy mời", "minutes": "Biên bản họp", "counting_minutes": "Biên bản kiểm phiếu"}
    closed = meeting.state == Meeting.State.CLOSED
    return [(key, names[key], getattr(meeting, key)) for key in PAPERS if closed or key == "invitation"]


def _attendance(meeting: Meeting, data: Any = None) -> AttendanceForm:
    members = list(meeting.council.members.sitting())  # type: ignore[attr-defined]
    known = {row.member_id: row for row in meeting.attendance.all()}
    return AttendanceForm(data, members=members, known=known)


@require_POST
def meeting_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """A member says whether he comes."""
    meeting = visible_meeting(request, pk)
    require(permissions.seat_of(request.user, meeting.council) is not None, NO_SEAT)
    coming, reason = request.POST.get("tra-loi") == "du", request.POST.get("reason", "")
    answer_invitation(actor=request.user, meeting=meeting, coming=coming, reason=reason)
    messages.success(request, "Đã báo tham dự." if coming else "Đã báo vắng; thư ký phiên họp được biết.")
    return redirect(meeting)


@require_POST
def meeting_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep who is there."""
    meeting = run_meeting(request, pk)
    form = _attendance(meeting, request.POST)
    if not form.is_valid():
        return _detail(request, meeting, 422, attendance=form)
    services.keep_attendance(actor=request.user, meeting=meeting, kinds=form.kinds())
    messages.success(request, "Đã ghi điểm danh.")
    return redirect(meeting)


@require_http_methods(["GET", "POST"])
def meeting_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what the meeting votes on, and by which rules."""
    meeting = run_meeting(request, pk)
    ready = queries.ready_for(meeting, request.user)
    form = RulesForm(request.POST or None)
    chosen = ids_of(request.POST.getlist("nominations"))
    if chosen and chosen <= set(meeting.items.values_list("nomination", flat=True)):
        return redirect(meeting)  # a second click on the same button
    if request.method == "POST" and form.is_valid():
        rules = {name: form.cleaned_data[name] for name in RULES}
        try:
            picked = still_there(chosen, ready)
            added = services.add_to_agenda(actor=request.user, meeting=meeting, nominations=picked, rules=rules)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã đưa {added} đề nghị vào chương trình.")
            return redirect(meeting)
    own = queries.rules_of(ready)
    rows = [(nomination, own.get(nomination.pk)) for nomination in ready]
    context = {"meeting": meeting, "rows": rows, "form": form, "chosen": chosen}
    return render(request, "awards/meeting_agenda.html", context, status=422 if form.errors else 200)


@require_POST
def agenda_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item off the agenda."""
    item = run_item(request, pk)
    services.take_off_agenda(actor=request.user, item=item)
    messages.success(request, "Đã bỏ nội dung khỏi chương trình.")
    return redirect(f"{item.meeting.get_absolute_url()}#chuong-trinh")


@require_POST
def meeting_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the meeting."""
    meeting = services.open_meeting(actor=request.user, meeting=run_meeting(request, pk))
    messages.success(request, "Đã khai mạc. Mở bỏ phiếu cả chương trình hoặc từng nội dung.")
    return redirect(meeting)


@require_POST
def meeting_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the meeting."""
    meeting = services.close_meeting(actor=request.user, meeting=run_meeting(request, pk))
    messages.success(request, "Đã kết thúc phiên họp. Lập biên bản ở cuối trang.")
    return redirect(meeting)


@require_POST
def meeting_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the secretary's notes."""
    meeting = run_meeting(request, pk)
    shown = meeting.items.exclude(permissions.barred(request.user, prefix="nomination__"))
    notes = {item: said[:5000] for item in shown if (said := request.POST.get(f"y-kien-{item.pk}")) is not None}
    text = request.POST.get("dien-bien", "")[:20000]
    services.keep_discussion(actor=request.user, meeting=meeting, text=text, items=notes)
    messages.success(request, "Đã ghi diễn biến phiên họp.")
    return redirect(meeting)


@require_POST
def meeting_paper(request: HttpRequest, pk: int, paper: str) -> HttpResponse:
    """Begin a paper of the meeting as a draft, or go to the one that stands."""
    meeting = run_meeting(request, pk)
    require(paper in PAPERS)
    draft = draft_paper(actor=request.user, meeting=meeting, paper=paper)
    return redirect(draft)


@require_POST
def conflict_declare(request: HttpRequest, pk: int) -> HttpResponse:
    """A member says why he takes no part in an item; its file closes to him at once."""
    item = get_object_or_404(_items(request), pk=pk)
    seat = permissions.seat_of(request.user, item.meeting.council)
    require(seat is not None, NO_SEAT)
    if item.nomination.conflicts.filter(member=seat).exists():
        return redirect(item)  # a second click on the same button
    form = ConflictForm(request.POST)
    if not form.is_valid():
        return _detail(request, item.meeting, 422, conflict_form=form, conflict_item=item.pk)
    assert seat is not None
    nomination: Nomination = item.nomination
    services.declare_conflict(
        actor=request.user, nomination=nomination, member=seat, reason=form.cleaned_data["reason"]
    )
    messages.success(
        request,
        "Đã ghi khai báo. Hồ sơ và phiếu của nội dung đó, cùng đề nghị khác của đợt cho chính người, tập thể ấy, được "
        "đóng với bạn.",
    )
    return redirect(item)
