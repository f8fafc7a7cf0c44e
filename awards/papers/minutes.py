"""The minutes of the unit's meeting, after mẫu 1.9 of Nghị định 30/2020/NĐ-CP, Phụ lục III."""

import datetime as dt
from collections.abc import Sequence

from core.dates import vn_long_date
from documents.kinds import MINUTES
from documents.official import Block, Heading, OfficialDocument, Paragraph, Row, Signer, Table

from ..models import Dossier, Nomination, UnitMinutes
from ..namesakes import marked, told_apart
from ..unit_votes import carried
from ..voting import share_in_words
from .lists import addressed, called, in_order
from .submission import letterhead

COLUMNS = ("TT", "Họ và tên, tên tập thể", "Danh hiệu, hình thức", "Đồng ý", "Không đồng ý", "Tỷ lệ đồng ý")


def minutes_content(dossier: Dossier, minutes: UnitMinutes, nominations: Sequence[Nomination]) -> OfficialDocument:
    """Return the minutes as a document; the votes are counted against those who were there."""
    around = dossier.round
    return OfficialDocument(
        kind=MINUTES,
        **letterhead(dossier.unit, around.unit, MINUTES),
        subject=f"Họp xét đề nghị khen thưởng năm {around.year}",
        year=minutes.held_on.year,
        body=[*_begin(minutes), *minutes_body(dossier, minutes, nominations), *_end(minutes)],
        recipients=["Hồ sơ trình khen thưởng", "Lưu: VT, Hồ sơ"],
        signer=Signer(title="CHỦ TRÌ", name=_name(minutes.chair)),
        secretary=Signer(title="THƯ KÝ", name=_name(minutes.secretary)),
    )


def _name(who: str) -> str:
    """The name before the post: "Lò Thị Thu, Trưởng phòng" signs as Lò Thị Thu."""
    return who.split(",")[0].strip()


def _moment(at: dt.time, on: dt.date) -> str:
    return f"{at:%H} giờ {at:%M}, {vn_long_date(on)}"


def _begin(minutes: UnitMinutes) -> list[Block]:
    absent = f" Vắng mặt: {minutes.absent}." if minutes.absent else ""
    return [
        Paragraph(f"Thời gian bắt đầu: {_moment(minutes.begins, minutes.held_on)}."),
        Paragraph(f"Địa điểm: {minutes.place}."),
        Paragraph(f"Thành phần tham dự: có mặt {minutes.present}/{minutes.members} người được triệu tập.{absent}"),
        Paragraph(f"Chủ trì: {minutes.chair}."),
        Paragraph(f"Thư ký (người ghi biên bản): {minutes.secretary}."),
    ]


def _end(minutes: UnitMinutes) -> list[Block]:
    if not minutes.ends:
        return []
    return [Paragraph(f"Cuộc họp kết thúc vào {_moment(minutes.ends, minutes.held_on)}.")]


def minutes_body(dossier: Dossier, minutes: UnitMinutes, nominations: Sequence[Nomination]) -> list[Block]:
    """Return what was weighed, said and voted; begin, place and people stand above it, the end below."""
    said = [line.strip() for line in minutes.opinions.splitlines() if line.strip()]
    return [
        Heading(2, "1.", f"Nội dung: bình xét đề nghị khen thưởng cho đợt “{dossier.round.title}”", title=False),
        Heading(2, "2.", "Ý kiến thảo luận", title=False),
        *[Paragraph(line) for line in said or ["Không có ý kiến khác."]],
        Heading(2, "3.", f"Kết quả bình xét, bỏ phiếu (tính trên {minutes.present} người có mặt)", title=False),
        _votes(minutes, nominations),
        *_conclusion(dossier.unit.name, minutes, nominations),
    ]


def _conclusion(unit: str, minutes: UnitMinutes, nominations: Sequence[Nomination]) -> list[Block]:
    """Who is proposed follows from the votes: the conclusion never says more than they do."""
    for_it: list[Nomination] = []
    against: list[Nomination] = []
    uncounted: list[Nomination] = []
    for row in in_order(nominations):
        chosen = carried(row, minutes.present)
        (uncounted if row.votes_for is None else for_it if chosen else against).append(row)
    if not against and not uncounted:
        who = called(for_it)
        said = f"Kết luận: {unit} đề nghị khen thưởng {who} có tên trên, đã được quá nửa số người có mặt đồng ý."
        return [Heading(2, "4.", said if for_it else "Kết luận: không có đề nghị.", title=False)]
    marks = told_apart(nominations)
    parts = (
        (f"Được quá nửa số người có mặt đồng ý, {unit} đề nghị khen thưởng", for_it),
        ("Không được quá nửa số người có mặt đồng ý", against),
        ("Chưa ghi số phiếu", uncounted),
    )
    lines: list[Block] = []
    for what, rows in parts:
        named = [f"{marked(addressed(row), marks[row.pk])} ({row.award_type.written})" for row in rows]
        lines += [Paragraph(f"{what}: {'; '.join(named)}.")] if named else []
    return [Heading(2, "4.", "Kết luận", title=False), *lines]


def _votes(minutes: UnitMinutes, nominations: Sequence[Nomination]) -> Table:
    rows, marks = [], told_apart(nominations)
    for number, row in enumerate(in_order(nominations), start=1):
        yes, no = _number(row.votes_for), _number(row.votes_against)
        share = "" if row.votes_for is None else share_in_words(row.votes_for, minutes.present)
        rows.append(Row((str(number), marked(addressed(row), marks[row.pk]), row.award_type.written, yes, no, share)))
    aligns = ("centre", "left", "left", "centre", "centre", "centre")
    return Table(head=COLUMNS, rows=rows, widths=(7, 30, 27, 11, 12, 13), aligns=aligns)


def _number(count: int | None) -> str:
    return "" if count is None else str(count)
