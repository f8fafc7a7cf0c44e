"""The kinds of imports: their columns, whom they ask, how lines are compared and written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from units.models import RoleKind, Unit, User
from units.permissions import can_manage_people

from ..models import ImportBatch
from .columns import Column
from .lines import CHANGED, NEW, SAME, Line
from .scope import Scope

Advance = Callable[[int, int], None]
OFFICE = (RoleKind.STANDING_OFFICE,)


@dataclass(frozen=True)
class Kind:
    """One kind of import. `compare` sets each line's action, changes and faults; `write` returns the touched ids."""

    code: str
    title: str
    noun: str
    lead: str
    matching: str
    roles: tuple[str, ...]
    columns: Callable[[], Sequence[Column]]
    compare: Callable[[Sequence[Line], Scope], None]
    write: Callable[[Sequence[Line], User, ImportBatch], dict[str, Any]]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add a kind."""
    _kinds[kind.code] = kind
    return kind


def kind_of(code: str) -> Kind | None:
    """Return the kind with this code."""
    return all_kinds().get(code)


def all_kinds() -> Mapping[str, Kind]:
    """Return the kinds by code, in the order in which an office fills its system."""
    from . import facts, old_awards, people, posts, tree

    assert all((facts, old_awards, people, posts, tree))  # each registers its own
    return {code: _kinds[code] for code in ImportBatch.Kind.values}


def settle(
    line: Line, current: Mapping[str, Any] | None, proposed: Mapping[str, Any], labels: Mapping[str, str]
) -> None:
    """Say what a line does: new, changed (and what), or nothing. `current` is None for what is new.

    Only what the line fills is compared: an empty cell keeps what is known.
    """
    if line.faults:
        return
    if current is None:
        line.action = NEW
        return
    for key, value in proposed.items():
        if value != current[key]:
            line.changes.append((labels[key], shown(current[key]), shown(value)))
    line.action = CHANGED if line.changes else SAME


def shown(value: Any) -> str:
    """Return a value as the preview shows it."""
    if value is None or value == "":
        return "(trống)"
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if hasattr(value, "strftime"):
        return str(value.strftime("%d/%m/%Y"))
    return str(value)


def changed_fields(lines: Sequence[Line], row: int = 0) -> dict[str, list[str]]:
    """Return, by the id of each changed row (at this place in `found`), the names of what changed."""
    changed = [line for line in lines if line.action == CHANGED]
    return {str(line.found[row].pk): [label for label, _, _ in line.changes] for line in changed}


def refuse_twins(lines: Sequence[Line], key: Callable[[Line], Any], what: str) -> None:
    """Add a fault to each line that says the same thing as an earlier one."""
    first: dict[Any, int] = {}
    for line in lines:
        if line.faults or (found := key(line)) is None:
            continue
        if found in first:
            line.fault(f"Trùng {what} với dòng {first[found]}. Hãy bỏ một trong hai dòng.")
        else:
            first[found] = line.number


def imports_link(user: User, unit: object) -> list[tuple[str, str]]:
    """Return the way from a unit's page to the imports, for those who keep its people."""
    found = isinstance(unit, Unit) and can_manage_people(user, unit)
    return [("Nhập dữ liệu từ Excel", reverse("awards:import_list"))] if found else []
