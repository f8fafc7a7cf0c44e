"""The unit's submission (tờ trình) with its list: Luật số 06/2022/QH15, Điều 84 khoản 1 điểm a và khoản 2 điểm a."""

from collections.abc import Sequence

from documents.kinds import SUBMISSION
from documents.official import Annex, Block, OfficialDocument, Paragraph, Signer

from ..models import Dossier, Nomination
from .decision import deciding_head
from .lists import groups, table


def submission_content(dossier: Dossier, nominations: Sequence[Nomination], signer: Signer | None) -> OfficialDocument:
    """Return the submission of a unit. A unit without a register of its own leaves the number to be written in."""
    unit, around = dossier.unit, dossier.round
    office = unit.issuer or around.unit
    own = unit.issues_documents
    return OfficialDocument(
        kind=SUBMISSION,
        symbol=f"{SUBMISSION}-{unit.symbol}" if unit.symbol else SUBMISSION,
        issuer_name=unit.letterhead_name or unit.name,
        superior_name=unit.superior_name if own else (office.letterhead_name or office.name),
        place=unit.place or office.place,
        subject=f"Về việc đề nghị khen thưởng năm {around.year}",
        year=around.send_by.year,
        addressees=[deciding_head(around.unit)],
        body=_body(dossier, nominations),
        recipients=["Như trên", "Lưu: hồ sơ đơn vị"],
        signer=signer,
        annexes=[
            Annex(
                label="DANH SÁCH",
                title=f"Đề nghị khen thưởng năm {around.year}",
                blocks=[table(nominations)],
                note=f"(Kèm theo Tờ trình của {unit.name})",
            )
        ],
    )


def _body(dossier: Dossier, nominations: Sequence[Nomination]) -> list[Block]:
    unit, around = dossier.unit, dossier.round
    asked = "; ".join(f"{group.award_type.phrase} cho {group.counted}" for group in groups(nominations))
    return [
        Paragraph(
            "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022 và các văn bản hướng dẫn thi hành; "
            f"thực hiện đợt xét “{around.title}” của {around.unit.name}; "
            f"trên cơ sở kết quả bình xét của tập thể, {unit.name} đề nghị:"
        ),
        Paragraph(f"Xét tặng {asked or '(chưa có đề nghị)'}."),
        Paragraph(
            f"{unit.name} chịu trách nhiệm về tính chính xác của thành tích đã báo cáo "
            f"(có danh sách và báo cáo thành tích kèm theo, hồ sơ {dossier.reference})."
        ),
        Paragraph(f"Kính trình {deciding_head(around.unit)} xem xét, quyết định."),
    ]
