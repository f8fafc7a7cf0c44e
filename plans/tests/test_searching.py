"""Plans in the search: issued ones by the whole house and by units that a task names, drafts by their writers."""


import pytest

from core.search.finding import find
from core.search.words import Query
from core.testing import ROLES
from plans.models import Plan
from plans.searching import PLANS

from .factories import make_issued, make_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_pages")]


def found(user, text):
    return [hit for group in find(user, Query.of(text), only=[PLANS]) for hit in group.hits(user)]


def test_each_finds_the_plans_that_the_list_shows(world):
    draft = make_plan(world, subject="Trồng rừng ven sông")
    issued = make_issued(world, subject="Trồng rừng đầu nguồn")
    far = Plan.objects.create(unit=world.other_office, year=2026, subject="Trồng rừng nơi khác")
    task = issued.tasks.first()
    for role in ROLES:
        user = world.users[role]
        shown = {plan.get_absolute_url() for plan in Plan.objects.visible_to(user)}
        assert {hit.url for hit in found(user, "rừng trồng")} == shown, role
        assert far.get_absolute_url() not in shown or role == "outsider"
    assert found(world.users["outsider"], "đầu nguồn") == []
    task.lead_units.add(world.other_office)
    assert [hit.url for hit in found(world.users["outsider"], "dau nguon")] == [issued.get_absolute_url()]
    assert found(world.users["staff"], draft.subject) == []


def test_a_plan_is_found_by_number_year_and_new_words(world):
    plan = make_issued(world, subject="Trồng rừng đầu nguồn")
    user = world.users["staff"]
    for typed in (plan.code, "kế hoạch trồng 2026", "nguồn rừng"):
        assert [hit.title for hit in found(user, typed)] == ["Trồng rừng đầu nguồn"], typed
    draft = make_plan(world, subject="Nháp đầu")
    draft.subject = "Nháp sau"
    draft.save(update_fields=["subject"])
    office = world.users["standing_office"]
    assert found(office, "nháp đầu") == []
    assert len(found(office, "nhap sau")) == 1
