"""Vietnamese text: normal form, search form and the order of the alphabet."""

import re
import unicodedata
from functools import lru_cache

# The alphabet's order, tone marks left out: a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(_ALPHABET, start=10)}
# Dictionaries order the tones: none, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def nfc(text: str) -> str:
    """Return the text in NFC, the one form in which Vietnamese is stored and compared."""
    return unicodedata.normalize("NFC", text)


_SHORT = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}
_SHORT_WORD = re.compile(r"\b(?:UBND|HĐND)\b")


def in_full(text: str) -> str:
    """Return the text as an official paper writes it: the bodies whose names offices shorten are named in full."""
    return _SHORT_WORD.sub(lambda found: _SHORT[found[0]], text)


def fold(text: str) -> str:
    """Return the search form: lower case, no diacritics, đ as d, single spaces."""
    return " ".join(filter(None, map(_folded, text.split())))


@lru_cache(maxsize=16_384)  # names and units say the same few thousand syllables again and again
def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold()).replace("đ", "d")
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=16_384)
def _syllable_key(syllable: str) -> str:
    letters: list[str] = []
    tone = "0"
    for char in unicodedata.normalize("NFD", syllable.casefold()):
        if char in _TONES:
            tone = _TONES[char]
        elif unicodedata.combining(char) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + char)
        else:
            letters.append(char)
    ranks = "".join(_LETTER_RANK.get(letter, letter if letter.isdigit() else "99") for letter in letters)
    return f"{ranks}-{tone}"


def vn_key(text: str) -> str:
    """Return a string that sorts the text in Vietnamese order on any database."""
    return " ".join(_syllable_key(syllable) for syllable in text.split())


def name_key(full_name: str) -> str:
    """Return the key that sorts people as Vietnamese lists do: given name first, then family and middle."""
    names = full_name.split()
    return vn_key(" ".join([*names[-1:], *names[:-1]]))
