"""The fields of the achievement report: by kind of nominee and kind of commendation.

The parts follow the report forms of the award dossiers (Nghị định 152/2025/NĐ-CP, phụ lục: báo cáo thành tích):
background, achievements, and what was awarded before, which is read from the register and not typed. What goes the
short way (Luật 06/2022/QH15, Điều 85) is told in a summary; devotion and service tell posts and years.
"""

import re
from dataclasses import dataclass
from typing import Any

from ..models.catalogue import Category, Target

# Điều 85.1.b, d: what is proposed by the simple procedure, without the unit's voting.
SHORT_WAY = (Category.SUDDEN, Category.FOREIGN, Category.DEVOTION, Category.SERVICE)
# Of those the report is a summary of what was achieved.
SUMMARY = (Category.SUDDEN, Category.FOREIGN)
# A number above nought.
_SOME = re.compile(r"(?<![-−\d])0*[1-9]")


@dataclass(frozen=True)
class Field:
    """A text of the report. `least` is the number of words below which it counts as not yet written; where it tells how
    many (`counts`), words alone are no answer."""

    key: str
    label: str
    help: str
    rows: int = 4
    least: int = 1
    required: bool = True
    counts: bool = False


BACKGROUND = Field(
    "background",
    "Sơ lược lý lịch",
    "Quê quán, nơi ở, trình độ chuyên môn, quá trình công tác, chức vụ Đảng và đoàn thể (nếu có).",
    3,
    5,
)
DISCIPLINE = Field(
    "discipline",
    "Kỷ luật trong thời gian xét",
    "Ghi rõ hình thức, ngày quyết định; nếu không có, ghi “Không”.",
    2,
)
OPINION = Field("opinion", "Nhận xét của đơn vị", "Ý kiến của tập thể, lãnh đạo đơn vị về người được đề nghị.", 3, 3)
PROPOSAL = Field("opinion", "Đề xuất của đơn vị", "Vì sao đơn vị đề nghị khen tập thể này.", 3, 3)
CONDUCT = Field(
    "conduct",
    "Chấp hành chủ trương, pháp luật, hoạt động xã hội",
    "Việc chấp hành chủ trương của Đảng, pháp luật của Nhà nước; hoạt động xã hội, từ thiện. Để trống nếu không có.",
    3,
    0,
    False,
)
INITIATIVES = Field(
    "initiatives",
    "Sáng kiến, đề tài",
    "Hiệu quả, phạm vi áp dụng; sáng kiến chưa ghi trong hệ thống thì nêu tên, số và ngày văn bản công nhận.",
    3,
    0,
    False,
)
# Not a text but a table of posts: post, unit, from, to.
POSTS = Field(
    "posts",
    "Quá trình giữ chức vụ",
    "Mỗi dòng một chức vụ, tháng và năm bắt đầu, kết thúc (08/2015); còn giữ thì ghi “nay”.",
    0,
    1,
)

INDIVIDUAL = (
    BACKGROUND,
    Field("tasks", "Nhiệm vụ được giao", "Quyền hạn, công việc phụ trách trong thời gian xét.", 3, 5),
    Field(
        "achievements",
        "Thành tích đạt được",
        "Kết quả công việc, so với nhiệm vụ được giao và với năm trước.",
        8,
        20,
    ),
    INITIATIVES,
    CONDUCT,
    DISCIPLINE,
    OPINION,
)
COLLECTIVE = (
    Field(
        "background",
        "Đặc điểm, tình hình",
        "Trụ sở, quá trình thành lập, cơ cấu, chức năng, nhiệm vụ, tổ chức đảng, đoàn thể.",
        3,
        5,
    ),
    Field("members", "Số người hiện có", "Ví dụ: 12 người, trong đó 5 nữ; 01 đảng bộ bộ phận.", rows=2, counts=True),
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
    PROPOSAL,
)
HOUSEHOLD = (
    Field("background", "Hoàn cảnh, đặc điểm của hộ", "Số người, nghề nghiệp, nơi ở, hoàn cảnh gia đình.", 3, 5),
    Field(
        "achievements",
        "Đóng góp, thành tích của hộ",
        "Công sức, đất đai, tài sản đã đóng góp; kết quả lao động, sản xuất; tác dụng ở địa phương.",
        8,
        20,
    ),
    Field(
        "conduct",
        "Chấp hành chủ trương, pháp luật",
        "Việc chấp hành chủ trương, pháp luật và quy ước của thôn, tổ dân phố.",
        3,
        3,
    ),
    Field("opinion", "Đề xuất của đơn vị", "Vì sao đơn vị đề nghị khen hộ này.", 3, 3),
)

_SHORT_BACKGROUND = Field("background", "Sơ lược về người, tập thể, hộ được đề nghị", "Một vài dòng giới thiệu.", 2, 3)
_SUDDEN = (
    _SHORT_BACKGROUND,
    Field(
        "achievements",
        "Tóm tắt thành tích đột xuất",
        "Việc gì, xảy ra ở đâu, khi nào, người được đề nghị đã làm gì, kết quả ra sao.",
        8,
        20,
    ),
    PROPOSAL,
)
_FOREIGN = (
    _SHORT_BACKGROUND,
    Field("nationality", "Quốc tịch, cơ quan, tổ chức", "Nước, cơ quan, tổ chức nơi người, tập thể đang làm việc.", 2),
    Field(
        "achievements", "Tóm tắt công lao, đóng góp", "Đóng góp cho địa phương, đất nước; thời gian, kết quả.", 8, 20
    ),
    PROPOSAL,
)
_DEVOTION = (
    BACKGROUND,
    POSTS,
    Field("achievements", "Tóm tắt công lao, thành tích", "Đóng góp trong thời gian giữ các chức vụ nêu trên.", 8, 20),
    DISCIPLINE,
    OPINION,
)
_SERVICE = (
    BACKGROUND,
    POSTS,
    Field(
        "service",
        "Tổng thời gian phục vụ",
        "Số năm, tháng tính đến ngày đề nghị và cách tính, ví dụ: 20 năm 4 tháng.",
        rows=2,
        counts=True,
    ),
    DISCIPLINE,
    OPINION,
)
_BY_TARGET = {Target.INDIVIDUAL: INDIVIDUAL, Target.COLLECTIVE: COLLECTIVE, Target.HOUSEHOLD: HOUSEHOLD}
_BY_CATEGORY = {
    Category.SUDDEN: _SUDDEN,
    Category.FOREIGN: _FOREIGN,
    Category.DEVOTION: _DEVOTION,
    Category.SERVICE: _SERVICE,
}


def fields_for(target: str, category: str = Category.REGULAR) -> tuple[Field, ...]:
    """Return the report's fields for a kind of nominee and a kind of commendation, in the order of the form.

    Posts and years are a person's: a collective or household in such a round writes the usual report.
    """
    chosen = Category(category)
    if chosen in SUMMARY or (chosen in _BY_CATEGORY and target == Target.INDIVIDUAL):
        return _BY_CATEGORY[chosen]
    return _BY_TARGET[Target(target)]


def every_label() -> dict[str, str]:
    """Return the labels of all texts that a report may hold: for what an earlier form asked."""
    sets = (*_BY_CATEGORY.values(), HOUSEHOLD, COLLECTIVE, INDIVIDUAL)
    return {field.key: field.label for fields in sets for field in fields if field is not POSTS}


def words_in(value: Any) -> int:
    """Return how many words a text has, or how many lines a table."""
    return len(value) if isinstance(value, list) else len(str(value or "").split())


def lacks_number(field: Field, value: Any) -> bool:
    """Whether something is written where is asked how many, and no number above nought is in it."""
    text = str(value or "").strip()
    return field.counts and bool(text) and not _SOME.search(text)


def has_digit(text: str) -> bool:
    """Whether a text tells a number in digits."""
    return any(letter.isdigit() for letter in text)


def is_written(field: Field, value: Any) -> bool:
    """Whether a field says what it asks: enough words, and a number where it asks how many."""
    return words_in(value) >= field.least and not lacks_number(field, value)


def shortage(field: Field, content: dict[str, Any]) -> str:
    """Return the field's label, and when something is written already what is still missing: words, or a number."""
    value = content.get(field.key)
    words = words_in(value)
    if words and words < field.least:
        return f"{field.label} (mới {words} từ, cần ít nhất {field.least})"
    return f"{field.label} (chưa ghi con số)" if lacks_number(field, value) else field.label
