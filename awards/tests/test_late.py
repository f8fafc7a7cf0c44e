"""Units and agencies that have not sent their dossier or their opinion in time, for the standing office's letters."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from awards import services
from awards.late import dossiers_late, opinions_late
from core.dates import today
from core.testing import count_queries
from reminders.models import UrgingLetter
from reminders.services.urging import draft_urging
from units.models import RoleKind
from units.tests.factories import RoleFactory

from . import factories as make
from . import hearing

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


def test_an_agency_that_has_not_answered_is_urged_by_a_letter_until_it_answers(world, client):
    office = world.users["standing_office"]
    asked = hearing.ask(world, make.make_appraised(world, make.make_round(world)), agency=world.other_office)
    day = asked.due_on + DAY
    assert list(opinions_late(office, asked.due_on)) == list(opinions_late(world.users["head"], day)) == []
    (work,) = opinions_late(office, day)
    assert (work.key, work.units) == (f"awards.opinion:{asked.pk}", (world.other_office,))
    with time_machine.travel(dt.datetime.combine(day, dt.time(3), tzinfo=dt.UTC)):
        client.force_login(office)
        assert "Đôn đốc đơn vị chậm" in client.get(asked.get_absolute_url()).content.decode()
        letter = draft_urging(actor=office, key=work.key, units=[world.other_office.pk], answer_by=day + 5 * DAY)
        assert letter.draft.addressees == world.other_office.name
        hearing.answer(asked)
        assert list(opinions_late(office, day)) == []


def test_an_agency_outside_is_urged_by_its_name_and_asked_about_twice(world, client):
    office = world.users["standing_office"]
    asked = hearing.ask(
        world, make.make_appraised(world, make.make_round(world)), name="Cục Thuế tỉnh", email="thue@example.vn"
    )
    with time_machine.travel(dt.datetime.combine(asked.due_on + DAY, dt.time(3), tzinfo=dt.UTC)):
        client.force_login(office)
        assert "ngoài hệ thống: Cục Thuế tỉnh" in client.get(reverse("reminders:late_list")).content.decode()
        sent = {"viec": f"awards.opinion:{asked.pk}", "han": f"{asked.due_on + 9 * DAY:%d/%m/%Y}"}
        assert client.post(reverse("reminders:urge"), sent).status_code == 302
        letter = UrgingLetter.objects.get()
        assert letter.draft.addressees == "Cục Thuế tỉnh"
        assert "Cục Thuế tỉnh quan tâm" in letter.draft.body
        assert client.post(reverse("reminders:urge"), sent).status_code == 409
