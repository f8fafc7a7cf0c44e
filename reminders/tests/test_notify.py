import pytest
from django.core import mail
from django.db import transaction

from reminders.models import Message
from reminders.services import notify
from units.tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("always_open")]


def tell(*people):
    return notify(
        recipients=people,
        subject="Phát động\nphong trào",
        body="Mời đăng ký.",
        url="/phong-trao/1/",
        event_key="tests.event:launch",
        kind="tests.task",
    )


def test_each_recipient_is_told_once(django_capture_on_commit_callbacks):
    first, second = UserFactory(), UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        assert tell(first) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert tell(first, second, second.pk) == 1
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted([first.email, second.email])
    assert mail.outbox[0].subject == "Phát động phong trào"


def test_what_is_rolled_back_tells_nobody(django_capture_on_commit_callbacks):
    @transaction.atomic
    def act():
        tell(UserFactory())
        raise ZeroDivisionError

    with django_capture_on_commit_callbacks(execute=True) as callbacks, pytest.raises(ZeroDivisionError):
        act()
    assert callbacks == []
    assert not Message.objects.exists()


def test_a_broker_that_is_down_does_not_break_the_act(django_capture_on_commit_callbacks, monkeypatch):
    def down():
        raise ConnectionError

    monkeypatch.setattr("reminders.tasks.send_queued.delay", down)
    with django_capture_on_commit_callbacks() as callbacks:
        tell(UserFactory())
    assert len(callbacks) == 1
    assert Message.objects.get().state == Message.State.QUEUED
