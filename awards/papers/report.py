"""The achievement report as a document (báo cáo thành tích): background, achievements, awards so far.

The order of its parts and the heads of its two tables of awards are those of the report forms in award dossiers;
the wording of the forms of Nghị định 152/2025/NĐ-CP is not confirmed.
"""

from collections.abc import Sequence
from typing import TypedDict

from core.dates import vn_date
from documents.kinds import REPORT
from documents.official import Block, Heading, ListItem, OfficialDocument, Paragraph, Row, Signer, Table
from documents.signers import nobody_yet

from ..content import texts_of
from ..content.figures import figures_of, service_total
from ..forms.report import initiative_words
from ..models import Award, AwardType, Initiative, Nomination
from .submission import letterhead

BACKGROUND = "background"
FACTS = ("members", "nationality")  # what is told of the nominee itself, with the background in part I
CLOSING = "opinion"  # what the unit says to it: no achievement, it stands last, above the signatures


def report_content(
    nomination: Nomination, awards: Sequence[Award], initiatives: Sequence[Initiative], signer: Signer | None
) -> OfficialDocument:
    """Return the report of one nominee; `awards` are those of the register, `initiatives` those it rests on."""
    dossier = nomination.dossier
    return OfficialDocument(
        kind=REPORT,
        type_name="BÁO CÁO THÀNH TÍCH",
        numbered=False,
        **letterhead(dossier.unit, nomination.round.unit, REPORT),
        subject=f"Đề nghị tặng {nomination.award_type.phrase}",
        year=nomination.round.send_by.year,
        body=[*_who(nomination), *_achieved(nomination, initiatives), *_awarded(awards), *_closing(nomination)],
        recipients=["Hồ sơ trình khen thưởng", "Lưu: hồ sơ đơn vị"],
        **_signed(nomination, signer or nobody_yet(dossier.unit, collective=False)),
    )


class Signed(TypedDict):
    """The places for signatures at the foot of a report."""

    tellers: list[Signer]
    secretary: Signer
    signer: Signer | None


def _signed(nomination: Nomination, head: Signer) -> Signed:
    """A person signs on the left of the head who confirms it, and whoever submits it upwards confirms it below; that
    of a collective or a household is signed by the head, beside that confirmation."""
    confirmed = Signer(title="XÁC NHẬN CỦA CẤP TRÌNH KHEN THƯỞNG")
    if nomination.person is None:
        return {"tellers": [], "secretary": confirmed, "signer": head}
    person = Signer(title="NGƯỜI BÁO CÁO", name=nomination.person.full_name)
    return {"tellers": [person, head], "secretary": confirmed, "signer": None}


def _who(nomination: Nomination) -> list[Block]:
    texts = texts_of(nomination)
    label, text = next((label, text) for key, label, text in texts if key == BACKGROUND)
    told = [f"{label}: {' '.join(str(text).split())}" for key, label, text in texts if key in FACTS and text]
    blocks: list[Block] = [Heading(1, "I", label), *[ListItem(line) for line in (*_facts(nomination), *told)]]
    return blocks + _paragraphs(text)


def _closing(nomination: Nomination) -> list[Block]:
    """What the unit itself says: its remark on a person, its proposal for a collective or a household."""
    return [
        block
        for key, label, text in texts_of(nomination)
        if key == CLOSING and text
        for block in (Heading(1, "IV", label), *_paragraphs(text))
    ]


def _facts(nomination: Nomination) -> list[str]:
    """What the register of people knows of the nominee."""
    person = nomination.person
    if nomination.household_name:
        return [f"Hộ gia đình: {nomination.household_name}.", f"Địa chỉ: {nomination.household_address}."]
    if person is None:
        unit = nomination.unit
        assert unit is not None
        above = [f"Cơ quan cấp trên: {unit.parent.name}."] if unit.parent else []
        return [f"Tên tập thể: {unit.name}.", *above]
    facts = [("Họ và tên", person.full_name), ("Giới tính", person.get_gender_display())]
    facts += [("Ngày sinh", vn_date(person.birth_date) if person.birth_date else "")]
    facts += [("Chức vụ", person.position), ("Đơn vị công tác", person.unit.name)]
    return [f"{label}: {value}." for label, value in facts if value]


def _achieved(nomination: Nomination, initiatives: Sequence[Initiative]) -> list[Block]:
    blocks: list[Block] = [Heading(1, "II", "Thành tích đạt được")]
    number = 0
    for key, label, text in texts_of(nomination):
        if key in (BACKGROUND, *FACTS, CLOSING):
            continue
        if not text and not (label.startswith("Sáng kiến") and initiatives):
            continue
        number += 1
        blocks += [Heading(2, f"{number}.", label), *_paragraphs(text)]
        if label.startswith("Sáng kiến"):
            blocks += [ListItem(initiative_words(one)) for one in initiatives]
    if posts := nomination.content.get("posts"):
        number += 1
        total = service_total(posts)
        blocks += [Heading(2, f"{number}.", "Quá trình giữ chức vụ"), _posts(posts)]
        blocks += [Paragraph(f"Tổng thời gian: {total}.")] if total else []
    figures = figures_of(nomination)
    if figures.rows:
        head = ("Chỉ tiêu", *(f"Năm {year}" for year in figures.years))
        rows = [Row(tuple(row)) for row in figures.rows]
        aligns = ("left", *["right"] * len(figures.years))
        widths = (40, *[60 / len(figures.years)] * len(figures.years))
        blocks += [Heading(2, f"{number + 1}.", "Số liệu so sánh"), Table(head, rows, widths, aligns)]
    return blocks


def _posts(posts: Sequence[Sequence[str]]) -> Table:
    rows = [Row(tuple([*post, "", "", "", ""][:4])) for post in posts]
    return Table(("Chức vụ", "Đơn vị", "Từ", "Đến"), rows, (34, 38, 14, 14), ("left", "left", "centre", "centre"))


def _awarded(awards: Sequence[Award]) -> list[Block]:
    """The two tables of the forms, from the register."""
    kinds = ((AwardType.Kind.TITLE, "Danh hiệu thi đua"), (AwardType.Kind.FORM, "Hình thức khen thưởng"))
    blocks: list[Block] = [Heading(1, "III", "Các hình thức đã được khen thưởng")]
    for number, (kind, name) in enumerate(kinds, start=1):
        rows = [award for award in awards if award.award_type.kind == kind]
        blocks.append(Heading(2, f"{number}.", name))
        blocks.append(_awards_table(name, rows) if rows else Paragraph("Chưa có trong sổ khen thưởng."))
    return blocks


def _awards_table(name: str, awards: Sequence[Award]) -> Table:
    head = ("Năm", name, "Số, ngày, tháng, năm của quyết định; cơ quan ban hành")
    rows = [Row((str(award.year), award.award_type.written, _cited(award))) for award in awards]
    return Table(head, rows, (10, 38, 52), ("centre", "left", "left"))


def _cited(award: Award) -> str:
    day = f" ngày {vn_date(award.decided_on)}" if award.decided_on else ""
    return f"Quyết định số {award.decision_code}{day}; {award.issuer_name}".strip("; ")


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(line.strip()) for line in str(text).splitlines() if line.strip()]
