"""Pages of units: what was typed stays, faults are sentences, lists cost the same at any length."""

import datetime as dt

import pytest
from django.urls import reverse

from core.audit import record
from core.dates import today
from core.models import AuditEvent
from core.testing import same_queries
from units.models import Person, Role, RoleKind, Unit, User
from units.tests.factories import PersonFactory, RoleFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client, world):
    client.force_login(world.users["administrator"])
    return client


def test_the_tree_costs_the_same_with_more_units(admin, world):
    same_queries(
        lambda: admin.get(reverse("units:unit_list")),
        lambda: [UnitFactory(parent=world.office) for _ in range(2)],
    )


def test_the_people_of_a_unit_cost_the_same_with_more_people(admin, world):
    url = reverse("units:unit_detail", args=[world.other_division.pk])
    PersonFactory(unit=world.other_division)
    same_queries(lambda: admin.get(url), lambda: PersonFactory.create_batch(2, unit=world.other_division))


def test_the_audit_trail_costs_the_same_with_more_events(admin, world):
    same_queries(
        lambda: admin.get(reverse("units:audit_list")),
        lambda: [UnitFactory(parent=world.office) for _ in range(2)],
    )


def test_a_unit_is_added_below_another(admin, world):
    url = reverse("units:unit_create", args=[world.office.pk])
    admin.post(url, {"code": "MOI", "name": "Phòng Mới", "short_name": "Phòng Mới", "kind": "division"})
    unit = Unit.objects.get(code="MOI")
    assert unit.parent == world.office
    assert world.office.holds(unit)


def test_a_twin_code_is_refused_and_nothing_typed_is_lost(admin, world):
    url = reverse("units:unit_create", args=[world.office.pk])
    page = admin.post(url, {"code": world.office.code, "name": "Phòng Mới", "short_name": "PM", "kind": "division"})
    text = page.content.decode()
    assert "Chưa thực hiện được" in text
    assert "Phòng Mới" in text


def test_a_wrong_date_of_a_person_is_said_at_its_field(admin, world):
    url = reverse("units:person_edit", args=[world.person.pk])
    page = admin.post(url, {"full_name": "Đặng Thị Hồng Ưu", "staff_code": "1", "birth_date": "31/02/1990"})
    assert "birth_date" in page.context["form"].errors
    assert Person.objects.get(pk=world.person.pk).full_name == "Đặng Thị Hồng Ưu-Nguyễn"


def test_what_changed_of_a_person_is_in_the_trail_without_the_words(admin, world):
    person = world.person
    row = {
        "unit": person.unit_id,
        "full_name": person.full_name,
        "staff_code": person.staff_code,
        "position": "Chuyên viên chính",
    }
    url = reverse("units:person_edit", args=[person.pk])
    for field in ("birth_date", "gender", "joined_on", "left_on"):
        value = getattr(person, field)
        row[field] = value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else value or ""
    admin.post(url, row | ({"direct_worker": "on"} if person.direct_worker else {}))
    event = AuditEvent.objects.latest("pk")
    assert event.action == "units.change_person"
    assert set(event.after["fields"]) == {"position", "search_text"}
    assert "Chuyên viên" not in str(event.after)


def test_an_account_is_opened_with_its_role_in_one_step(admin, world):
    url = reverse("units:role_grant", args=[world.division.pk])
    row = {
        "username": "moi",
        "full_name": "Lò Văn Mới",
        "password": "mat-khau-du-dai-9",
        "kind": RoleKind.HEAD,
    }
    admin.post(url, row)
    assert Role.objects.get(user__username="moi").unit == world.division


def test_a_weak_first_password_opens_no_account(admin, world):
    url = reverse("units:role_grant", args=[world.division.pk])
    admin.post(url, {"username": "moi", "full_name": "Lò Văn Mới", "password": "123", "kind": RoleKind.HEAD})
    assert not User.objects.filter(username="moi").exists()


def test_a_role_that_was_taken_away_opens_nothing_more(admin, world):
    role = world.users["staff"].roles.get()
    admin.post(reverse("units:role_end", args=[role.pk]))
    assert User.objects.get(pk=world.users["staff"].pk).held_roles == []


def test_a_unit_is_moved_and_its_addressees_follow(client, world):
    from units.tests.factories import RoleFactory, UserFactory

    root_admin = UserFactory()
    RoleFactory(user=root_admin, unit=world.province, kind=RoleKind.ADMINISTRATOR)
    client.force_login(root_admin)
    client.post(reverse("units:unit_move", args=[world.division.pk]), {"parent": world.other_office.pk})
    assert Unit.objects.get(pk=world.division.pk).parent == world.other_office


def test_a_unit_is_not_moved_out_of_the_administrators_reach(admin, world):
    page = admin.post(reverse("units:unit_move", args=[world.division.pk]), {"parent": world.other_office.pk})
    assert "parent" in page.context["form"].errors
    assert Unit.objects.get(pk=world.division.pk).parent == world.office


def test_a_unit_is_dissolved_with_its_successor_and_shows_it(admin, world):
    url = reverse("units:unit_dissolve", args=[world.division.pk])
    row = {"on": "01/07/2026", "successor": world.other_division.pk, "reason": "Quyết định số 12/QĐ-VP"}
    page = admin.post(url, row, follow=True).content.decode()
    assert "01/07/2026" in page
    assert world.other_division.name in page


def test_roles_and_people_go_on_in_the_same_step_and_who_may_do_nothing_more_is_told_before(admin, world):
    url = reverse("units:unit_dissolve", args=[world.division.pk])
    staff, head = (Role.objects.get(unit=world.division, kind=kind) for kind in ("staff", "head"))
    page = admin.get(url).content.decode()
    assert f"{staff.user.full_name}: Cán bộ đơn vị" in page
    row = {"on": f"{today():%d/%m/%Y}", "reason": "QĐ số 12", "people": "on", f"role-{staff.pk}": "move"}
    assert "Hãy chọn đơn vị kế thừa" in admin.post(url, row).content.decode()
    assert Unit.objects.get(pk=world.division.pk).dissolved_on is None
    row |= {"successor": world.other_division.pk, f"role-{head.pk}": "end"}
    told = admin.post(url, row, follow=True).content.decode()
    assert "Đã chuyển 1 vai trò" in told
    assert "Đã thôi giao 1 vai trò" in told
    assert Person.objects.get(pk=world.person.pk).unit == world.other_division
    assert not Role.objects.in_force_on(today()).filter(unit=world.division).exists()
    held = Role.objects.in_force_on(today()).filter(user__in=[staff.user, head.user])
    assert [(role.user, role.unit, role.kind) for role in held] == [(staff.user, world.other_division, "staff")]
    done = AuditEvent.objects.get(action="units.dissolve").after
    assert (done["roles_moved"], done["roles_ended"]) == ([staff.pk], [head.pk])


def test_a_dissolved_unit_takes_nothing_new(admin, world):
    Unit.objects.filter(pk=world.division.pk).update(
        dissolved_on=dt.date(2026, 1, 1), successor=world.other_division.pk
    )
    typed = {"unit": world.division.pk, "full_name": "Đặng Thị Hồng Ưu-Nguyễn", "staff_code": "M1", "gender": "nu"}
    role = {"username": "moi.vao", "full_name": "Lò Văn Ơn", "kind": "staff", "password": "Thi-Dua-2026-x"}
    unit = {"code": "X1", "name": "Tổ mới", "short_name": "Tổ mới", "kind": "team"}
    for name, data in [("person_create", typed), ("role_grant", role), ("unit_create", unit)]:
        page = admin.post(reverse(f"units:{name}", args=[world.division.pk]), data).content.decode()
        assert "đã giải thể, sáp nhập từ ngày 01/01/2026" in page, name
        assert f"Hãy chọn {world.other_division.name}." in page
    assert not Person.objects.filter(staff_code="M1").exists()
    assert not User.objects.filter(username="moi.vao").exists()


def test_roles_left_at_a_dissolved_unit_are_settled_on_a_page_of_their_own(admin, world):
    Unit.objects.filter(pk=world.division.pk).update(dissolved_on=dt.date(2026, 1, 1))
    staff = Role.objects.get(unit=world.division, kind="staff")
    url = reverse("units:roles_on", args=[world.division.pk])
    assert "Còn 2 vai trò" in admin.get(reverse("units:unit_detail", args=[world.division.pk])).content.decode()
    assert "Hãy chọn ở từng vai trò" in admin.post(url, {f"role-{staff.pk}": ""}).content.decode()
    assert f"role-{staff.pk}" in admin.post(url, {f"role-{staff.pk}": "move"}).context["form"].errors
    admin.post(url, {f"role-{staff.pk}": "end"})
    assert not Role.objects.in_force_on(today()).filter(pk=staff.pk).exists()


def test_nothing_moves_into_a_unit_out_of_the_administrators_reach_nor_ahead_of_the_day(admin, world):
    url = reverse("units:unit_dissolve", args=[world.division.pk])
    staff = Role.objects.get(unit=world.division, kind="staff")
    row = {"on": f"{today():%d/%m/%Y}", "reason": "QĐ số 12", "successor": world.other_office.pk,
           f"role-{staff.pk}": "move"}  # fmt: skip
    assert "ngoài phạm vi" in admin.post(url, row).content.decode()
    ahead = today() + dt.timedelta(days=10)
    row |= {"on": f"{ahead:%d/%m/%Y}", "successor": world.other_division.pk}
    assert "Chưa đến ngày giải thể" in admin.post(url, row | {"people": "on"}).content.decode()
    admin.post(url, row)
    moved = Role.objects.get(unit=world.other_division, user=staff.user)
    assert (moved.since, Role.objects.get(pk=staff.pk).until) == (ahead, ahead - dt.timedelta(days=1))


def test_the_people_of_a_dissolved_unit_go_to_the_one_that_carries_it_on(admin, world):
    PersonFactory(unit=world.division, left_on=dt.date(2020, 1, 1))
    serving = Person.objects.filter(unit=world.division, left_on=None).count() + 1
    PersonFactory(unit=world.division, left_on=today() + dt.timedelta(days=20))
    page = reverse("units:unit_detail", args=[world.division.pk])
    assert "người sang" not in admin.get(page).content.decode()
    Unit.objects.filter(pk=world.division.pk).update(
        dissolved_on=dt.date(2026, 1, 1), successor=world.other_division.pk
    )
    assert f"Chuyển {serving} người sang {world.other_division}" in admin.get(page).content.decode()
    said = admin.post(reverse("units:people_on", args=[world.division.pk]), follow=True).content.decode()
    assert f"Đã chuyển {serving} người" in said
    assert Person.objects.get(pk=world.person.pk).unit == world.other_division
    assert Person.objects.filter(unit=world.division).count() == 1  # who had left before stays where he was
    again = admin.post(reverse("units:people_on", args=[world.division.pk]), follow=True).content.decode()
    assert "không còn ai đang công tác" in again


def test_the_audit_trail_shows_what_the_administrators_own_people_did(admin, world):
    inside, outside = world.users["staff"], world.users["outsider"]
    for actor in (inside, outside, None):
        record(actor=actor, action="thu.viec", target=world.office)
    seen = [event.actor for event in admin.get(reverse("units:audit_list")).context["page"]]
    assert inside in seen
    assert outside not in seen
    assert None not in seen


def test_at_the_top_of_the_tree_the_whole_audit_trail_is_read(client, world):
    client.force_login(RoleFactory(unit=world.province, kind=RoleKind.ADMINISTRATOR).user)
    record(actor=None, action="thu.viec", target=world.office)
    record(actor=world.users["outsider"], action="thu.viec", target=world.office)
    page = client.get(reverse("units:audit_list"), {"viec": "thu.viec"}).context["page"]
    assert [event.actor for event in page] == [world.users["outsider"], None]


def test_the_last_administrator_stays(admin, world):
    role = world.users["administrator"].roles.get()
    admin.post(reverse("units:role_end", args=[role.pk]))
    assert Role.objects.in_force_on(today()).filter(pk=role.pk).exists()


def test_an_account_without_a_role_reads_no_unit(client, world):
    client.force_login(UserFactory())
    assert client.get(reverse("units:unit_detail", args=[world.division.pk])).status_code == 403


def test_a_login_name_that_nobody_could_type_is_refused(admin, world):
    url = reverse("units:role_grant", args=[world.division.pk])
    row = {"username": "lò văn mới", "full_name": "Lò Văn Mới", "password": "mat-khau-du-dai-9", "kind": RoleKind.HEAD}
    assert "username" in admin.post(url, row).context["form"].errors


def test_a_lost_password_is_set_anew_and_the_old_one_is_of_no_use(admin, world):
    account = world.users["staff"]
    account.set_password("mat-khau-da-quen-1")
    account.save()
    row = {"full_name": account.full_name, "email": "", "is_active": "on", "password": "mat-khau-moi-toanh-7"}
    admin.post(reverse("units:account_edit", args=[account.pk]), row)
    account = User.objects.get(pk=account.pk)
    assert account.check_password("mat-khau-moi-toanh-7")


def test_a_closed_account_no_longer_signs_in(admin, world):
    account = world.users["staff"]
    admin.post(reverse("units:account_edit", args=[account.pk]), {"full_name": account.full_name, "password": ""})
    assert not User.objects.get(pk=account.pk).is_active


def test_an_account_with_a_role_above_is_out_of_reach(admin, world):
    RoleFactory(user=world.users["staff"], unit=world.province, kind=RoleKind.STAFF)
    assert admin.get(reverse("units:account_edit", args=[world.users["staff"].pk])).status_code == 403


def test_a_person_moves_to_another_unit_within_reach_only(admin, world):
    url = reverse("units:person_edit", args=[world.person.pk])
    row = {"full_name": world.person.full_name, "staff_code": world.person.staff_code}
    admin.post(url, {**row, "unit": world.other_division.pk})
    assert Person.objects.get(pk=world.person.pk).unit == world.other_division
    page = admin.post(url, {**row, "unit": world.other_office.pk})
    assert "unit" in page.context["form"].errors
