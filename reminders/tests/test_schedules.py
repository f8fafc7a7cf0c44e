"""What the office sets: other marks, silence, handing up; and what a stopped server left untold."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from core.exceptions import Refused
from core.models import AuditEvent
from reminders import schedules
from reminders.models import KindSchedule, Message, Missed
from reminders.registry import Due
from reminders.services import change_schedule, plan_messages
from reminders.services.alone import alone
from reminders.tests.factories import due
from units.models import RoleKind
from units.tests.factories import RoleFactory, UserFactory

pytestmark = pytest.mark.django_db
DUE = dt.date(2026, 3, 20)
KIND = "tests.task"
SETTING = {"enabled": True, "before": "14,7,3,1,0", "repeat": 3, "head_after": 3, "office_after": 6, "silent_after": 60}
NOON = "12:00+07:00"


def stages_of(user):
    return list(Message.objects.filter(recipient=user).order_by("pk").values_list("stage", flat=True))


def change(actor, **changes):
    return change_schedule(actor=actor, kind=KIND, **SETTING | changes)


def run(time_machine, *days):
    for day in days:
        time_machine.move_to(f"2026-{day} {NOON}", tick=False)
        plan_messages(dt.date.fromisoformat(f"2026-{day}"))


def test_other_marks_hold_from_the_day_they_are_set_and_wake_nobody_for_the_past(deadlines, time_machine):
    user, office = UserFactory(), UserFactory()
    deadlines.append(due([user]))
    run(time_machine, "03-13")
    time_machine.move_to(f"2026-03-16 {NOON}", tick=False)
    change(office, before="10 ; 2,0")
    run(time_machine, "03-16", "03-17", "03-18", "03-19", "03-20")
    assert stages_of(user) == ["7", "2", "0"]
    assert KindSchedule.objects.get(kind=KIND).before == "10,2,0"
    assert AuditEvent.objects.get(action="reminders.change_schedule").before["before"] == "14,7,3,1,0"


def test_a_kind_that_is_turned_off_takes_back_what_waits_and_comes_back_without_the_past(deadlines, time_machine):
    user, office = UserFactory(), UserFactory()
    deadlines.append(due([user]))
    run(time_machine, "03-17")
    change(office, enabled=False)
    run(time_machine, "03-17", "03-18", "03-19")
    assert list(Message.objects.values_list("stage", "state")) == [("3", Message.State.SILENCED)]
    time_machine.move_to(f"2026-03-20 {NOON}", tick=False)
    change(office, enabled=True)
    run(time_machine, "03-20")
    assert stages_of(user) == ["3", "0"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"head_after": 6, "office_after": 3}, "trước lãnh đạo đơn vị"),
        ({"kind": "of.nobody"}, "không có thời hạn"),
        ({"repeat": 0}, "Không có lần nhắc nào sau 6 ngày"),
        ({"silent_after": 5}, "Không có lần nhắc nào sau 6 ngày"),
    ],
)
def test_settings_that_make_no_sense_are_refused(deadlines, changes, words):
    with pytest.raises(Refused, match=words):
        change_schedule(**{"actor": UserFactory(), "kind": KIND, **SETTING, **changes})


def test_what_stays_undone_is_handed_to_the_head_and_then_to_the_standing_office_with_the_reason(world, deadlines):
    staff, head, office = (world.users[name] for name in ("staff", "head", "standing_office"))
    deadlines.append(
        Due("tests.task:1", "Nộp báo cáo", "/", DUE, [staff.pk], unit="Phòng Tổng hợp", units=(world.division.pk,))
    )
    for day in range(23, 32):
        plan_messages(dt.date(2026, 3, day))
    assert stages_of(staff) == ["overdue", "overdue:2", "overdue:3"]
    assert stages_of(head) == ["overdue:2", "overdue:3"]
    assert stages_of(office) == ["overdue:3"]
    assert (
        "Chuyển tới lãnh đạo đơn vị vì việc đã quá hạn 4 ngày làm việc"
        in Message.objects.get(recipient=head, stage="overdue:2").body
    )
    assert "Chuyển tới thường trực thi đua vì việc đã quá hạn 7 ngày" in Message.objects.get(recipient=office).body
    assert "Chuyển tới" not in Message.objects.filter(recipient=staff).last().body


def test_a_unit_without_a_head_is_looked_after_by_the_one_above(world, deadlines):
    above = RoleFactory(unit=world.office, kind=RoleKind.HEAD).user
    deadlines.append(Due("tests.task:1", "Nộp báo cáo", "/", DUE, [], units=(world.other_division.pk,)))
    plan_messages(dt.date(2026, 3, 26))
    assert stages_of(above) == ["overdue:2"]
    assert stages_of(world.users["head"]) == []


def test_old_work_falls_silent(deadlines):
    deadlines.append(due([UserFactory()]))
    assert plan_messages(dt.date(2026, 6, 12)) == 1
    assert plan_messages(dt.date(2026, 6, 29)) == 0
    assert plan_messages(dt.date(2027, 8, 12)) == 0
    assert Message.objects.get().state == Message.State.SILENCED


def test_what_a_stopped_server_did_not_tell_is_kept_with_the_reason_and_only_the_newest_is_told(
    deadlines, time_machine
):
    user = UserFactory()
    deadlines.append(due([user]))
    run(time_machine, "03-12", "03-19", "03-19")
    assert stages_of(user) == ["14", "1"]
    missed = list(Missed.objects.order_by("told_on"))
    assert [(row.stage, row.told_on) for row in missed] == [("7", dt.date(2026, 3, 13)), ("3", dt.date(2026, 3, 17))]
    assert {row.reason for row in missed} == {"Máy chủ ngừng từ 12:00 ngày 12/03/2026 đến 12:00 ngày 19/03/2026."}
    assert {row.recipient for row in missed} == {user}


def test_a_mark_that_fell_on_days_off_was_not_missed(deadlines, time_machine):
    deadlines.append(due([UserFactory()], due_on=dt.date(2026, 2, 24)))
    run(time_machine, "02-13", "02-23")
    assert not Missed.objects.exists()


def test_a_kind_that_could_not_be_read_says_so(deadlines, monkeypatch, time_machine):
    deadlines.append(due([UserFactory()]))
    run(time_machine, "03-12")
    monkeypatch.setattr(type(deadlines), "__call__", lambda *args, **window: 1 // 0)
    run(time_machine, "03-13", "03-16")
    monkeypatch.undo()
    from reminders import registry

    monkeypatch.setattr(registry, "_providers", {KIND: lambda on, **window: list(deadlines)})
    run(time_machine, "03-17")
    assert Missed.objects.get().reason.startswith("Không đọc được thời hạn của loại việc này từ 12:00 ngày 12/03/2026")


def test_a_move_and_the_end_of_the_work_while_the_deadlines_are_read_tell_nothing_twice(deadlines):
    """The room's rows change between two readings, back and forth; each mark of each day is told once."""
    user = UserFactory()
    for due_on in (DUE, DUE + dt.timedelta(days=7), DUE, None, DUE):
        deadlines[:] = [due([user], due_on=due_on)] if due_on else []
        plan_messages(dt.date(2026, 3, 17))
        plan_messages(dt.date(2026, 3, 17))
    rows = Message.objects.order_by("due_on").values_list("due_on", "stage", "state")
    assert list(rows) == [
        (DUE, "3", Message.State.QUEUED),
        (DUE + dt.timedelta(days=7), "14", Message.State.SILENCED),
    ]


def test_of_two_planners_one_works(deadlines):
    deadlines.append(due([UserFactory()]))
    held, done = Event(), Event()

    def other():
        """Another planner with a connection of its own."""
        try:
            with alone("planner") as mine:
                held.set()
                return mine and done.wait(20)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(other)
        assert held.wait(20)
        assert plan_messages(dt.date(2026, 3, 17)) == 0
        done.set()
        assert first.result()
    assert plan_messages(dt.date(2026, 3, 17)) == 1


def test_the_pages_set_a_kind_and_the_hours_and_keep_what_was_typed(world, client):
    client.force_login(world.users["standing_office"])
    page = client.get("/nhac-viec/lich-nhac/").content.decode()
    assert "Nhiệm vụ của kế hoạch đến hạn" in page
    address = "/nhac-viec/lich-nhac/loai/plans.task/"
    wrong = client.post(address, SETTING | {"before": "mười"})
    assert wrong.status_code == 422
    assert "mười" in wrong.content.decode()
    assert client.post(address, SETTING | {"before": "10, 5", "head_after": ""}).status_code == 302
    assert schedules.load()["plans.task"].before == (10, 5)
    assert schedules.load()["plans.task"].head_after is None
    meeting = client.post("/nhac-viec/lich-nhac/loai/awards.meeting/", SETTING | {"enabled": ""})
    assert "bắt buộc nhắc, không tắt được" in meeting.content.decode()
    hours = {"send_from": "07:00", "send_until": "18:00", "digest_at": "19:00"}
    assert "nằm ngoài giờ được gửi thư" in client.post("/nhac-viec/lich-nhac/gio-gui/", hours).content.decode()
    assert client.post("/nhac-viec/lich-nhac/gio-gui/", hours | {"digest_at": "08:00"}).status_code == 302
