"""What a count means: how many votes were needed, of whom, and whether they were reached."""

import math
import re
from dataclasses import dataclass
from fractions import Fraction

_WRITTEN = re.compile(r"(>?)\s*(?:(\d{1,3})(?:[,.](\d{1,2}))?\s*%|(\d{1,3})\s*/\s*(\d{1,3}))")


@dataclass(frozen=True)
class Threshold:
    """A share of votes: "80%", "2/3" at least; ">1/2" more than."""

    share: Fraction
    strict: bool = False

    @classmethod
    def read(cls, text: str) -> "Threshold":
        """Return the threshold that is written. Raises ValueError for anything but a share above 0 up to 100%."""
        found = _WRITTEN.fullmatch(text.strip())
        if not found:
            raise ValueError(text)
        more, whole, parts, top, bottom = found.groups()
        if whole:
            share = Fraction(int(whole + (parts or "")), 100 * 10 ** len(parts or ""))
        else:
            share = Fraction(int(top), int(bottom)) if int(bottom) else Fraction(0)
        if not 0 < share <= 1 or (more and share == 1):
            raise ValueError(text)
        return cls(share, bool(more))

    def needed(self, base: int) -> int:
        """Return the least number of `base` that reaches it."""
        exact = self.share * base
        return math.floor(exact) + 1 if self.strict else math.ceil(exact)

    def reached(self, number: int, base: int) -> bool:
        """Whether `number` of `base` reaches it; nothing reaches a share of nobody."""
        return base > 0 and number >= self.needed(base)


def written(text: str) -> str:
    """Return a share that somebody typed as it is kept: "66,66" is "66,66%", "trên 1/2" and "quá nửa" are ">1/2".
    What is no share comes back as it was."""
    said = " ".join(text.casefold().split()).replace("một nửa", "1/2").replace("nửa", "1/2").replace("bán", "1/2")
    said = re.sub(r"^(?:trên|quá|hơn|nhiều hơn)\s*", ">", said).replace(" ", "")
    if re.fullmatch(r">?\d{1,3}(?:[,.]\d{1,2})?", said):
        said += "%"
    return said.replace(".", ",") if _WRITTEN.fullmatch(said) else text.strip()


def spoken(text: str) -> str:
    """Return a share as a paper says it: ">1/2" is "trên 1/2"."""
    return f"trên {text[1:].strip()}" if text.startswith(">") else text


def at_least(text: str) -> str:
    """Return a share that must be reached: "ít nhất 2/3", "trên 1/2"."""
    return spoken(text) if text.startswith(">") else f"ít nhất {text}"


def share_in_words(number: int, base: int, threshold: Threshold | None = None) -> str:
    """Return "88,9%" for 8 of 9: tenths of a per cent, half up; nothing for a share of nobody.

    What is rounded up never reads as a share that was not reached: 1599 of 2000 stays 79,9% and does not become 80,0%;
    the same holds for two thirds and for `threshold`.
    """
    if not base:
        return ""
    exact = Fraction(1000 * number, base)
    tenths = math.floor(exact + Fraction(1, 2))
    asked = [Threshold(Fraction(2, 3)), *([threshold] if threshold else [])]
    missed = [one.share for one in asked if not one.reached(number, base)]
    if tenths > exact and (tenths % 10 == 0 or any(tenths >= 1000 * share for share in missed)):
        tenths -= 1
    return f"{tenths // 10},{tenths % 10}%"


@dataclass(frozen=True)
class Tally:
    """The sums of one vote. `members` are all of the council, `present` those who could vote on this item."""

    yes: int
    no: int
    invalid: int
    members: int
    present: int

    @property
    def cast(self) -> int:
        """How many ballots came in."""
        return self.yes + self.no + self.invalid

    @property
    def tied(self) -> bool:
        """As many for as against."""
        return self.yes == self.no and self.yes > 0


@dataclass(frozen=True)
class Outcome:
    """Whether it passed, and against what: `yes` of `base`, where `needed` would have done."""

    passed: bool
    base: int
    needed: int
    by_chair: bool = False


def count(tally: Tally, threshold: Threshold, *, of_all: bool, chair: str = "") -> Outcome:
    """Return the outcome; `of_all` counts against all members, else against those present.

    `chair` is the chair's own choice where a tie is decided by the chair (open votes only): it stands for the one
    vote that is missing, never for more, so that a tie does not pass what asks for 80%.
    """
    base = tally.members if of_all else tally.present
    passed = threshold.reached(tally.yes, base)
    one_short = base > 0 and threshold.needed(base) == tally.yes + 1
    by_chair = not passed and tally.tied and one_short and chair == "y"
    return Outcome(passed or by_chair, base, threshold.needed(base), by_chair)
