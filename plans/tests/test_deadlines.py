"""Which tasks remind whom, and what waits for whom."""

from datetime import date

import pytest

from core.worklist import waiting_for
from documents.services import withdraw_document
from plans.deadlines import tasks_due, tasks_due_to
from plans.models import PlanTask
from plans.permissions import can_report, worked_on
from plans.services import arrange_task, report_task
from reminders.escalation import Overseers
from units.models import RoleKind
from units.services import dissolve_unit
from units.tests.factories import RoleFactory, UnitFactory, UserFactory, make_world

from .factories import make_issued, make_plan, make_submitted

pytestmark = pytest.mark.usefixtures("empty_pages")


@pytest.fixture
def world(db):
    return make_world()


def titles(on):
    return [due.title.split(" (")[0] for due in tasks_due(on)]


def test_tasks_of_issued_plans_remind_from_two_weeks_before_the_quarter_ends_until_they_are_old(world):
    make_issued(world)
    make_plan(world)
    assert titles(date(2026, 3, 16)) == []
    assert titles(date(2026, 3, 17)) == ["Làm đất"]
    assert titles(date(2026, 6, 25)) == ["Làm đất", "Trồng cây"]
    assert titles(date(2026, 8, 25)) == ["Trồng cây"]


def test_a_day_of_its_own_goes_before_the_quarter(world):
    task = make_issued(world).tasks.get(content="Thu hái")
    arrange_task(task=task, lead_units=[], due_on=date(2026, 2, 10), actor=world.users["standing_office"])
    assert titles(date(2026, 2, 4)) == ["Thu hái"]


def test_the_units_that_lead_are_reminded_else_the_standing_office(world):
    make_issued(world)
    due = {found.title.split(" (")[0]: found for found in tasks_due(date(2026, 12, 31), behind=365)}
    staff, head = world.users["staff"].pk, world.users["head"].pk
    assert due["Làm đất"].recipients == sorted([staff, head])
    assert due["Thu hái"].recipients == [world.users["standing_office"].pk]
    assert due["Trồng cây"].recipients == [world.users["standing_office"].pk]


def test_one_persons_deadlines_are_those_of_all_that_he_is_told_of(world):
    make_issued(world)
    day = date(2026, 12, 31)
    everybodys = list(tasks_due(day, behind=365))
    for user in (world.users[name] for name in ("staff", "head", "standing_office", "leader")):
        own = [due.key for due in tasks_due_to(user.pk, day, behind=365)]
        assert sorted(own) == sorted(due.key for due in everybodys if user.pk in due.recipients)
        assert own or user == world.users["leader"]


def test_the_first_page_shows_each_the_tasks_that_he_is_reminded_of(world, time_machine):
    make_issued(world)
    nearer = UserFactory()
    RoleFactory(user=nearer, unit=world.province, kind=RoleKind.STANDING_OFFICE)  # has nothing: the plan's own is near
    time_machine.move_to("2026-12-25 09:00+07:00", tick=False)
    for user in (*(world.users[name] for name in ("staff", "head", "standing_office", "leader")), nearer):
        shown = [item.url for item in waiting_for(user) if item.kind == "Nhiệm vụ"]
        assert sorted(shown) == sorted(due.url for due in tasks_due_to(user.pk, date(2026, 12, 25), behind=365))
    office = [item.title for item in waiting_for(world.users["standing_office"]) if item.kind == "Nhiệm vụ"]
    assert office == ["Trồng cây", "Thu hái"]


def test_done_work_and_old_plans_are_silent(world):
    plan = make_issued(world)
    report_task(task=plan.tasks.get(content="Làm đất"), actor=world.users["staff"])
    assert titles(date(2026, 3, 31)) == []
    assert titles(date(2028, 3, 31)) == []


def test_a_withdrawn_plan_reminds_nobody(world):
    plan = make_issued(world)
    assert titles(date(2026, 3, 24)) == ["Làm đất"]
    withdraw_document(document=plan.document, actor=world.users["standing_office"], reason="Ban hành nhầm")
    assert titles(date(2026, 3, 24)) == []


def test_the_number_of_queries_does_not_grow(world, django_assert_num_queries):
    make_issued(world)
    make_issued(world)
    with django_assert_num_queries(4):
        list(tasks_due(date(2026, 12, 31), behind=365))


def test_what_waits(world):
    draft, submitted = make_plan(world), make_submitted(world)
    make_issued(world)
    plans = {name: [item.url for item in waiting_for(user) if item.kind == "Kế hoạch"]
             for name, user in world.users.items()}  # fmt: skip
    assert plans["standing_office"] == [f"/ke-hoach/{draft.pk}/sua/"]
    assert plans["leader"] == [f"/ke-hoach/{submitted.pk}/"]
    assert plans["staff"] == plans["outsider"] == []


def test_the_tasks_of_a_unit_that_was_merged_twice_are_done_by_the_one_that_carries_it_on(world, time_machine):
    task = make_issued(world).tasks.get(content="Làm đất")
    last, head = UnitFactory(parent=world.other_office), UserFactory()
    RoleFactory(user=head, unit=last, kind=RoleKind.HEAD)
    for old, new in ((world.division, world.other_division), (world.other_division, last)):
        dissolve_unit(
            actor=world.users["administrator"], unit=old, on=date(2026, 1, 1), successor=new, reason="Sáp nhập"
        )
    [due] = [due for due in tasks_due(date(2026, 3, 20)) if due.title.startswith("Làm đất")]
    assert head.pk in due.recipients
    assert due.key in [own.key for own in tasks_due_to(head.pk, date(2026, 3, 20))]
    assert can_report(head, PlanTask.objects.get(pk=task.pk))
    assert task in PlanTask.objects.filter(worked_on(head))
    time_machine.move_to("2026-03-20 09:00+07:00", tick=False)
    assert [item.title for item in waiting_for(head) if item.kind == "Nhiệm vụ"] == ["Làm đất"]
    overseers = Overseers(date(2026, 3, 20))
    overseers.know(due.units)
    assert overseers.nearest(RoleKind.HEAD, due.units) == [head.pk]
