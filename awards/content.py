"""The fields of the achievement report, for a person and for a collective.

The parts follow the report forms of the award dossiers (Nghị định 152/2025/NĐ-CP, phụ lục: báo cáo thành tích):
background, achievements, and what was awarded before, which is read from the register and not typed.
"""

from dataclasses import dataclass
from typing import Any

from .models.catalogue import Target

FIGURE_ROWS = 5


@dataclass(frozen=True)
class Field:
    """A text of the report. `least` is the number of words below which it counts as not yet written."""

    key: str
    label: str
    help: str
    rows: int = 4
    least: int = 1
    required: bool = True


INDIVIDUAL = (
    Field(
        "background",
        "Sơ lược lý lịch",
        "Trình độ chuyên môn, quá trình công tác, chức vụ Đảng và đoàn thể (nếu có).",
        3,
        5,
    ),
    Field("tasks", "Nhiệm vụ được giao", "Công việc phụ trách trong thời gian xét.", 3, 5),
    Field(
        "achievements",
        "Thành tích đạt được",
        "Kết quả công việc, so với nhiệm vụ được giao và với năm trước.",
        8,
        20,
    ),
    Field(
        "initiatives",
        "Sáng kiến, đề tài",
        "Tên, số và ngày văn bản công nhận, hiệu quả. Để trống nếu không có.",
        3,
        0,
        False,
    ),
    Field(
        "discipline",
        "Kỷ luật trong thời gian xét",
        "Ghi rõ hình thức, ngày quyết định; nếu không có, ghi “Không”.",
        2,
    ),
    Field("opinion", "Nhận xét của đơn vị", "Ý kiến của tập thể, lãnh đạo đơn vị về người được đề nghị.", 3, 3),
)
COLLECTIVE = (
    Field("background", "Đặc điểm, tình hình", "Cơ cấu, chức năng, nhiệm vụ của tập thể.", 3, 5),
    Field("members", "Số người hiện có", "Ví dụ: 12 người, trong đó 5 nữ; 01 đảng bộ bộ phận.", 2, 1),
    Field(
        "achievements",
        "Thành tích đạt được",
        "Kết quả theo chức năng, nhiệm vụ, so với kế hoạch và với năm trước.",
        8,
        20,
    ),
    Field(
        "movements",
        "Phong trào thi đua và đoàn kết nội bộ",
        "Phong trào đã tham gia, việc chấp hành chủ trương, pháp luật.",
        4,
        5,
    ),
    Field("opinion", "Đề xuất của đơn vị", "Vì sao đơn vị đề nghị khen tập thể này.", 3, 3),
)


def fields_for(target: str) -> tuple[Field, ...]:
    """Return the report's fields for a kind of nominee."""
    return INDIVIDUAL if target == Target.INDIVIDUAL else COLLECTIVE


def shortage(field: Field, content: dict[str, Any]) -> str:
    """Return the field's label, and how many words are still missing when something is written already."""
    words = len(str(content.get(field.key, "")).split())
    return f"{field.label} (mới {words} từ, cần ít nhất {field.least})" if words else field.label


def unwritten(target: str, content: dict[str, Any]) -> list[Field]:
    """Return the required fields that are empty or too short, in the order of the form."""
    return [
        field
        for field in fields_for(target)
        if field.required and len(str(content.get(field.key, "")).split()) < field.least
    ]
