"""A letter of urging in words: a công văn after Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.5.

The decree gives the form and leaves the words free; these are a beginning that the office mends.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from core.dates import vn_long_date
from units.models import Unit

from .late import ANSWER_DAY, LateWork


def letter(
    work: LateWork, units: Sequence[Unit], *, issuer: Unit, drafting_unit: Unit, on: dt.date, answer_by: dt.date
) -> dict[str, Any]:
    """Return the fields of the draft: whom, about what, since when late, what is asked and until when."""
    names = [unit.name for unit in units] or [work.outside]
    who = names[0] if len(names) == 1 else "các cơ quan, đơn vị nêu trên"
    asked = [*work.asked, _otherwise(issuer if drafting_unit in units else drafting_unit)]
    body = [
        work.opening,
        f"Tính đến hết {vn_long_date(on)}, {work.matter} đã quá hạn {work.days_late(on)} ngày nhưng {issuer.name} chưa "
        f"nhận được {work.lacking} của {who}.",
        f"{issuer.name} đề nghị {who}:",
        *(
            f"{place}. {sentence.replace(ANSWER_DAY, vn_long_date(answer_by))}"
            for place, sentence in enumerate(asked, start=1)
        ),
        f"Đề nghị {who} quan tâm, thực hiện.",
    ]
    return {
        "subject": work.subject[:500],
        "addressees": "\n".join(names),
        "body": "\n".join(body),
        "recipients": f"Lãnh đạo {issuer.short_name} (để báo cáo)",
    }


def _otherwise(to: Unit) -> str:
    return (
        f"Trường hợp chưa hoàn thành được, báo cáo {to.name} bằng văn bản trong thời hạn nêu trên, nêu rõ "
        "nguyên nhân và ngày hoàn thành."
    )


def cited(kind: str, code: str, on: dt.date | None, issuer: str, subject: str) -> str:
    """Return a document as a letter cites it: type, number, day, issuer, subject (Phụ lục I, Phần I, Mục II.6.b)."""
    subject = " ".join(subject.split())
    if subject[1:2].islower():
        subject = subject[:1].lower() + subject[1:]
    about = subject if subject.startswith(("về ", "thực hiện ", "triển khai ")) else f"về {subject}"
    return " ".join(part for part in (kind, f"số {code}" if code else "", vn_long_date(on) if on else "",
                                      f"của {issuer}", about) if part)  # fmt: skip
