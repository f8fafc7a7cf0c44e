"""Which units of the tree the agencies of a task mean."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.text import fold
from units.models import Unit

_SHORT_FORMS = (("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"))


class UnitNames:
    """The names of all living units, read once; a task's agencies are looked up in them."""

    def __init__(self, units: Iterable[Unit] | None = None) -> None:
        self._units: dict[str, list[Unit]] = {}
        for unit in Unit.objects.filter(dissolved_on=None) if units is None else units:
            for key in {_key(unit.name), _key(unit.short_name)}:
                self._units.setdefault(key, []).append(unit)

    def leads(self, agencies: str, *, near: Unit) -> list[Unit]:
        """Return the units named, each once; of two with one name the one nearest to `near` in the tree."""
        found: list[Unit] = []
        for piece in re.split(r"[;\n]|\.(?:\s|$)|(?<=[.;,:])\s*[-+]\s", agencies):
            # A name may hold a comma ("Phòng Công chức, viên chức"): the whole goes before its parts.
            for name in [piece] if _key(piece) in self._units else piece.split(","):
                if candidates := self._units.get(_key(name)):
                    best = max(candidates, key=lambda unit: _shared(unit.path, near.path))
                    if best not in found:
                        found.append(best)
        return found


def _key(name: str) -> str:
    text = fold(name).strip(" .;:-")
    for long, short in _SHORT_FORMS:
        text = text.replace(long, short)
    return text


def _shared(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
