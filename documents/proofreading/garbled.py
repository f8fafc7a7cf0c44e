"""Whether a text, or one passage of it, is broken Vietnamese: an OCR that lost its marks, an encoding misread."""

from __future__ import annotations

from .shapes import PROSE, Passage, ProofText
from .syllables import is_syllable

_TEXT_SHARE, _TEXT_WORDS = 0.08, 20
_PASSAGE_SHARE, _PASSAGE_WORDS = 0.3, 10
_UNMARKED_SHARE = 0.2


def broken_share(passages: list[Passage]) -> tuple[float, float, int]:
    """Return the share of small-letter words that are no syllables, the share that bear a mark, and their number."""
    words = [
        token.text for passage in passages for token in passage.tokens if token.text.islower() and len(token.text) > 1
    ]
    if not words:
        return 0.0, 1.0, 0
    broken = sum(not is_syllable(word) for word in words)
    return broken / len(words), sum(not word.isascii() for word in words) / len(words), len(words)


def is_garbled(text: ProofText) -> bool:
    """Whether the text as a whole cannot be read word by word."""
    broken, marked, count = broken_share([passage for passage in text.passages if passage.kind in PROSE])
    return count >= _TEXT_WORDS and (broken > _TEXT_SHARE or (marked < _UNMARKED_SHARE and count >= 60))


def is_garbled_passage(passage: Passage) -> bool:
    """Whether one passage of a text that is clean elsewhere cannot be read (a page that was scanned)."""
    if passage.kind not in PROSE:
        return False
    broken, marked, count = broken_share([passage])
    return count >= _PASSAGE_WORDS and (broken > _PASSAGE_SHARE or marked < _UNMARKED_SHARE / 2)
