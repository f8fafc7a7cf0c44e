"""What the health page says of signing."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import timezone

from core.health import State
from documents import health
from documents.models import SigningMeans
from units.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_certificates_that_end_within_a_month_are_counted_and_nobody_is_named():
    now = timezone.now()
    assert health.certificates(now).state == State.GOOD
    for days in (-1, 10, 29, 400):
        SigningMeans.objects.create(user=UserFactory(), certificate_until=now + dt.timedelta(days=days))
    check = health.certificates(now)
    assert check.state == State.ATTENTION
    assert check.sentence == "Trong 4 chứng thư số: 1 đã hết hạn, 2 hết hạn trong 30 ngày tới."


@pytest.mark.parametrize(("days", "state"), [([], State.ATTENTION), ([-3], State.BAD), ([-3, 300], State.GOOD)])
def test_roots_that_are_missing_or_have_ended_are_told(monkeypatch, days, state):
    now = timezone.now()
    known = [SimpleNamespace(not_valid_after=now + dt.timedelta(days=number)) for number in days]
    monkeypatch.setattr(health, "trust_roots", lambda: known)
    SigningMeans.objects.create(user=UserFactory(), certificate_until=now + dt.timedelta(days=400))
    assert health.roots(now).state == state


def test_an_office_that_signs_nothing_lacks_no_roots(monkeypatch):
    monkeypatch.setattr(health, "trust_roots", list)
    assert health.roots(timezone.now()).state == State.GOOD
