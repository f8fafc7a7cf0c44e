"""Numbers that Word writes by itself ("I.", "1.", "a)", "-"): they are not in the text and must be counted."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from docx.oxml.ns import qn

from plans.reading.numbering import roman


class Numbers:
    """Counts the automatic numbers of one Word document as its paragraphs go by."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._abstract: dict[str, str] = {}
        self._style_numbers: dict[str, tuple[str, int]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            root = None
        if root is not None:
            self._read(root)
        for style in document.styles.element.iter(qn("w:style")):
            if (found := _number_of(style.find(qn("w:pPr")))) is not None:
                self._style_numbers[style.get(qn("w:styleId"))] = found

    def _read(self, root: Any) -> None:
        levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        for abstract in root.iter(qn("w:abstractNum")):
            own = levels.setdefault(abstract.get(qn("w:abstractNumId")), {})
            for level in abstract.iter(qn("w:lvl")):
                own[int(level.get(qn("w:ilvl")))] = (
                    _value(level, "w:numFmt", "decimal"), _value(level, "w:lvlText", "%1."),
                    int(_value(level, "w:start", "1")),
                )
        for number in root.iter(qn("w:num")):
            key, abstract_id = number.get(qn("w:numId")), _value(number, "w:abstractNumId", "")
            self._abstract[key] = abstract_id
            for depth, found in levels.get(abstract_id, {}).items():
                self._levels[key, depth] = found
            for override in number.iter(qn("w:lvlOverride")):
                depth = int(override.get(qn("w:ilvl")))
                if (start := override.find(qn("w:startOverride"))) is not None and (key, depth) in self._levels:
                    form, text, _ = self._levels[key, depth]
                    self._levels[key, depth] = (form, text, int(start.get(qn("w:val"))))
                    self._abstract[key] = f"{abstract_id}/{key}"

    def next_for(self, paragraph: Any) -> str:
        """Return the number that Word shows before this paragraph, with a space after it, or nothing."""
        properties = paragraph.find(qn("w:pPr"))
        found = _number_of(properties)
        if found is None and properties is not None and (style := properties.find(qn("w:pStyle"))) is not None:
            found = self._style_numbers.get(style.get(qn("w:val")))
        if found is None or found[0] == "0" or found not in self._levels:
            return ""
        key, depth = found
        form, text, start = self._levels[found]
        if form == "bullet":
            return "- "
        if form == "none":
            return ""
        counts = self._counts[self._abstract.get(key, key)]
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return re.sub(r"%(\d)", lambda match: self._shown(key, int(match.group(1)) - 1, counts), text) + " "

    def _shown(self, key: str, depth: int, counts: dict[int, int]) -> str:
        form, _, start = self._levels.get((key, depth), ("decimal", "", 1))
        value = counts.get(depth, start)
        if form == "upperRoman":
            return roman(value)
        if form == "lowerRoman":
            return roman(value).lower()
        if form == "lowerLetter":
            return chr(ord("a") + (value - 1) % 26)
        if form == "upperLetter":
            return chr(ord("A") + (value - 1) % 26)
        return f"{value:02d}" if form == "decimalZero" else str(value)


def _number_of(properties: Any) -> tuple[str, int] | None:
    number = properties.find(qn("w:numPr")) if properties is not None else None
    if number is None:
        return None
    return _value(number, "w:numId", "0"), int(_value(number, "w:ilvl", "0"))


def _value(element: Any, tag: str, default: str) -> str:
    child = element.find(qn(tag))
    return child.get(qn("w:val"), default) if child is not None else default
