"""The numbers at the head of sections: what a line's own number says, and which number a place asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.values import number
from plans.reading import shapes
from plans.reading.characters import fold, is_caps, letters

# Điểm takes the letters of the Vietnamese alphabet in its order (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6).
POINTS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_ORDINALS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
ORDINAL_WORDS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")

_PART = re.compile(r"^phần\s+(thứ\s+\w+|[IVX]+|\d{1,2})\b[.:\s–-]*", re.IGNORECASE)
_CAPITAL = re.compile(r"^([A-HĐ])\s*[.\-:/)]\s*(?=\S)")
_ROMAN_HEAD = re.compile(r"^([IVXLil1|]{1,6})\s*[.\-:/)]+\s*(?=\S)")
_MISREAD = re.compile(r"^([IVXLHTil1|!]{1,6})\s*[.,\-:/)]+\s*(?=\S)")
_ARABIC = re.compile(r"^(\d{1,2})\s*(?:/\.|[.)/:])\s*(?![\d/])(?=\S)")
_ARABIC_DASH = re.compile(r"^(\d{1,2})\s*-\s+(?=[^\W\d_a-z])")
_DECIMAL = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})\s*[.):]?\s+(?=\S)")
_LETTER = re.compile(r"^([a-zđ])\s*(?:/\.|[.)/])\s*(?=\S)")
_LETTER_DOT = re.compile(r"^([a-zđ])\s*[)]|^([a-zđ])(?:/\.|[./])\s")


@dataclass(frozen=True)
class Mark:
    """A number found at the head of a line."""

    numbering: str
    number: str
    value: int
    rest: str
    sure: bool = True


def roman(value: int) -> str:
    """Return the Roman number of 1 to 39."""
    text = ""
    for size, sign in _ROMAN:
        while value >= size:
            text, value = text + sign, value - size
    return text


def roman_value(text: str) -> int:
    """Return the value of a Roman number, 0 when it is none; a misread I (l, 1, |) counts as I."""
    text = re.sub(r"[l1|i]", "I", text)
    for value in range(1, 40):
        if roman(value) == text:
            return value
    return 0


def number_of(numbering: str, place: int, parent_number: str = "") -> str:
    """Return the number of the section at that place (from 1) under its parent, as it is printed."""
    if numbering == shapes.ROMAN:
        return roman(place)
    if numbering == shapes.CAPITAL:
        return "ABCDEGHIKLMN"[(place - 1) % 12]
    if numbering == shapes.PART:
        return f"Phần thứ {ORDINAL_WORDS[place - 1]}" if place <= 10 else f"Phần {place}"
    if numbering == shapes.LETTER:
        return POINTS[(place - 1) % len(POINTS)]
    if numbering == shapes.DECIMAL:
        return f"{parent_number}.{place}" if parent_number else str(place)
    if numbering == shapes.ARABIC:
        return str(place)
    return ""


def mark_of(text: str) -> Mark | None:
    """Return the number at the head of the line, or nothing."""
    if match := _PART.match(text):
        return Mark(shapes.PART, text[:match.end()].strip(" .:–-"), _part_value(match.group(1)), text[match.end():])
    if match := _DECIMAL.match(text):
        return Mark(shapes.DECIMAL, match.group(1), int(match.group(1).rsplit(".", 1)[1]), text[match.end():])
    if match := _ROMAN_HEAD.match(text):
        value, given = roman_value(match.group(1)), match.group(1)
        if value and not given.isdigit() and not (given.islower() and len(given) == 1):
            return Mark(shapes.ROMAN, roman(value), value, text[match.end():], sure=given == roman(value))
    if match := _ARABIC.match(text) or _ARABIC_DASH.match(text):
        return Mark(shapes.ARABIC, match.group(1), int(match.group(1)), text[match.end():])
    if match := _CAPITAL.match(text):
        return Mark(shapes.CAPITAL, match.group(1), "ABCDEGHIKLMN".find(match.group(1)) + 1, text[match.end():])
    if (match := _LETTER.match(text)) and _LETTER_DOT.match(text):
        return Mark(shapes.LETTER, match.group(1), POINTS.find(match.group(1)) + 1, text[match.end():])
    return None


def one_is_roman(texts: list[str]) -> bool:
    """Say whether an OCR wrote I as 1: a title in capitals has the number 1, the next has II, none has 2."""
    titles = [text for text in texts if (match := _MISREAD.match(text)) and is_caps(text[match.end():])]
    second = any(re.match(r"^(?:[IlL1|!]{2}|H)\s*[.,]", text) for text in titles)
    two = any(re.match(r"^2\s*[.,]", text) and is_caps(text[2:]) for text in texts)
    return second and not two and not any(re.match(r"^[Il|]\s*[.,]", text) for text in titles)


def misread_roman(text: str, mark: Mark | None, expected: int, *, one_too: bool = False) -> Mark | None:
    """Return the mark as the Roman number expected here, when an OCR misread it (l, 1I, IL, IH, 11) before capitals."""
    match = _MISREAD.match(text)
    if match is None or not is_caps(text[match.end():]) or len(letters(text[match.end():])) < 4:
        return mark
    given = match.group(1)
    alike = re.sub(r"[lL1|!iT]", "I", given.replace("H", "II"))
    if alike == roman(expected) and given != alike and (given != "1" or one_too):
        return Mark(shapes.ROMAN, alike, expected, text[match.end():], sure=False)
    return mark


def is_heading_like(text: str) -> bool:
    """Say whether the text beside a number reads as a title and not as a sentence."""
    return len(text) <= 160 and not re.search(r"[.;]$", text.strip()) and bool(letters(text))


def _part_value(text: str) -> int:
    word = fold(text).replace("thu ", "").strip()
    if word in _ORDINALS:
        return _ORDINALS.index(word) + 1
    if (value := number(word)) is not None:
        return value
    return roman_value(text.upper())
