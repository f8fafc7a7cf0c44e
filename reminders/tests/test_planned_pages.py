"""The pages of what will be told, what was told, what was missed: one's own reach, nobody else's; at one cost."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection

from core.testing import same_queries
from reminders import queries_told
from reminders.models import Message, Missed
from reminders.queries_planned import Asked
from reminders.registry import Due
from reminders.services import plan_messages
from reminders.tests.factories import MessageFactory
from reminders.unit_marks import keep, mark
from units.models import RoleKind
from units.tests.factories import RoleFactory

DUE = dt.date(2026, 3, 20)
PLANNED, TOLD, MISSED = "/nhac-viec/sap-nhac/", "/nhac-viec/da-nhac/", "/nhac-viec/bi-lo/"


@pytest.fixture
def office(world, client, time_machine):
    time_machine.move_to("2026-03-17 09:00+07:00", tick=False)
    client.force_login(world.users["standing_office"])
    return world.users["standing_office"]


def a_due(world, user="staff", unit=None, number=1, **changes):
    unit = unit or world.division
    values = {"key": f"tests.task:{number}", "title": f"Việc số {number}", "url": "/don-vi/", "due_on": DUE}
    return Due(**values | changes, recipients=[world.users[user].pk], unit=unit.name, units=(unit.pk,))


def test_each_coming_reminder_stands_on_its_day_with_whom_and_why(world, office, deadlines, client):
    deadlines.append(a_due(world))
    plan_messages(dt.date(2026, 3, 17))
    page = client.get(PLANNED).content.decode()
    assert "17/03/2026" in page
    assert "đã lập" in page
    for label in ("Trước 3 ngày", "Trước 1 ngày", "Đúng ngày", "Quá hạn, lần 2"):
        assert label in page
    assert "Chuyển tới lãnh đạo đơn vị vì" in page
    day = client.get(PLANNED, {"ngay": "2026-03-20"}).content.decode()
    assert "Đúng ngày" in day
    assert "Trước 1 ngày" not in day


def test_a_deadline_on_a_day_off_is_not_said_to_be_today(world, office, deadlines, client):
    deadlines.append(a_due(world, due_on=dt.date(2026, 3, 22)))
    day = client.get(PLANNED, {"ngay": "2026-03-20"}).content.decode()
    assert "Ngày làm việc cuối trước hạn" in day
    assert "hạn 22/03/2026" in day


def test_a_moved_or_finished_deadline_moves_what_is_announced(world, office, deadlines, client):
    deadlines.append(a_due(world))
    assert "Việc số 1" in client.get(PLANNED, {"ngay": "2026-03-19"}).content.decode()
    deadlines[:] = [a_due(world, due_on=DUE + dt.timedelta(days=7))]
    assert "Việc số 1" not in client.get(PLANNED, {"ngay": "2026-03-19"}).content.decode()
    deadlines.clear()
    assert "Không có lời nhắc nào sắp gửi" in client.get(PLANNED).content.decode()


def test_what_others_do_elsewhere_is_not_shown(world, office, deadlines, client):
    deadlines.append(a_due(world, "outsider", world.other_office, title="Việc của Sở khác"))
    RoleFactory(user=world.users["staff"], unit=world.other_office, kind=RoleKind.STAFF)
    deadlines.append(a_due(world, "staff", world.other_office, number=2, title="Việc ở Sở khác của người chung"))
    page = client.get(PLANNED).content.decode()
    assert "Việc của Sở khác" not in page
    assert "Việc ở Sở khác của người chung" not in page
    told = {"deadline_key": "tests.task:1", "stage": "3"}
    MessageFactory(recipient=world.users["outsider"], subject="Nhắc người ngoài", **told)
    MessageFactory(recipient=world.users["staff"], subject="Nhắc người trong", **told)
    page = client.get(TOLD).content.decode()
    assert "Nhắc người trong" in page
    assert "Nhắc người ngoài" not in page


def test_the_filters_are_of_kind_unit_and_person_and_take_nonsense(world, office, deadlines, client):
    deadlines.extend([a_due(world), a_due(world, "head", world.other_division, number=2)])
    by_person = client.get(PLANNED, {"nguoi": world.users["staff"].pk, "ngay": "2026-03-19"}).content.decode()
    assert "Việc số 1" in by_person
    assert "Việc số 2" not in by_person
    by_unit = client.get(PLANNED, {"don-vi": world.other_division.pk, "ngay": "2026-03-19"}).content.decode()
    assert "Việc số 2" in by_unit
    assert "Việc số 1" not in by_unit
    assert "Không có lời nhắc" in client.get(PLANNED, {"loai": "of.nobody"}).content.decode()
    for page in (PLANNED, TOLD, MISSED):
        assert (
            client.get(page, {"nguoi": "²", "ngay": "x", "loai": "'", "tinh-trang": "?", "page": "z"}).status_code
            == 200
        )


def test_what_was_told_and_missed_is_narrowed_to_one_unit(world, office, deadlines, client):
    deadlines.extend([a_due(world), a_due(world, number=2, unit=world.other_division)])
    plan_messages(dt.date(2026, 3, 17))
    row = {"kind": "tests.task", "due_on": DUE, "stage": "3", "told_on": DUE, "recipient": world.users["staff"]}
    for number, unit in ((1, world.division), (2, world.other_division)):
        units = mark([unit.pk])
        keep([units])
        told_of = {"unit": unit.name, "units": units}
        Missed.objects.create(event_key=f"m{number}", title=f"Việc số {number}", **told_of, **row)
    for address in (TOLD, MISSED):
        page = client.get(address, {"don-vi": world.other_division.pk}).content.decode()
        assert "Việc số 2" in page
        assert "Việc số 1" not in page
        assert f'<option value="{world.division.pk}">' in page
    states = client.get(TOLD, {"don-vi": world.other_division.pk, "tinh-trang": "chua-mo"}).content.decode()
    assert "Chưa mở: 1" in states
    assert "Việc số 2" in states


def test_work_of_several_units_is_found_under_each_and_a_unit_stands_once_in_the_choice(
    world, office, deadlines, client
):
    both = (world.division.pk, world.other_division.pk)
    line = f"{world.division.short_name}, {world.other_division.short_name}"
    deadlines.append(replace(a_due(world, title="Việc chung"), unit=line, units=both))
    deadlines.append(replace(a_due(world, number=2), unit=world.division.short_name))
    plan_messages(dt.date(2026, 3, 17))
    for address in (PLANNED, TOLD):
        shared = client.get(address, {"don-vi": world.other_division.pk}).content.decode()
        assert "Việc chung" in shared
        assert "Việc số 2" not in shared
        own = client.get(address, {"don-vi": world.division.pk}).content.decode()
        assert "Việc chung" in own
        assert "Việc số 2" in own
        choice = own.split('id="don-vi"')[1].split("</select>")[0]
        assert choice.count("<option") == 3


@pytest.mark.pages  # on SQLite alone, which counts its steps
def test_a_units_reminders_are_found_without_reading_those_of_others(world, office, deadlines):
    """Counted in what the database does, a step of its machine at a time: it reads the rows of the unit alone."""
    deadlines.extend([a_due(world), a_due(world, number=2, unit=world.other_division)])
    plan_messages(dt.date(2026, 3, 17))
    other = Message.objects.get(units=mark([world.division.pk]))

    def steps():
        done = []
        connection.connection.set_progress_handler(lambda: done.append(1), 100)
        rows, states = queries_told.told(office, Asked(unit=world.other_division.pk))
        assert len(rows) == 1
        connection.connection.set_progress_handler(None, 0)
        return len(done)

    before = steps()
    rows = [Message(recipient=other.recipient, event_key=f"o{n}", units=other.units, deadline_key="o", subject="Khác")
            for n in range(500)]  # fmt: skip
    Message.objects.bulk_create(rows)
    assert steps() <= before + 2


def test_of_many_reminders_one_day_is_open_and_its_rows_have_pages(world, office, deadlines, client):
    deadlines.extend(a_due(world, number=number) for number in range(1, 24))
    plan_messages(dt.date(2026, 3, 17))
    page = client.get(PLANNED).content.decode()
    assert page.count("<table") == 1
    assert page.count("đã lập") == 20
    assert "ngay=2026-03-20" in page
    rest = client.get(PLANNED, {"ngay": "2026-03-19", "page": 2}).content.decode()
    assert rest.count("Việc số") == 3
    none = client.get(PLANNED, {"ngay": "2026-03-21"}).content.decode()
    assert "Không có lời nhắc nào sắp gửi vào ngày 21/03/2026" in none
    assert "<table" not in none


def test_what_was_missed_says_why_to_those_who_oversee(world, office, client):
    row = {"kind": "tests.task", "due_on": DUE, "stage": "3", "told_on": DUE, "reason": "Máy chủ ngừng."}
    Missed.objects.create(recipient=world.users["staff"], event_key="a", title="Việc bị lỡ", **row)
    Missed.objects.create(recipient=world.users["outsider"], event_key="b", title="Việc của người ngoài", **row)
    page = client.get(MISSED).content.decode()
    assert "Việc bị lỡ" in page
    assert "Máy chủ ngừng." in page
    assert "Việc của người ngoài" not in page


def test_the_pages_cost_the_same_for_one_row_and_for_three(world, office, deadlines, client):
    deadlines.append(a_due(world))
    plan_messages(dt.date(2026, 3, 17))

    def grow():
        deadlines.extend([a_due(world, "head", number=2), a_due(world, "leader", world.office, number=3)])
        plan_messages(dt.date(2026, 3, 17))

    same_queries(lambda: [client.get(page) for page in (PLANNED, TOLD, MISSED)], grow)
