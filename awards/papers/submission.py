"""The unit's submission (tờ trình) with its list: Luật số 06/2022/QH15, Điều 84 khoản 1 điểm a và khoản 2 điểm a."""

from collections.abc import Sequence
from typing import TypedDict

from documents.kinds import SUBMISSION
from documents.official import Annex, Block, OfficialDocument, Paragraph, Signer
from units.models import Unit

from ..content import SHORT_WAY
from ..models import Dossier, Nomination, Round
from .decision import deciding_head
from .lists import groups, table


class Letterhead(TypedDict):
    """The cells at the head of a unit's paper."""

    symbol: str
    issuer_name: str
    superior_name: str
    place: str


def letterhead(unit: Unit, office: Unit, kind: str) -> Letterhead:
    """Return the head of a paper of the unit. A unit without a register of its own leaves the number to be written
    in and stands under the office that issues for it."""
    above = unit.issuer or office
    own = unit.issues_documents
    return {
        "symbol": f"{kind}-{unit.symbol}" if unit.symbol else kind,
        "issuer_name": unit.letterhead_name or unit.name,
        "superior_name": unit.superior_name if own else (above.letterhead_name or above.name),
        "place": unit.place or above.place,
    }


def submission_content(dossier: Dossier, nominations: Sequence[Nomination], signer: Signer | None) -> OfficialDocument:
    """Return the submission of a unit. A unit without a register of its own leaves the number to be written in."""
    unit, around = dossier.unit, dossier.round
    return OfficialDocument(
        kind=SUBMISSION,
        **letterhead(unit, around.unit, SUBMISSION),
        subject=f"Về việc đề nghị khen thưởng năm {around.year}",
        year=around.send_by.year,
        addressees=[deciding_head(around.unit)],
        body=_body(dossier, nominations),
        recipients=["Như trên", "Lưu: hồ sơ đơn vị"],
        signer=signer,
        annexes=[_list(around, nominations, unit)],
    )


def round_submission_content(
    around: Round, nominations: Sequence[Nomination], units: int, signer: Signer | None
) -> OfficialDocument:
    """Return the office's own submission over all dossiers that it received: to its leader, who decides or sends it
    on. `units` is how many units' dossiers it stands on."""
    office = around.unit
    asked = "; ".join(f"{group.award_type.phrase} cho {group.counted}" for group in groups(nominations))
    head = deciding_head(office)
    return OfficialDocument(
        kind=SUBMISSION,
        **letterhead(office, office, SUBMISSION),
        subject=f"Về việc tổng hợp đề nghị khen thưởng năm {around.year}",
        year=around.decide_by.year,
        addressees=[head],
        body=[
            Paragraph(
                "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022 và các văn bản hướng dẫn thi hành; "
                f"thực hiện đợt xét “{around.title}”; trên cơ sở hồ sơ của {units:02d} đơn vị đã tiếp nhận, "
                "bộ phận thường trực thi đua, khen thưởng tổng hợp như sau:"
            ),
            Paragraph(f"Xét tặng {asked or '(chưa có đề nghị)'}."),
            Paragraph("Danh sách và kết quả thẩm định của từng đề nghị kèm theo hồ sơ."),
            Paragraph(f"Kính trình {head} xem xét, quyết định."),
        ],
        recipients=["Như trên", "Lưu: VT, hồ sơ thi đua, khen thưởng"],
        signer=signer,
        annexes=[_list(around, nominations, office)],
    )


def _list(around: Round, nominations: Sequence[Nomination], unit: Unit) -> Annex:
    return Annex(
        label="DANH SÁCH",
        title=f"Đề nghị khen thưởng năm {around.year}",
        blocks=[table(nominations)],
        note=f"(Kèm theo Tờ trình của {unit.name})",
    )


def _body(dossier: Dossier, nominations: Sequence[Nomination]) -> list[Block]:
    unit, around = dossier.unit, dossier.round
    asked = "; ".join(f"{group.award_type.phrase} cho {group.counted}" for group in groups(nominations))
    # The short way asks for no voting of the unit (Luật 06/2022/QH15, Điều 85).
    ground = "" if around.category in SHORT_WAY else "trên cơ sở kết quả bình xét của tập thể, "
    return [
        Paragraph(
            "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022 và các văn bản hướng dẫn thi hành; "
            f"thực hiện đợt xét “{around.title}” của {around.unit.name}; "
            f"{ground}{unit.name} đề nghị:"
        ),
        Paragraph(f"Xét tặng {asked or '(chưa có đề nghị)'}."),
        Paragraph(
            f"{unit.name} chịu trách nhiệm về tính chính xác của thành tích đã báo cáo "
            f"(có danh sách và báo cáo thành tích kèm theo, hồ sơ {dossier.reference})."
        ),
        Paragraph(f"Kính trình {deciding_head(around.unit)} xem xét, quyết định."),
    ]
