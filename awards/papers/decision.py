"""The decision to award, after mẫu 1.2 of Nghị định 30/2020/NĐ-CP, Phụ lục III."""

import datetime as dt
from collections.abc import Mapping, Sequence

from documents.kinds import DECISION, notation
from documents.official import Annex, Article, Basis, Block, Enacting, OfficialDocument, Signer
from units.models import Unit

from ..models import AwardType, Decision, Nomination, Round
from .lists import called, closing, groups, table

SOUVENIR = "Kỷ niệm chương"
_BODIES = {"KNCT": " của tỉnh", "KNCQH": " của Quốc hội"}
# What is handed over, by the groups of Luật 06/2022/QH15, Điều 9; of the others nothing by name.
_THINGS = {
    "Danh hiệu thi đua": "bằng", "Huân chương": "huân chương, bằng", "Huy chương": "huy chương, bằng",
    SOUVENIR: "kỷ niệm chương", "Bằng khen": "bằng khen", "Giấy khen": "giấy khen",
}  # fmt: skip
AMENDED_FROM = dt.date(2026, 10, 1)
DECREE = (
    "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền "
    "trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thi đua, "
    "khen thưởng"
)


def decision_content(
    decision: Decision,
    nominations: Sequence[Nomination],
    signer: Signer | None,
    amounts: Mapping[int, int] | None = None,
    golden: Mapping[int, str] | None = None,
) -> OfficialDocument:
    """Return the decision as a document; without number and date until it is issued.

    `amounts` are the bonuses in đồng by nomination id: with them the list has a column and a total. `golden` are the
    numbers of a golden book that is numbered through the year.
    """
    return framed(decision, _body(decision, nominations), _annex(decision, nominations, amounts, golden), signer)


def framed(decision: Decision, body: list[Block], annex: Annex, signer: Signer | None) -> OfficialDocument:
    """Return a decision of any kind with its head, its recipients and its signer around the body."""
    issuer = decision.round.unit
    return OfficialDocument(
        kind=DECISION,
        symbol=notation(DECISION, issuer.symbol),
        issuer_name=issuer.letterhead_name or issuer.name,
        superior_name=issuer.superior_name,
        place=issuer.place,
        subject=decision.subject,
        year=decision.round.decide_by.year,
        authority=deciding_head(issuer).upper(),
        issuer_reference=deciding_head(issuer),
        body=body,
        recipients=decision.recipients,
        signer=signer,
        annexes=[annex],
    )


def deciding_head(issuer: Unit) -> str:
    """The head who decides, as written in a sentence: "Chánh Văn phòng Ủy ban nhân dân tỉnh An Sơn"."""
    title = _sentence_case(issuer.head_title or "Thủ trưởng")
    last = title.split()[-1].casefold()
    # "Chánh Văn phòng" + "Văn phòng Ủy ban …": what the title ends with is not said twice.
    name = issuer.name
    if title.casefold().endswith("văn phòng") and name.casefold().startswith("văn phòng"):
        return f"{title}{name[len('Văn phòng') :]}"
    if name.casefold().startswith(last):
        return f"{title} {name[len(last) :].strip()}"
    return f"{title} {name}"


def _sentence_case(title: str) -> str:
    words = title.casefold().replace("văn phòng", "Văn phòng")
    return words[:1].upper() + words[1:]


def default_bases(around: Round, on: dt.date) -> list[str]:
    """Return the bases that an award decision of that day cites; the office may change them in the draft.

    Since 01/10/2026 the law stands amended by a text that nobody here has compared, so the wording stays true
    either way: the law with its amendments, no article of the amending text.
    """
    return [law_basis(on), DECREE, f"Theo đề nghị của bộ phận thường trực thi đua, khen thưởng {around.unit.name}"]


def law_basis(on: dt.date) -> str:
    """Return how the law is cited on a day."""
    law = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
    return f"{law} (được sửa đổi, bổ sung bởi Luật số 06/2026/QH16)" if on >= AMENDED_FROM else law


def default_subject(around: Round, nominations: Sequence[Nomination]) -> str:
    """Return the subject of the decision: one award is named, several are not."""
    found = groups(nominations)
    titles = all(group.award_type.kind == AwardType.Kind.TITLE for group in found)
    what = "tặng danh hiệu thi đua" if titles else "tặng danh hiệu thi đua và hình thức khen thưởng"
    if len(found) == 1:
        what = f"tặng {found[0].award_type.phrase}"
    return f"Về việc {what} năm {around.year}"


def default_achievement(around: Round, nominations: Sequence[Nomination] = ()) -> str:
    """Return what the awarded are praised for, in the words of Luật 06/2022/QH15, Điều 8; what was done over many years
    names no year. A kỷ niệm chương is for a part in how a body grew (Điều 71), and only the medals of the armed forces
    are for service in them (Điều 54-57), whatever kind the round is."""
    found = [group.award_type for group in groups(nominations)]
    if found and all(award.group == SOUVENIR for award in found):
        whose = {_BODIES.get(award.code, "") for award in found}
        return f"đã có đóng góp vào quá trình phát triển{whose.pop() if len(whose) == 1 else ''}"
    if around.category == Round.Category.SERVICE and any(award.categories != [around.category] for award in found):
        return "đã có thành tích trong quá trình công tác"
    words = {
        Round.Category.REGULAR: f"đã có thành tích trong công tác năm {around.year}",
        Round.Category.SUDDEN: f"đã lập thành tích đột xuất năm {around.year}",
        Round.Category.CAMPAIGN: f"đã có thành tích trong phong trào thi đua năm {around.year}",
        Round.Category.DEVOTION: "đã có công lao, thành tích trong quá trình cống hiến",
        Round.Category.SERVICE: "đã có thành tích, có quá trình công tác trong lực lượng vũ trang nhân dân",
        Round.Category.FOREIGN: "đã có thành tích đóng góp vào công cuộc xây dựng và bảo vệ Tổ quốc Việt Nam",
    }
    return words[Round.Category(around.category)]


def default_recipients(kept: str) -> list[str]:
    """Return the usual recipients; `kept` is the line of who keeps it."""
    return [
        "Như Điều 3",
        "Lãnh đạo cơ quan",
        "Trung tâm Thông tin (để công bố)",
        kept,
    ]


def _body(decision: Decision, nominations: Sequence[Nomination]) -> list[Block]:
    who = called(nominations)
    bases: list[Block] = [Basis(text) for text in decision.bases]
    return [
        *bases,
        Enacting(),
        Article("1", _granting(decision, nominations)),
        Article(
            "2",
            f"{who[:1].upper()}{who[1:]} có tên tại Điều 1 được {_things(nominations)} và hưởng mức tiền thưởng theo "
            "quy định của Nghị định số 152/2025/NĐ-CP.",
        ),
        Article(
            "3",
            f"Thủ trưởng các đơn vị có liên quan và {who} có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
        ),
    ]


def _things(nominations: Sequence[Nomination]) -> str:
    """ "nhận kỷ niệm chương", "nhận cờ, bằng, giấy khen": what the awards of the list bring with them."""
    found: dict[str, None] = {}
    for group in groups(nominations):
        award = group.award_type
        thing = "cờ" if award.name.startswith("Cờ ") else _THINGS.get(award.group, "hiện vật khen thưởng")
        found.update(dict.fromkeys(thing.split(", ")))
    return f"nhận {', '.join(found) or 'hiện vật khen thưởng'}"


def _granting(decision: Decision, nominations: Sequence[Nomination]) -> str:
    granted = "; ".join(f"{group.award_type.phrase} cho {group.counted}" for group in groups(nominations))
    return f"Tặng {granted} {decision.achievement} (có danh sách kèm theo)."


def _annex(
    decision: Decision,
    nominations: Sequence[Nomination],
    amounts: Mapping[int, int] | None,
    golden: Mapping[int, str] | None,
) -> Annex:
    subject = decision.subject.removeprefix("Về việc ")
    own = {int(pk): text for pk, text in decision.own_achievements.items()}
    title = f"Được {subject}" if subject.startswith("tặng ") else subject[:1].upper() + subject[1:]
    listed = table(nominations, amounts, golden, own)
    return Annex(label="DANH SÁCH", title=title, blocks=[listed, closing(nominations)])
