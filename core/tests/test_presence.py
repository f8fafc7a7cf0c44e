"""Who has the same thing open."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from core.models import Presence
from core.presence import left, others, seen
from core.testing import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_user("mot"), make_user("hai")


def test_two_people_on_one_object_see_each_other_and_nobody_sees_himself(people):
    one, two = people
    seen(target=one, user=one)
    seen(target=one, user=two)
    assert [other.user for other in others(one, one)] == [two]
    assert [other.user for other in others(one, two)] == [one]
    assert others(two, one) == []


def test_the_hour_is_that_of_opening_until_somebody_was_away(people):
    one, two = people
    seen(target=one, user=one)
    opened = Presence.objects.get().since
    seen(target=one, user=one)
    assert Presence.objects.get().since == opened
    Presence.objects.update(seen_at=timezone.now() - dt.timedelta(minutes=3))
    assert others(one, two) == []
    seen(target=one, user=one)
    assert Presence.objects.get().since > opened


def test_who_leaves_is_gone_at_once_and_old_rows_go_by_themselves(people):
    one, two = people
    seen(target=one, user=one)
    left(target=one, user=one)
    assert others(one, two) == []
    seen(target=one, user=one)
    Presence.objects.update(seen_at=timezone.now() - dt.timedelta(hours=1))
    seen(target=two, user=two)
    assert Presence.objects.count() == 1


def test_a_page_that_is_left_while_its_beat_is_answered_breaks_nothing(people):
    one, _ = people
    seen(target=one, user=one)

    def leave_after_reading(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if sql.startswith("SELECT") and "core_presence" in sql:
            left(target=one, user=one)
        return answer

    with connection.execute_wrapper(leave_after_reading):
        seen(target=one, user=one)
