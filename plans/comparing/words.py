"""Words of two texts: how alike they are, and which of them stand in one only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import process
from rapidfuzz.distance import Indel

from core.text import fold, nfc

SAME, REMOVED, ADDED, MOVED = "same", "removed", "added", "moved"
_TOKEN = re.compile(r"\w+(?:[/\-–]\w+|(?<=\d)[.,](?=\d)\w+)*|[^\w\s]")
_WORD = re.compile(r"[^\W_]+")
_LEAST_MOVED = 6  # words; fewer are found twice in any text
LEAST_SHARED = 4


@dataclass(frozen=True)
class Run:
    """Words in a row that are the same in both texts, or removed, added or moved within the paragraph."""

    kind: str
    text: str


class Vocabulary:
    """Turns a text into a string of one letter a word, so that texts are compared word by word and fast.

    Case, diacritics and figures do not count: "năm 2025" and "Năm 2026" are the same words.
    """

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}

    def encode(self, text: str) -> str:
        """Return the letters of the words of the text."""
        words = _WORD.findall(fold(text))
        return "".join(self._letter("0" if word[0].isdigit() else word) for word in words)

    def _letter(self, word: str) -> str:
        # Above the surrogates: every word of a plan has its own character, whatever it means elsewhere.
        return self._letters.setdefault(word, chr(0x10000 + len(self._letters)))


def likeness(one: str, other: str, least: float = 0.0) -> float:
    """Return how alike two encoded texts are, 0 to 1; what is below `least` counts as 0."""
    return Indel.normalized_similarity(one, other, score_cutoff=least)


def alike(one: str, others: Sequence[str], least: float) -> list[tuple[str, float, int]]:
    """Return those of the encoded texts that are at least so alike: the text, how alike, its place."""
    return process.extract(one, others, scorer=Indel.normalized_similarity, score_cutoff=least, limit=None)


def contained(small: str, large: str) -> float:
    """Return which share of the smaller encoded text stands in the larger one, in runs of at least four words."""
    if not small:
        return 0.0
    blocks = SequenceMatcher(None, small, large, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= LEAST_SHARED) / len(small)


@dataclass(frozen=True)
class _Tokens:
    text: str
    starts: list[int]
    keys: list[str]

    def slice(self, start: int, end: int) -> str:
        """The text from one token up to another, with the spaces between."""
        if start >= end:
            return ""
        stop = self.starts[end] if end < len(self.starts) else len(self.text)
        return self.text[self.starts[start]:stop]


def _tokens(text: str) -> _Tokens:
    found = list(_TOKEN.finditer(text))
    return _Tokens(text, [match.start() for match in found], [match.group() for match in found])


def word_diff(old: str, new: str) -> tuple[list[Run], list[Run]]:
    """Return both texts as runs: what they share, what only one has, and what stands elsewhere in the other."""
    old, new = nfc(old), nfc(new)
    if old == new:
        return ([Run(SAME, old)], [Run(SAME, new)]) if old else ([], [])
    a, b = _tokens(old), _tokens(new)
    gaps = _gaps(a.keys, b.keys)
    old_moves, new_moves = _moves(a.keys, b.keys, gaps)
    return (
        _runs(a, [(gap[0], gap[1]) for gap in gaps], old_moves, REMOVED),
        _runs(b, [(gap[2], gap[3]) for gap in gaps], new_moves, ADDED),
    )


_Gap = tuple[int, int, int, int]


def _gaps(a: Sequence[str], b: Sequence[str]) -> list[_Gap]:
    """Where the two differ, as places in each; a lonely word between two changes belongs to the change."""
    gaps: list[_Gap] = []
    i = j = 0
    for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        if (i, j) != (block.a, block.b):
            gaps.append((i, block.a, j, block.b))
        i, j = block.a + block.size, block.b + block.size
    joined: list[_Gap] = []
    for gap in gaps:
        if joined and _lonely(a[joined[-1][1]:gap[0]], joined[-1], gap):
            gap = _join(joined.pop(), gap)
        joined.append(gap)
    return joined


def _join(one: _Gap, other: _Gap) -> _Gap:
    return (one[0], other[1], one[2], other[3])


def _lonely(between: Sequence[str], one: _Gap, other: _Gap) -> bool:
    """Whether so little stands between two changes that a reader would call it one change."""
    words = sum(token[0].isalnum() for token in between)
    changed = min(max(one[1] - one[0], one[3] - one[2]), max(other[1] - other[0], other[3] - other[2]))
    return words == 0 and changed >= 2 or words == 1 and changed >= 3


def _moves(a: Sequence[str], b: Sequence[str], gaps: list[_Gap]) -> tuple[set[int], set[int]]:
    """The tokens of removed words that come again among the added ones: they only moved."""
    if len(gaps) < 2:
        return set(), set()
    removed = [i for gap in gaps for i in range(gap[0], gap[1])]
    added = [j for gap in gaps for j in range(gap[2], gap[3])]
    old, new = [a[i] for i in removed], [b[j] for j in added]
    from_old: set[int] = set()
    from_new: set[int] = set()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    while True:
        best = matcher.find_longest_match()
        words = sum(token[0].isalnum() for token in old[best.a:best.a + best.size])
        if words < _LEAST_MOVED:
            return from_old, from_new
        for step in range(best.size):
            from_old.add(removed[best.a + step])
            from_new.add(added[best.b + step])
            old[best.a + step], new[best.b + step] = f"\0{len(from_old)}", f"\1{len(from_new)}"
        matcher.set_seqs(old, new)


def _runs(tokens: _Tokens, changed: list[tuple[int, int]], moved: set[int], kind: str) -> list[Run]:
    kinds = [SAME] * len(tokens.keys)
    for start, end in changed:
        for place in range(start, end):
            kinds[place] = MOVED if place in moved else kind
    runs: list[Run] = []
    start = 0
    for place in range(1, len(kinds) + 1):
        if place == len(kinds) or kinds[place] != kinds[start]:
            runs.append(Run(kinds[start], tokens.slice(start, place)))
            start = place
    return [run for run in runs if run.text]
