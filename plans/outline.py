"""Numbers of sections and tasks: they follow from place and level, nobody types them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from .reading import shapes
from .reading.numbering import number_of


class Outlined(Protocol):
    """Anything that has a level and a kind of numbering."""

    level: int
    numbering: str


class Listed(Protocol):
    """Anything that stands in a task table."""

    label: str
    group: str
    quarter: int | None


def section_numbers(sections: Sequence[Outlined]) -> list[str]:
    """Return the number of each section, in order: "I", "1", "a", "1.1", "Phần thứ nhất", "Phụ lục I"."""
    counts: dict[int, dict[str, int]] = {}
    above: dict[int, str] = {}
    annexes = sum(section.numbering == shapes.ANNEX for section in sections)
    numbers: list[str] = []
    for section in sections:
        level = section.level
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        here = counts.setdefault(level, {})
        here[section.numbering] = here.get(section.numbering, 0) + 1
        place = here[section.numbering]
        if section.numbering == shapes.ANNEX:
            number = f"Phụ lục {number_of(shapes.ROMAN, place)}" if annexes > 1 else "Phụ lục"
        else:
            number = number_of(section.numbering, place, _nearest(above, level))
        above[level] = number
        numbers.append(number)
    return numbers


def full_numbers(sections: Sequence[Outlined]) -> list[str]:
    """Return the number of each section with those above it: "II.4", "II.4.a"; "1.1" says it by itself."""
    full: list[str] = []
    above: dict[int, str] = {}
    for section, number in zip(sections, section_numbers(sections), strict=True):
        above = {level: text for level, text in above.items() if level < section.level}
        before = above[max(above)] if above else ""
        if before and number.startswith(f"{before.rpartition('.')[2]}."):
            before = before.rpartition(".")[0]
        text = f"{before}.{number}" if before and number else number
        above[section.level] = text or before
        full.append(text)
    return full


def _nearest(above: dict[int, str], level: int) -> str:
    higher = [key for key in above if key < level]
    return above[max(higher)] if higher else ""


def task_numbers(tasks: Iterable[Listed], *, restart: bool = False) -> list[str]:
    """Return the printed number of each task of one table."""
    numbers: list[str] = []
    count, before = 0, None
    for task in tasks:
        key = (task.group, task.quarter)
        count = 1 if restart and before is not None and key != before else count + 1
        before = key
        numbers.append(task.label or str(count))
    return numbers


def level_of(numbering: str, present: Iterable[str]) -> int:
    """Return the level that a kind of numbering has in a plan with these kinds."""
    ranks = {
        shapes.PART: 0, shapes.CAPITAL: 0, shapes.PLAIN: 1, shapes.ROMAN: 1, shapes.ARABIC: 2, shapes.DECIMAL: 3,
        shapes.LETTER: 3,
    }  # fmt: skip
    kinds = set(present) | {numbering}
    shift = min((ranks[kind] for kind in kinds if ranks.get(kind, 0) > 0), default=1) - 1
    rank = ranks.get(numbering, 1)
    if numbering == shapes.LETTER and shapes.DECIMAL in kinds:
        rank = 4
    return max(rank - shift, 1) if rank else 0
