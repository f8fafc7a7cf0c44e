"""The letter to an agency outside, when the message that would send it was lost or its sender died."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from awards import opinion_mail, tasks  # noqa: F401
from awards.models import OpinionRequest
from core import sweeping

from . import factories as make
from . import hearing

pytestmark = pytest.mark.django_db
Mail = OpinionRequest.Mail


@pytest.fixture
def request_(world):
    nomination = make.make_received(world, make.make_round(world))
    return hearing.ask(world, nomination, name="Công an tỉnh", email="vp@congan.vidu.vn")


def _asked(request, mail_state, **ago):
    at = timezone.now() - dt.timedelta(**ago)
    OpinionRequest.objects.filter(pk=request.pk).update(mail=mail_state, asked_at=at)


def test_a_letter_whose_message_was_lost_goes_once(request_):
    assert opinion_mail.sweep() == 0, "its message may still be on its way"
    _asked(request_, Mail.QUEUED, minutes=5)
    assert sweeping.run()["opinion_mail"] == 1
    assert sweeping.run()["opinion_mail"] == 0
    request_.refresh_from_db()
    assert (request_.mail, len(mail.outbox)) == (Mail.SENT, 1)


def test_a_letter_whose_sender_died_is_reported_and_not_sent_again(request_):
    _asked(request_, Mail.IN_FLIGHT, minutes=5)
    assert opinion_mail.sweep() == 0
    _asked(request_, Mail.IN_FLIGHT, hours=2)
    assert opinion_mail.sweep() == 1
    request_.refresh_from_db()
    assert (request_.mail, mail.outbox) == (Mail.FAILED, [])


def test_nothing_is_sent_to_whom_nobody_waits_for(request_):
    _asked(request_, Mail.QUEUED, minutes=5)
    OpinionRequest.objects.update(cancelled_at=timezone.now())
    assert (opinion_mail.sweep(), mail.outbox) == (0, [])
