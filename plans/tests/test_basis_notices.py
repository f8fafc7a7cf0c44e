"""Legal bases that end: the standing office is told in time, once, and the plan's page says so."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from documents import bases_usage
from documents.models import LegalBasis
from documents.tests.factories import LegalBasisFactory
from plans import basis_notices
from plans.models import PlanBasis
from plans.tests.factories import make_plan
from reminders.models import Message
from reminders.services import plan_messages
from units.models import RoleKind
from units.tests.factories import RoleFactory

pytestmark = pytest.mark.django_db
END = dt.date(2026, 12, 31)


@pytest.fixture
def ending():
    LegalBasis.objects.update(in_force_to=None, replaced_by=None)
    return LegalBasisFactory(number="9/2024/NĐ-CP", in_force_to=END)


def cite(basis, world, year=2026, state="issued"):
    plan = make_plan(world, year=year)
    type(plan).objects.filter(pk=plan.pk).update(state=state)
    PlanBasis.objects.create(plan=plan, position=90, title=str(basis), legal_basis=basis)
    return plan


def told():
    return {message.recipient.username: message for message in Message.objects.filter(kind=basis_notices.KIND)}


def test_standing_office_is_told_sixty_days_before_and_only_once(world, ending):
    cite(ending, world)
    plan_messages(END - dt.timedelta(61))
    assert told() == {}
    plan_messages(END - dt.timedelta(60))
    plan_messages(END - dt.timedelta(59))
    message = told()["thu_standing_office"]
    assert "hết hiệu lực sau ngày 31/12/2026" in message.subject
    assert message.url == reverse("documents:basis_detail", args=[ending.pk])
    assert Message.objects.filter(kind=basis_notices.KIND).count() == 1


@pytest.mark.parametrize(("year", "state"), [(2025, "issued"), (2026, "draft")])
def test_a_plan_that_is_over_or_not_issued_tells_nobody(world, ending, year, state):
    cite(ending, world, year=year, state=state)
    plan_messages(END)
    assert told() == {}


def test_conditions_of_awards_concern_every_standing_office(world, ending):
    other = RoleFactory(unit=world.other_office, kind=RoleKind.STANDING_OFFICE)
    cite(ending, world)
    law = LegalBasis.objects.get(number="06/2022/QH15")
    LegalBasis.objects.filter(pk=law.pk).update(in_force_to=END)
    plan_messages(END)
    assert other.user.username in told()  # rests on it through the rule set in force
    assert ending.number not in told()[other.user.username].body


def test_plan_page_and_basis_page_say_it(client, world, ending):
    plan = cite(ending, world)
    with time_machine.travel("2026-12-01T03:00:00Z"):
        client.force_login(world.users["standing_office"])
        page = client.get(reverse("plans:plan_detail", args=[plan.pk])).content.decode()
        assert f"Căn cứ {ending} hết hiệu lực sau ngày 31/12/2026" in page
        page = client.get(reverse("documents:basis_detail", args=[ending.pk])).content.decode()
        assert plan.subject in page
        assert "Còn 30 ngày" in page


def test_what_rests_on_a_basis_is_shown_as_far_as_it_may_be_read(world, ending):
    cite(ending, world, state="draft")
    shown = {name: len(bases_usage.shown_to(world.users[name], [ending])) for name in ("standing_office", "staff")}
    assert shown == {"standing_office": 1, "staff": 0}
