"""The unit's submission (tờ trình) with its list: Luật số 06/2022/QH15, Điều 84 khoản 1 điểm a và khoản 2 điểm a."""

from collections.abc import Sequence
from typing import TypedDict

from documents.kinds import SUBMISSION
from documents.official import Annex, Block, OfficialDocument, Paragraph, Signer
from documents.signers import nobody_yet
from units.models import Unit

from ..authority import decides_itself
from ..content import SHORT_WAY
from ..models import AwardType, Dossier, Nomination, Round
from .decision import deciding_head
from .keeping import drafter_of, kept_by
from .lists import closing, groups, in_order, table

# Before the office's own head the standing office answers for the paper, not the head himself.
STANDING = Signer(title="BỘ PHẬN THƯỜNG TRỰC THI ĐUA, KHEN THƯỞNG")


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
        "superior_name": unit.superior_name if own else above.as_superior,
        "place": unit.place or above.place,
    }


# Of these the catalogue knows the kind and not the name: the paper leaves it to whoever writes it.
_UNNAMED = {
    AwardType.Authority.MINISTRY: "Bộ, ban, ngành có thẩm quyền",
    AwardType.Authority.OTHER: "Cơ quan, tổ chức có thẩm quyền",
}


def decider(award_type: AwardType, office: Unit) -> str:
    """Return who decides the award, as an addressee: the office's own head, or the authority above it
    (Luật số 06/2022/QH15, Điều 77-80)."""
    if decides_itself(award_type, office):
        return deciding_head(office)
    level = AwardType.Authority(award_type.authority)
    return _UNNAMED.get(level, str(level.label))


def by_decider(nominations: Sequence[Nomination], office: Unit) -> dict[str, list[Nomination]]:
    """Return the nominations by who decides them, in the order of the lists."""
    found: dict[str, list[Nomination]] = {}
    for nomination in in_order(nominations):
        found.setdefault(decider(nomination.award_type, office), []).append(nomination)
    return found


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
        recipients=["Như trên", kept_by(unit.issuer or around.unit, unit)],
        signer=signer or nobody_yet(unit, collective=False),
        annexes=[_list(around, nominations, unit)],
    )


def round_submission_content(
    around: Round, nominations: Sequence[Nomination], units: int, signer: Signer | None
) -> OfficialDocument:
    """Return the office's own submission over all dossiers that it received: to each authority that decides some of
    it, each with its own list. `units` is how many units' dossiers it stands on; without a signer the block of the
    office's head, or of the standing office where he is the one who decides all."""
    office = around.unit
    asked = by_decider(nominations, office)
    inside = list(asked) == [deciding_head(office)]
    return OfficialDocument(
        kind=SUBMISSION,
        **letterhead(office, office, SUBMISSION),
        subject=f"Về việc tổng hợp đề nghị khen thưởng năm {around.year}",
        year=around.decide_by.year,
        addressees=list(asked),
        body=[
            Paragraph(
                "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022 và các văn bản hướng dẫn thi hành; "
                f"thực hiện đợt xét “{around.title}”; trên cơ sở hồ sơ của {units:02d} đơn vị đã tiếp nhận, "
                f"{'bộ phận thường trực thi đua, khen thưởng' if inside else office.name} tổng hợp như sau:"
            ),
            *(Paragraph(f"Kính trình {who} xem xét, quyết định tặng {_asked(rows)}.") for who, rows in asked.items()),
            Paragraph("Danh sách và kết quả thẩm định của từng đề nghị kèm theo hồ sơ."),
        ],
        recipients=["Như trên", kept_by(office, drafter_of(around.created_by, office))],
        signer=STANDING if inside else signer or nobody_yet(office, collective=False),
        annexes=[_list(around, rows, office, f" trình {who}") for who, rows in asked.items()],
    )


def _asked(nominations: Sequence[Nomination]) -> str:
    return "; ".join(f"{group.award_type.phrase} cho {group.counted}" for group in groups(nominations))


def _list(around: Round, nominations: Sequence[Nomination], unit: Unit, to: str = "") -> Annex:
    return Annex(
        label="DANH SÁCH",
        title=f"Đề nghị khen thưởng năm {around.year}{to}",
        blocks=[table(nominations), closing(nominations)],
        note=f"(Kèm theo Tờ trình của {unit.name})",
    )


def _body(dossier: Dossier, nominations: Sequence[Nomination]) -> list[Block]:
    unit, around = dossier.unit, dossier.round
    asked = _asked(nominations)
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
