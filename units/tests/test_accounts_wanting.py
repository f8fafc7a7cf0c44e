"""The accounts that want something done: to the administrator who keeps them, each number with its list."""

import datetime as dt

import pytest
from django.urls import reverse

from core.dates import today
from units.home import counts
from units.models import RoleKind, User
from units.queries_accounts import WANTS, accounts_of, wanting
from units.tests.factories import RoleFactory, UserFactory

pytestmark = pytest.mark.django_db


def names(accounts):
    return set(accounts.values_list("username", flat=True))


def test_each_want_finds_its_accounts_and_no_others(world):
    day, unit = today(), world.division
    User.objects.update(last_login="2026-01-01T00:00:00Z")
    RoleFactory(user=UserFactory(username="sap"), unit=unit, until=day + dt.timedelta(days=3))
    RoleFactory(
        user=UserFactory(username="het", last_login="2026-01-01T00:00:00Z"), unit=unit, until=day - dt.timedelta(days=1)
    )
    RoleFactory(user=UserFactory(username="khong-thu", email=""), unit=unit)
    RoleFactory(user=UserFactory(username="khoa", email="", is_active=False), unit=unit)
    mine = accounts_of(world.users["administrator"])
    found = {want: names(wanting(mine, want)) for want in WANTS}
    assert found == {
        "sap-het": {"sap"}, "khong-vai-tro": {"het"}, "khong-thu": {"khong-thu"}, "chua-vao": {"sap", "khong-thu"}
    }  # fmt: skip


def test_an_account_with_a_role_elsewhere_and_ones_own_are_not_kept(world):
    both = UserFactory(username="hai-noi")
    RoleFactory(user=both, unit=world.division)
    RoleFactory(user=both, unit=world.other_office)
    mine = names(accounts_of(world.users["administrator"]))
    assert "thu_staff" in mine
    assert mine.isdisjoint({"hai-noi", "thu_outsider", "thu_administrator"})


def test_numbers_are_their_lists_and_names_are_found_without_diacritics(world, client):
    admin = world.users["administrator"]
    client.force_login(admin)
    for count in counts(admin):
        assert client.get(count.url).context["page"].paginator.count == count.number
    assert all(kind != RoleKind.ADMINISTRATOR or counts(user) for kind, user in world.users.items())
    assert counts(world.users["staff"]) == []
    world.users["staff"].full_name = "Đặng Thị Hồng Ưu-Nguyễn"
    world.users["staff"].save()
    page = client.get(reverse("units:account_list"), {"q": "uu dang"}).context["page"]
    assert [account.username for account in page] == ["thu_staff"]
