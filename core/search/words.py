"""Words as they are compared: without diacritics and case, codes whole and in parts, numbers without leading zeros."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from core.text import fold, nfc

MOST_LETTERS = 200
MOST_WORDS = 10
LONGEST_WORD = 60
_SHORT = 100
_RUN = re.compile(r"[^\W_]+(?:[/.\-][^\W_]+)*")
_BREAK = re.compile(r"[/.\-]")
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_MONTH = re.compile(r"(?<=/)0(?=\d/)")
_SPACES = re.compile(r"\s+")


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text in order; "05/KH-VP" gives "5/kh-vp", "05", "5", "kh", "vp"."""
    yield from _words(text) if len(text) > _SHORT else _known_words(text)


@lru_cache(maxsize=4096)  # units, awards, posts and numbers of decisions are said by many things
def _known_words(text: str) -> tuple[str, ...]:
    return tuple(_words(text))


def _words(text: str) -> Iterator[str]:
    for run in _RUN.findall(fold(text)):
        parts = _BREAK.split(run)
        if len(parts) > 1 and _has_digit(run):
            yield bare_code(run)[:LONGEST_WORD]
        for part in parts:
            yield part[:LONGEST_WORD]
            if part.isdecimal() and part.startswith("0"):
                yield part.lstrip("0")[:LONGEST_WORD] or "0"


@lru_cache(maxsize=4096)
def bare_code(code: str) -> str:
    """Return a code as it is compared: folded, without spaces and without zeros before its number; of a day
    ("08/01/2026") also without those of its month."""
    bare = _SPACES.sub("", fold(code)).lstrip("0")
    return _MONTH.sub("", bare) if _DAY.fullmatch(bare) else bare


def day_word(day: dt.date) -> str:
    """Return the one word by which a thing is found that bears this day."""
    return f"{day.day}/{day.month}/{day.year}"


@lru_cache(maxsize=4096)
def number_of(code: str) -> str:
    """Return the number with which a code begins ("86" of "86/QĐ-UBND"), or nothing."""
    found = re.match(r"0*(\d+)/", fold(code))
    return found[1] if found else ""


def _has_digit(text: str) -> bool:
    return any(char.isdecimal() for char in text)


@dataclass(frozen=True)
class Query:
    """What somebody typed, and how it is compared. It is never stored."""

    text: str

    @classmethod
    def of(cls, text: str) -> "Query":
        """Read what was typed; what is longer than anything sensible is cut."""
        return cls(_SPACES.sub(" ", nfc(text)).strip()[:MOST_LETTERS])

    @cached_property
    def words(self) -> list[str]:
        """The words, each once, in order: a code such as 86/2025/QĐ-UBND is one of them."""
        found: list[str] = []
        for run in _RUN.findall(fold(self.text)):
            found += [bare_code(run) or "0"] if "/" in run and _has_digit(run) else _BREAK.split(run)
        kept = [word for word, after in zip(found, [*found[1:], ""], strict=False) if not _calls_number(word, after)]
        return list(dict.fromkeys(word[:LONGEST_WORD] for word in kept))[:MOST_WORDS]

    @cached_property
    def code(self) -> str:
        """The whole as a code, where it can be one: "cb 00012" is the code cb00012."""
        found = bare_code(self.text)
        fits = _RUN.fullmatch(found) and len(found) <= LONGEST_WORD
        return found if fits and (_has_digit(found) or len(self.words) == 1) else ""

    def __bool__(self) -> bool:
        return bool(self.words)


def _calls_number(word: str, after: str) -> bool:
    """Whether the word only announces a number or a day: "số 86", "ngày 08/01/2026"."""
    return (word == "so" and after[:1].isdecimal()) or (word == "ngay" and bool(_DAY.fullmatch(after)))


def marked(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """Cut a text into pieces, each with whether it is what was looked for."""
    wanted = {part for word in words for part in (word, *_BREAK.split(word)) if part}
    wanted |= {part.lstrip("0") for part in wanted if part.isdecimal()} - {""}
    pieces: list[tuple[str, bool]] = []
    end = 0
    for run in re.finditer(r"[^\W_]+", text):
        if not _looked_for(fold(run[0]), wanted):
            continue
        if run.start() > end:
            pieces.append((text[end : run.start()], False))
        pieces.append((run[0], True))
        end = run.end()
    if end < len(text):
        pieces.append((text[end:], False))
    return pieces


def _looked_for(word: str, wanted: set[str]) -> bool:
    bare = word.lstrip("0") if word.isdecimal() else word
    return any(word == one or bare == one or (len(one) > 1 and word.startswith(one)) for one in wanted)
