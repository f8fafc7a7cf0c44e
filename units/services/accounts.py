"""Writes of accounts and of the roles they hold."""

import datetime as dt

from django.db import transaction

from core.audit import record
from core.dates import today
from core.exceptions import Refused

from ..models import Person, Role, RoleKind, Unit, User
from .gone import refuse_gone


@transaction.atomic
def create_user(
    *,
    actor: User | None,
    username: str,
    full_name: str,
    password: str,
    email: str = "",
    person: Person | None = None,
) -> User:
    """Open an account."""
    user = User(username=username, full_name=full_name, email=email, person=person)
    user.set_password(password)
    user.save(force_insert=True)
    record(actor=actor, action="units.create_user", target=user, after={"person": person.pk if person else None})
    return user


@transaction.atomic
def change_account(*, actor: User, account: User, full_name: str, email: str, is_active: bool, password: str) -> User:
    """Change an account; a password that is not empty replaces the old one and ends the account's sessions."""
    before = {"is_active": account.is_active}
    account.full_name, account.email, account.is_active = full_name, email, is_active
    if password:
        account.set_password(password)
    account.save(update_fields=["full_name", "email", "is_active", "password"])
    after = {"is_active": is_active, "password": "đặt lại" if password else "giữ nguyên"}
    record(actor=actor, action="units.change_account", target=account, before=before, after=after)
    return account


@transaction.atomic
def grant_role(
    *,
    actor: User | None,
    user: User,
    unit: Unit,
    kind: str,
    title: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Role:
    """Give a user a role at a unit; one that has ended begins again. Raises Refused when the user holds it,
    and at a unit that is dissolved."""
    refuse_gone(unit, "vai trò")
    role, created = Role.objects.select_for_update().get_or_create(
        user=user, unit=unit, kind=kind, defaults={"title": title, "since": since, "until": until}
    )
    before = {} if created else {"until": role.until.isoformat() if role.until else None}
    if not created:
        if role.until is None or role.until >= today():
            raise Refused(f"{user.full_name} đã giữ vai trò này ở {unit.name}.")
        role.title, role.since, role.until = title, since or today(), until
        role.save(update_fields=["title", "since", "until"])
    record(
        actor=actor,
        action="units.grant_role",
        target=role,
        before=before,
        after={"user": user.pk, "unit": unit.pk, "kind": kind},
    )
    return role


@transaction.atomic
def end_role(*, actor: User, role: Role, on: dt.date) -> Role:
    """Let a role end after that day (yesterday: at once); what was done under it stays readable.

    Raises Refused for the last administrator of a unit: nobody could give roles there any more.
    """
    if role.kind == RoleKind.ADMINISTRATOR and not has_other_administrator(role):
        gone = role.unit.dissolved_on is not None and role.unit.dissolved_on <= today()
        way = "Hãy dùng nút Chuyển hoặc thôi giao ở trang này" if gone else "Hãy giao vai trò này cho người khác trước"
        raise Refused(f"Đây là quản trị hệ thống duy nhất của {role.unit.name}. {way}.")
    before = {"until": role.until.isoformat() if role.until else None}
    role.until = on
    role.save(update_fields=["until"])
    record(actor=actor, action="units.end_role", target=role, before=before, after={"until": on.isoformat()})
    return role


def has_other_administrator(role: Role, on: dt.date | None = None) -> bool:
    """Whether somebody else administers the role's unit on a day (today), from it or from above."""
    others = Role.objects.in_force_on(on or today()).filter(kind=RoleKind.ADMINISTRATOR, user__is_active=True)
    paths = others.exclude(user=role.user_id).values_list("unit__path", flat=True)
    return any(role.unit.path.startswith(path) for path in paths)
