"""Accounts that an administrator keeps, and which of them want something done."""

import datetime as dt

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from core.dates import today

from .models import Role, RoleKind, User
from .permissions import reached

SOON = 30  # days before a role ends
# What the address says of a want, and what the page calls it.
WANTS = {
    "sap-het": f"Có vai trò hết hạn trong {SOON} ngày tới",
    "khong-vai-tro": "Không còn vai trò nào",
    "khong-thu": "Không có thư điện tử",
    "chua-vao": "Chưa đăng nhập lần nào",
}


def accounts_of(user: User) -> QuerySet[User]:
    """Return the accounts that the administrator keeps: all units where they hold or held a role are in his reach."""
    mine = reached(user, RoleKind.ADMINISTRATOR)
    inside = Role.objects.filter(mine, user=OuterRef("pk"))
    outside = Role.objects.filter(user=OuterRef("pk")).exclude(mine)
    return User.objects.filter(Exists(inside), ~Exists(outside)).exclude(pk=user.pk)


def wanting(accounts: QuerySet[User], want: str) -> QuerySet[User]:
    """Keep the accounts in use that want this; nonsense keeps all."""
    day = today()
    held = Role.objects.in_force_on(day).filter(user=OuterRef("pk"))
    conditions = {
        "sap-het": Q(Exists(held.filter(until__lte=day + dt.timedelta(days=SOON)))),
        "khong-vai-tro": ~Q(Exists(held)),
        "khong-thu": Q(email=""),
        "chua-vao": Q(last_login=None),
    }
    return accounts.filter(conditions[want], is_active=True) if want in conditions else accounts


def listed(accounts: QuerySet[User]) -> QuerySet[User]:
    """In the order of the list, with today's roles."""
    roles = Prefetch("roles", Role.objects.in_force_on(today()).select_related("unit"), to_attr="todays_roles")
    return accounts.prefetch_related(roles).order_by("username")
