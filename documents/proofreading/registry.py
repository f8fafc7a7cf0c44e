"""The rules by their codes, and the reading of a text by all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from .garbled import is_garbled, is_garbled_passage
from .shapes import ERROR, NOTE, WARNING, Finding, Flaw, ProofText

Check = Callable[[ProofText], Iterator[Flaw]]
_AROUND = 42
_LONGEST = 220
_RANK = {ERROR: 0, WARNING: 1, NOTE: 2}


@dataclass(frozen=True)
class Rule:
    """A rule: its code, what it reads, and whether it reads words, which broken text makes meaningless."""

    code: str
    check: Check
    reads_words: bool = False


RULES: dict[str, Rule] = {}


def rule(code: str, *, reads_words: bool = False) -> Callable[[Check], Check]:
    """Register a function as the rule of that code."""

    def register(check_text: Check) -> Check:
        if code in RULES:
            raise ValueError(f"two rules of the code {code}")
        RULES[code] = Rule(code, check_text, reads_words)
        return check_text

    return register


def check(text: ProofText) -> list[Finding]:
    """Return what the rules find: errors first, then in the order of the text.

    In a text, or a passage, whose letters are broken the rules that read words keep silent.
    """
    from . import rules  # noqa: F401  (the rules register themselves)

    words = _readable(text)
    places = {id(passage): place for place, passage in enumerate(text.passages)}
    places |= {id(passage): place for place, passage in enumerate(words.passages) if id(passage) not in places}
    found: list[tuple[int, int, int, Finding]] = []
    for each in RULES.values():
        for flaw in each.check(words if each.reads_words else text):
            place = places.get(id(flaw.passage), -1)
            found.append((_RANK[flaw.severity], place, flaw.start, _finding(each.code, flaw)))
    found.sort(key=lambda item: item[:3])
    return [item[3] for item in found]


def _readable(text: ProofText) -> ProofText:
    """Return the text without the passages that nobody can read."""
    if is_garbled(text):
        return replace(text, passages=())
    return replace(text, passages=[passage for passage in text.passages if not is_garbled_passage(passage)])


def _finding(code: str, flaw: Flaw) -> Finding:
    passage = flaw.passage
    return Finding(
        rule=code,
        severity=flaw.severity,
        section=passage.section if passage else "",
        field=passage.field if passage else "",
        excerpt=excerpt(passage.text, flaw.start, flaw.end) if passage else "",
        message=flaw.message,
        suggestion=flaw.suggestion,
        start=flaw.start,
        end=flaw.end,
        certain=flaw.certain,
        words=passage.text[flaw.start : flaw.end] if passage else "",
    )


def excerpt(text: str, start: int, end: int) -> str:
    """Return the words of a place with a few words around it, on one line."""
    if start == end == 0 and len(text) > 2 * _AROUND:
        end = start
    low, high = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    if low and (space := text.find(" ", low, start)) > 0:
        low = space + 1
    if high < len(text) and (space := text.rfind(" ", end, high)) > 0:
        high = space
    cut = " ".join(text[low:high].split())
    if len(cut) > _LONGEST:
        cut = f"{cut[: _LONGEST - 40].rsplit(' ', 1)[0]} … {cut[-40:].split(' ', 1)[-1]}"
    return f"{'…' if low else ''}{cut}{'…' if high < len(text) else ''}"
