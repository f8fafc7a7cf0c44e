"""Phrases that tell a time: what each says in another year, or why somebody must look at it. Pure.

Each rule reads one text and says what it found; a place that an earlier rule dealt with is left alone by the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .kinds import ANNIVERSARY, ORDINAL, SCHOOL, TERM, TIME, YEAR

_Y = r"(20\d\d)\b"
_NO_SPAN = r"(?!\s*[-–/]\s*(?:20)?\d)"
_YEAR = re.compile(rf"\b(?:[Nn]ăm|NĂM|[Xx]uân|XUÂN|[Tt]ết|TẾT)\s+{_Y}{_NO_SPAN}")
_AND_YEAR = re.compile(rf"(?:\s*,\s*(?:và\s+)?|\s+và\s+|\s*;\s*){_Y}{_NO_SPAN}")
_MONTH = re.compile(
    rf"(?:\b[Tt]háng\s+(?:0?[1-9]|1[0-2])|\b[Qq]uý\s+(?:IV|I{{1,3}}|[1-4]))\s*(?:/|[-–]|,?\s+năm\s+){_Y}"
)
_BARE_MONTH = re.compile(rf"(?<![\d/.\-])(?:0?[1-9]|1[0-2])/{_Y}(?![\d/])")
_SCHOOL = re.compile(rf"\b[Nn]ăm học\s+{_Y}\s*[-–/]\s*{_Y}")
_TERM = re.compile(rf"(?:giai đoạn|nhiệm kỳ|thời kỳ|\b0?5 năm|năm năm)\s*\(?\s*{_Y}\s*[-–]\s*{_Y}", re.IGNORECASE)
_FROM_TO = re.compile(rf"\b(?:từ|giai đoạn)\s+(?:năm\s+)?{_Y}\s*(?:đến|tới)\s+(?:hết\s+)?(?:năm\s+)?{_Y}", re.I)
_SPAN = re.compile(rf"(?<![\w/\-–]){_Y}\s*[-–]\s*{_Y}(?![\d/\-–])")
_MILESTONE = re.compile(
    rf"\b(?:kể từ|từ|trước|sau|đến(?:\s+hết)?|tới|tầm nhìn(?:\s+đến)?|thành lập|ra đời)\s+năm\s+{_Y}", re.IGNORECASE
)
_ANNIVERSARY = re.compile(
    r"(?:(?:kỷ niệm|chào mừng|nhân dịp|dịp)\s+(?:(?:tròn|trọng thể|lần thứ)\s+)?(\d{1,4})\s+năm\b(?!\s+20\d\d)"
    r"|kỷ niệm lần thứ\s+(\d{1,4})\b(?!\s*năm\s+20)"
    r"|\b(\d{2,4})\s+năm\s+(?=[Nn]gày\s+(?:sinh|thành lập|truyền thống|giải phóng|thống nhất)))",
    re.IGNORECASE,
)
_YEAR_OF_TERM = re.compile(
    r"\bnăm\s+(?:(đầu(?:\s+tiên)?|thứ\s+(?:nhất|hai|ba|tư|bốn|năm|[1-5]))|cuối(?:\s+cùng)?|bản lề)\b"
    r"(?=\s+(?:thực hiện|triển khai|của|nhiệm kỳ|trong|tổ chức))",
    re.IGNORECASE,
)
_NUMBERED_YEARS = {"đầu": 1, "đầu tiên": 1, "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5}
_ORDINALS = ("", "nhất", "hai", "ba", "tư", "năm")
_COUNT = r"(?:[IVXLC]+|\d{1,3}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\b"
_ORDINAL = re.compile(
    rf"(?:lần thứ|nhiệm kỳ thứ|kỳ họp thứ|khóa|khoá)\s+{_COUNT}(?!\s*năm(?!\s+20))|Đại hội\s+[IVXLC]+\b"
)
_CAN = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
_CHI = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")
_CAN_CHI = re.compile(rf"\b({'|'.join(_CAN)})\s+({'|'.join(_CHI)}|Tị)\b(?:\s*[-–(]?\s*{_Y})?", re.IGNORECASE)
_ANY_YEAR = re.compile(rf"(?<![\w/\-–.]){_Y}(?![\d/]|[-–.]\d)")
_WHOLE_TERM = 3  # years; a shorter span is two years in a row, which move


@dataclass(frozen=True)
class Found:
    """A place in a text: how it should read, or (a mark) why somebody must look at it. Without a kind: it stays."""

    start: int
    end: int
    kind: str = ""
    after: str = ""
    note: str = ""
    mark: bool = False
    once: bool = False  # one mark is enough for what stands ten times


Rule = Callable[[str, int, int], Iterator[Found]]


def terms(text: str, old: int, new: int) -> Iterator[Found]:
    """Terms and spans of years stay; one that is over by the new year is marked."""
    for pattern in (_TERM, _FROM_TO):
        for match in pattern.finditer(text):
            yield _term(match, new)


def _term(match: re.Match[str], new: int) -> Found:
    first, last = int(match[1]), int(match[2])
    if first < last < new:
        note = f"Giai đoạn này đã hết khi sang năm {new}; hãy cân nhắc giai đoạn mới."
        return Found(*match.span(), TERM, note=note, mark=True, once=True)
    return Found(*match.span())


def over(text: str, new: int) -> str:
    """Return the first term in the text that is over by the new year, or nothing."""
    found = next((match.group() for match in _TERM.finditer(text) if int(match[1]) < int(match[2]) < new), "")
    return f"{found})" if "(" in found else found


def spans(text: str, old: int, new: int) -> Iterator[Found]:
    """ "2021-2025" alone is a term; "2025-2026" are two years in a row and move."""
    for match in _SPAN.finditer(text):
        first, last = int(match[1]), int(match[2])
        if abs(first - old) <= 1 and first < last < first + _WHOLE_TERM:
            yield Found(*match.span(), YEAR, _moved(match, new - old, 1, 2), "Hai năm liền nhau; hãy kiểm tra.")
        else:
            yield _term(match, new)


def schools(text: str, old: int, new: int) -> Iterator[Found]:
    """School years."""
    for match in _SCHOOL.finditer(text):
        yield Found(*match.span(), SCHOOL, _moved(match, new - old, 1, 2))


def anniversaries(text: str, old: int, new: int) -> Iterator[Found]:
    """How many years are celebrated."""
    for match in _ANNIVERSARY.finditer(text):
        group = next(number for number in (1, 2, 3) if match[number])
        count = int(match[group]) + new - old
        note = "" if count % 5 == 0 else f"{count} năm không phải năm tròn; có thể bỏ ý này."
        yield Found(*match.span(), ANNIVERSARY, _moved(match, new - old, group), note)


def years_of_a_term(text: str, old: int, new: int) -> Iterator[Found]:
    """ "năm thứ hai thực hiện …" becomes "năm thứ ba thực hiện …"; the first and the last of a term are marked."""
    for match in _YEAR_OF_TERM.finditer(text):
        word = (match[1] or "").casefold().removeprefix("thứ").strip()
        number = int(word) if word.isdigit() else _NUMBERED_YEARS.get(word, 0)
        then = number + new - old
        if number and 1 < then <= 5:
            after = f"{match.group()[:3]} thứ {then if word.isdigit() else _ORDINALS[then]}"
            note = "Năm thứ năm thường là năm cuối của giai đoạn; hãy kiểm tra." if then == 5 else ""
            yield Found(*match.span(), ORDINAL, after, note)
        else:
            yield Found(*match.span(), ORDINAL, note=f"Hãy kiểm tra năm {new} là năm thứ mấy của giai đoạn.", mark=True)


def months(text: str, old: int, new: int) -> Iterator[Found]:
    """Months and quarters with their year."""
    for pattern in (_MONTH, _BARE_MONTH):
        for match in pattern.finditer(text):
            if abs(int(match[1]) - old) <= 1:
                yield Found(*match.span(), TIME, _moved(match, new - old, 1))


def lunar_years(text: str, old: int, new: int) -> Iterator[Found]:
    """The name of a lunar year, alone or with its number: "Xuân Ất Tỵ 2025"."""
    for match in _CAN_CHI.finditer(text):
        said = lunar(old), lunar(old + 1), lunar(old - 1)
        name = f"{match[1]} {match[2]}".title().replace("Tị", "Tỵ")
        if name not in said or match[3] and abs(int(match[3]) - old) > 1:
            yield Found(*match.span())
            continue
        year = old + (0, 1, -1)[said.index(name)]
        then = lunar(year + new - old)
        words = text[match.start():match.end()]
        then = then.upper() if words.isupper() else then
        yield Found(*match.span(), YEAR, then + _moved(match, new - old, 3)[match.end(2) - match.start():])


def lunar(year: int) -> str:
    """Return the name of the lunar year that begins in a year: 2025 is Ất Tỵ."""
    return f"{_CAN[(year - 4) % 10]} {_CHI[(year - 4) % 12]}"


def milestones(text: str, old: int, new: int) -> Iterator[Found]:
    """ "từ năm 2024", "đến năm 2025": a point in time that may stay; somebody looks."""
    for match in _MILESTONE.finditer(text):
        near = abs(int(match[1]) - old) <= 1
        note = f"Mốc thời gian, chưa đổi; sửa nếu sang năm {new} không còn đúng."
        yield Found(*match.span(), YEAR, note=note, mark=True) if near else Found(*match.span())


def years(text: str, old: int, new: int) -> Iterator[Found]:
    """ "năm 2025", "năm 2024, 2025 và 2026"; the year before and the year after move along."""
    for head in _YEAR.finditer(text):
        match: re.Match[str] | None = head
        start = head.start()
        while match is not None:
            if abs(int(match[1]) - old) <= 1:
                words = text[start:match.end()]
                yield Found(start, match.end(), YEAR, words[:-4] + str(int(match[1]) + new - old))
            match = _AND_YEAR.match(text, match.end())
            start = match.start(1) if match else 0


def ordinals(text: str, old: int, new: int) -> Iterator[Found]:
    """Congresses, terms of assemblies, contests: whether the number moves is for a person to say."""
    for match in _ORDINAL.finditer(text):
        yield Found(*match.span(), ORDINAL, note="Giữ nguyên; hãy kiểm tra có còn đúng kỳ không.", mark=True, once=True)


def other_years(text: str, old: int, new: int) -> Iterator[Found]:
    """A year that no other rule understands: nothing of the old year stays unseen."""
    for match in _ANY_YEAR.finditer(text):
        if abs(int(match[1]) - old) <= 1:
            yield Found(*match.span(), YEAR, note=f"Chưa đổi; hãy xem năm này có sang theo năm {new} không.", mark=True)


def _moved(match: re.Match[str], shift: int, *groups: int) -> str:
    """The words of the match with the numbers of these groups moved."""
    words = match.group()
    for group in sorted(groups, reverse=True):
        if match[group]:
            start, end = match.start(group) - match.start(), match.end(group) - match.start()
            words = words[:start] + str(int(match[group]) + shift) + words[end:]
    return words


BEFORE_DAYS: tuple[Rule, ...] = (schools, terms, anniversaries, years_of_a_term)
AFTER_DAYS: tuple[Rule, ...] = (months, lunar_years, milestones, spans, years, ordinals, other_years)
STANDING: tuple[Rule, ...] = (terms, ordinals)  # what is looked at even when the year stays the same
