"""Every address × every role, an outsider and a visitor. An address that no room's table names fails here."""

from importlib import import_module

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

ROOMS = ["core", "units", "documents", "reminders", "plans", "campaigns", "awards", "emulation"]
ROLES = [
    "staff",
    "head",
    "standing_office",
    "council_member",
    "leader",
    "information_centre",
    "administrator",
    "outsider",
]
REFUSALS = {403, 404}
TABLES = {room: import_module(f"{room}.tests.access") for room in ROOMS}
ROWS = {name: (room, row) for room, module in TABLES.items() for name, row in module.TABLE.items()}


def _names(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern, space)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


def test_every_address_stands_in_a_table():
    addresses = set(_names(get_resolver()))
    assert addresses - set(ROWS) == set(), "no one has said who may use these"
    assert set(ROWS) - addresses == set(), "these addresses are gone"


class _Undo(Exception):
    """Leaves the transaction of one request as if it had not been."""


def _ask(user, row, url, data):
    """Return the answer's status; whatever the request wrote is undone."""
    client = Client(raise_request_exception=True)
    if user is not None:
        client.force_login(user)
    try:
        with transaction.atomic():
            answer = client.post(url, data) if row.method == "post" else client.get(url, data)
            raise _Undo
    except _Undo:
        return answer


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_address_by_role(name, world):
    room, row = ROWS[name]
    objects = TABLES[room].build(world)
    url = reverse(name, kwargs=row.kwargs(objects))
    data = row.data(objects)
    wrong = []
    for role in ROLES:
        # A user fresh from the database: roles are read once a request, and each request is another one.
        user = type(world.users[role]).objects.get(pk=world.users[role].pk)
        status = _ask(user, row, url, data).status_code
        if (status not in REFUSALS) != (role in row.allow):
            wrong.append(f"{role}: {status}")
    assert wrong == [], f"{name} {url}"
    visitor = _ask(None, row, url, data)
    to_login = visitor.status_code == 302 and visitor.url.startswith(reverse("core:login"))
    assert row.public or to_login, f"a visitor got {visitor.status_code} from {url}"


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name, (_, row) in ROWS.items() if row.method == "post"))
def test_a_write_does_not_answer_to_get(name, world):
    room, row = ROWS[name]
    objects = TABLES[room].build(world)
    client = Client()
    role = sorted(row.allow)[0] if row.allow else "administrator"
    client.force_login(world.users[role])
    assert client.get(reverse(name, kwargs=row.kwargs(objects))).status_code == 405
