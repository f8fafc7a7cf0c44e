"""Every address × every role, an outsider and a visitor. An address that no room's table names fails here."""

import sys
from functools import cache
from importlib import import_module

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from core.testing import ROLES, undone
from documents import batches, rendering
from documents.tests import samples
from units.models import RoleKind
from units.tests.factories import RoleFactory, UserFactory

ROOMS = ["core", "units", "documents", "reminders", "plans", "campaigns", "awards", "emulation"]
REFUSALS = {403, 404}
pytestmark = pytest.mark.pages
# What every unit that is asked reads, with the address of one thing in it.
SHARED = {"awards:round_detail", "awards:rule_set_detail", "awards:register_export"}
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


_render = rendering.render


@cache
def _one_page() -> bytes:
    return _render(samples.letter())


@pytest.fixture(autouse=True)
def any_paper(monkeypatch):
    """Who may have a paper does not depend on what it says: one page stands for all, set once."""
    setters = {rendering.render, batches.render_in_parts}
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ROOMS and ".tests" not in name:
            for attribute, value in list(vars(module).items()):
                if callable(value) and getattr(value, "__hash__", None) and value in setters:
                    monkeypatch.setattr(module, attribute, lambda *_, **__: _one_page())


def _ask(user, row, url, data):
    """Return the answer's status; whatever the request wrote is undone."""
    client = Client(raise_request_exception=True)
    if user is not None:
        client.force_login(user)
    with undone():
        return client.post(url, data) if row.method == "post" else client.get(url, data)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_address_by_role(name, world):
    room, row = ROWS[name]
    objects = TABLES[room].build(world)
    kwargs = row.kwargs(objects)
    url = reverse(name, kwargs=kwargs)
    data = row.data(objects)
    wrong = []
    for role in ROLES:
        # A user fresh from the database: roles are read once a request, and each request is another one.
        user = type(world.users[role]).objects.get(pk=world.users[role].pk)
        status = _ask(user, row, url, data).status_code
        if (status not in REFUSALS) != (role in row.allow):
            wrong.append(f"{role}: {status}")
    assert wrong == [], f"{name} {url}"
    asks = kwargs and not row.public and {"staff", "head"} & row.allow
    if room == "awards" and asks and name not in SHARED:
        assert _ask(_neighbour(world), row, url, data).status_code in REFUSALS, f"another unit reaches {url}"
    visitor = _ask(None, row, url, data)
    to_login = visitor.status_code == 302 and visitor.url.startswith(reverse("core:login"))
    assert row.public or to_login, f"a visitor got {visitor.status_code} from {url}"
    if row.method == "post":
        _assert_no_get(sorted(row.allow), world, url)


def _neighbour(world):
    """Somebody who writes and sends for another unit of the same office."""
    user = UserFactory()
    for kind in (RoleKind.STAFF, RoleKind.HEAD):
        RoleFactory(user=user, unit=world.other_division, kind=kind)
    return user


def _assert_no_get(allowed, world, url):
    """A write does not answer to GET: no link, no prefetching browser and no crawler does it."""
    client = Client()
    client.force_login(world.users[allowed[0] if allowed else "administrator"])
    assert client.get(url).status_code == 405, f"{url} answers to GET"
