"""Which clean paragraph says nearly the same, and which of its words stands where the broken one stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from core.text import fold

from .ocr import nearness
from .tokens import NUMBER, Token, tokens

LEAST_ALIKE = 45.0
_TAKEN = 3
_GAP = -0.15
_LEAST_NEAR = 0.45


@dataclass(frozen=True)
class Clean:
    """A clean paragraph, and where it stands ("Kế hoạch 2022, mục II.1")."""

    text: str
    origin: str = ""


@dataclass(frozen=True)
class Aligned:
    """A clean paragraph beside a broken one: for each broken word the clean one that stands in its place, if any."""

    clean: Clean
    score: float  # 0 to 100
    words: tuple[Token | None, ...]

    @property
    def share(self) -> float:
        """How many of the broken words have their counterpart."""
        return sum(word is not None for word in self.words) / max(len(self.words), 1)


class Paragraphs:
    """Clean paragraphs, searched by the letters that are left when marks are gone."""

    def __init__(self, clean: Iterable[Clean]) -> None:
        self._clean = list({one.text: one for one in clean if one.text.strip()}.values())
        self._folded = [fold(one.text) for one in self._clean]

    def like(self, words: Sequence[Token], text: str) -> list[Aligned]:
        """Return the paragraphs most like the broken text, the best first."""
        near = process.extract(fold(text), self._folded, scorer=fuzz.ratio, limit=_TAKEN, score_cutoff=LEAST_ALIKE)
        found = [Aligned(self._clean[place], score, align(words, tokens(self._clean[place].text)[1]))
                 for _, score, place in near]  # fmt: skip
        return sorted(found, key=lambda one: -one.share)


def align(broken: Sequence[Token], clean: Sequence[Token]) -> tuple[Token | None, ...]:
    """Return for each broken word the clean one in its place (Needleman and Wunsch, with the nearness of words)."""
    near = [[_near(one, other) for other in clean] for one in broken]
    best = [[0.0] * (len(clean) + 1) for _ in range(len(broken) + 1)]
    for i in range(1, len(broken) + 1):
        best[i][0] = i * _GAP
    for j in range(1, len(clean) + 1):
        best[0][j] = j * _GAP
    for i in range(1, len(broken) + 1):
        for j in range(1, len(clean) + 1):
            best[i][j] = max(best[i - 1][j - 1] + near[i - 1][j - 1], best[i - 1][j] + _GAP, best[i][j - 1] + _GAP)
    found: list[Token | None] = [None] * len(broken)
    i, j = len(broken), len(clean)
    while i and j:
        if best[i][j] == best[i - 1][j - 1] + near[i - 1][j - 1]:
            if near[i - 1][j - 1] >= _LEAST_NEAR:
                found[i - 1] = clean[j - 1]
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j] + _GAP:
            i -= 1
        else:
            j -= 1
    return tuple(found)


def _near(one: Token, other: Token) -> float:
    if NUMBER in (one.kind, other.kind):
        return 0.9 if one.kind == other.kind else -0.4
    near = nearness(one.key, other.key)
    return near if near >= _LEAST_NEAR else near - 0.6
