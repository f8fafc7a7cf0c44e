"""What an office writes: its words, which follow which, and how each is spelt with capitals."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Indel

from core.text import fold
from documents.proofreading.wordlists import COMPOUNDS, FUNCTION_WORDS

from .ocr import distance
from .tokens import NUMBER, tokens

START = "\x02"
FIGURE = "0"
_PHRASES = Path(__file__).resolve().parent / "words" / "phrases.txt"
_NEAR_WORDS = 60  # looked at more closely
_CANDIDATES = 10
_FARTHEST = 0.62  # cost for a letter beyond which a word is no candidate


class Language:
    """Counts of words, pairs and triples. Texts of the office weigh more than the list that comes with the system."""

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.triples: Counter[tuple[str, str, str]] = Counter()
        self.capitals: Counter[str] = Counter()  # written with a capital inside a sentence
        self.inside: Counter[str] = Counter()
        self.shapes: dict[str, Counter[str]] = defaultdict(Counter)  # how it is written when not small
        self._folded: dict[str, str] | None = None
        self._total = 0
        self._found: dict[str, list[tuple[str, float]]] = {}

    def learn(self, texts: Iterable[str], weight: int = 1) -> None:
        """Take in paragraphs of clean text."""
        self._folded = None
        self._found.clear()
        for text in texts:
            one, two = START, START
            for token in tokens(text)[1]:
                key = FIGURE if token.kind == NUMBER else token.key
                self.words[key] += weight
                self.pairs[two, key] += weight
                self.triples[one, two, key] += weight
                self._learn_capitals(token.text, key, token.starts, weight)
                one, two = two, key
                self._total += weight

    def _learn_capitals(self, text: str, key: str, starts: bool, weight: int) -> None:
        if key == FIGURE or text.islower() and starts:
            return
        self.shapes[key][text] += weight
        if not starts:
            self.inside[key] += weight
            if text[:1].isupper():
                self.capitals[key] += weight

    def score(self, one: str, two: str, word: str) -> float:
        """Return the logarithm of how likely the word is after those two."""
        if seen := self.triples[one, two, word]:
            return math.log(seen / self.pairs[one, two]) if self.pairs[one, two] else math.log(0.4)
        if seen := self.pairs[two, word]:
            return math.log(0.4 * seen / max(self.words[two], seen))
        return math.log(0.16 * (self.words[word] + 0.05) / (self._total + 1.0))

    def candidates(self, written: str) -> list[tuple[str, float]]:
        """Return the words that an OCR may have written so, the nearest first, each with its cost."""
        if written not in self._found:
            self._found[written] = self._search(written)
        return self._found[written]

    def _search(self, written: str) -> list[tuple[str, float]]:
        if self._folded is None:
            self._folded = {word: fold(word) for word in self.words if word != FIGURE}
        near = process.extract(
            fold(written), self._folded, scorer=Indel.normalized_similarity, limit=_NEAR_WORDS, score_cutoff=0.3,
            processor=None,
        )  # fmt: skip
        found = [(word, distance(written, word)) for _folded, _score, word in near]
        found = [(word, cost) for word, cost in found if cost <= _FARTHEST * max(len(word), len(written), 2) / 1.6]
        found.sort(key=lambda item: (item[1], -self.words[item[0]]))
        return found[:_CANDIDATES]

    def is_code(self, word: str) -> bool:
        """Whether the word is written in capitals: UBND, TĐKT."""
        shapes = self.shapes.get(word)
        if shapes is None:
            return False
        shape = shapes.most_common(1)[0][0]
        return sum(map(str.isupper, shape)) > 1 or any(map(str.isdigit, shape))

    def is_known(self, word: str) -> bool:
        """Whether the word was ever seen."""
        return word in self.words


@lru_cache(maxsize=1)
def shipped_phrases() -> tuple[str, ...]:
    """The phrases of official language that come with the system."""
    lines = _PHRASES.read_text(encoding="utf-8").splitlines()
    phrases = [line for line in lines if line.strip() and not line.startswith("#")]
    return (*phrases, *sorted(COMPOUNDS | FUNCTION_WORDS))
