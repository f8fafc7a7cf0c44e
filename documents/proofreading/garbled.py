"""Whether a text, or one passage of it, is broken Vietnamese: an OCR that lost its marks, an encoding misread."""

from __future__ import annotations

import re
from functools import lru_cache

from .shapes import PROSE, Passage, ProofText
from .syllables import is_syllable, split_tone
from .wordlists import KNOWN_WORDS

_AROUND = ".,;:!?()[]{}“”\"'‘’«»…*_|"
_COMPOSED = re.compile(r"[/@\\]|\w[-.,;:…]+\w|^[-+–]")  # dates, addresses, words that a mark parts
_MEASURE = re.compile(r"\d+[a-zđµ%²³]{1,3}\d*|[a-z]{1,2}\d{1,2}|[a-z]{1,3}[²³]")  # 14pt, 7h30, m2
_TEXT_SHARE, _TEXT_WORDS = 0.08, 20
_PASSAGE_SHARE, _PASSAGE_WORDS = 0.19, 10
_UNMARKED_SHARE = 0.2
_TONED_SHARE = 0.15  # in clean text more than a third of the words bear a tone


@lru_cache(maxsize=4_000)
def small_words(passage: Passage) -> list[str]:
    """Return the words in small letters, with the signs inside them: "vi6c" and "tr¸ch" are one broken word each."""
    pieces = (piece.strip(_AROUND) for piece in passage.text.split())
    return [
        piece
        for piece in pieces
        if len(piece) > 1 and piece.islower() and not _COMPOSED.search(piece) and not _MEASURE.fullmatch(piece)
    ]


def broken_share(passages: list[Passage]) -> tuple[float, float, int]:
    """Return the share of small-letter words that are no syllables, the share that bear a mark, and their number."""
    words = [word for passage in passages for word in small_words(passage)]
    if not words:
        return 0.0, 1.0, 0
    broken = sum(not is_syllable(word) and word not in KNOWN_WORDS for word in words)
    return broken / len(words), sum(not word.isascii() for word in words) / len(words), len(words)


def is_garbled(text: ProofText) -> bool:
    """Whether the text as a whole cannot be read word by word."""
    broken, marked, count = broken_share([passage for passage in text.passages if passage.kind in PROSE])
    return count >= _TEXT_WORDS and (broken > _TEXT_SHARE or (marked < _UNMARKED_SHARE and count >= 60))


def is_garbled_passage(passage: Passage) -> bool:
    """Whether one passage of a text that is clean elsewhere cannot be read (a page that was scanned)."""
    if passage.kind not in PROSE:
        return False
    broken, _, count = broken_share([passage])
    if count < _PASSAGE_WORDS:
        return False
    toned = sum(bool(split_tone(word)[1]) for word in small_words(passage))
    return broken > _PASSAGE_SHARE or toned < _TONED_SHARE * count
