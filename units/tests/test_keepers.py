"""Which standing offices keep what is one for the whole installation."""

import pytest
from django.urls import reverse

from core.dates import today
from core.models import AuditEvent
from units.models import CommonKeeper, RoleKind
from units.permissions_common import can_name_keepers, keeps_common
from units.services import dissolve_unit, name_keepers
from units.tests.factories import RoleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(world):
    return world.users["standing_office"]


def holder(unit, kind=RoleKind.STANDING_OFFICE):
    return RoleFactory(user=UserFactory(), unit=unit, kind=kind).user


def keeps(user):
    return keeps_common(user, RoleKind.STANDING_OFFICE)


def test_until_somebody_is_named_the_one_highest_standing_office_does(world, office):
    below = holder(world.division)
    assert keeps(office)
    assert not keeps(below)
    top = holder(world.province)
    assert keeps(top)
    assert not keeps(office)


def test_of_two_that_stand_equally_high_neither_does_until_one_is_named(world, office):
    beside, root = holder(world.other_office), holder(world.province, RoleKind.ADMINISTRATOR)
    assert not keeps(office)
    assert not keeps(beside)
    assert can_name_keepers(root)
    name_keepers(actor=root, units=[world.office])
    assert keeps(office)
    assert not keeps(beside)


def test_the_administrator_of_another_office_names_nobody(world):
    name_keepers(actor=holder(world.province), units=[world.office])
    assert can_name_keepers(world.users["administrator"])
    assert not can_name_keepers(holder(world.other_office, RoleKind.ADMINISTRATOR))


def test_an_office_that_is_no_more_keeps_nothing(world, office):
    root = holder(world.province, RoleKind.ADMINISTRATOR)
    name_keepers(actor=root, units=[world.other_office])
    assert not keeps(office)
    dissolve_unit(actor=root, unit=world.other_office, on=today(), successor=world.office, reason="Sáp nhập.")
    assert keeps(office)


def test_nobody_shuts_himself_out(world, office, client):
    client.force_login(office)
    url = reverse("units:common_keepers")
    name_keepers(actor=office, units=[world.office])
    holder(world.other_office)
    page = client.post(url, {"units": [world.other_office.pk]}).content.decode()
    assert "Hãy giữ cơ quan của bạn" in page
    assert [row.unit for row in CommonKeeper.objects.all()] == [world.office]
    assert client.post(url, {"units": [world.office.pk, world.other_office.pk]}).status_code == 302
    assert AuditEvent.objects.filter(action="units.name_keepers").latest("pk").after["units"] == sorted(
        [world.office.pk, world.other_office.pk]
    )
