"""The list of who is eligible as a workbook, at once or as a job when it is long."""

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.http import QueryDict

from core.dates import today, vn_date
from core.exceptions import Refused
from core.http import file_name
from core.jobs import job
from core.models import Job
from core.sheets import Value, add_sheet, content_of, new_book

from ..queries.eligibility import Asked, Survey, asked_of, survey_of
from .lines import Line

JOB = "awards.export_eligibility"

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


def workbook(found: Survey) -> bytes:
    """Return an .xlsx file of the lines; its head says what was asked, and that a person concludes."""
    asked = found.asked
    title = f"Đối chiếu điều kiện khen thưởng năm {asked.year}, {asked.unit.name} (lập ngày {vn_date(today())})"
    book = new_book()
    add_sheet(
        book, "Đủ điều kiện", COLUMNS, _rows(found), title=f"{title}. Kết quả để tham khảo; người thẩm định kết luận."
    )
    return content_of(book)


def _rows(found: Survey) -> Iterator[list[Value]]:
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


def name_of(asked: Asked) -> str:
    """Return the name of the file."""
    return file_name(f"du dieu kien {asked.year} {asked.unit.short_name}", "xlsx")


@job(JOB)
def export_in_background(running: Job, *, fields: dict[str, Any]) -> None:
    """Write a long list; the person's rights are those at the time of writing."""
    query = QueryDict(mutable=True)
    query.update(fields)
    asked = asked_of(running.created_by, query)
    if asked is None:
        raise Refused("Bạn không còn đơn vị nào để đối chiếu điều kiện khen thưởng.")
    running.advance(0, 2, "Đang đối chiếu điều kiện")
    found = survey_of(asked)
    running.advance(1, 2, "Đang ghi tệp")
    running.result_name = name_of(asked)
    running.result_file.save(running.result_name, ContentFile(workbook(found)), save=False)
    running.advance(2, 2, f"Đã xuất {len(found.lines):,} dòng.".replace(",", "."))
