"""Writes of meetings: planned, filled with an agenda, attended, opened with a quorum, closed with results."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.audit import record
from core.dates import vn_date
from core.exceptions import Refused
from units.models import User

from ..models import AgendaItem, Attendance, Conflict, CouncilMember, Meeting, Nomination
from ..permissions_council import kept_from_counting
from ..queries.council import attendance_asked, on_open_agenda, rules_of
from ..rulebook import Rulebook
from ..voting import Threshold, spoken
from .flags import refuse_flagged
from .notices import meeting_was_planned
from .steps import locked, move, said_before

WRITTEN = ("title", "starts_at", "place", "quorum", "chair", "secretary")
TOLD = ("title", "starts_at", "place")  # what members are told; when it changes they are told again
RULES = ("ballot", "threshold", "threshold_of", "tie")


@transaction.atomic
def save_meeting(*, actor: User, meeting: Meeting, tellers: Iterable[CouncilMember] = ()) -> Meeting:
    """Plan a meeting or change what is written of it; the same plan sent twice is one meeting. Members are told when it
    is new, moved or called otherwise. Raises Refused once it is closed, with one teller, or with one who is the
    nominee, or declared a conflict, of what is voted on paper."""
    counting = list(tellers)
    if len(counting) not in (0, 2):
        raise Refused("Phiếu giấy do hai người kiểm. Hãy chọn đúng hai người kiểm phiếu, hoặc không chọn ai.")
    verb = "change_meeting" if meeting.pk else "plan_meeting"
    fields: list[str] | None = None
    news = True
    if meeting.pk:
        known = Meeting.objects.get(pk=meeting.pk)
        news = any(getattr(known, name) != getattr(meeting, name) for name in TOLD)
        if locked(meeting).state == Meeting.State.CLOSED:
            raise Refused("Phiên họp đã kết thúc nên không sửa được.")
        _check_tellers(meeting, counting)
        fields = list(WRITTEN)
    else:
        locked(meeting.council)
        if before := said_before(meeting, "council", "title", "starts_at", "place"):
            return before
    meeting.save(update_fields=fields)
    meeting.tellers.set(counting)
    event = record(
        actor=actor,
        action=f"awards.{verb}",
        target=meeting,
        after={"council": meeting.council_id, "starts_at": meeting.starts_at.isoformat(), "quorum": meeting.quorum},
    )
    if news and meeting.state == Meeting.State.PLANNED:
        meeting_was_planned(meeting, event.pk)
    return meeting


def _check_tellers(meeting: Meeting, tellers: Sequence[CouncilMember]) -> None:
    """Raises Refused when a teller would count on paper what he has no part in."""
    kept = kept_from_counting(meeting, tellers)
    if said := [f"{one.full_name} {kept[one.pk]}" for one in tellers if one.pk in kept]:
        raise Refused(
            f"{'; '.join(said)} nên không làm người kiểm phiếu của phiên họp này được. Hãy chọn thành viên khác."
        )


@transaction.atomic
def add_to_agenda(
    *, actor: User, meeting: Meeting, nominations: Sequence[Nomination], rules: Mapping[str, str] | None = None
) -> int:
    """Put appraised nominations on the agenda, each with the rules by which it is decided; return how many.

    The rules are those of the award's procedure; `rules` are for awards whose procedure says nothing of the vote.
    Raises Refused when the meeting is closed, or one is not (any more) ready or waits in another meeting.
    """
    meeting = locked(meeting)
    if meeting.state == Meeting.State.CLOSED:
        raise Refused("Phiên họp đã kết thúc nên không thêm nội dung được.")
    if not nominations:
        raise Refused("Hãy chọn ít nhất một đề nghị đã thẩm định để đưa vào chương trình.")
    refuse_flagged(nominations, "đưa ra Hội đồng")
    position, own = meeting.items.count(), rules_of(nominations)
    for nomination in nominations:
        nomination = locked(nomination)
        if nomination.state != Nomination.State.APPRAISED:
            raise Refused(f"{nomination.nominee_name} chưa thẩm định xong hoặc đã có quyết định. Hãy chọn lại.")
        if on_open_agenda([nomination]):
            raise Refused(f"{nomination.nominee_name} đã ở trong chương trình của một phiên họp. Hãy chọn lại.")
        position += 1
        decided = own.get(nomination.pk) or dict(rules or {})
        AgendaItem.objects.create(meeting=meeting, nomination=nomination, position=position, **decided)
    record(
        actor=actor,
        action="awards.add_to_agenda",
        target=meeting,
        after={"nominations": [nomination.pk for nomination in nominations], **dict(rules or {})},
    )
    return len(nominations)


@transaction.atomic
def change_rules(*, actor: User, item: AgendaItem, rules: Mapping[str, str]) -> AgendaItem:
    """Change how one item is decided. Raises Refused once its vote has begun."""
    item = locked(item)
    if item.state != AgendaItem.State.WAITING:
        raise Refused("Nội dung này đã bỏ phiếu nên không đổi cách biểu quyết được.")
    before = {name: getattr(item, name) for name in RULES}
    for name in RULES:
        setattr(item, name, rules[name])
    item.save(update_fields=list(RULES))
    record(actor=actor, action="awards.change_rules", target=item, before=before, after=dict(rules))
    return item


@transaction.atomic
def take_off_agenda(*, actor: User, item: AgendaItem) -> None:
    """Take an item off as long as nobody has voted on it."""
    item = locked(item)
    if item.state != AgendaItem.State.WAITING or item.meeting.state == Meeting.State.CLOSED:
        raise Refused("Nội dung đang hoặc đã bỏ phiếu nên không bỏ khỏi chương trình được.")
    record(actor=actor, action="awards.take_off_agenda", target=item.meeting, before={"nomination": item.nomination_id})
    item.delete()


@transaction.atomic
def keep_attendance(*, actor: User, meeting: Meeting, kinds: Mapping[CouncilMember, tuple[str, str]]) -> None:
    """Keep who is there: member → (kind, note). Raises Refused while a vote is open, or after the end."""
    meeting = locked(meeting)
    if meeting.state == Meeting.State.CLOSED:
        raise Refused("Phiên họp đã kết thúc nên không điểm danh lại được.")
    if meeting.items.filter(state=AgendaItem.State.VOTING).exists():
        raise Refused("Đang bỏ phiếu một nội dung. Hãy kiểm phiếu xong rồi mới điểm danh lại.")
    for member, (kind, note) in kinds.items():
        Attendance.objects.update_or_create(
            meeting=meeting, member=member, defaults={"kind": kind, "note": note.strip()[:200]}
        )
    record(
        actor=actor,
        action="awards.keep_attendance",
        target=meeting,
        after={str(member.pk): kind for member, (kind, _) in kinds.items()},
    )


@transaction.atomic
def open_meeting(*, actor: User, meeting: Meeting) -> Meeting:
    """Open a meeting. Raises Refused without a chair, an agenda or a quorum."""
    meeting = locked(meeting)
    if meeting.state == Meeting.State.PLANNED:
        check_quorum(meeting)
        if meeting.chair_id is None or meeting.secretary_id is None:
            raise Refused("Hãy chọn người chủ trì và thư ký của phiên họp rồi khai mạc.")
        if not meeting.items.exists():
            raise Refused("Chương trình chưa có nội dung nào. Hãy đưa các đề nghị đã thẩm định vào.")
    move(meeting.open, "Phiên họp này đã khai mạc trước đó.")
    meeting.opened_at = timezone.now()
    meeting.save(update_fields=["state", "opened_at"])
    record(actor=actor, action="awards.open_meeting", target=meeting, after={"state": meeting.state})
    return meeting


def present_of(meeting: Meeting) -> tuple[int, int]:
    """Return how many members are at the meeting, and how many the council has."""
    there = meeting.attendance.filter(kind=Attendance.Kind.PRESENT, member__left_on=None).count()
    return there, meeting.council.members.sitting().count()  # type: ignore[attr-defined]


def check_quorum(meeting: Meeting) -> None:
    """Raises Refused when fewer members are there than the meeting needs."""
    there, members = present_of(meeting)
    quorum = Threshold.read(meeting.quorum)
    if not quorum.reached(there, members):
        raise Refused(
            f"Chưa đủ thành viên để họp: có mặt {there}/{members}, cần ít nhất {quorum.needed(members)} "
            f"({spoken(meeting.quorum)}). Hãy điểm danh lại hoặc hoãn phiên họp."
        )


def check_attendance(item: AgendaItem, *, there: int, members: int, book: Rulebook) -> None:
    """Raises Refused when fewer members are there than the procedure of the award asks for its vote."""
    for share, article in attendance_asked(item.nomination, book):
        if not share.reached(there, members):
            raise Refused(
                f"Chưa đủ thành viên để bỏ phiếu về {item.nomination.nominee_name}: có mặt {there}/{members}, "
                f"quy trình xét {item.nomination.award_type.name} cần ít nhất {share.needed(members)} ({article}). "
                "Hãy điểm danh lại, hoặc bỏ nội dung này khỏi chương trình để đưa vào phiên khác."
            )


@transaction.atomic
def keep_discussion(*, actor: User, meeting: Meeting, text: str, items: Mapping[AgendaItem, str]) -> None:
    """Keep the secretary's notes of the meeting and of its items."""
    meeting = locked(meeting)
    if meeting.state == Meeting.State.CLOSED:
        raise Refused("Phiên họp đã kết thúc; hãy ghi tiếp trong biên bản.")
    meeting.discussion = text
    meeting.save(update_fields=["discussion"])
    for item, note in items.items():
        item.discussion = note
        item.save(update_fields=["discussion"])
    record(actor=actor, action="awards.keep_discussion", target=meeting)


@transaction.atomic
def declare_conflict(*, actor: User, nomination: Nomination, member: CouncilMember, reason: str) -> Conflict:
    """Close a nomination's file and ballot to a member, and those of the nominee's other nominations of the round on
    which no vote runs. Raises Refused without a reason, or once the vote runs."""
    if not reason.strip():
        raise Refused("Hãy ghi lý do, ví dụ: vợ hoặc chồng, con, người cùng đơn vị được đề nghị.")
    if any(
        item.state != AgendaItem.State.WAITING
        for item in _on_the_table().select_for_update(of=("self",)).filter(nomination=nomination)
    ):
        raise Refused("Nội dung này đang hoặc đã bỏ phiếu. Hãy báo thư ký phiên họp để bỏ phiếu lại nếu cần.")
    conflict, created = Conflict.objects.get_or_create(
        nomination=nomination, member=member, defaults={"reason": reason.strip()[:300]}
    )
    if created:
        also = _same_nominee(nomination)
        rows = [Conflict(nomination=one, member=member, reason=conflict.reason) for one in also]
        Conflict.objects.bulk_create(rows, ignore_conflicts=True)
        record(
            actor=actor,
            action="awards.declare_conflict",
            target=nomination,
            after={"member": member.pk, "also": [one.pk for one in also]},
            reason=conflict.reason,
        )
    return conflict


def _on_the_table() -> QuerySet[AgendaItem]:
    """The items of meetings that are not over: what another council, or this one before, has voted is past."""
    return AgendaItem.objects.exclude(meeting__state=Meeting.State.CLOSED)


def _same_nominee(nomination: Nomination) -> list[Nomination]:
    """What the same person, collective or household is proposed for besides, as far as no vote on it has begun."""
    begun = _on_the_table().exclude(state=AgendaItem.State.WAITING).values("nomination")
    same = Nomination.objects.filter(
        round=nomination.round_id, person=nomination.person_id, unit=nomination.unit_id, target=nomination.target,
        household_name=nomination.household_name,
    )  # fmt: skip
    return list(same.exclude(pk=nomination.pk).exclude(pk__in=begun))


@transaction.atomic
def close_meeting(*, actor: User, meeting: Meeting) -> Meeting:
    """Close a meeting: what did not pass is not proposed. Raises Refused while an item is not counted."""
    meeting = locked(meeting)
    items = list(meeting.items.select_related("nomination"))
    open_ = [item for item in items if item.state != AgendaItem.State.COUNTED]
    if meeting.state == Meeting.State.OPEN and open_:
        raise Refused(
            f"Còn {len(open_)} nội dung chưa kiểm phiếu. Hãy kiểm phiếu xong, hoặc bỏ nội dung đó khỏi chương trình."
        )
    move(meeting.close, "Phiên họp chưa khai mạc hoặc đã kết thúc.")
    meeting.closed_at = timezone.now()
    meeting.save(update_fields=["state", "closed_at"])
    fallen = [item for item in items if not item.passed]
    for item in fallen:
        _turn_down(item, meeting)
    record(
        actor=actor,
        action="awards.close_meeting",
        target=meeting,
        after={"state": meeting.state, "passed": len(items) - len(fallen), "failed": len(fallen)},
    )
    return meeting


def _turn_down(item: AgendaItem, meeting: Meeting) -> None:
    """The unit learns that it did not pass; the sums stay in the minutes."""
    nomination = locked(item.nomination)
    if nomination.state != Nomination.State.APPRAISED:
        return
    nomination.reject()
    day = vn_date(timezone.localdate(meeting.starts_at))
    nomination.reason = f"{meeting.council.name} họp ngày {day} không thông qua."
    nomination.save(update_fields=["state", "reason"])
