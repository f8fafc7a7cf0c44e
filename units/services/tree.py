"""Writes of the unit tree."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.dates import today
from core.exceptions import Refused
from core.text import nfc

from ..models import Unit, User
from ..models.tree import PATH_LENGTH, TOO_DEEP, next_path
from ..searching import moved
from .gone import refuse_gone
from .people import moved_on
from .winding_up import Fates, settled


@transaction.atomic
def create_unit(*, actor: User | None, parent: Unit | None, **fields: Any) -> Unit:
    """Add a unit below the parent (None: a root). Raises Refused below one that is dissolved."""
    if parent is not None:
        refuse_gone(parent, "đơn vị bên dưới")
    unit = Unit(parent=parent, **fields)
    unit.save(force_insert=True)
    record(actor=actor, action="units.create", target=unit, after={"code": unit.code, "path": unit.path})
    return unit


@transaction.atomic
def change_unit(*, actor: User, unit: Unit, basis: str = "", **fields: Any) -> Unit:
    """Change a unit's own data (not its place in the tree).

    A name that is given up stays known, with the day and the paper (`basis`): older papers say it. Where it stood as
    the superior body over the names of units below, the new one stands there from now on.
    """
    before = {name: _plain(getattr(unit, name)) for name in fields}
    old, above = unit.name, {unit.name, unit.letterhead_name, unit.as_superior}
    former = {"name": old, "short_name": unit.short_name, "at": timezone.now().isoformat(), "basis": basis}
    for name, value in fields.items():
        setattr(unit, name, value)
    renamed = nfc(unit.name) != old or nfc(unit.short_name) != former["short_name"]
    if renamed:
        unit.former_names = [*unit.former_names, former]
    unit.save(update_fields=[*fields, "former_names", "sort_key", "search_text"])
    after = {name: _plain(getattr(unit, name)) for name in fields}
    if unit.name != old:
        after["named_above"] = _name_above_anew(unit, above)
    record(actor=actor, action="units.change", target=unit, before=before, after=after, reason=basis)
    return unit


def _name_above_anew(unit: Unit, old: set[str]) -> list[int]:
    """Put a unit's new name over the names of the units below where one of its old ones stands; return their ids."""
    known = {name.casefold() for name in old if name}
    below = Unit.objects.filter(path__startswith=unit.path).exclude(pk=unit.pk).exclude(superior_name="")
    changed = [row for row in below if row.superior_name.casefold() in known]
    for row in changed:
        row.superior_name = unit.as_superior
        row.save(update_fields=["superior_name"])
    return [row.pk for row in changed]


@transaction.atomic
def move_unit(*, actor: User, unit: Unit, parent: Unit) -> Unit:
    """Put a unit with all below it under another parent. Raises Refused for a loop, a tree too deep or a parent that
    is dissolved."""
    refuse_gone(parent, "đơn vị bên dưới")
    if unit.holds(parent):
        raise Refused(f"Không chuyển được {unit.name} vào chính nó hoặc vào đơn vị bên dưới nó. Hãy chọn đơn vị khác.")
    old, new = unit.path, next_path(parent)
    nodes = list(Unit.objects.select_for_update().filter(path__startswith=old).order_by("path"))
    if max(len(node.path) for node in nodes) - len(old) + len(new) > PATH_LENGTH:
        raise Refused(TOO_DEEP)
    for node in nodes:
        node.path = new + node.path[len(old) :]
        if node.pk == unit.pk:
            node.parent = parent
        node.save(update_fields=["path", "parent"])
    moved([node.pk for node in nodes])
    record(actor=actor, action="units.move", target=unit, before={"path": old}, after={"path": new})
    unit.refresh_from_db()
    return unit


@transaction.atomic
def dissolve_unit(
    *, actor: User, unit: Unit, on: dt.date, successor: Unit | None, reason: str, fates: Fates | None = None,
    people: bool = False,
) -> Unit:  # fmt: skip
    """End a unit's life on a day, naming who carries on; its history stays. Its roles go as `fates` says, with `people`
    those in service go to the successor. Raises Refused."""
    if unit.founded_on and on <= unit.founded_on:
        raise Refused("Ngày giải thể phải sau ngày thành lập của đơn vị. Hãy xem lại ngày.")
    if successor is not None and unit.holds(successor):
        raise Refused("Đơn vị kế thừa không thể là chính đơn vị này hoặc đơn vị bên dưới nó. Hãy chọn đơn vị khác.")
    unit.dissolved_on, unit.successor = on, successor
    unit.save(update_fields=["dissolved_on", "successor"])
    after: dict[str, Any] = {"dissolved_on": on.isoformat(), "successor": successor.pk if successor else None}
    after |= settled(unit=unit, on=on, successor=successor, fates=fates or {})
    if people:
        if successor is None or on > today():
            raise Refused("Chỉ chuyển người khi đã đến ngày giải thể, sáp nhập và có đơn vị kế thừa.")
        after["people"] = moved_on(unit, successor)
    record(actor=actor, action="units.dissolve", target=unit, after=after, reason=reason)
    return unit


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | bool) else value.pk
