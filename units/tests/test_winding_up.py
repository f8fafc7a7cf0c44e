"""The last administrator of a unit that ends: what he may not leave behind, and who goes on."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from core.dates import today
from core.exceptions import Refused
from units.models import Person, Role, RoleKind, Unit
from units.services import dissolve_unit, end_role, settle_roles
from units.services.winding_up import END, MOVE
from units.tests.factories import PersonFactory, RoleFactory, UnitFactory

pytestmark = pytest.mark.django_db
ADMIN = RoleKind.ADMINISTRATOR


@pytest.fixture
def two():
    """Two offices that no administrator reaches both of, each with one of its own."""
    here = UnitFactory(parent=None, name="Sở Kế hoạch")
    there = UnitFactory(parent=None, name="Sở Tài chính")
    roles = SimpleNamespace(here=RoleFactory(unit=here, kind=ADMIN), there=RoleFactory(unit=there, kind=ADMIN))
    return SimpleNamespace(here=here, there=there, roles=roles, actor=roles.here.user)


def dissolve(two, fate, successor=None):
    fates = {two.roles.here.pk: fate} if fate else {}
    return dissolve_unit(actor=two.actor, unit=two.here, on=today(), successor=successor, reason="QĐ.", fates=fates)


def in_force(role):
    return Role.objects.in_force_on(today()).filter(pk=role.pk).exists()


def test_he_goes_where_somebody_carries_on_and_that_one_settles_what_is_left(two, client):
    staff, person = RoleFactory(unit=two.here, kind=RoleKind.STAFF), PersonFactory(unit=two.here)
    dissolve(two, END, two.there)
    assert not in_force(two.roles.here)
    client.force_login(two.roles.there.user)
    page = client.get(reverse("units:unit_detail", args=[two.here.pk])).content.decode()
    assert "Còn 1 vai trò" in page
    client.post(reverse("units:roles_on", args=[two.here.pk]), {f"role-{staff.pk}": MOVE})
    assert Role.objects.in_force_on(today()).get(user=staff.user).unit == two.there
    client.post(reverse("units:people_on", args=[two.here.pk]))
    assert Person.objects.get(pk=person.pk).unit == two.there
    assert client.get(reverse("units:unit_dissolve", args=[two.here.pk])).status_code == 403


def test_he_goes_with_the_unit_into_one_that_has_no_administrator(two):
    Role.objects.filter(pk=two.roles.there.pk).delete()
    with pytest.raises(Refused, match="Sở Tài chính chưa có quản trị nào khác"):
        dissolve(two, END, two.there)
    dissolve(two, MOVE, two.there)
    assert Role.objects.in_force_on(today()).get(user=two.actor).unit == two.there


def test_he_stays_as_long_as_units_below_live(two):
    below = UnitFactory(parent=two.here, name="Phòng Tổng hợp")
    with pytest.raises(Refused, match="đang hoạt động: Phòng Tổng hợp"):
        dissolve(two, END, two.there)
    dissolve(two, None, two.there)
    Unit.objects.filter(pk=below.pk).update(dissolved_on=today())
    settle_roles(actor=two.actor, unit=Unit.objects.get(pk=two.here.pk), fates={two.roles.here.pk: END})
    assert not in_force(two.roles.here)


def test_where_nobody_carries_on_nothing_is_left_behind(two):
    staff, person = RoleFactory(unit=two.here, kind=RoleKind.STAFF), PersonFactory(unit=two.here)
    with pytest.raises(Refused, match="còn 1 vai trò khác, 1 người"):
        dissolve(two, END)
    Person.objects.filter(pk=person.pk).update(left_on=today())
    fates = {two.roles.here.pk: END, staff.pk: END}
    dissolve_unit(actor=two.actor, unit=two.here, on=today(), successor=None, reason="QĐ.", fates=fates)
    assert not in_force(two.roles.here)


def test_the_pages_say_the_way_out(two, client):
    client.force_login(two.actor)
    url = reverse("units:unit_dissolve", args=[two.here.pk])
    assert "Quản trị duy nhất ở đây" in client.get(url).content.decode()
    row = {"on": f"{today():%d/%m/%Y}", "reason": "QĐ số 12", "successor": two.there.pk}
    said = client.post(url, row | {f"role-{two.roles.here.pk}": MOVE}).content.decode()
    assert "quản trị của Sở Tài chính chuyển người, vai trò còn lại ở trang của Sở Kế hoạch" in said
    with pytest.raises(Refused, match="giao vai trò này cho người khác trước"):
        end_role(actor=two.actor, role=two.roles.here, on=today())
    dissolve(two, None, two.there)
    with pytest.raises(Refused, match="nút Chuyển hoặc thôi giao"):
        end_role(actor=two.actor, role=Role.objects.get(pk=two.roles.here.pk), on=today())
