"""What a first page costs does not grow with what stands in the tables, and what it shows does not stop at a number."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from awards.models import Council
from awards.tests import councils, hearing
from awards.tests import factories as make
from campaigns.tests.factories import CampaignFactory, RegistrationFactory
from core import worklist
from core.dates import today
from core.testing import count_queries
from documents.models import Draft
from documents.tests.drafting import sent_letter
from plans.models import PlanTask
from plans.tests.factories import make_plan, make_recorded, make_submitted
from units.models import RoleKind
from units.tests.factories import PersonFactory, RoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages, pytest.mark.usefixtures("empty_pages")]
ROLES = ("staff", "head", "standing_office", "council_member", "leader", "information_centre", "administrator")


def fill(world):
    """One more of everything that stands on some first page."""
    day, people = today(), PersonFactory.create_batch(2, unit=world.division)
    make.make_round(world, send_by=day - dt.timedelta(days=1))
    around = make.make_round(world)
    nomination = make.make_received(world, around, person=people[0])
    hearing.ask(world, nomination, agency=world.other_division, due_on=day)
    make.make_nomination(world, make.make_round(world), person=people[1])
    make.make_signed(world, person=people[0])
    council = Council.objects.first() or councils.make_council(world, size=3)
    councils.make_meeting(world, council)
    dates = {"starts_on": day, "ends_on": day + dt.timedelta(days=90), "register_by": day + dt.timedelta(days=9)}
    units = [world.division, world.other_division]
    ran = CampaignFactory(unit=world.office, units=units, launched=True, launched_at=timezone.now(), **dates)
    RegistrationFactory(campaign=ran, unit=world.division, sent=True)
    CampaignFactory(unit=world.office, units=units, **dates)
    dates |= {"starts_on": day - dt.timedelta(days=9), "register_by": day - dt.timedelta(days=1)}
    CampaignFactory(unit=world.office, units=units, launched=True, **dates)
    make_plan(world)
    make_submitted(world)
    plan = make_recorded(world, year=day.year)
    for task in PlanTask.objects.filter(plan=plan):
        task.lead_units.set([world.division])
    sent_letter(world)


def cost(user):
    client = Client()
    client.force_login(user)
    return count_queries(lambda: client.get(reverse("home")))


def test_the_first_page_of_every_role_costs_the_same_with_more_of_everything(world):
    fill(world)
    cost(world.users["standing_office"])  # what a process asks but once
    before = {role: cost(world.users[role]) for role in ROLES}
    fill(world)
    assert {role: cost(world.users[role]) for role in ROLES} == before
    assert max(before.values()) < 110
    all_roles = UserFactory(username="du-vai")
    for kind in RoleKind.values:
        RoleFactory(user=all_roles, unit=world.office, kind=kind)
    found = [(item.title, item.url, item.unit) for item in worklist.waiting_for(all_roles)]
    assert {item.kind for item in worklist.waiting_for(all_roles)} > {"Khen thưởng", "Kế hoạch", "Phong trào thi đua"}
    assert len(found) == len(set(found)), "two roles show what both have once"


def test_no_work_is_left_out_however_much_there_is(world, client):
    staff = world.users["staff"]
    Draft.objects.bulk_create(
        Draft(kind="CV", issuer=world.office, drafting_unit=world.division, subject=f"Công văn {n}", created_by=staff)
        for n in range(63)
    )
    client.force_login(staff)
    seen, number = [], 1
    while True:
        listing = client.get(reverse("home"), {"loai": "Văn bản", "page": number}).context["listing"]
        seen += [item.url for item in listing.items]
        assert listing.total == 63
        if not listing.rest:
            break
        number += 1
    assert len(seen) == len(set(seen)) == 63
    page = client.get(reverse("home")).content.decode()
    assert "còn 43 việc nữa" in page
