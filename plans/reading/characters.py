"""Small questions about characters and words of Vietnamese official text."""

from __future__ import annotations

import html
import re
import unicodedata

from core.text import fold

__all__ = ["OPEN_WORDS", "clean", "ends_sentence", "fold", "is_caps", "letters", "same_words", "starts_lower", "words"]

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\ufffc"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")

# Words, folded, after which a sentence or a title cannot end.
OPEN_WORDS = {
    "va", "cua", "cac", "ve", "cho", "voi", "trong", "theo", "tai", "tren", "den", "tu", "la", "do", "de", "nhung",
    "hoac", "cung", "so", "nam", "thang", "ngay", "cap", "tinh", "cong", "bo", "mot", "hoi", "uy", "ban", "thi",
    "huyen", "xa", "phuong", "thanh", "giai",
}


def clean(text: str) -> str:
    """Return the text in NFC with plain spaces, plain line ends and nothing invisible."""
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _SPACES.sub(" ", text).replace("\x0b", "\n").replace("\x85", "\n")
    text = _CONTROL.sub("", text)
    if "&" in text and re.search(r"&(?:nbsp|amp|lt|gt|quot|#\d+);", text):
        text = html.unescape(text).replace("\u00a0", " ")
    return text


def words(text: str) -> list[str]:
    """Return the words of the text: runs of letters and digits, as a reader counts them."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))


def same_words(text: str) -> str:
    """Return a key in which two texts are equal when they have the same words, whatever stands between."""
    return " ".join(words(fold(text)))


def letters(text: str) -> str:
    """Return only the letters of the text."""
    return "".join(char for char in text if char.isalpha())


def is_caps(text: str, *, share: float = 0.9) -> bool:
    """Say whether the text is set in capitals (a misread letter in ten is forgiven)."""
    found = letters(text)
    return len(found) >= 2 and sum(char.isupper() for char in found) >= share * len(found)


def starts_lower(text: str) -> bool:
    """Say whether the first letter or digit of the text is a small letter."""
    match = re.search(r"[^\W_]", text)
    return match is not None and match.group().islower()


def ends_sentence(text: str) -> bool:
    """Say whether the text ends as a sentence, a clause of a list or a heading with a colon does."""
    return bool(re.search(r"[.;:!?…][\"”’»)\]*]*$", text.rstrip()))
