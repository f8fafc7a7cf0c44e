"""Numbers that Word writes by itself ("I.", "1.", "a)", "-"): they are not in the text and must be counted."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from .opening import WordFile, number_of, value_of
from .xml import Element, W

# Điểm takes the letters of the Vietnamese alphabet (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6): Word's e is our đ.
_POINTS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True)
class _Level:
    form: str
    text: str
    start: int
    arabic: bool  # all numbers in its text are Arabic, whatever those above look like


class Numbers:
    """Counts the automatic numbers of one Word document as its paragraphs go by."""

    def __init__(self, file: WordFile) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._abstract: dict[str, str] = {}
        self._styles = {name: facts.number for name, facts in file.styles.items() if facts.number}
        if file.numbering is not None:
            self._read(file.numbering)

    def _read(self, root: Element) -> None:
        levels: dict[str, dict[int, _Level]] = {}
        for abstract in root.iter(f"{{{W}}}abstractNum"):
            own = levels.setdefault(abstract.get(f"{{{W}}}abstractNumId", ""), {})
            for level in abstract.iter(f"{{{W}}}lvl"):
                own[_integer(level.get(f"{{{W}}}ilvl"))] = _level(level)
        for number in root.iter(f"{{{W}}}num"):
            key, abstract_id = number.get(f"{{{W}}}numId", ""), value_of(number, "abstractNumId")
            self._abstract[key] = abstract_id
            for depth, found in levels.get(abstract_id, {}).items():
                self._levels[key, depth] = found
            for override in number.iter(f"{{{W}}}lvlOverride"):
                self._override(key, abstract_id, override)

    def _override(self, key: str, abstract_id: str, override: Element) -> None:
        depth = _integer(override.get(f"{{{W}}}ilvl"))
        if (own := override.find(f"{{{W}}}lvl")) is not None:
            self._levels[key, depth] = _level(own)
        start = override.find(f"{{{W}}}startOverride")
        if start is not None and (found := self._levels.get((key, depth))) is not None:
            self._levels[key, depth] = _Level(
                found.form, found.text, _integer(start.get(f"{{{W}}}val"), 1), found.arabic
            )
            self._abstract[key] = f"{abstract_id}/{key}"

    def next_for(self, paragraph: Element) -> str:
        """Return the number that Word shows before this paragraph, with a space after it, or nothing."""
        properties = paragraph.find(f"{{{W}}}pPr")
        found = number_of(properties)
        if found is None and properties is not None and (style := value_of(properties, "pStyle")):
            found = self._styles.get(style)
        if found is None or found[0] == "0" or found not in self._levels:
            return ""
        key, depth = found
        level = self._levels[found]
        if level.form == "bullet":
            return "+ " if level.text.strip() in ("+", "o") else "- "
        if level.form == "none":
            return ""
        counts = self._counts[self._abstract.get(key, key)]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        shown = re.sub(
            r"%(\d)", lambda match: self._shown(key, int(match.group(1)) - 1, counts, arabic=level.arabic), level.text
        )
        return f"{shown} " if shown.strip() else ""

    def _shown(self, key: str, depth: int, counts: dict[int, int], *, arabic: bool) -> str:
        level = self._levels.get((key, depth), _Level("decimal", "", 1, False))
        value = counts.get(depth, level.start)
        if arabic:
            return str(value)
        if level.form in ("upperRoman", "lowerRoman"):
            return roman(value) if level.form == "upperRoman" else roman(value).lower()
        if level.form == "lowerLetter":
            return _POINTS[(value - 1) % len(_POINTS)]
        if level.form == "upperLetter":
            return chr(ord("A") + (value - 1) % 26)
        return f"{value:02d}" if level.form == "decimalZero" else str(value)


def roman(value: int) -> str:
    """Return the Roman number of 1 to 399."""
    text = ""
    for size, sign in _ROMAN:
        while value >= size and len(text) < 20:
            text, value = text + sign, value - size
    return text


def _level(element: Element) -> _Level:
    return _Level(
        value_of(element, "numFmt", "decimal"),
        value_of(element, "lvlText", "%1."),
        _integer(value_of(element, "start", "1"), 1),
        element.find(f"{{{W}}}isLgl") is not None,
    )


def _integer(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default
