"""The tree, roles that reach downwards, people in list order."""

import datetime as dt

import pytest
import time_machine
from django.test import TestCase
from django.urls import reverse

from core.dates import today
from core.exceptions import Refused
from core.models import AuditEvent
from units import permissions, services
from units.models import Person, RoleKind, Unit, User
from units.models.tree import PATH_LENGTH
from units.tests.factories import PersonFactory, RoleFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_role_reaches_its_unit_and_all_below_but_not_the_neighbours(world):
    standing = world.users["standing_office"]
    assert permissions.holds(standing, world.office, RoleKind.STANDING_OFFICE)
    assert permissions.holds(standing, world.division, RoleKind.STANDING_OFFICE)
    assert not permissions.holds(standing, world.other_office, RoleKind.STANDING_OFFICE)
    assert not permissions.holds(standing, world.province, RoleKind.STANDING_OFFICE)


def test_who_holds_nothing_sees_nobody(world):
    assert not Person.objects.visible_to(UserFactory()).exists()


def test_people_are_seen_by_those_who_reach_their_unit(world):
    seen = {
        role: set(Person.objects.visible_to(world.users[role])) for role in ("staff", "outsider", "information_centre")
    }
    assert seen["staff"] == {world.person, world.person2}
    assert seen["outsider"] == set()
    assert seen["information_centre"] == set()


def test_a_person_sees_the_own_record(world):
    user = UserFactory(person=world.person)
    assert list(Person.objects.visible_to(user)) == [world.person]


@time_machine.travel("2026-05-10T03:00:00+00:00", tick=False)
@pytest.mark.parametrize(
    ("since", "until", "held"),
    [(None, None, True), (dt.date(2026, 5, 10), None, True), (dt.date(2026, 5, 11), None, False),
     (None, dt.date(2026, 5, 10), True), (None, dt.date(2026, 5, 9), False)],
)  # fmt: skip
def test_a_role_counts_from_its_first_to_its_last_day(since, until, held):
    role = RoleFactory(since=since, until=until)
    assert permissions.holds(role.user, role.unit, RoleKind.STAFF) is held


def test_a_deactivated_account_holds_nothing(world):
    user = world.users["administrator"]
    user.is_active = False
    assert not permissions.has_role(user, RoleKind.ADMINISTRATOR)


def test_moving_a_unit_takes_all_below_along(world):
    team = UnitFactory(parent=world.division)
    actor = world.users["administrator"]
    services.move_unit(actor=actor, unit=world.division, parent=world.other_office)
    team.refresh_from_db()
    world.division.refresh_from_db()
    assert set(Unit.objects.subtree(world.other_office)) == {world.other_office, world.division, team}
    assert team.issuer == world.other_office


def test_a_unit_cannot_move_into_itself(world):
    team = UnitFactory(parent=world.division)
    with pytest.raises(Refused, match="vào chính nó"):
        services.move_unit(actor=world.users["administrator"], unit=world.division, parent=team)


def test_the_tree_ends_where_its_paths_end(world):
    """On PostgreSQL a path that is too long would be an error of the server."""
    deepest = world.office
    while len(deepest.path) < PATH_LENGTH:
        deepest = UnitFactory(parent=deepest)
    actor = world.users["administrator"]
    with pytest.raises(Refused, match="chỉ sâu 20 cấp"):
        services.create_unit(actor=actor, parent=deepest, code="SAU", name="Sâu", short_name="Sâu", kind="team")
    UnitFactory(parent=world.division)
    with pytest.raises(Refused, match="chỉ sâu 20 cấp"):
        services.move_unit(actor=actor, unit=world.division, parent=deepest.parent)


def test_a_dissolved_unit_keeps_its_place_and_names_its_successor(world):
    services.dissolve_unit(
        actor=world.users["administrator"],
        unit=world.division,
        on=dt.date(2026, 7, 1),
        successor=world.other_division,
        reason="Sáp nhập theo đề án",
    )
    alive = Unit.objects.alive_on(dt.date(2026, 7, 1))
    assert world.division not in alive
    assert world.division in Unit.objects.alive_on(dt.date(2026, 6, 30))
    assert AuditEvent.objects.order_by("pk").last().reason == "Sáp nhập theo đề án"


def test_a_unit_that_is_renamed_is_found_by_both_names_and_stands_above_by_the_new_one(world, client):
    client.force_login(world.users["administrator"])
    Unit.objects.filter(pk=world.office.pk).update(letterhead_name="Văn phòng cũ")
    below = UnitFactory(parent=world.office, superior_name=world.office.name.upper())
    unit = Unit.objects.get(pk=world.office.pk)
    url, old = reverse("units:unit_edit", args=[unit.pk]), unit.name
    row = {name: getattr(unit, name) for name in ("code", "short_name", "kind", "symbol", "letterhead_name")}
    row |= {"name": "Văn phòng Điều phối", "basis": "QĐ số 9 ngày 01/11/2026", "issues_documents": "on"}
    assert "đầu văn bản vẫn ghi “Văn phòng cũ”" in client.post(url, row).content.decode()
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(url, row | {"letterhead_name": ""})
    renamed = Unit.objects.get(pk=unit.pk)
    assert renamed.letterhead[1] == "Văn phòng Điều phối"
    assert Unit.objects.get(pk=below.pk).superior_name == "Văn phòng Điều phối"
    page = client.get(reverse("units:unit_detail", args=[unit.pk])).content.decode()
    assert f"{old} <span" in page
    assert "QĐ số 9" in page
    for name in (old, "Văn phòng Điều phối"):
        for address in (reverse("units:unit_list"), reverse("core:search")):
            assert "Văn phòng Điều phối" in client.get(address, {"q": name}).content.decode(), (name, address)


def test_the_same_role_is_not_given_twice(world):
    actor, user = world.users["administrator"], world.users["staff"]
    with pytest.raises(Refused, match="đã giữ vai trò"):
        services.grant_role(actor=actor, user=user, unit=world.division, kind=RoleKind.STAFF)


def test_a_role_that_has_ended_is_given_again(world):
    actor, user = world.users["administrator"], world.users["staff"]
    role = user.roles.get()
    services.end_role(actor=actor, role=role, on=today() - dt.timedelta(days=1))
    services.grant_role(actor=actor, user=user, unit=world.division, kind=RoleKind.STAFF, title="CHUYÊN VIÊN")
    assert [held.title for held in User.objects.get(pk=user.pk).held_roles] == ["CHUYÊN VIÊN"]


def test_names_in_foreign_letters_fit_their_keys(world):
    """Hangul letters fall into three parts each: the keys must not outgrow their columns on PostgreSQL."""
    unit = UnitFactory(parent=world.office, name="\ud7a3" * 200, short_name="\ud7a3" * 80)
    person = PersonFactory(unit=unit, full_name="\ud7a3" * 120)
    for row in (unit, person):
        for name in ("sort_key", "search_text"):
            assert len(getattr(row, name)) <= row._meta.get_field(name).max_length


def test_people_are_found_without_marks_and_listed_by_given_name(world, client):
    PersonFactory(unit=world.division, full_name="Lê Thị Ánh")
    client.force_login(world.users["staff"])
    url = f"/don-vi/{world.division.pk}/"
    page = client.get(url).content.decode()
    assert page.index("Lê Thị Ánh") < page.index("Trần Văn Bình") < page.index("Đặng Thị Hồng Ưu-Nguyễn")
    found = client.get(url, {"q": "nguyen dang uu"}).content.decode()
    assert "Đặng Thị Hồng Ưu-Nguyễn" in found
    assert "Trần Văn Bình" not in found


def test_a_name_pasted_in_decomposed_form_is_stored_composed():
    import unicodedata

    person = PersonFactory(full_name=unicodedata.normalize("NFD", "  Đặng Thị Hồng  Ưu-Nguyễn "))
    assert person.full_name == "Đặng Thị Hồng Ưu-Nguyễn"


def test_a_unit_finds_its_place_in_the_tree_however_it_is_made(world):
    unit = Unit.objects.create(code="MOI-1", name="Phòng Mới", short_name="PM", kind="division", parent=world.office)
    root = Unit.objects.create(code="GOC-2", name="Cơ quan khác", short_name="CQK", kind="office")
    assert world.office.holds(unit)
    assert not world.province.holds(root)
    assert set(Unit.objects.subtree(root)) == {root}
