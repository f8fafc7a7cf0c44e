"""What becomes of the roles at a unit whose life ends: each is carried on in the unit that succeeds it, or ends."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from core.audit import record
from core.dates import today
from core.exceptions import Refused

from ..models import Role, RoleKind, Unit, User
from .accounts import has_other_administrator
from .last_administrator import refuse_orphan

MOVE, END = "move", "end"
Fates = Mapping[int, str]  # role id → MOVE or END; a role that is not named stays


@transaction.atomic
def settle_roles(*, actor: User, unit: Unit, fates: Fates) -> int:
    """Carry on or end roles at a dissolved unit; return how many. Raises Refused where the unit lives, nobody carries
    it on, nothing was chosen, or the last administrator would leave behind what nobody else keeps."""
    if unit.dissolved_on is None:
        raise Refused(f"{unit.name} chưa giải thể, sáp nhập. Hãy thôi giao từng vai trò ở trang đơn vị.")
    done = settled(unit=unit, on=unit.dissolved_on, successor=unit.successor, fates=fates)
    if not done:
        raise Refused("Chưa có vai trò nào được chuyển hay thôi giao. Hãy chọn ở từng vai trò.")
    record(actor=actor, action="units.settle_roles", target=unit, after=done)
    return sum(len(roles) for roles in done.values())


def settled(*, unit: Unit, on: dt.date, successor: Unit | None, fates: Fates) -> dict[str, Any]:
    """Carry on or end the roles, inside a caller's transaction and its event; return the ids, by what was done."""
    roles = Role.objects.select_for_update(of=("self",)).filter(unit=unit, pk__in=fates).select_related("user")
    done: dict[str, list[int]] = {}
    last = max(on, today())
    for role in sorted(roles.order_by("pk"), key=lambda role: role.kind == RoleKind.ADMINISTRATOR):
        if role.kind == RoleKind.ADMINISTRATOR and not has_other_administrator(role, last):
            refuse_orphan(role, on=last, successor=successor, moves=fates[role.pk] == MOVE)
        if fates[role.pk] == MOVE:
            if successor is None or successor.dissolved_on is not None:
                raise Refused("Không có đơn vị kế thừa còn hoạt động để chuyển vai trò sang. Hãy chọn thôi giao.")
            _begin(role, successor, max(on, today()))
        _end(role, on)
        done.setdefault("roles_moved" if fates[role.pk] == MOVE else "roles_ended", []).append(role.pk)
    return done


def _end(role: Role, on: dt.date) -> None:
    """Let the role end the day before the unit does; at once where that day has passed: what was done stays."""
    last = max(on, today()) - dt.timedelta(days=1)
    role.until = min(role.until or last, last)
    role.save(update_fields=["until"])


def _begin(role: Role, successor: Unit, since: dt.date) -> None:
    """The same role in the unit that carries on; one that is held there already stays, one that has ended begins."""
    held, made = Role.objects.get_or_create(
        user=role.user, unit=successor, kind=role.kind,
        defaults={"title": role.title, "since": since, "until": role.until},
    )  # fmt: skip
    if not made and held.until is not None and held.until < since:
        held.title, held.since, held.until = role.title, since, role.until
        held.save(update_fields=["title", "since", "until"])
