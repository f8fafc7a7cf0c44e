"""Legal bases that end: a deadline of those who keep what rests on them, and the plan's page says so."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from documents import bases_usage
from documents.models import LegalBasis
from documents.tests.factories import LegalBasisFactory
from plans import deadlines_bases
from plans.models import PlanBasis
from plans.tests.factories import make_plan
from reminders.models import Message
from reminders.queries_planned import planned
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
    return {message.recipient.username: message for message in Message.objects.filter(kind=deadlines_bases.KIND)}


def messages():
    return Message.objects.filter(kind=deadlines_bases.KIND).order_by("pk")


def test_standing_office_is_told_sixty_days_before_and_again_as_the_end_nears(world, ending):
    LegalBasis.objects.filter(pk=ending.pk).update(replaced_by=LegalBasisFactory(number="7/2027/NĐ-CP"))
    cite(ending, world)
    plan_messages(END - dt.timedelta(61))
    assert told() == {}
    for days in (60, 59, 30, 29, 7, 6):
        plan_messages(END - dt.timedelta(days))
    assert [message.stage for message in messages()] == ["60", "30", "7"]
    message = told()["thu_standing_office"]
    assert message.subject == (
        "Sắp đến hạn (31/12/2026): Rà soát nội dung dựa vào căn cứ hết hiệu lực: "
        "Nghị định số 9/2024/NĐ-CP, thay bằng Nghị định số 7/2027/NĐ-CP"
    )
    assert message.url == reverse("documents:basis_detail", args=[ending.pk])


def test_another_end_moves_the_reminders_and_none_silences_them(world, ending):
    cite(ending, world)
    plan_messages(END - dt.timedelta(59))
    LegalBasis.objects.filter(pk=ending.pk).update(in_force_to=END + dt.timedelta(9))
    plan_messages(END - dt.timedelta(51))
    assert [(message.due_on, message.state) for message in messages()] == [
        (END, Message.State.SILENCED), (END + dt.timedelta(9), Message.State.QUEUED),
    ]  # fmt: skip
    LegalBasis.objects.filter(pk=ending.pk).update(in_force_to=None)
    plan_messages(END - dt.timedelta(50))
    assert not messages().exclude(state=Message.State.SILENCED).exists()


def test_it_stands_under_what_will_be_sent(world, ending):
    cite(ending, world)
    rows = planned(world.users["standing_office"], END - dt.timedelta(65))
    mine = [(row.on, row.stage.key) for row in rows if row.due.key == f"{deadlines_bases.KIND}:{ending.pk}"]
    assert mine == [(dt.date(2026, 10, 30), "60")]  # the sixtieth day before is a Sunday


@pytest.mark.parametrize(
    ("year", "state", "changes"),
    [(2025, "issued", {}), (2026, "draft", {}), (2026, "issued", {"closed_on": dt.date(2026, 12, 1)})],
)
def test_a_plan_that_is_over_closed_or_not_issued_tells_nobody(world, ending, year, state, changes):
    plan = cite(ending, world, year=year, state=state)
    type(plan).objects.filter(pk=plan.pk).update(**changes)
    plan_messages(END)
    assert told() == {}


def test_conditions_of_awards_concern_every_standing_office(world, ending):
    other = RoleFactory(unit=world.other_office, kind=RoleKind.STANDING_OFFICE)
    cite(ending, world)
    law = LegalBasis.objects.get(number="06/2022/QH15")
    LegalBasis.objects.filter(pk=law.pk).update(in_force_to=END)
    plan_messages(END)
    subjects = [message.subject for message in messages().filter(recipient=other.user)]
    assert len(subjects) == 1
    assert law.number in subjects[0]  # rests on it through the rule set in force


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
