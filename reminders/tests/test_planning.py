import datetime as dt

import pytest

from core.testing import count_queries
from reminders import registry
from reminders.models import Message
from reminders.services import plan_messages, send_due
from reminders.tests.factories import due
from units.tests.factories import UserFactory

DUE = dt.date(2026, 3, 20)
State = Message.State
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("always_open")]


def before(days):
    return DUE - dt.timedelta(days=days)


def stages_of(user):
    return list(Message.objects.filter(recipient=user).order_by("pk").values_list("stage", flat=True))


def test_nothing_is_written_before_the_first_stage(deadlines):
    deadlines.append(due([UserFactory()]))
    assert plan_messages(before(15)) == 0
    assert not Message.objects.exists()


def test_each_stage_is_written_once_however_often_the_task_runs(deadlines):
    user = UserFactory()
    deadlines.append(due([user]))
    for days in range(16, -6, -1):
        for _ in range(2):
            plan_messages(before(days))
        send_due()
    assert stages_of(user) == ["14", "7", "3", "1", "0", "overdue"]


def test_a_message_says_what_when_and_where(deadlines):
    deadlines.append(due([UserFactory()]))
    plan_messages(before(3))
    message = Message.objects.get()
    assert message.subject == "Sắp đến hạn (20/03/2026): Nộp báo cáo quý I"
    assert "Phòng Tổng hợp" in message.body
    assert (message.kind, message.deadline_key, message.due_on) == ("tests.task", "tests.task:1", DUE)


def test_stages_that_passed_while_the_server_was_down_are_not_made_up_for(deadlines):
    user = UserFactory()
    deadlines.append(due([user]))
    plan_messages(before(2))
    plan_messages(before(0))
    assert stages_of(user) == ["3", "0"]


def test_a_later_stage_silences_an_earlier_one_that_never_left(deadlines):
    deadlines.append(due([UserFactory()]))
    plan_messages(before(7))
    plan_messages(before(3))
    assert dict(Message.objects.values_list("stage", "state")) == {"7": State.SILENCED, "3": State.QUEUED}


def test_a_moved_date_reminds_anew(deadlines):
    user = UserFactory()
    deadlines.append(due([user]))
    plan_messages(before(3))
    send_due()
    deadlines[:] = [due([user], due_on=DUE + dt.timedelta(days=14))]
    assert plan_messages(before(3)) == 0
    assert plan_messages(before(0)) == 1
    assert stages_of(user) == ["3", "14"]


def test_a_date_that_moves_away_and_back_before_sending_is_not_lost(deadlines):
    user = UserFactory()
    deadlines.append(due([user]))
    plan_messages(before(3))
    deadlines[:] = [due([user], due_on=DUE + dt.timedelta(days=30))]
    plan_messages(before(3))
    assert Message.objects.get().state == State.SILENCED
    deadlines[:] = [due([user])]
    plan_messages(before(3))
    assert Message.objects.get().state == State.QUEUED


def test_finished_work_is_silent(deadlines):
    deadlines.append(due([UserFactory()]))
    plan_messages(before(3))
    deadlines.clear()
    plan_messages(before(3))
    send_due()
    assert Message.objects.get().state == State.SILENCED


def test_who_is_no_longer_concerned_is_silent(deadlines):
    leaving, staying = UserFactory(), UserFactory()
    deadlines.append(due([leaving, staying]))
    plan_messages(before(3))
    deadlines[:] = [due([staying])]
    plan_messages(before(3))
    assert Message.objects.get(recipient=leaving).state == State.SILENCED
    assert Message.objects.get(recipient=staying).state == State.QUEUED


def test_a_recipient_named_twice_or_unknown_does_no_harm(deadlines):
    user = UserFactory()
    once = due([user, user])
    once.recipients.append(987654)
    deadlines.append(once)
    assert plan_messages(before(1)) == 1


def test_a_room_that_fails_silences_nothing_and_stops_nobody(deadlines, monkeypatch, caplog):
    user = UserFactory()
    deadlines.append(due([user]))
    plan_messages(before(3))

    def broken(on, **window):
        raise ZeroDivisionError

    other = [due([user], key="tests.other:1")]
    monkeypatch.setattr(registry, "_providers", {"tests.task": broken, "tests.other": lambda on, **window: other})
    assert plan_messages(before(3)) == 1
    assert set(Message.objects.values_list("state", flat=True)) == {State.QUEUED}
    assert "tests.task" in caplog.text


def test_planning_needs_the_same_queries_for_one_deadline_and_for_three(deadlines):
    deadlines.append(due([UserFactory()]))
    one = count_queries(lambda: plan_messages(before(7)))
    send_due()
    deadlines.extend(due([UserFactory(), UserFactory()], key=f"tests.task:{n}") for n in (2, 3))
    assert count_queries(lambda: plan_messages(before(3))) == one
