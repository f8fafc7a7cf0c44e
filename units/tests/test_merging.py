"""Records that look alike, and what becomes of them."""

import datetime as dt

import pytest
from django.urls import reverse

from core.exceptions import Refused
from core.models import AuditEvent
from core.testing import same_queries
from units import merging, services
from units.models import FormerCode, NotSame, Person
from units.tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
BORN = dt.date(1985, 3, 4)


def twins(world, *, name="Lê Thị Hoa", other_name=None, unit=None, born=BORN, other_born=BORN, **more):
    first = PersonFactory(unit=world.division, full_name=name, birth_date=born, gender="nu")
    fields = {"gender": "nu", **more}
    return first, PersonFactory(
        unit=unit or world.division, full_name=other_name or name, birth_date=other_born, **fields
    )


def found(world, role="standing_office"):
    user = type(world.users[role]).objects.get(pk=world.users[role].pk)
    return [(pair.first, pair.second) for pair in merging.likely_pairs(user)]


@pytest.mark.parametrize(
    ("more", "listed"),
    [
        ({}, True),
        ({"other_name": "Lê Thị Hoà"}, True),
        ({"other_born": dt.date(1985, 4, 3)}, True),  # day and month swapped
        ({"other_born": dt.date(1986, 3, 4)}, True),
        ({"other_born": None}, True),
        ({"other_born": dt.date(1961, 11, 20)}, False),
        ({"other_name": "Lê Thị Hòe"}, False),
        ({"gender": "nam", "other_born": None}, False),
    ],
)
def test_who_is_listed(world, more, listed):
    pair = twins(world, **more)
    assert found(world) == ([pair] if listed else [])


def test_other_units_and_missing_birth_dates_alone_are_not_enough(world):
    twins(world, born=None, other_born=None, unit=world.office)
    assert len(found(world)) == 1  # one stands above the other
    Person.objects.all().update(birth_date=None)
    services.dissolve_unit(
        actor=world.users["administrator"],
        unit=world.other_division,
        on=dt.date(2026, 1, 5),
        successor=world.division,
        reason="Sáp nhập",
    )
    twins(world, name="Vũ Đức", born=None, other_born=None, unit=world.other_division)
    assert len(found(world)) == 2
    assert found(world, "staff") == []


def test_another_offices_record_is_not_shown(world, client):
    first, second = twins(world, unit=world.other_office)
    assert found(world) == []
    client.force_login(world.users["standing_office"])
    assert client.get(reverse("units:duplicate_compare", args=[first.pk, second.pk])).status_code == 404


def test_two_people_are_not_asked_about_again(world):
    first, second = twins(world)
    services.say_different(actor=world.users["standing_office"], first=second, second=first)
    assert found(world) == []
    assert NotSame.objects.get().first == first


def merge(world, keep, drop, **answers):
    return services.merge_people(
        actor=world.users["standing_office"], keep=keep, drop=drop, answers=answers, reason="Đối chiếu hồ sơ gốc"
    )


def test_one_record_stays_with_what_either_knew_and_the_old_code_finds_it(world):
    keep, drop = twins(world, other_born=None, position="Phó phòng")
    Person.objects.filter(pk=keep.pk).update(birth_date=None, position="")
    Person.objects.filter(pk=drop.pk).update(birth_date=BORN)
    account = UserFactory(person=drop)
    code = drop.staff_code
    merged = merge(world, keep, drop)
    account.refresh_from_db()
    assert (merged.birth_date, merged.position, account.person) == (BORN, "Phó phòng", keep)
    assert FormerCode.objects.get(code=code).person == keep
    assert not Person.objects.filter(pk=drop.pk).exists()
    event = AuditEvent.objects.get(action="units.merge_people")
    assert (event.target_id, event.before["moved"]) == (str(keep.pk), {"units.user": [account.pk]})


def test_what_differs_must_be_chosen(world):
    keep, drop = twins(world, position="Phó phòng")
    with pytest.raises(Refused, match="hãy chọn một: Chức vụ, chức danh"):
        merge(world, keep, drop)
    assert merge(world, keep, drop, **{"field-position": "drop"}).position == "Phó phòng"


def test_somebody_in_service_does_not_leave_because_the_other_record_says_so(world):
    keep, drop = twins(world, left_on=dt.date(2025, 1, 1))
    with pytest.raises(Refused, match="Ngày thôi việc"):
        merge(world, keep, drop)
    assert merge(world, keep, drop, **{"field-left_on": "keep"}).left_on is None


def test_two_accounts_or_no_reason_are_refused(world):
    keep, drop = twins(world)
    with pytest.raises(Refused, match="Hãy ghi căn cứ"):
        services.merge_people(actor=world.users["standing_office"], keep=keep, drop=drop, answers={}, reason=" ")
    UserFactory(person=keep)
    UserFactory(person=drop)
    with pytest.raises(Refused, match="đều có tài khoản"):
        merge(world, keep, drop)
    assert Person.objects.filter(pk=drop.pk).exists()


def test_pages_list_compare_and_merge(world, client):
    first, second = twins(world, position="Phó phòng")
    client.force_login(world.users["standing_office"])
    assert second.staff_code in client.get(reverse("units:duplicate_list")).content.decode()
    url = reverse("units:duplicate_compare", args=[first.pk, second.pk])
    assert "Phó phòng" in client.get(url).content.decode()
    refused = client.post(url, {"keep": "second", "reason": "Cùng số hiệu"}).content.decode()
    assert "hãy chọn một" in refused
    assert "Cùng số hiệu" in refused
    client.post(url, {"keep": "second", "reason": "Cùng số hiệu", "field-position": "first"})
    second.refresh_from_db()
    assert second.position == "Chuyên viên"


def test_the_list_needs_the_same_queries_however_many_pairs(world, client):
    client.force_login(world.users["standing_office"])
    twins(world)
    same_queries(
        lambda: client.get(reverse("units:duplicate_list")),
        lambda: [twins(world, name=name) for name in ("Vũ Đức", "Lò Văn Ón")],
    )
