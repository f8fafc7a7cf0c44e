"""When the last administrator of a unit may go: when nothing stays there that nobody else keeps."""

import datetime as dt

from django.db.models import QuerySet

from core.dates import today
from core.exceptions import Refused

from ..models import Person, Role, RoleKind, Unit

NAMED = 3


def refuse_orphan(role: Role, *, on: dt.date, successor: Unit | None, moves: bool) -> None:
    """Raises Refused, saying what is left and what to do first, when a unit that ends on a day would lose its last
    administrator before its time.

    What is left at the unit itself is settled by the administrators of the one that carries it on (see
    `permissions.can_wind_up`); they do not reach the living units below it.
    """
    who = f"{role.user.full_name} là quản trị duy nhất của {role.unit.name}"
    below = Unit.objects.alive_on(on).filter(path__startswith=role.unit.path).exclude(pk=role.unit_id)
    if names := list(below.order_by("path").values_list("name", flat=True)[: NAMED + 1]):
        more = "…" if len(names) > NAMED else ""
        raise Refused(
            f"{who}, mà bên dưới còn đơn vị đang hoạt động: {', '.join(names[:NAMED])}{more}. Hãy chuyển các đơn vị đó "
            "đi (nút Chuyển đơn vị ở trang của từng đơn vị) hoặc ghi giải thể trước, rồi làm lại."
        )
    if successor is None:
        _refuse_without_heir(role, who, on)
    elif not moves and not _others(role).filter(unit__in=successor.ancestors(include_self=True)).exists():
        raise Refused(
            f"{who}, mà {successor.name} chưa có quản trị nào khác. Hãy chọn chuyển vai trò này sang đơn vị kế thừa."
        )


def _refuse_without_heir(role: Role, who: str, on: dt.date) -> None:
    roles = Role.objects.in_force_on(on).filter(unit=role.unit).exclude(pk=role.pk).count()
    people = Person.objects.not_left_on(on).filter(unit=role.unit).count()
    if roles or people:
        left = ", ".join(f"{number} {what}" for number, what in ((roles, "vai trò khác"), (people, "người")) if number)
        raise Refused(
            f"{who}, mà không có đơn vị kế thừa và ở đây còn {left}. Hãy thôi giao các vai trò đó (có thể cùng lúc "
            "này), ghi nơi công tác mới hoặc ngày thôi công tác của từng người, rồi làm lại."
        )
    if not _others(role).exists():
        raise Refused(f"{who} và của cả hệ thống. Hãy giao vai trò quản trị ở đơn vị khác cho một người trước.")


def _others(role: Role) -> QuerySet[Role]:
    """The roles of other administrators, anywhere."""
    rows = Role.objects.in_force_on(today()).filter(kind=RoleKind.ADMINISTRATOR, user__is_active=True)
    return rows.exclude(user=role.user_id)
