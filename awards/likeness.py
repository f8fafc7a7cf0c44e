"""Whether a corrected name is still that of the same person or unit. Plain text in, plain answer out."""

import re
from collections.abc import Sequence
from enum import Enum

from rapidfuzz.distance import OSA

from core.text import fold, nfc

# Less alike than this in what differs, it is another name; below two keys it may always be a slip ("An", "Am").
ALIKE = 0.6
_ABBREVIATED = {"ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân"}


class Likeness(Enum):
    """How a new name stands to the one that was written."""

    SAME = "same"  # case, spaces and hyphens at most
    DOUBTFUL = "doubtful"  # a slip, or somebody of nearly the same name: a person says which
    OTHER = "other"


def likeness(written: str, new: str) -> Likeness:
    """Return how alike two names are.

    The likeness of whole names says nothing here: Nguyễn Văn An and Nguyễn Văn Bình share 79 of 100 letters and are two
    people, as Tổ 1 and Tổ 2 are two units. So the words that stand in both, at the beginning and at the end, are left
    out, and what is left is compared by keys pressed wrongly (one too many, missing, another, two swapped), without
    marks, because a wrong mark is the commonest slip. With marks nothing but case, spaces and order may differ, or it
    is doubtful: Hoa and Hòa may be two people. Left-out or added words are doubtful; another number is another unit.
    """
    old_words, new_words = _words(written), _words(new)
    if sorted(old_words) == sorted(new_words):
        return Likeness.SAME
    old, other = _differing([fold(word) for word in old_words], [fold(word) for word in new_words])
    if _numbers(old) != _numbers(other):
        return Likeness.OTHER
    if not old or not other:
        return Likeness.DOUBTFUL
    left, right = " ".join(old), " ".join(other)
    alike = OSA.distance(left, right) < 2 or OSA.normalized_similarity(left, right) >= ALIKE
    return Likeness.DOUBTFUL if alike else Likeness.OTHER


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, but for case, spaces and hyphens."""
    return _words(one) == _words(other)


def _words(name: str) -> list[str]:
    found = re.findall(r"\w+", nfc(name).casefold())
    return [part for word in found for part in _ABBREVIATED.get(word, word).split()]


def _differing(one: Sequence[str], other: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """What is left of two names without the words in which they begin and end alike."""
    begins = 0
    while begins < min(len(one), len(other)) and one[begins] == other[begins]:
        begins += 1
    one, other = one[begins:], other[begins:]
    ends = 0
    while ends < min(len(one), len(other)) and one[-1 - ends] == other[-1 - ends]:
        ends += 1
    return one[: len(one) - ends], other[: len(other) - ends]


def _numbers(words: Sequence[str]) -> list[str]:
    return [word for word in words if word.isdigit()]
