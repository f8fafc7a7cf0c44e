"""The words of a broken text with what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.text import nfc

NUMBER, CODE, WORD = "number", "code", "word"
_TOKEN = re.compile(r"[\w&€¢](?:[\w&€¢]|['‘’](?=\w))*(?:[/\-–]\w+|(?<=\d)[.,](?=\d)\w+)*")
_PLAIN_NUMBER = re.compile(r"\d[\d./,\-–:]*")
_CITATION = re.compile(r"\d+[a-z]?(?:[/\-–][0-9A-ZĐƯ]+[a-z]?)+|[A-ZĐƯ]{2,}(?:[/\-–][A-ZĐƯ]{2,}[a-z]?)+")
_ROMAN = re.compile(r"[IVX]{2,}|[IVX]")
_DATE_LIKE = re.compile(r"[\dOoIl|]{1,2}[/.][\dOoIl|]{1,2}[/.][\dOoIl|]{4}")
_ENDS = re.compile(r"[.:;!?…]\s*[\"”)]?\s*$")
_NOISE = re.compile(r"[‘’'`|~_^*¬°•]")


@dataclass
class Token:
    """A word as it was written, and the signs and spaces after it."""

    text: str
    kind: str
    after: str
    starts: bool = False  # a sentence begins with it
    opens: bool = False  # a bracket or a quotation begins with it

    @property
    def key(self) -> str:
        """Its small letters."""
        return self.text.casefold()


def tokens(text: str) -> tuple[str, list[Token]]:
    """Return what stands before the first word, and the words."""
    text = nfc(text)
    found = list(_TOKEN.finditer(text))
    if not found:
        return text, []
    result: list[Token] = []
    starts = True
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        after = text[match.end():end]
        before = text[found[place - 1].end() if place else 0:match.start()]
        opens = before.rstrip().endswith(("(", "“", '"'))
        result.append(Token(match.group(), _kind(match.group()), after, starts, opens))
        starts = bool(_ENDS.search(after)) and ";" not in after
    return text[: found[0].start()], result


def _kind(text: str) -> str:
    if _PLAIN_NUMBER.fullmatch(text) or _CITATION.fullmatch(text) or _DATE_LIKE.fullmatch(text):
        return NUMBER
    if _ROMAN.fullmatch(text) and len(text) > 1:
        return NUMBER
    letters = [char for char in text if char.isalpha()]
    big = sum(char.isupper() for char in letters)
    code = len(letters) > 1 and (big == len(letters) or (big > 1 and any(char.isdigit() for char in text)))
    return CODE if code else WORD


def mended_number(text: str) -> str:
    """Return the number with the letters that an OCR takes for figures put right ("O7/4/2014", "HO1b")."""
    if _DATE_LIKE.fullmatch(text):
        return text.translate(str.maketrans("OoIl|", "00111"))
    return text


def tidy(after: str) -> str:
    """Return the signs between two words without the specks that an OCR takes for signs."""
    return re.sub(r" {2,}", " ", _NOISE.sub("", after))


def without_specks(before: str, words: list[Token]) -> tuple[str, list[Token]]:
    """Leave out a lonely letter in front that stands for nothing ("q Theo dõi"): dust on the paper."""
    if len(words) < 3 or len(words[0].text) > 1 or not words[0].text.islower() or not words[1].text[:1].isupper():
        return before, words
    words[1].starts = True
    return before, words[1:]
