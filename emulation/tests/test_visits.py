"""What is new is new since the visit before, told once, and only to who may read it."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth import user_logged_in
from django.urls import reverse
from django.utils import timezone

from campaigns.tests.factories import CampaignFactory
from core import following, news
from core.dates import today
from documents.services import issue_draft
from documents.tests.drafting import sent_letter
from emulation.models import Visit, news_day
from emulation.services import begin_visit, mark_seen
from units.tests.factories import UserFactory

from .furnished import any_paper

__all__ = ["any_paper"]
pytestmark = pytest.mark.django_db


def new_since(user):
    return news_day(Visit.objects.filter(user=user).first(), today())


def test_new_is_what_came_since_the_day_of_the_visit_before():
    user = UserFactory()
    with time_machine.travel("2026-05-04T01:00:00+00:00", tick=False) as clock:
        user_logged_in.send(sender=type(user), request=None, user=user)
        assert new_since(user) == dt.date(2026, 4, 20), "a first visit: two weeks"
        clock.shift(dt.timedelta(hours=1))
        begin_visit(user=user)
        assert new_since(user) == dt.date(2026, 4, 20), "a second device is the same visit"
        clock.shift(dt.timedelta(days=3))
        begin_visit(user=user)
        assert new_since(user) == dt.date(2026, 5, 4)
        mark_seen(user=user)
        assert new_since(user) == dt.date(2026, 5, 8), "what was seen is not shown again"
        clock.shift(dt.timedelta(days=200))
        begin_visit(user=user)
        assert (today() - new_since(user)).days == 60, "what is older is found in the lists"


def test_an_issued_document_and_a_launched_campaign_are_told_to_their_house_only(world):
    sent = sent_letter(world)
    letter = issue_draft(draft=sent, actor=world.users["leader"])
    launched = CampaignFactory(unit=world.office, launched=True, launched_at=timezone.now())
    told, more = news.since(world.users["staff"], today())
    assert {item.url for item in told} == {letter.get_absolute_url(), launched.get_absolute_url()}
    assert [one.number for one in more] == [1]
    assert news.since(world.users["outsider"], today())[0] == []
    assert news.since(world.users["staff"], today() + dt.timedelta(days=1)) == ([], [])


def test_what_was_sent_says_who_has_it_until_it_comes_back(world):
    letter = sent_letter(world)
    [item] = following.page_for(letter.created_by).items
    assert (item.url, item.state) == (letter.get_absolute_url(), "Chờ ký")
    assert item.holder.startswith("Lãnh đạo")
    assert item.since is not None
    assert following.page_for(world.users["outsider"]).total == 0
    issue_draft(draft=letter, actor=world.users["leader"])
    assert following.page_for(letter.created_by).total == 0


def test_seen_by_one_press(world, client):
    client.force_login(world.users["staff"])
    assert client.post(reverse("news_seen")).url == reverse("home")
    assert "Bạn đã xem hết" in client.get(reverse("home")).content.decode()
