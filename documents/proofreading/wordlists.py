"""Words that the rules know, read once from the lists in `words`: a word that a rule wrongly stops at goes there."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent / "words"


def _read(name: str) -> frozenset[str]:
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    joined = " ".join(line for line in lines if not line.startswith("#"))
    return frozenset(" ".join(part.split()) for part in joined.split(",") if part.strip())


REDUPLICATIONS = _read("reduplications")
FUNCTION_WORDS = _read("little_words")
OFFICE_NOUNS = _read("office_nouns")
COMPOUNDS = _read("compounds")
ACTS = _read("acts")
KNOWN_WORDS = frozenset(word.casefold() for word in _read("loans"))
KNOWN_NAMES = frozenset(word.casefold() for word in _read("names"))  # known where they begin with a capital
SLIPS = {wrong.strip(): right.strip() for wrong, _, right in (each.partition("=") for each in _read("slips"))}
# Syllables that are words by themselves or in a compound; any other, however well spelt, is a slip.
SYLLABLES = _read("syllables") | frozenset(
    part for word in COMPOUNDS | ACTS | FUNCTION_WORDS | REDUPLICATIONS for part in word.split()
)
