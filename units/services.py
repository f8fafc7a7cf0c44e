"""Writes of the unit tree, people and roles."""

import datetime as dt
from typing import Any

from django.db import transaction

from core.audit import record
from core.dates import today
from core.exceptions import Refused

from .models import Person, Role, RoleKind, Unit, User
from .models.tree import PATH_LENGTH, TOO_DEEP, next_path


@transaction.atomic
def create_unit(*, actor: User | None, parent: Unit | None, **fields: Any) -> Unit:
    """Add a unit below the parent (None: a root)."""
    unit = Unit(parent=parent, **fields)
    unit.save(force_insert=True)
    record(actor=actor, action="units.create", target=unit, after={"code": unit.code, "path": unit.path})
    return unit


@transaction.atomic
def change_unit(*, actor: User, unit: Unit, **fields: Any) -> Unit:
    """Change a unit's own data (not its place in the tree)."""
    before = {name: _plain(getattr(unit, name)) for name in fields}
    for name, value in fields.items():
        setattr(unit, name, value)
    unit.save(update_fields=[*fields, "sort_key", "search_text"])
    after = {name: _plain(getattr(unit, name)) for name in fields}
    record(actor=actor, action="units.change", target=unit, before=before, after=after)
    return unit


@transaction.atomic
def move_unit(*, actor: User, unit: Unit, parent: Unit) -> Unit:
    """Put a unit with all below it under another parent. Raises Refused for a loop or a tree too deep."""
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
    record(actor=actor, action="units.move", target=unit, before={"path": old}, after={"path": new})
    unit.refresh_from_db()
    return unit


@transaction.atomic
def dissolve_unit(*, actor: User, unit: Unit, on: dt.date, successor: Unit | None, reason: str) -> Unit:
    """End a unit's life on a day, naming who carries on; its history stays. Raises Refused."""
    if unit.founded_on and on <= unit.founded_on:
        raise Refused("Ngày giải thể phải sau ngày thành lập của đơn vị. Hãy xem lại ngày.")
    if successor is not None and unit.holds(successor):
        raise Refused("Đơn vị kế thừa không thể là chính đơn vị này hoặc đơn vị bên dưới nó. Hãy chọn đơn vị khác.")
    unit.dissolved_on, unit.successor = on, successor
    unit.save(update_fields=["dissolved_on", "successor"])
    after = {"dissolved_on": on.isoformat(), "successor": successor.pk if successor else None}
    record(actor=actor, action="units.dissolve", target=unit, after=after, reason=reason)
    return unit


@transaction.atomic
def save_person(*, actor: User | None, person: Person) -> Person:
    """Add or change a person; the audit trail keeps which fields changed, not what stands in them."""
    if person.pk is None:
        person.save(force_insert=True)
        record(actor=actor, action="units.create_person", target=person, after={"unit": person.unit_id})
        return person
    person.prepare()
    stored = Person.objects.select_for_update().get(pk=person.pk)
    fields = [field.attname for field in Person._meta.concrete_fields]
    changed = [name for name in fields if getattr(stored, name) != getattr(person, name)]
    if changed:
        person.save(update_fields=changed)
        record(
            actor=actor,
            action="units.change_person",
            target=person,
            after={"unit": person.unit_id, "fields": changed},
        )
    return person


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
    """Give a user a role at a unit; one that has ended begins again. Raises Refused when the user holds it."""
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
    if role.kind == RoleKind.ADMINISTRATOR and not _other_administrator(role):
        raise Refused(
            f"Đây là quản trị hệ thống duy nhất của {role.unit.name}. Hãy giao vai trò này cho người khác trước."
        )
    before = {"until": role.until.isoformat() if role.until else None}
    role.until = on
    role.save(update_fields=["until"])
    record(actor=actor, action="units.end_role", target=role, before=before, after={"until": on.isoformat()})
    return role


def _other_administrator(role: Role) -> bool:
    """Whether somebody else still administers the role's unit, from it or from above."""
    others = Role.objects.in_force_on(today()).filter(kind=RoleKind.ADMINISTRATOR, user__is_active=True)
    paths = others.exclude(user=role.user_id).values_list("unit__path", flat=True)
    return any(role.unit.path.startswith(path) for path in paths)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | bool) else value.pk
