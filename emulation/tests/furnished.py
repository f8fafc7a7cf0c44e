"""The objects that the addresses of all rooms are asked with, made once for all tests of a module.

A test that asks for `furnished` runs inside the transaction that they live in: what it writes is undone before
the next.
"""

import sys
from functools import cache
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import HttpResponseForbidden, HttpResponseNotFound, SimpleCookie
from django.test import Client, override_settings

from core.testing import ROLES, undone
from documents import rendering
from documents.long_lists import render_in_parts
from documents.tests import samples
from emulation import urls
from units.models import RoleKind
from units.tests.factories import RoleFactory, UserFactory, make_world

ROOMS = ["core", "units", "documents", "reminders", "plans", "campaigns", "awards", "emulation"]
TABLES = {room: import_module(f"{room}.tests.access") for room in ROOMS}
ROWS = {name: (room, row) for room, module in TABLES.items() for name, row in module.TABLE.items()}
_render = rendering.render


class Furnished:
    """A world, somebody of each role signed in, and what each room's table of access needs."""

    def __init__(self) -> None:
        self.world = make_world()
        self.neighbour = self._neighbour()
        self._cookies = {role: self._signed_in(user) for role, user in self._people().items()}
        self._objects = {room: module.build(self.world) for room, module in TABLES.items() if room != "awards"}

    def _people(self):
        return {**{role: self.world.users[role] for role in ROLES}, "neighbour": self.neighbour}

    def _neighbour(self):
        """Somebody who writes and sends for another unit of the same office."""
        user = UserFactory()
        for kind in (RoleKind.STAFF, RoleKind.HEAD):
            RoleFactory(user=user, unit=self.world.other_division, kind=kind)
        return user

    @staticmethod
    def _signed_in(user) -> str:
        client = Client()
        client.force_login(user)
        return client.cookies.output(header="", sep=";")

    def client(self, role: str | None) -> Client:
        """A browser in which somebody of this role is signed in (`neighbour` is one more), or a visitor's."""
        client = Client()
        if role is not None:
            client.cookies = SimpleCookie(self._cookies[role])
        return client

    def objects(self, room: str):
        """What the rows of a room's table are asked with; those of awards are made anew, as each row names them."""
        return self._objects.get(room) or TABLES[room].build(self.world)


@cache
def _one_page() -> bytes:
    return _render(samples.letter())


def _set_one_paper(monkeypatch) -> None:
    setters = {rendering.render, render_in_parts}
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ROOMS and ".tests" not in name:
            for attribute, value in list(vars(module).items()):
                if callable(value) and getattr(value, "__hash__", None) and value in setters:
                    monkeypatch.setattr(module, attribute, lambda *_, **__: _one_page())


def _set_bare_refusals(monkeypatch) -> None:
    """Who is refused does not depend on how kindly it is said: that page is drawn elsewhere."""
    monkeypatch.setattr(urls, "handler403", lambda request, exception: HttpResponseForbidden())
    monkeypatch.setattr(urls, "handler404", lambda request, exception: HttpResponseNotFound())


@pytest.fixture
def any_paper(monkeypatch):
    """Who may have a paper does not depend on what it says: one page stands for all, set once."""
    _set_one_paper(monkeypatch)


@pytest.fixture(scope="module")
def _furniture(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("furnished")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=folder / "media", BALLOT_KEYS=folder / "ballot-keys", AXES_ENABLED=False),
        pytest.MonkeyPatch.context() as monkeypatch,
        undone(),
    ):
        _set_one_paper(monkeypatch)
        _set_bare_refusals(monkeypatch)
        yield SimpleNamespace(rooms=Furnished(), folder=folder)
    connection.close()  # Playwright's loop has a connection of its own, which nobody else would close


@pytest.fixture
def furnished(_furniture, settings, db) -> Furnished:
    """The furnished rooms; their files are where they were made."""
    settings.MEDIA_ROOT = _furniture.folder / "media"
    settings.BALLOT_KEYS = _furniture.folder / "ballot-keys"
    return _furniture.rooms
