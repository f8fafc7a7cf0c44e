"""Which number the next section must have: tells a section's number from a figure that a line happens to open with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plans.reading import shapes
from plans.reading.characters import ends_sentence, is_caps
from plans.reading.lines import Line
from plans.reading.numbering import Mark, is_heading_like, mark_of, misread_roman

# Words that a number belongs to ("Điều 5", "mục I"): a line that opens with it goes on with them. Compared with
# their marks, because "sơ" and "quỹ" end headings; an OCR that lost the marks gives the plain words.
REFERRING = {"điều", "khoản", "điểm", "mục", "số", "tháng", "quý", "ngày", "phần", "chương", "từ", "đến", "và", "hoặc",
              "lớp", "cấp", "thứ", "bảng", "khóa", "khoá", "trên", "dưới", "gồm"}
_REFERRING_PLAIN = {"dieu", "khoan", "diem", "muc", "so", "thang", "ngay", "phan", "chuong", "den", "va", "hoac"}
_OTHER_POINT = re.compile(r"(?:cao|trọng|thời|địa|quan|đặc|ưu|nhược|kiểm|chấm|thí|cộng|trừ) điểm$")


@dataclass
class Sequence:
    """Where we are in the numbering of sections."""

    part: int = 0
    capital: int = 0
    roman: int = 0
    arabic: int = 0
    arabic_number: str = ""
    decimal: int = 0
    letter: int = 0
    listed: int = 0  # the last number of a list inside a section
    one_is_roman: bool = False  # "1." before a title in capitals is a misread "I."
    mismatches: list[str] = field(default_factory=list)

    def mark(self, line: Line, before: str, unfinished: bool) -> Mark | None:
        """Return the number of the section that this line opens, or nothing when it opens none."""
        found = misread_roman(line.text, mark_of(line.text), self.roman + 1, one_too=self.one_is_roman)
        if found is None:
            return None
        if found.numbering == shapes.LETTER and found.number == "d" and self.letter == found.value:
            found = Mark(shapes.LETTER, "đ", found.value + 1, found.rest)  # its stroke was lost
        last_word = before.casefold().rsplit(" ", 1)[-1] if before and not ends_sentence(before) else ""
        if _OTHER_POINT.search(before.casefold()):  # "đợt thi đua cao điểm" refers to no point
            last_word = ""
        if last_word in REFERRING | _REFERRING_PLAIN and not line.whole and not line.strong:
            return None
        return found if getattr(self, f"_is_{found.numbering}")(found, unfinished) else None

    def take(self, mark: Mark) -> None:
        """Go on from this section; below a heading without a number the numbers begin again."""
        if mark.numbering == shapes.PLAIN:
            self.arabic = self.decimal = self.letter = self.listed = 0
            return
        order = (shapes.PART, shapes.CAPITAL, shapes.ROMAN, shapes.ARABIC, shapes.DECIMAL, shapes.LETTER)
        setattr(self, mark.numbering, mark.value)
        for lower in order[order.index(mark.numbering) + 1:]:
            setattr(self, lower, 0)
        if mark.numbering == shapes.ARABIC:
            self.arabic_number = mark.number
        self.listed = 0

    def _is_part(self, mark: Mark, unfinished: bool) -> bool:
        return not unfinished and mark.value in (self.part + 1, self.part + 2)

    def _is_capital(self, mark: Mark, unfinished: bool) -> bool:
        return not unfinished and is_caps(mark.rest) and mark.value == self.capital + 1

    def _is_roman(self, mark: Mark, unfinished: bool) -> bool:
        caps = is_caps(mark.rest[:80])
        if mark.value == self.roman + 1:
            return caps or not unfinished
        return not unfinished and caps and (mark.value == 1 or 0 <= mark.value - self.roman <= 3)

    def _is_arabic(self, mark: Mark, unfinished: bool) -> bool:
        expected = self.arabic + 1
        if self.listed and mark.value == self.listed + 1 and (
            mark.value != expected or not is_heading_like(mark.rest)
        ):
            self.listed = mark.value
            return False
        if mark.value == expected:
            return True
        if unfinished:
            return False
        if mark.value == 1:
            self.listed = 1
            return False
        return mark.value == self.arabic or (0 < mark.value - expected <= 3 and is_heading_like(mark.rest))

    def _is_decimal(self, mark: Mark, unfinished: bool) -> bool:
        parts = mark.number.split(".")
        if len(parts) != 2 or not self.arabic or parts[0].lstrip("0") != self.arabic_number.lstrip("0"):
            return False
        return mark.value == self.decimal + 1 or (not unfinished and 0 < mark.value - self.decimal <= 3)

    def _is_letter(self, mark: Mark, unfinished: bool) -> bool:
        if not (self.arabic or self.roman) or mark.value == 0:
            return False
        if mark.value == self.letter + 1:
            return True
        return not unfinished and mark.value == self.letter + 2
