"""A made-up certificate, to try paper and places with."""

import datetime as dt
from dataclasses import replace

from core.dates import vn_long_date
from core.text import in_full
from units.models import Unit

from ..models import CertificateTemplate
from ..papers.decision import deciding_head
from .words import FLAGGED, Certificate, Style, emblem_of, printed, shaped

LONG_NAME = (
    "Phòng Quản lý Văn hóa, Thể thao, Du lịch và Thông tin truyền thông thuộc Ủy ban nhân dân phường Ví dụ, thành phố "
    "An Sơn"
)
LONG_NOTE = "Chuyên viên, Bộ phận Văn thư - Lưu trữ, Phòng Tổ chức - Hành chính, Văn phòng Ủy ban nhân dân tỉnh An Sơn"
LONG_ACHIEVEMENT = (
    "Đã có thành tích xuất sắc trong phong trào thi đua “Cả nước chung tay vì người nghèo - Không để ai bị bỏ lại phía "
    "sau” giai đoạn 2021 - 2025 (trang in thử)"
)


def sample(unit: Unit, template: CertificateTemplate, day: dt.date, *, long: bool = False) -> Certificate:
    """Return a made-up certificate of an office, to try paper and places with; `long` with the longest words."""
    one = shaped(_sample(unit, template, day), template, emblem_of(unit))
    if not long:
        return one
    return replace(one, honorific="", name=LONG_NAME, note=LONG_NOTE, achievement=LONG_ACHIEVEMENT)


def _sample(unit: Unit, template: CertificateTemplate, day: dt.date) -> Certificate:
    award_type = template.award_type
    title = award_type is not None and award_type.is_called_title
    head = unit.head_title or "Thủ trưởng"
    return Certificate(
        authority=in_full(deciding_head(unit)).upper(),
        verb="TẶNG DANH HIỆU" if title else "TẶNG",
        award=printed(award_type) if award_type else "GIẤY KHEN",
        honorific="Bà",
        name="Đặng Thị Hồng Ưu-Nguyễn",
        note="Chuyên viên, Phòng Tổ chức - Hành chính",
        achievement=f"Đã có thành tích trong công tác năm {day.year} (trang in thử)",
        decision=f"Quyết định số …/QĐ-{unit.symbol}, {vn_long_date(day)}",
        golden_number="00",
        place_and_date=f"{unit.place}, {vn_long_date(day)}",
        signer_lines=[head.upper()],
        signer_name="(Họ và tên)",
        style=Style(flags=award_type is not None and award_type.code == FLAGGED),
    )
