"""The demo: each role finds work waiting, the same at every load, never over existing data."""

import hashlib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from core import worklist
from units.demo import ACCOUNTS
from units.models import Person, Unit, User
from units.tests.factories import UserFactory

from .homes import wrong_numbers

ROLES = ("canbo", "truongphong", "thuongtruc", "hoidong", "lanhdao", "thongtin", "quantri", "thuongtruc.snv")
pytestmark = pytest.mark.django_db


def _fingerprint():
    names = Person.objects.order_by("staff_code").values_list("staff_code", "full_name", "unit__code")
    return hashlib.sha256(repr(list(names)).encode()).hexdigest()


def test_the_demo_is_refused_over_existing_accounts_and_silent_when_asked():
    UserFactory()
    with pytest.raises(CommandError, match="còn trống"):
        call_command("demo", stdout=StringIO())
    call_command("demo", "--if-empty", stdout=StringIO())
    assert not Unit.objects.exists()


@pytest.mark.pages
def test_each_role_finds_work_waiting_and_every_number_is_its_list(client):
    call_command("demo", stdout=StringIO())
    assert Unit.objects.count() == 30
    assert 280 <= Person.objects.count() <= 340
    idle = [
        username
        for username in ("canbo", "truongphong", "thuongtruc", "lanhdao")
        if not worklist.waiting_for(User.objects.get(username=username))
    ]
    assert idle == []
    wrong = []
    for username in ROLES:
        user = User.objects.get(username=username)
        client.force_login(user)
        wrong += wrong_numbers(client, user)
    assert wrong == []
    out = StringIO()
    call_command("demo", "--accounts", stdout=out)
    assert all(username in out.getvalue() for username, *_ in ACCOUNTS)


@pytest.mark.django_db(transaction=True)
def test_the_demo_is_the_same_at_every_load():
    from units import demo

    prints = []
    for _ in range(2):
        call_command("flush", "--noinput", verbosity=0)
        demo.load()
        prints.append(_fingerprint())
    assert prints[0] == prints[1]
