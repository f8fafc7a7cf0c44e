"""The left rail: at most eight places, however many roles somebody holds (DESIGN §10)."""

import pytest
from django.urls import reverse

from core.testing import ROLES
from units.models import Role


def _rail(client, user, url="home"):
    client.force_login(user)
    return client.get(reverse(url)).context


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_all_its_places_at_once(world, client, role):
    frame = _rail(client, world.users[role])
    assert len(frame["places"]) <= 7  # and the first page itself
    assert frame["more_places"] == []


def test_who_holds_every_role_finds_the_rest_under_one_more(world, client):
    staff = world.users["staff"]
    for role in Role.objects.filter(unit=world.office):
        Role.objects.get_or_create(user=staff, unit=role.unit, kind=role.kind)
    frame = _rail(client, staff)
    assert (len(frame["places"]), [place.label for place in frame["more_places"]]) == (7, MORE)
    assert not frame["here_is_more"]
    assert _rail(client, staff, "units:audit_list")["here_is_more"]


MORE = ["Văn bản", "Đơn vị", "Thư gửi đi", "Nhật ký"]
