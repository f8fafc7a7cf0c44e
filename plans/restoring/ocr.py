"""How far a word that an OCR wrote is from a real one: what it takes a marked vowel for costs little."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Indel

# What an OCR without Vietnamese writes for a vowel with its mark: a letter, a figure, two letters, or nothing.
_ONE = frozenset("iédbgqytwuoeaclrvsófdh690458€¢&ôâ")
_TWO = frozenset({
    "ir", "tr", "ur", "ii", "ti", "ui", "ia", "id", "it", "ar", "ea", "ua", "iu", "uo", "oi", "tu", "rr", "cr", "hr",
    "st", "io", "ie", "ai", "ae", "oo", "al", "ei", "im", "un", "an",
})  # fmt: skip
_ALIKE = {
    frozenset(pair): cost
    for cost, pairs in {
        0.2: ("l1", "i1", "ij", "o0", "o6", "a4", "s5", "e¢", "e€", "e&", "dđ", "li", "g9"),
        0.35: ("ce", "nm", "un", "uv", "gq", "yv", "gy", "hb", "hn", "tf", "tr", "rn", "pd", "ao", "oc", "oq", "tl",
               "co", "ae", "uo", "it", "ei", "bd", "ad", "vy"),
    }.items()
    for pair in pairs
}  # fmt: skip
_PAIRS = {"m": frozenset({"rn", "in", "ni"}), "n": frozenset({"ri", "ii", "tn"}), "u": frozenset({"ii"}),
          "d": frozenset({"cl"}), "h": frozenset({"li"}), "p": frozenset({"jo"})}  # fmt: skip
_EXTRA, _LOST = 0.6, 0.8
FAR = 9.0
_LONGEST = 30  # letters; no word of the language is longer


@lru_cache(maxsize=2000)
def _base(char: str) -> str:
    split = unicodedata.normalize("NFD", char)[0]
    return "d" if split == "đ" else split


@lru_cache(maxsize=2000)
def _is_marked(char: str) -> bool:
    return char == "đ" or len(unicodedata.normalize("NFD", char)) > 1


@lru_cache(maxsize=20_000)
def _one(written: str, real: str) -> float:
    """What it costs that `written` stands for `real`, one letter each."""
    if written == real:
        return -0.08 if _is_marked(real) else 0.0
    base, real_base = _base(written), _base(real)
    if base == real_base:
        return 0.12 if _is_marked(written) and not _is_marked(real) else 0.0
    if _is_marked(real) and real != "đ" and real_base in "aeiouy":
        # "ư" and its kin are the worst of all; the tail of a letter decides what is seen.
        return 0.3 if base in _ONE or written in _ONE else 0.7
    return _ALIKE.get(frozenset((base, real_base)), 1.0)


@lru_cache(maxsize=200_000)
def distance(written: str, real: str) -> float:
    """Return the cost of reading `written` (small letters) as the word `real`; 0 when only marks were lost."""
    if abs(len(written) - len(real)) > 3 or len(written) > _LONGEST:
        return 0.0 if written == real else FAR
    rows = [[0.0] * (len(real) + 1) for _ in range(len(written) + 1)]
    for i in range(1, len(written) + 1):
        rows[i][0] = i * _EXTRA
    for j in range(1, len(real) + 1):
        rows[0][j] = rows[0][j - 1] + _lost(real[j - 1])
        for i in range(1, len(written) + 1):
            best = min(
                rows[i - 1][j - 1] + _one(written[i - 1], real[j - 1]),
                rows[i - 1][j] + _EXTRA,
                rows[i][j - 1] + _lost(real[j - 1]),
            )
            if i > 1:
                best = min(best, rows[i - 2][j - 1] + _two(written[i - 2:i], real[j - 1]))
            if i > 2 and _is_marked(real[j - 1]):
                best = min(best, rows[i - 3][j - 1] + (0.6 if written[i - 3:i] in ("tii", "tir", "iii") else 1.5))
            rows[i][j] = best
    return max(rows[-1][-1], 0.0)


@lru_cache(maxsize=20_000)
def _two(written: str, real: str) -> float:
    """What it costs that two letters stand for one."""
    base = "".join(_base(char) for char in written)
    if _is_marked(real) and real != "đ":
        if base in _TWO:
            return 0.4
        if _base(real) in base:
            return 0.45
    return 0.4 if base in _PAIRS.get(_base(real), ()) else 1.3


@lru_cache(maxsize=2000)
def _lost(real: str) -> float:
    return 0.55 if _is_marked(real) and real != "đ" else _LOST


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    return "".join(map(_base, word))


def nearness(written: str, real: str) -> float:
    """Return how near they are, 1 when only marks were lost, 0 when nothing is alike."""
    if Indel.normalized_similarity(_bare(written), _bare(real)) < 0.2:
        return 0.0
    return max(0.0, 1.0 - distance(written, real) / max(0.5 * (len(written) + len(real)), 1.0))
