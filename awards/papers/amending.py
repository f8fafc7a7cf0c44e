"""Decisions that correct, cancel or recover: the same form as a decision to award (Nghị định 30/2020/NĐ-CP, mẫu 1.2).

Grounds and recovery after Luật 06/2022/QH15, Điều 93, and Nghị định 152/2025/NĐ-CP, Điều 58.
"""

import datetime as dt
import re
from collections.abc import Sequence

from core.dates import vn_long_date
from documents.official import Annex, Article, Basis, Block, Enacting, OfficialDocument, Paragraph, Row, Signer, Table

from ..bonus import dong
from ..models import Amendment, Decision
from .decision import DECREE, framed, law_basis

Kind = Decision.Kind
_SAID = re.compile(r"^(?:lý do\s*:?\s*|do\s+|vì\s+)+", re.IGNORECASE)  # "Lý do: " stands before it
VERBS = {Kind.CORRECT: "đính chính", Kind.CANCEL: "hủy bỏ", Kind.RECOVER: "thu hồi"}


def amending_subject(original: Decision, kind: str) -> str:
    """Return the subject: what is done to which decision."""
    what = {
        Kind.CORRECT: "đính chính nội dung",
        Kind.CANCEL: "hủy bỏ kết quả khen thưởng, thu hồi hiện vật và tiền thưởng tại",
        Kind.RECOVER: "thu hồi hiện vật, tiền thưởng đã tặng theo",
    }[Kind(kind)]
    return f"Về việc {what} {_called(original)}"


def amending_bases(original: Decision, kind: str, on: dt.date) -> list[str]:
    """Return the bases; the office may change them in the draft."""
    bases = [law_basis(on)]
    if kind != Kind.CORRECT:
        bases.append(DECREE)
    return [*bases, f"Theo đề nghị của bộ phận thường trực thi đua, khen thưởng {original.round.unit.name}"]


def amending_recipients(kept: str) -> list[str]:
    """Return the usual recipients; `kept` is the line of who keeps it."""
    return ["Như Điều 3", "Lãnh đạo cơ quan", kept]


def amending_content(decision: Decision, amendments: Sequence[Amendment], signer: Signer | None) -> OfficialDocument:
    """Return the decision as a document; without number and date until it is issued."""
    assert decision.amends is not None
    return framed(decision, _body(decision, amendments), _annex(decision, amendments), signer)


def _called(original: Decision) -> str:
    document = original.document
    assert document is not None
    return f"Quyết định số {document.code} {vn_long_date(document.issued_on)}"


def _body(decision: Decision, amendments: Sequence[Amendment]) -> list[Block]:
    original, count = _called(decision.amends), f"{len(amendments):02d}"  # type: ignore[arg-type]
    bases: list[Block] = [Basis(text) for text in decision.bases]
    first, second = _acts(decision, original, count)
    third = (
        "Thủ trưởng các đơn vị có liên quan và tập thể, cá nhân có tên trong danh sách chịu trách nhiệm thi hành "
        "Quyết định này."
    )
    return [*bases, Enacting(), Article("1", first), Article("2", second), Article("3", third)]


def _acts(decision: Decision, original: str, count: str) -> tuple[str, str]:
    why = _SAID.sub("", decision.explanation.strip()).rstrip(".")
    why = why[:1].upper() + why[1:]
    if decision.kind == Kind.CORRECT:
        said = f" Lý do: {why}." if why else ""
        return (
            f"Đính chính nội dung của {count} kết quả khen thưởng tại {original} (có danh sách kèm theo).{said}",
            f"Quyết định này là một phần không tách rời của {original}; các nội dung khác không thay đổi.",
        )
    back = (
        "Tập thể, cá nhân có tên trong danh sách nộp lại hiện vật khen thưởng và tiền thưởng đã nhận trong thời hạn "
        "15 ngày làm việc kể từ ngày nhận được Quyết định này (Nghị định số 152/2025/NĐ-CP, Điều 58)."
    )
    if decision.kind == Kind.RECOVER:
        first = f"Thu hồi hiện vật khen thưởng, tiền thưởng của {count} kết quả đã bị hủy bỏ tại {original}"
        return f"{first} (có danh sách kèm theo). Lý do: {why}.", back
    point = (
        f"điểm {decision.ground} khoản 2 Điều 93 Luật Thi đua, khen thưởng" if decision.ground else "(chưa chọn căn cứ)"
    )
    first = f"Hủy bỏ {count} kết quả khen thưởng tại {original} (có danh sách kèm theo), theo {point}. Lý do: {why}."
    return first, back


def _annex(decision: Decision, amendments: Sequence[Amendment]) -> Annex:
    subject = decision.subject.removeprefix("Về việc ")
    closing = Paragraph(f"Danh sách gồm {len(amendments):02d} kết quả khen thưởng.")
    blocks: list[Block] = [_table(decision, amendments), closing]
    return Annex(label="DANH SÁCH", title=subject[:1].upper() + subject[1:], blocks=blocks)


def _table(decision: Decision, amendments: Sequence[Amendment]) -> Table:
    correct = decision.kind == Kind.CORRECT
    rows = []
    for number, row in enumerate(amendments, start=1):
        award = row.award
        was = row.before or {name: getattr(award, name) for name in Amendment.FIELDS}
        what = "\n".join(f"{label}: “{old}” sửa thành “{new}”" for label, old, new in row.changes)
        last = what if correct else _money(row)
        who = "\n".join(part for part in (was["nominee_name"], was["nominee_note"]) if part)
        rows.append(Row((str(number), who, award.award_type.written, last)))
    head = ("STT", "Họ và tên, tên tập thể", "Danh hiệu, hình thức", "Đính chính" if correct else "Tiền thưởng đã nhận")
    return Table(head=head, rows=rows, widths=(8, 34, 26, 32), aligns=("centre", "left", "left", "left"))


def _money(row: Amendment) -> str:
    bonus = getattr(row.award, "bonus", None)
    return dong(bonus.amount) if bonus and bonus.paid_on else "chưa chi"
