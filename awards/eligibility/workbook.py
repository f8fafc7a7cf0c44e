"""The list of who is eligible as a workbook."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.dates import today, vn_date
from core.sheets import Value, add_sheet, content_of, new_book

from .lines import Line

if TYPE_CHECKING:
    from ..queries_eligibility import Survey

COLUMNS = [
    ("TT", 6),
    ("Họ và tên, tập thể", 32),
    ("Chức vụ, đơn vị", 36),
    ("Danh hiệu, hình thức", 30),
    ("Kết quả", 18),
    ("Căn cứ, còn thiếu", 80),
    ("Số điều kiện do người đánh giá", 14),
    ("Bộ tiêu chuẩn", 44),
]


def workbook(found: "Survey") -> bytes:
    """Return an .xlsx file of the lines; its head says what was asked, and that a person concludes."""
    asked = found.asked
    title = f"Đối chiếu điều kiện khen thưởng năm {asked.year}, {asked.unit.name} (lập ngày {vn_date(today())})"
    book = new_book()
    add_sheet(
        book, "Đủ điều kiện", COLUMNS, _rows(found), title=f"{title}. Kết quả để tham khảo; người thẩm định kết luận."
    )
    return content_of(book)


def _rows(found: "Survey") -> Iterator[list[Value]]:
    for number, line in enumerate(found.lines, start=1):
        yield _row(number, line)


def _row(number: int, line: Line) -> list[Value]:
    rule_set = line.rule.rule_set
    basis = rule_set.title if rule_set.verified and line.rule.verified else f"{rule_set.title} (chưa xác minh)"
    return [
        number,
        line.nominee.name,
        line.nominee.note,
        line.award_type.name,
        line.answer.label,
        "\n".join(line.reasons),
        line.open_questions,
        basis,
    ]
