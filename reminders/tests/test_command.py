import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command

from reminders.models import Message
from reminders.tasks import send_reminders
from reminders.tests.factories import MessageFactory, due
from units.tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("always_open")]


def test_the_command_sends_and_says_so(deadlines, capsys):
    deadlines.append(due([UserFactory(), UserFactory(email="")]))
    call_command("send_reminders", "--on", "2026-03-17")
    printed = capsys.readouterr().out
    assert "Ngày 17/03/2026: 2 lời nhắc mới." in printed
    assert "1 thư đã gửi" in printed
    assert "1 chỉ báo trong trang" in printed
    assert len(mail.outbox) == 1


def test_the_command_run_again_has_nothing_to_do(deadlines, capsys):
    deadlines.append(due([UserFactory()]))
    call_command("send_reminders", "--on", "2026-03-17")
    capsys.readouterr()
    call_command("send_reminders", "--on", "2026-03-17")
    assert capsys.readouterr().out == "Ngày 17/03/2026: 0 lời nhắc mới.\n- không có thư nào cần gửi\n"


@pytest.mark.parametrize("text", ["17/03/2026", "2026-02-30", "hôm nay"])
def test_a_date_that_is_none_gets_a_sentence(text):
    with pytest.raises(CommandError, match="Không hiểu ngày “.*”. Hãy ghi năm-tháng-ngày") as caught:
        call_command("send_reminders", "--on", text)
    assert caught.value.returncode == 1


def test_a_mail_server_that_cannot_be_reached_gets_a_sentence(deadlines, monkeypatch):
    def no_line(self):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", no_line)
    MessageFactory()
    with pytest.raises(CommandError, match="Không nối được tới máy chủ thư"):
        call_command("send_reminders")


def test_the_worker_takes_the_local_date(deadlines):
    """At 18:00 UTC the day has begun in Asia/Ho_Chi_Minh: the deadline of the 20th is reached."""
    deadlines.append(due([UserFactory()]))
    with time_machine.travel(dt.datetime(2026, 3, 19, 16, 59, tzinfo=dt.UTC), tick=False):
        assert send_reminders()["planned"] == 1
    with time_machine.travel(dt.datetime(2026, 3, 19, 17, 1, tzinfo=dt.UTC), tick=False):
        assert send_reminders()["planned"] == 1
    assert list(Message.objects.order_by("pk").values_list("stage", flat=True)) == ["1", "0"]


def test_the_worker_takes_a_day_by_name(deadlines):
    deadlines.append(due([UserFactory()]))
    assert send_reminders("2026-03-13") | {"aborted": 0} == {
        "planned": 1,
        "sent": 1,
        "failed": 0,
        "postponed": 0,
        "page_only": 0,
        "aborted": 0,
        "in_flight": 0,
        "unreachable": False,
    }
