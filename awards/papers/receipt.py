"""The receipt of a dossier (giấy tiếp nhận): what was taken in, by whom, until when it is appraised."""

from collections.abc import Sequence

from django.utils import timezone

from core.dates import vn_date
from documents.kinds import KINDS
from documents.official import Block, OfficialDocument, Paragraph, Row, Signer, Table

from ..models import Dossier
from ..receipts import Limit
from .keeping import drafter_of, kept_by
from .submission import letterhead

KIND = "PB"  # no type of its own in Nghị định 30/2020/NĐ-CP; the nearest is a slip (phiếu báo)
assert KIND in KINDS

SHORT_WAY_UNKNOWN = (
    "Số ngày nêu trên là của khen thưởng công trạng (Nghị định 152/2025/NĐ-CP, Điều 35.3); thời hạn theo thủ tục đơn "
    "giản (Luật 06/2022/QH15, Điều 85) chưa xác minh, cơ quan đối chiếu trước khi áp dụng."
)


def receipt_content(dossier: Dossier, limits: Sequence[Limit]) -> OfficialDocument:
    """Return the receipt of a received dossier with its time limits in working days."""
    office = dossier.round.unit
    assert dossier.received_at is not None
    assert dossier.received_by is not None
    at = timezone.localtime(dossier.received_at)
    return OfficialDocument(
        kind=KIND,
        type_name="GIẤY TIẾP NHẬN HỒ SƠ",
        **letterhead(office, office, "GTN"),
        subject=f"Hồ sơ đề nghị khen thưởng số {dossier.reference}",
        issued_on=at.date(),
        year=at.year,
        body=_body(dossier, limits, f"{at:%H} giờ {at:%M} ngày {vn_date(at.date())}"),
        recipients=[dossier.unit.name, kept_by(office, drafter_of(dossier.received_by, office))],
        signer=Signer(title="NGƯỜI TIẾP NHẬN", name=dossier.received_by.full_name),
    )


def _body(dossier: Dossier, limits: Sequence[Limit], moment: str) -> list[Block]:
    office, around = dossier.round.unit, dossier.round
    total = sum(limit.count for limit in limits)
    sender = f" do {dossier.sent_by.full_name} gửi" if dossier.sent_by else ""
    blocks: list[Block] = [
        Paragraph(
            f"Bộ phận thường trực thi đua, khen thưởng {office.name} đã tiếp nhận lúc {moment} hồ sơ của "
            f"{dossier.unit.name}{sender}, gồm {total:02d} đề nghị, cho đợt xét “{around.title}”."
        ),
        Paragraph("Thời hạn thẩm định, tính từ ngày làm việc sau ngày tiếp nhận:"),
        Table(
            ("TT", "Danh hiệu, hình thức", "Số đề nghị", "Số ngày làm việc", "Thẩm định xong hết ngày"),
            [Row(_cells(number, limit, dossier)) for number, limit in enumerate(limits, start=1)],
            (7, 35, 12, 24, 22),
            ("centre", "left", "centre", "left", "centre"),
        ),
    ]
    if any(not limit.verified for limit in limits):
        blocks.append(
            Paragraph("Thời hạn theo bộ tiêu chuẩn chưa xác minh; cơ quan đối chiếu trước khi áp dụng.", italic=True)
        )
    if any(limit.short_way for limit in limits):
        blocks.append(Paragraph(SHORT_WAY_UNKNOWN, italic=True))
    if dossier.late_is_accepted and dossier.late_accepted_by:
        who = dossier.late_accepted_by.full_name
        blocks.append(Paragraph(f"Hồ sơ gửi sau thời hạn, được {who} đồng ý nhận muộn: {dossier.late_reason}"))
    blocks.append(Paragraph("Đề nghị nào cần bổ sung sẽ được trả lại kèm lý do; đơn vị chỉ sửa đề nghị bị trả lại."))
    return blocks


def _cells(number: int, limit: Limit, dossier: Dossier) -> tuple[str, ...]:
    if limit.days and limit.last_day:
        told = f"{limit.days} ngày làm việc ({limit.article})"
        return (str(number), limit.award_type.written, str(limit.count), told, vn_date(limit.last_day))
    day = dossier.round.appraise_by
    told = f"{limit.days_of_round} ngày làm việc (theo lịch của đợt xét)"
    if limit.days_of_round < 1:  # taken in when the round's own day was over
        told = "Đã qua ngày theo lịch của đợt xét khi tiếp nhận"
    return (str(number), limit.award_type.written, str(limit.count), told, vn_date(day))
