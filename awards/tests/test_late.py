"""Units that have not sent their dossier in time, for the standing office's letters."""

import datetime as dt

import pytest
from django.urls import reverse

from awards import services
from awards.late import dossiers_late
from core.dates import today
from core.testing import count_queries
from reminders.services.urging import draft_urging
from units.models import RoleKind
from units.tests.factories import RoleFactory

from . import factories as make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_units_that_have_not_sent_are_late_from_the_day_after(world):
    around, office = make.make_round(world), world.users["standing_office"]
    nomination = make.make_nomination(world, around)
    services.send_dossier(actor=world.users["head"], dossier=nomination.dossier)
    assert list(dossiers_late(office, around.send_by)) == []
    (work,) = dossiers_late(office, around.send_by + DAY)
    assert (work.key, work.units) == (f"awards.round:{around.pk}", (world.other_division,))
    assert around.title in work.subject


def test_a_round_that_was_closed_chases_nobody(world):
    around, office = make.make_round(world), world.users["standing_office"]
    assert len(list(dossiers_late(office, around.send_by + DAY))) == 1
    services.close_round(actor=office, around=around)
    assert list(dossiers_late(office, around.send_by + DAY)) == []


def test_only_the_office_that_runs_the_round_may_urge_and_its_page_says_who_was(world, client):
    around, office = make.make_round(world, send_by=today() - DAY), world.users["standing_office"]
    stranger = RoleFactory(unit=world.other_office, kind=RoleKind.STANDING_OFFICE).user
    for user in (stranger, world.users["leader"], world.users["head"]):
        assert list(dossiers_late(user, today())) == []
    key = f"awards.round:{around.pk}"
    letter = draft_urging(actor=office, key=key, units=[world.division.pk], answer_by=today() + 5 * DAY)
    client.force_login(office)
    page = client.get(around.get_absolute_url()).content.decode()
    assert f"{reverse('reminders:late_list')}?viec=" in page
    assert letter.draft.get_absolute_url() in page


def test_many_rounds_cost_the_same(world):
    make.make_round(world, send_by=today() - DAY)
    office = world.users["standing_office"]
    office.held_roles  # noqa: B018 read once a request
    before = count_queries(lambda: list(dossiers_late(office, today())))
    make.make_round(world, send_by=today() - DAY, title="Đợt hai")
    make.make_round(world, send_by=today() - DAY, title="Đợt ba")
    assert count_queries(lambda: list(dossiers_late(office, today()))) == before
