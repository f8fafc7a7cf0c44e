"""The Vietnamese syllable: onset, glide, nucleus, coda and tone, and how they are spelt together."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ACUTE, GRAVE, HOOK, TILDE, DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_TONES = frozenset({ACUTE, GRAVE, HOOK, TILDE, DOT})

# p- alone comes only in names and words of other peoples (Pa, Păng, Pin), which plans of the mountains are full of.
_ONSETS = (
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip

# Which codas each nucleus takes, glides in front included; "" is the open syllable.
_RHYMES: dict[str, str] = {
    "a": ". c ch i m n ng nh o p t u y",
    "ă": "c m n ng p t",
    "â": "c m n ng p t u y",
    "e": ". c m n ng o p t",
    "ê": ". c ch m n ng nh p t u",
    "i": ". ch m n ng nh p t u c",
    "ia": ".",
    "iê": "c m n ng p t u",
    "yê": "m n ng t u",
    "y": ". nh t p",
    "o": ". c i m n ng p t",
    "oo": "c ng",
    "ô": ". c i m n ng p t",
    "ơ": ". i m n p t ng",
    "u": ". c i m n ng p t",
    "ua": ".",
    "uô": "c i m n ng t",
    "ư": ". c i m n ng t u",
    "ưa": ".",
    "ươ": "c i m n ng p t u",
    "oa": ". c ch i m n ng nh o p t y",
    "oă": "c m n ng t p",
    "oe": ". n o t m ng",
    "uâ": "c n ng t y",
    "uê": ". ch nh n t",
    "uơ": ". n t",
    "uy": ". ch n nh p t u",
    "uyê": "n t ng",
    "uya": ".",
    "ue": ". n",
    "uă": "n ng t c",
    "ueo": ".",
    "uao": ".",
}
_RHYME_SET = frozenset(
    nucleus + ("" if coda == "." else coda) for nucleus, codas in _RHYMES.items() for coda in codas.split()
)
_QU_RHYMES = frozenset(
    nucleus + ("" if coda == "." else coda)
    for nucleus, codas in {
        "a": ". c ch i n ng nh o t u y m p",
        "ă": "c m n ng p t",
        "â": "n ng t y u c",
        "e": ". n o t m",
        "ê": ". n nh t ch",
        "i": ". n nh t ch p u",
        "y": ". n nh t ch p u",
        "yê": "n t",
        "o": "",
        "ô": "c",
        "ơ": ". i n",
    }.items()
    for coda in codas.split()
)
_STOPS = ("c", "ch", "p", "t")
_FRONT = ("i", "e", "ê", "y")
_MARKED = "êôơâă"
_VOWELS = "aăâeêioôơuưy"
_Y_AFTER = frozenset({"h", "k", "l", "m", "t", "s", "v", "qu", "", "n", "đ", "d", "th"})


def split_tone(word: str) -> tuple[str, str, int]:
    """Return the word without its tone, the tone, and the place of the letter that bore it (-1 without)."""
    letters: list[str] = []
    tone, place = "", -1
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone, place = tone + char, len(letters) - 1
        elif unicodedata.combining(char) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + char)
        else:
            letters.append(char)
    return "".join(letters), tone, place


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether the word is spelt as a Vietnamese syllable is; both places of the tone in oà and òa are right."""
    bare, tone, place = split_tone(word.casefold())
    return len(tone) <= 1 and any(_fits(onset, rhyme, tone, place) for onset, rhyme in _splits(bare))


@lru_cache(maxsize=20_000)
def is_toneless_syllable(word: str) -> bool:
    """Whether the word would be a syllable if it only had its tone ("tich")."""
    bare, tone, _ = split_tone(word.casefold())
    return not tone and any(rhyme.endswith(_STOPS) for _, rhyme in _splits(bare))


def _splits(bare: str) -> list[tuple[str, str]]:
    """Return the ways to part a word without its tone into onset and rhyme that spelling allows."""
    found = []
    if bare == "gi" or re.fullmatch(r"gi(?:n|nh|m|p|t|ch|ếng)?", bare):
        found.append(("g", bare[1:]))  # "gì", "gìn": one i is onset and vowel
    for onset in _ONSETS:
        if bare.startswith(onset) and _joins(onset, bare[len(onset) :]):
            found.append((onset, bare[len(onset) :]))
    return found


def _joins(onset: str, rhyme: str) -> bool:
    """Whether this onset is spelt so before this rhyme (k, gh, ngh before i e ê y; qu and gi with their vowels)."""
    if onset == "qu":
        return rhyme in _QU_RHYMES
    if rhyme not in _RHYME_SET:
        return False
    front = rhyme.startswith(_FRONT)
    if onset in ("k", "gh", "ngh"):
        return front
    if onset in ("c", "g", "ng"):
        return not front
    if onset == "gi":
        return not rhyme.startswith(("i", "y"))
    if rhyme.startswith("yê"):
        return onset == ""
    if rhyme.startswith("iê") or rhyme == "ia":
        return onset != "" or rhyme == "ia"
    if rhyme.startswith("y"):
        return onset in _Y_AFTER
    return True


def _fits(onset: str, rhyme: str, tone: str, place: int) -> bool:
    """Whether the tone may stand with this coda and on this letter."""
    if rhyme.endswith(_STOPS) and tone not in (ACUTE, DOT):
        return False
    if not tone:
        return True
    start = len(onset)
    if onset == "g" and rhyme.startswith("i"):
        return place == 1
    return place - start in tone_places(rhyme)


def tone_places(rhyme: str) -> set[int]:
    """Return on which letters of a rhyme its tone may be written."""
    vowels = [index for index, char in enumerate(rhyme) if char in _VOWELS]
    marked = [index for index in vowels if rhyme[index] in _MARKED]
    if marked:
        return {marked[-1]}
    if horned := [index for index in vowels if rhyme[index] == "ư"]:
        return {horned[0]}
    if len(vowels) == 1:
        return {vowels[0]}
    if len(vowels) == 3:
        return {vowels[1]}
    closed = rhyme[-1] not in _VOWELS
    if closed:
        return {vowels[-1]}
    return {0, 1} if rhyme in ("oa", "oe", "uy", "ue") else {0}


@lru_cache(maxsize=2_000)
def respelt(word: str) -> str:
    """Return the one right spelling of a syllable whose tone or first letters stand wrong ("cuả", "nghành"), or ""."""
    bare, tone, _ = split_tone(word)
    if len(tone) > 1:
        return ""
    lowered = bare.casefold()
    options = {lowered}
    options |= {re.sub(r"^ngh(?=[^ieêy])", "ng", lowered), re.sub(r"^gh(?=[^ieêy])", "g", lowered)}
    options |= {re.sub(r"^ng(?=[ieê])", "ngh", lowered), re.sub(r"^c(?=[ieê])", "k", lowered)}
    found = set()
    for option in options:
        for onset, rhyme in _splits(option):
            if rhyme.endswith(_STOPS) and tone not in (ACUTE, DOT):
                continue
            at = len(onset) + (max(tone_places(rhyme)) if rhyme in ("uy",) else min(tone_places(rhyme)))
            spelt = unicodedata.normalize("NFC", option[: at + 1] + tone + option[at + 1 :])
            if is_syllable(spelt):
                found.add(spelt)
    if len(found) != 1:
        return ""
    spelt = found.pop()
    if word.isupper():
        return spelt.upper()
    return spelt[:1].upper() + spelt[1:] if word[:1].isupper() else spelt
