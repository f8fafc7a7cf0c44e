"""The papers of a meeting as words of drafts: invitation (mẫu 1.7), minutes and counting minutes (mẫu 1.9).

No model is fixed for the minutes of a council or of a count; they follow the general minutes of Nghị định
30/2020/NĐ-CP, Phụ lục III. The secretary completes them as any other draft.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from core.dates import vn_long_date
from core.models import AuditEvent

from ..models import AgendaItem, Conflict, CouncilMember, Meeting, PaperCount
from ..namesakes import names_of
from ..permissions_council import kept_out
from ..voting import at_least
from .hearing import comment_lines, opinion_lines
from .presence import Presence

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
# Six columns: with one more the whole page would be turned (`documents.composing.WIDE`).
COLUMNS = ("TT", "Họ và tên, tập thể - đề nghị tặng", "Đồng ý", "Không đồng ý", "Trắng, không hợp lệ", "Kết quả")
MEMBERS = "Các thành viên Hội đồng"
HEAD = f"| {' | '.join(COLUMNS)} |"


def invitation(meeting: Meeting) -> dict[str, Any]:
    """Return the fields of the draft that invites the members."""
    when = timezone.localtime(meeting.starts_at)
    day = f"{when:%H} giờ {when:%M}, {vn_long_date(when.date())} ({WEEKDAYS[when.weekday()]})"
    return {
        "subject": meeting.title,
        "details": {
            "invited": "\n".join(map(_with_title, _members(meeting))),
            "meeting": f"{meeting.title} của {meeting.council.name}",
            "chair": _name(meeting.chair),
            "time": day,
            "venue": meeting.place,
        },
        "body": f"Chương trình: xem xét {meeting.items.count()} đề nghị khen thưởng. Đề nghị đại biểu nghiên cứu hồ sơ "
        "và khai báo xung đột lợi ích (nếu có) trước phiên họp.",
        "recipients": MEMBERS,
    }


def minutes(meeting: Meeting) -> dict[str, Any]:
    """Return the fields of the minutes: who was there, what was said, every vote by name or by sum."""
    items = _items(meeting)
    passed = [item for item in items if item.passed]
    presence = Presence(meeting, items)
    share, there = at_least(meeting.quorum), presence.at_opening
    body = [
        f"1. Khi khai mạc có mặt {there}/{len(_members(meeting))} thành viên, đủ số thành viên để họp "
        f"(quy định: {share}).",
        *_away(presence),
        f"2. Hội đồng xem xét {len(items)} đề nghị khen thưởng.",
        *_kept_out(meeting, items),
        *_heard(items),
        "3. Ý kiến thảo luận",
        *_talk(meeting, items),
        "4. Kết quả biểu quyết",
        *_table(items),
        *_at_votes(items, presence),
        *_by_name(items),
        *_voided(items),
        "5. Kết luận",
        f"Hội đồng thông qua {len(passed)} đề nghị, không thông qua {len(items) - len(passed)} đề nghị.",
    ]
    subject = f"{meeting.title} của {meeting.council.name}"
    return {"subject": subject, "details": _frame(meeting, presence), "body": "\n".join(body), "recipients": MEMBERS}


def counting_minutes(meeting: Meeting) -> dict[str, Any]:
    """Return the fields of the minutes of the count of the secret ballots."""
    items = [item for item in _items(meeting) if item.secret]
    head = "| TT | Nội dung | Được bỏ | Thu về | Hợp lệ | Không hợp lệ |"
    counted_by = _counted_by(meeting, items)
    body = [f"1. {_how(items, counted_by)}", "2. Số phiếu của từng nội dung", head]
    for number, item in enumerate(items, start=1):
        valid, invalid = (item.yes or 0) + (item.no or 0), item.invalid or 0
        body.append(f"| {number} | {_about(item)} | {item.present} | {valid + invalid} | {valid} | {invalid} |")
    presence = Presence(meeting, items)
    body += ["3. Kết quả", *_table(items), *_at_votes(items, presence), *_voided(items)]
    tellers, shut = _tellers(counted_by)
    body += [
        f"- Người kiểm phiếu {name} đã khai báo xung đột lợi ích về nội dung mình kiểm nên không ký biên bản này; "
        "người kiểm phiếu còn lại (nếu có), thư ký và người chủ trì ký."
        for name in shut
    ]
    return {
        "subject": f"Kiểm phiếu {_lower(meeting.title)}",
        "details": _frame(meeting, presence) | {"tellers": "\n".join(tellers)},
        "body": "\n".join(body),
        "recipients": MEMBERS,
    }


def _counted_by(meeting: Meeting, items: Sequence[AgendaItem]) -> dict[AgendaItem, list[CouncilMember]]:
    """Who counted each item that was voted on paper: the two who wrote down what stands; where nobody did, the
    meeting's tellers."""
    on_paper = {item.pk: item for item in items if item.ballot == AgendaItem.Ballot.PAPER}
    usual = list(meeting.tellers.all()) if on_paper else []
    counts = PaperCount.objects.filter(item__in=on_paper).select_related("teller").order_by("teller__post", "teller")
    found: dict[int, list[CouncilMember]] = {}
    for one in counts:
        item = on_paper[one.item_id]
        if one.sums == (item.yes, item.no, item.invalid):
            found.setdefault(one.item_id, []).append(one.teller)
    return {item: _two_of(found.get(pk, []), usual) for pk, item in on_paper.items()}


def _two_of(wrote: list[CouncilMember], usual: list[CouncilMember]) -> list[CouncilMember]:
    """What somebody counted who was changed before the vote was decided does not stand."""
    now = [one for one in wrote if one in usual]
    return (now if len(now) > 1 else wrote) or usual


def _tellers(counted_by: Mapping[AgendaItem, Sequence[CouncilMember]]) -> tuple[list[str], list[str]]:
    """Return who signs the count: everybody who counted an item; and those who declared a conflict on all that they
    counted: nobody signs the count of what is closed to him."""
    declared = Conflict.objects.filter(nomination__in=[item.nomination_id for item in counted_by])
    shut = set(declared.values_list("nomination", "member"))
    signs: dict[str, bool] = {}
    for item, tellers in counted_by.items():
        for one in tellers:
            open_to_him = (item.nomination_id, one.pk) not in shut
            signs[one.full_name] = signs.get(one.full_name, False) or open_to_him
    return [name for name, yes in signs.items() if yes], [name for name, yes in signs.items() if not yes]


def _how(items: Sequence[AgendaItem], counted_by: Mapping[AgendaItem, Sequence[CouncilMember]]) -> str:
    """By whom, or by what, the secret ballots were counted."""
    kinds = {item.ballot for item in items}
    said = ["Phiếu kín bỏ trên thiết bị, kiểm khi đóng hòm phiếu."] if AgendaItem.Ballot.SECRET in kinds else []
    pairs: dict[str, list[str]] = {}
    for number, item in enumerate(items, start=1):
        if item in counted_by:
            pairs.setdefault("; ".join(map(_with_title, counted_by[item])), []).append(str(number))
    for names, numbers in pairs.items():
        which = "" if len(numbers) == len(items) else f" nội dung {', '.join(numbers)}"
        said.append(f"Phiếu kín trên giấy{which} do hai người kiểm: {names}.")
    return " ".join(said)


def _frame(meeting: Meeting, presence: Presence) -> dict[str, str]:
    """The fields of every minutes: when, where, who."""
    return {
        "begins": _moment(meeting.opened_at or meeting.starts_at),
        "venue": meeting.place,
        "attendees": "\n".join(_attendees(presence)),
        "chair": _name(meeting.chair),
        # Between signature and name stands the post in the agency, not the one in the council (mẫu 1.9, ghi chú 5).
        "chair_post": meeting.chair.title if meeting.chair else "",
        "secretary": _name(meeting.secretary),
        "ends": _moment(meeting.closed_at) if meeting.closed_at else "",
    }


def _items(meeting: Meeting) -> list[AgendaItem]:
    related = ("nomination__award_type", "nomination__person__unit", "nomination__unit__parent")
    items = list(meeting.items.select_related(*related))
    names = names_of([item.nomination for item in items])
    for item in items:
        item.called = names[item.nomination_id]  # type: ignore[attr-defined]
    return items


def _called(item: AgendaItem) -> str:
    """The nominee's name with what tells it from another of the meeting, as `_items` found it."""
    return str(item.called)  # type: ignore[attr-defined]


def _members(meeting: Meeting) -> list[CouncilMember]:
    return list(meeting.council.members.sitting())  # type: ignore[attr-defined]


def _name(member: CouncilMember | None) -> str:
    return member.full_name if member else ""


def _with_title(member: CouncilMember) -> str:
    return f"{member.full_name}, {member.title}" if member.title else member.full_name


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _moment(at: Any) -> str:
    local = timezone.localtime(at)
    return f"{local:%H} giờ {local:%M}, {vn_long_date(local.date())}"


def _attendees(presence: Presence) -> list[str]:
    """Who was there; who only wrote an opinion was not."""
    return [f"{_with_title(member)} - {member.get_post_display()}{missed}" for member, missed in presence.attended()]


def _away(presence: Presence) -> list[str]:
    wrote, others = ("; ".join(map(_with_title, members)) for members in presence.away())
    said = [f"- Vắng mặt, có ý kiến bằng văn bản: {wrote}."] if wrote else []
    return [*said, f"- Vắng mặt: {others}."] if others else said


def _at_votes(items: Sequence[AgendaItem], presence: Presence) -> list[str]:
    """How many were there and might vote, item by item; those of the same figures stand together."""
    alike: dict[str, list[str]] = {}
    for number, item in enumerate(items, start=1):
        there, written = presence.at_vote(item)
        also = f", {written} thành viên vắng có ý kiến bằng văn bản" if written and not item.secret else ""
        said = f"có mặt {there}/{item.members} thành viên{also}; được bỏ phiếu {item.present}"
        alike.setdefault(said, []).append(str(number))
    return [f"- Khi bỏ phiếu nội dung {', '.join(numbers)}: {said}." for said, numbers in alike.items()]


def _kept_out(meeting: Meeting, items: Sequence[AgendaItem]) -> list[str]:
    """Who did not take part in which votes, a line for each member and nominee; what the interest is, is not for the
    minutes."""
    members = list(meeting.council.members.select_related("user"))  # type: ignore[attr-defined]
    apart = kept_out(members, [item.nomination for item in items])
    awards: dict[tuple[str, str, str], list[str]] = {}
    for item in items:
        for member in members:
            if why := apart.get((item.nomination_id, member.pk)):
                told = (member.full_name, _called(item), why)
                awards.setdefault(told, []).append(item.nomination.award_type.written)
    return [
        f"- {name} không tham gia bỏ phiếu đối với {nominee} ({'; '.join(names)}) vì {why}."
        for (name, nominee, why), names in awards.items()
    ]


def _heard(items: Sequence[AgendaItem]) -> list[str]:
    """How the public comment went and what other agencies said, for what was on the agenda."""
    nominations = [item.nomination for item in items]
    return [f"- {line}" for line in (*comment_lines(nominations), *opinion_lines(nominations))]


def _talk(meeting: Meeting, items: Sequence[AgendaItem]) -> list[str]:
    lines = [line for line in meeting.discussion.splitlines() if line.strip()]
    lines += [f"- Về {_about(item)}: {' '.join(item.discussion.split())}" for item in items if item.discussion]
    return lines or ["Không có ý kiến khác."]


def _table(items: Sequence[AgendaItem]) -> list[str]:
    lines = [HEAD]
    for number, item in enumerate(items, start=1):
        result = "thông qua" if item.passed else "không thông qua"
        chair = "; theo ý kiến của người chủ trì" if item.by_chair else ""
        lines.append(
            f"| {number} | {_about(item)} | {item.yes} | {item.no} | "
            f"{item.invalid} | {result}: {item.share} (cần {item.needed}/{item.base}{chair}) |"
        )
    ties = [item for item in items if item.tie_said]
    return [*lines, *[f"- {_about(item)}: {item.tie_said}." for item in ties]]


def _voided(items: Sequence[AgendaItem]) -> list[str]:
    """Which votes were voided before the one that counts: when, by whom and why, from the record of what was done."""
    known = {str(item.pk): item for item in items}
    events = AuditEvent.objects.filter(
        action="awards.vote_again", target_type=AgendaItem._meta.label_lower, target_id__in=known
    )
    return [_void(known[event.target_id], event) for event in events.select_related("actor").order_by("pk")]


def _void(item: AgendaItem, event: AuditEvent) -> str:
    who = event.actor.full_name if event.actor else ""
    return (
        f"- Lần bỏ phiếu trước đối với {_about(item)} đã bị hủy lúc "
        f"{_moment(event.at)} để bỏ phiếu lại; lý do: {' '.join(event.reason.split()).rstrip('.')}; người hủy: {who}."
    )


def _by_name(items: Sequence[AgendaItem]) -> list[str]:
    """In an open vote who was against, or for neither, stands in the minutes."""
    lines = []
    for item in items:
        if item.secret:
            continue
        others = item.ballots.exclude(choice="y").select_related("member")
        words = {"n": "không đồng ý", "b": "không có ý kiến"}
        said = [f"{one.member.full_name} ({words[one.choice]})" for one in others]
        if said:
            rest = f"; {item.yes} thành viên khác đồng ý" if item.yes else ""
            lines.append(f"+ {_about(item)}: {', '.join(said)}{rest}.")
    head = "- Trong các nội dung biểu quyết công khai có thành viên không đồng ý hoặc không có ý kiến:"
    return [head, *lines] if lines else []


def _about(item: AgendaItem) -> str:
    """The nominee and for what: who is proposed for several awards stands on the agenda several times."""
    return f"{_called(item)} - {item.nomination.award_type.written}"
