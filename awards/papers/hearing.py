"""What was heard of nominations, in the words of minutes and submissions; and the submission to the level above.

The submission says what Nghị định 152/2025/NĐ-CP, Điều 33.11 asks of it: legal basis, what is proposed, the
opinions of the agencies concerned, the appraisal. The wording of mẫu 01 was not seen; the writer completes the draft.
"""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from core.dates import vn_date

from ..departures import Departure, departures_of
from ..models import AgendaItem, CommentPeriod, Forwarding, Meeting, Nomination
from ..queries.hearing import opinions_on, periods_about
from .lists import addressed, closing, groups, in_order
from .places import notes_of

SHORT_WORDS = 110
LIST_HEAD = "| TT | Họ và tên, tên tập thể | Chức vụ, đơn vị | Đề nghị tặng |"


def short_report(nomination: Nomination) -> str:
    """Return the beginning of the achievements, at most SHORT_WORDS words: what an agency reads that is asked."""
    words = str(nomination.content.get("achievements", "")).split()
    return " ".join(words[:SHORT_WORDS]) + (" …" if len(words) > SHORT_WORDS else "")


def public_note(nomination: Nomination) -> str:
    """Return what may stand beside a name on a public page: position and unit, never an address."""
    if nomination.household_name:
        return nomination.unit.short_name if nomination.unit else ""
    return nomination.nominee_note


def comment_lines(nominations: Sequence[Nomination]) -> list[str]:
    """Return how the public comment went, a line for each period: when, how many comments, how they were settled.

    Names nobody who commented.
    """
    wanted = {nomination.pk for nomination in nominations}
    return [_comment_line(period, wanted) for period in periods_about(nominations)]


def _comment_line(period: CommentPeriod, wanted: set[int]) -> str:
    listed = sum(nomination.pk in wanted for nomination in period.nominations.all())
    about = [row for row in period.comments.all() if row.nomination_id is None or row.nomination_id in wanted]
    answered = sum(row.answered_at is not None for row in about)
    until = timezone.localdate(period.ended_early_at) if period.ended_early_at else period.ends_on
    when = f"từ ngày {vn_date(period.starts_on)} đến hết ngày {vn_date(until)}"
    said = f"có {len(about)} ý kiến, đã xem xét, xử lý {answered} ý kiến" if about else "không có ý kiến nào"
    early = f" (kết thúc sớm: {_sentence(period.ended_early_reason)})" if period.ended_early_at else ""
    return f"Danh sách {listed} đề nghị đã công khai lấy ý kiến {when}{early}: {said}."


def opinion_lines(nominations: Sequence[Nomination]) -> list[str]:
    """Return what agencies answered, a line for each that was asked, with everybody to whom it did not agree."""
    found = opinions_on(nominations)
    names = {nomination.pk: nomination.nominee_name for nomination in nominations}
    by_request: dict[int, list[Any]] = {}
    for opinions in found.values():
        for opinion in opinions:
            by_request.setdefault(opinion.request_id, []).append(opinion)
    lines = []
    for opinions in by_request.values():
        request = opinions[0].request
        if request.answered_at is None:
            lines.append(f"{request.name}: chưa có ý kiến (hạn trả lời {vn_date(request.due_on)}).")
            continue
        paper = f" (văn bản số {request.paper_number} ngày {vn_date(request.paper_date)})" if request.paper_date else ""
        agreed = sum(one.verdict == "agree" for one in opinions)
        others = [
            f"{names[one.nomination_id]}: {one.get_verdict_display().lower()} ({_sentence(one.text)})"
            for one in opinions
            if one.verdict != "agree"
        ]
        said = "; ".join([f"đồng ý {agreed}/{len(opinions)} đề nghị", *others])
        lines.append(f"{request.name}{paper}: {said}.")
    return lines


def _sentence(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def submission(forwarding: Forwarding, nominations: Sequence[Nomination]) -> dict[str, Any]:
    """Return the fields of the submission to the level above."""
    around, rows = forwarding.round, in_order(nominations)
    asked = "; ".join(f"{group.award_type.phrase} cho {group.counted}" for group in groups(rows))
    body = [
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022 và các văn bản hướng dẫn thi hành; "
        f"trên cơ sở kết quả đợt xét “{around.title}”, {around.unit.name} kính trình {forwarding.to_name} như sau:",
        "1. Nội dung đề nghị",
        f"Xét tặng {asked} (danh sách tại Phụ lục I, tóm tắt thành tích tại Phụ lục II).",
        "2. Ý kiến của các cơ quan liên quan",
        *(opinion_lines(rows) or ["Không thuộc trường hợp phải lấy ý kiến của cơ quan khác."]),
        "3. Lấy ý kiến công khai",
        *(comment_lines(rows) or ["Không thuộc trường hợp phải công khai lấy ý kiến."]),
        "4. Ý kiến thẩm định",
        f"{around.unit.name} đã thẩm định {len(rows)} đề nghị về đối tượng, điều kiện, tiêu chuẩn, hồ sơ và thủ tục"
        f"{_found_fit(rows)}",
        *_council_lines(rows),
        f"Kính trình {forwarding.to_name} xem xét, quyết định.",
    ]
    return {
        "subject": f"Đề nghị khen thưởng năm {around.year}",
        "addressees": forwarding.to_name,
        "body": "\n".join(body),
    }


def _found_fit(nominations: Sequence[Nomination]) -> str:
    """The end of the sentence on the appraisal: that all are fit, but for those who are not by the conditions, why
    they are proposed all the same."""
    against = [one for one in departures_of(nominations).values() if one.findings]
    if not against:
        return "; các đề nghị trong danh sách đủ điều kiện trình khen thưởng."
    named = "; ".join(_against(one) for one in against)
    if len(against) == len(nominations):
        return f". Đề nghị khen khác kết quả đối chiếu tiêu chuẩn: {named}."
    return f"; các đề nghị trong danh sách đủ điều kiện trình khen thưởng, trừ: {named}."


def _against(departure: Departure) -> str:
    findings = _sentence(" ".join(departure.findings))
    why = f"; vẫn đề nghị khen vì: {_sentence(departure.reason)}" if departure.reason else ""
    return f"{departure.name} ({findings}{why})"


def _council_lines(nominations: Sequence[Nomination]) -> list[str]:
    """What the council voted, where it did."""
    items = AgendaItem.objects.filter(
        nomination__in=nominations, passed=True, meeting__state=Meeting.State.CLOSED
    ).select_related("meeting__council", "nomination__person", "nomination__unit")
    lines = []
    for item in items.order_by("meeting__starts_at", "position"):
        day = vn_date(timezone.localdate(item.meeting.starts_at))
        lines.append(
            f"- {item.nomination.nominee_name}: {item.meeting.council.name} họp ngày {day} thông qua "
            f"({item.figures})."
        )
    return ["5. Kết quả xét của Hội đồng", *lines] if lines else []


def submission_annexes(nominations: Sequence[Nomination]) -> list[tuple[str, str]]:
    """Return the annexes of the submission as title and text: the list, and the summary of achievements."""
    rows = in_order(nominations)
    notes = notes_of(rows, rows[0].round.unit) if rows else {}
    table = [LIST_HEAD]
    summary = []
    for number, row in enumerate(rows, start=1):
        cells = (str(number), addressed(row), notes[row.pk], row.award_type.written)
        table.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")
        note = f", {notes[row.pk]}" if notes[row.pk] else ""
        summary += [f"{number}. {addressed(row)}{note}", f"Đề nghị tặng: {row.award_type.written}."]
        summary.append(short_report(row) or "(Chưa có tóm tắt thành tích.)")
    return [
        ("Danh sách đề nghị khen thưởng", "\n".join([*table, closing(rows).text])),
        ("Tóm tắt thành tích", "\n".join(summary)),
    ]
