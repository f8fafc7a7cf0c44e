"""Writes of many people or units at once, for lists that somebody brings in."""

from collections.abc import Sequence
from itertools import groupby

from django.db import models, transaction

from core.audit import record
from core.exceptions import Refused
from core.text import fold, nfc, vn_key

from ..models import Person, Unit, User
from ..models.tree import PATH_LENGTH, PATH_STEP, TOO_DEEP

BATCH = 500
PERSON_FIELDS = [
    "full_name", "birth_date", "gender", "position", "unit", "joined_on", "left_on", "direct_worker",
    "sort_key", "search_text", "folded_name",
]  # fmt: skip
UNIT_FIELDS = ["name", "short_name", "kind", "symbol", "place", "head_title", "founded_on", "sort_key", "search_text"]


@transaction.atomic
def write_people(*, actor: User, new: Sequence[Person], changed: Sequence[Person], source: models.Model) -> None:
    """Add and change people, with one event on what they came from (`source`, which keeps the ids)."""
    for person in [*new, *changed]:
        person.prepare()
    Person.objects.bulk_create(new, batch_size=BATCH)
    Person.objects.bulk_update(changed, PERSON_FIELDS, batch_size=BATCH)
    record(
        actor=actor, action="units.write_people", target=source, after={"new": len(new), "changed": len(changed)}
    )


@transaction.atomic
def write_units(*, actor: User, new: Sequence[Unit], changed: Sequence[Unit], source: models.Model) -> None:
    """Add and change units; `new` stands in an order in which parents come before children, their `parent` set.

    Raises Refused where the tree would get too deep.
    """
    waiting = list(new)
    while waiting:  # a level at a time: a child's path needs its parent's row
        ready = [unit for unit in waiting if unit.parent is not None and unit.parent.pk is not None]
        if not ready:
            raise Refused("Có đơn vị không nối được vào cây. Hãy xem lại cột đơn vị cấp trên.")
        for unit in ready:
            unit.parent_id = unit.parent.pk  # type: ignore[union-attr]
        _give_paths(ready)
        Unit.objects.bulk_create(ready, batch_size=BATCH)
        done = {id(unit) for unit in ready}
        waiting = [unit for unit in waiting if id(unit) not in done]
    for unit in changed:
        _prepare(unit)
    Unit.objects.bulk_update(changed, UNIT_FIELDS, batch_size=BATCH)
    record(actor=actor, action="units.write_units", target=source, after={"new": len(new), "changed": len(changed)})


def _prepare(unit: Unit) -> None:
    unit.name, unit.short_name = nfc(unit.name), nfc(unit.short_name)
    unit.sort_key = vn_key(unit.name)[:1000]
    unit.search_text = fold(f"{unit.name} {unit.short_name} {unit.code}")[:400]


def _give_paths(units: Sequence[Unit]) -> None:
    """Give new units free paths below their parents, whose rows are locked meanwhile."""
    ordered = sorted(units, key=lambda unit: unit.parent_id or 0)
    parents = {unit.pk: unit for unit in Unit.objects.select_for_update().filter(pk__in={u.parent_id for u in units})}
    for parent_id, children in groupby(ordered, key=lambda unit: unit.parent_id):
        parent = parents[parent_id or 0]
        last = Unit.objects.filter(parent=parent).order_by("-path").values_list("path", flat=True).first()
        step = int(last[-PATH_STEP:-1]) if last else 0
        for number, unit in enumerate(children, start=step + 1):
            unit.path = f"{parent.path}{number:05d}."
            if len(unit.path) > PATH_LENGTH:
                raise Refused(TOO_DEEP)
            _prepare(unit)
