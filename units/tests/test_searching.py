"""People and units in the search: found by any part of the name in any order, by those who may, and kept up to date."""

import datetime as dt
import unicodedata
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from core import heartbeats
from core.search import SearchDebt, SearchEntry, kinds, mending, owing
from core.search.finding import find
from core.search.health import checks
from core.search.mending import compare, fill
from core.search.words import Query
from units.models import Person, RoleKind, Unit
from units.searching import PEOPLE, UNITS
from units.services import change_unit, merge_people, move_unit, save_person

from .factories import PersonFactory, RoleFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


def people(user, text):
    """The names that the user finds, in order."""
    user = type(user).objects.get(pk=user.pk)
    groups = find(user, Query.of(text), only=[PEOPLE])
    return [hit.title for group in groups for hit in group.hits(user)]


@pytest.mark.parametrize(
    "typed",
    ["Đặng Thị Hồng Ưu-Nguyễn", "uu nguyen hong dang", "Ưu Nguyễn Hồng", "uu-nguyen", "hong", "dang th", "ƯU", "uu",
     unicodedata.normalize("NFD", "Hồng Đặng")],
)  # fmt: skip
def test_a_person_is_found_by_any_part_of_the_name_in_any_order(world, typed):
    assert people(world.users["standing_office"], typed) == ["Đặng Thị Hồng Ưu-Nguyễn"]


@pytest.mark.parametrize("typed", ["ưu bình", "guyen", "khongcoai", "%", "' OR 1=1", "@ca-nhan", "=x"])
def test_what_nobody_is_called_finds_nobody(world, typed):
    assert people(world.users["standing_office"], typed) == []


def test_a_person_is_found_by_code_position_and_unit(world):
    PersonFactory(unit=world.division, full_name="Lò Thị Ón", staff_code="00077", position="Kế toán trưởng")
    office = world.users["standing_office"]
    for typed in ("00077", "77", "ke toan on", "ón phòng tổng hợp"):
        assert people(office, typed) == ["Lò Thị Ón"], typed


def test_nobody_is_found_by_the_day_of_birth(world):
    PersonFactory(unit=world.division, full_name="Lò Thị Ón", birth_date=dt.date(1987, 3, 21))
    for typed in ("1987", "21/03/1987", "1987-03-21", "Ón 1987"):
        assert people(world.users["standing_office"], typed) == [], typed
    assert not SearchEntry.objects.filter(terms__contains="1987").exists()


@pytest.mark.parametrize("role", [*RoleKind.values, "outsider"])
def test_each_finds_those_whom_the_lists_show(world, role):
    PersonFactory(unit=world.other_office, full_name="Đặng Văn Xa")
    PersonFactory(unit=world.other_division, full_name="Đặng Văn Gần")
    user = world.users[role]
    named = Person.objects.visible_to(user).filter(full_name__startswith="Đặng")
    shown = set(named.values_list("full_name", flat=True))
    assert set(people(user, "đặng")) == shown
    assert ("Đặng Văn Xa" in shown) == (role == "outsider")


def test_an_account_without_a_role_finds_only_itself(world):
    user = UserFactory(person=PersonFactory(unit=world.division, full_name="Đặng Thị Mình"))
    assert people(user, "đặng") == ["Đặng Thị Mình"]
    assert find(user, Query.of("phòng"), only=[UNITS]) == []
    assert find(UserFactory(), Query.of("đặng")) == []


def test_the_best_comes_first(world):
    for name in ("Anh Bình Xa", "Trần Bình An", "Bình An", "An Thị Bình"):
        PersonFactory(unit=world.division, full_name=name)
    assert people(world.users["head"], "bình an")[:2] == ["Bình An", "Trần Bình An"]
    assert set(people(world.users["head"], "bình an")[2:]) == {"An Thị Bình", "Anh Bình Xa"}
    assert people(world.users["head"], "bình an")[-1] == "Anh Bình Xa"


def test_a_whole_code_comes_before_all(world):
    PersonFactory(unit=world.division, full_name="Lò An", staff_code="ab-7")
    for number in range(3):
        PersonFactory(unit=world.division, full_name="Ab Bảy", position="7", staff_code=f"x{number}")
    assert people(world.users["head"], "AB-7")[0] == "Lò An"


def test_what_is_counted_is_what_may_be_seen(world):
    for number in range(60):
        PersonFactory(unit=world.other_office if number else world.division, full_name="Ngô Đếm")
    [group] = find(world.users["head"], Query.of("ngô"), only=[PEOPLE])
    assert (group.counted, len(group.ids)) == ("1", 1)
    [group] = find(world.users["outsider"], Query.of("ngô"), only=[PEOPLE])
    assert (group.counted, len(group.ids)) == ("hơn 50", 50)


def test_an_entry_changes_with_its_person_in_one_transaction(world):
    office, person = world.users["standing_office"], world.person2
    person.full_name = "Trần Văn Bằng"
    try:
        with transaction.atomic():
            save_person(actor=office, person=person)
            assert people(office, "bằng") == ["Trần Văn Bằng"]
            raise RuntimeError
    except RuntimeError:
        assert people(office, "bình") == ["Trần Văn Bình"]
    save_person(actor=office, person=person)
    assert people(office, "văn bằng") == ["Trần Văn Bằng"]
    assert people(office, "bình") == []
    person.unit = world.other_office
    save_person(actor=office, person=person)
    assert people(office, "bằng") == []
    assert people(world.users["outsider"], "bằng") == ["Trần Văn Bằng"]


def test_many_written_at_once_are_found_too(world):
    made = Person.objects.bulk_create(
        [Person(unit=world.division, full_name=f"Vừ Thị {n}", staff_code=f"B{n}") for n in ("Một", "Hai")]
    )
    assert sorted(people(world.users["head"], "vu thi")) == ["Vừ Thị Hai", "Vừ Thị Một"]
    made[0].full_name = "Vừ Thị Mốt"
    Person.objects.bulk_update(made, ["full_name"])
    assert people(world.users["head"], "mot vu") == ["Vừ Thị Mốt"]
    Person.objects.filter(pk=made[1].pk).update(unit=world.other_office)
    assert people(world.users["head"], "vu thi") == ["Vừ Thị Mốt"]


def test_two_records_that_became_one_are_found_once(world):
    twin = PersonFactory(unit=world.division, full_name="Đặng Thị Hồng Ưu Nguyễn", staff_code="CU1")
    assert len(people(world.users["standing_office"], "uu nguyen hong")) == 2
    answers = {"field-full_name": "keep", "field-gender": "keep", "field-position": "keep"}
    merge_people(actor=world.users["administrator"], keep=world.person, drop=twin, answers=answers, reason="Một người.")
    for typed in ("uu nguyen hong", "cu1"):
        assert people(world.users["standing_office"], typed) == ["Đặng Thị Hồng Ưu-Nguyễn"]


def test_a_renamed_and_a_moved_unit_take_their_people_along(world):
    admin, head = world.users["administrator"], world.users["head"]
    change_unit(actor=admin, unit=world.division, name="Ban Đối ngoại", short_name="Ban Đối ngoại")
    assert people(head, "ưu đối ngoại") == ["Đặng Thị Hồng Ưu-Nguyễn"]
    assert people(head, "ưu tổng hợp") == []
    top = UserFactory()
    RoleFactory(user=top, unit=world.other_office, kind=RoleKind.HEAD)
    assert people(top, "ưu") == []
    move_unit(actor=admin, unit=Unit.objects.get(pk=world.division.pk), parent=world.other_office)
    assert people(top, "ưu") == ["Đặng Thị Hồng Ưu-Nguyễn"]
    assert people(world.users["standing_office"], "ưu") == []


def test_units_are_found_by_name_short_name_and_code(world):
    UnitFactory(parent=world.province, name="Sở Nông nghiệp và Môi trường", short_name="Sở NN&MT", code="SNNMT")
    user = world.users["staff"]
    for typed in ("nong nghiep moi truong", "snnmt", "so nn", "nông so"):
        [group] = find(user, Query.of(typed), only=[UNITS])
        assert [hit.title for hit in group.hits(user)] == ["Sở Nông nghiệp và Môi trường"], typed


def test_what_is_missing_old_or_left_over_is_seen_and_mended(world):
    assert not any(compare(kind) for kind in kinds())
    SearchEntry.objects.filter(kind="ca-nhan", object_id=world.person.pk).delete()
    SearchEntry.objects.filter(kind="ca-nhan", object_id=world.person2.pk).update(terms="cũ")
    SearchEntry.objects.create(kind="ca-nhan", object_id=10**9, terms="ma")
    with pytest.raises(CommandError, match="rebuild_search"):
        call_command("rebuild_search", check=True, stdout=StringIO())
    found = compare(PEOPLE)
    assert (found.missing, found.outdated, found.orphaned, found.all) == (1, 1, 1, 3)
    assert "cá nhân: 1" in [check.sentence for check in checks()][0]
    call_command("rebuild_search", stdout=StringIO())
    call_command("rebuild_search", check=True, stdout=StringIO())
    assert {check.state for check in checks()} == {"good"}
    assert people(world.users["head"], "ưu") == ["Đặng Thị Hồng Ưu-Nguyễn"]


def test_it_mends_itself_a_share_a_night_and_a_round_a_week(world, monkeypatch, time_machine):
    monkeypatch.setattr(mending, "BATCH", 2)
    SearchEntry.objects.filter(object_id__in=[world.person.pk, world.person2.pk], kind="ca-nhan").delete()
    SearchEntry.objects.create(kind="ca-nhan", object_id=10**9, terms="ma")
    SearchEntry.objects.filter(kind="don-vi", object_id=world.division.pk).update(terms="cũ")
    for night in range(40):  # no time at all is one batch a night
        time_machine.move_to(dt.datetime(2026, 3, 1 + night % 28, 1 + night // 28, 15, tzinfo=dt.UTC), tick=False)
        ticks = iter([0.0, 0.0, 9.9, 9.9])
        monkeypatch.setattr(mending.time, "monotonic", lambda ticks=ticks: next(ticks))
        mending.mend(5)
        if heartbeats.signs().get("search"):
            break
    assert night > 2
    assert heartbeats.signs()["search"].detail == "4"
    assert "search-place" not in heartbeats.signs()
    assert not any(compare(kind) for kind in kinds())
    assert "đã sửa 4 mục" in [check.sentence for check in checks()][1]
    SearchEntry.objects.all().delete()
    monkeypatch.undo()
    assert mending.mend() == 0, "this week's round is done"
    heartbeats.Heartbeat.objects.filter(name="search").update(at=timezone.now() - dt.timedelta(days=7))
    assert mending.mend() > 3
    assert people(world.users["head"], "ưu") == ["Đặng Thị Hồng Ưu-Nguyễn"]


def test_a_change_that_many_things_say_is_owed_and_paid_by_a_worker(
    world, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(owing, "AT_ONCE", 2)
    monkeypatch.setattr(owing, "BATCH", 2)
    for number in range(3):
        PersonFactory(unit=world.division, full_name=f"Ngô Đếm {number}")
    with django_capture_on_commit_callbacks(execute=True):
        change_unit(actor=world.users["administrator"], unit=world.division, short_name="Ban Đối ngoại")
        assert people(world.users["head"], "ngô đối ngoại") == [], "nobody waits for it"
        assert SearchDebt.objects.count() == 1
    assert not SearchDebt.objects.exists(), "the worker was woken"
    assert len(people(world.users["head"], "ngô đối ngoại")) == 3
    assert not any(compare(kind) for kind in kinds())


def test_what_is_owed_is_paid_in_turns_and_twice_does_no_harm(world, monkeypatch):
    monkeypatch.setattr(owing, "AT_ONCE", 0)
    monkeypatch.setattr(owing, "BATCH", 1)
    move_unit(actor=world.users["administrator"], unit=world.division, parent=world.other_office)
    debt = SearchDebt.objects.get(kind="ca-nhan")
    assert owing.pay(-1) == 0
    heartbeats.sign(owing.PAYING)
    assert owing.pay() == 0, "another worker is at it"
    heartbeats.gone(owing.PAYING)
    owing._pay_some(PEOPLE, debt)
    assert SearchDebt.objects.get(pk=debt.pk).paid == min(world.person.pk, world.person2.pk)
    owing.pay()
    assert owing._pay_some(PEOPLE, debt)
    SearchDebt.objects.create(kind="gone", path="x", values=[1])
    assert owing.pay() == 0
    assert owing.sweep() == 0
    assert not any(compare(kind) for kind in kinds())


def test_what_stood_there_before_the_search_came_is_filled_in(world):
    SearchEntry.objects.all().delete()
    fill(PEOPLE)
    assert people(world.users["head"], "ưu") == ["Đặng Thị Hồng Ưu-Nguyễn"]
    SearchEntry.objects.filter(object_id=world.person2.pk).delete()
    fill(PEOPLE)  # only where nothing stands yet
    assert people(world.users["head"], "bình") == []
