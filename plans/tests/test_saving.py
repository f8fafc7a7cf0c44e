"""What a save costs and keeps: rows are written only where something changed."""


import pytest
from django.urls import reverse

from core.testing import count_queries
from plans.content import DEFAULT_COLUMNS, SectionContent, TaskContent, from_plan
from plans.models import PlanTask
from plans.services import arrange_task, save_plan
from units.tests.factories import make_world

from .factories import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def save(world, plan, content):
    return save_plan(plan=plan, content=content, version=plan.version, actor=world.users["standing_office"])


def long_plan(world, sections, tasks):
    rows = [SectionContent(numbering="arabic", heading=f"Mục {n}", uid=f"moi{n}") for n in range(sections)]
    for number in range(tasks):
        rows[number % sections].columns = [list(column) for column in DEFAULT_COLUMNS]
        rows[number % sections].tasks.append(TaskContent(content=f"Việc {number}", agencies="Phòng Tổng hợp"))
    return make_plan(world, sections=rows)


def cost(world, sections, tasks, change):
    """The queries of a save in which `change` changed a plan of this size."""
    plan = long_plan(world, sections, tasks)
    content = from_plan(plan)
    change(content.sections)
    return count_queries(lambda: save(world, plan, content))


def _word(sections):
    sections[1].body = "Đoạn mới"
    sections[2].tasks[0].content = "Việc khác"


def _insertion_above_all(sections):
    sections.insert(0, SectionContent(numbering="arabic", heading="Mới", tasks=[TaskContent(content="Việc mới")]))


def _other_order(sections):
    sections.append(sections.pop(0))
    sections[2].tasks.reverse()


def _everywhere(sections):
    for section in sections:
        section.heading += " và thêm chữ"
        for task in section.tasks:
            task.agencies = "Phòng Hành chính"


@pytest.mark.parametrize("change", [_word, _insertion_above_all, _other_order, _everywhere])
def test_a_save_costs_the_same_in_a_short_and_in_a_long_plan(world, change):
    cost(world, 4, 8, change)  # warms what a process caches once
    assert cost(world, 6, 24, change) == cost(world, 4, 8, change)


def test_a_new_plan_costs_the_same_however_long_it_is(world):
    long_plan(world, 4, 8)
    short = count_queries(lambda: long_plan(world, 4, 8))
    assert count_queries(lambda: long_plan(world, 6, 24)) == short
    assert PlanTask.objects.filter(lead_units=world.division).count() == 40


def test_another_year_moves_the_last_days_of_tasks_that_nobody_touched(world):
    plan = make_plan(world)
    content = from_plan(plan)
    content.year = 2027
    save(world, plan, content)
    assert [f"{task.ends_on:%d/%m/%Y}" for task in plan.tasks.order_by("position")] == [
        "31/03/2027", "30/06/2027", "31/12/2027",
    ]  # fmt: skip


def test_a_task_removed_and_brought_back_keeps_who_was_chosen_for_it(world):
    plan = make_plan(world)
    task = plan.tasks.get(content="Trồng cây")
    arrange_task(task=task, lead_units=[world.other_office], cooperating_units=[world.division], due_on=None,
                 deliverable="Vườn 200 cây", actor=world.users["standing_office"])  # fmt: skip
    content = from_plan(plan)
    removed = content.sections[2].tasks.pop(1)
    plan = save(world, plan, content)
    # The page that undoes the removal posts the words and the name that the row had; it knows nothing else of it.
    content = from_plan(plan)
    again = TaskContent(content=removed.content, quarter=2, agencies=removed.agencies, id=removed.id)
    content.sections[2].tasks.insert(1, again)
    save(world, plan, content)
    back = plan.tasks.get(content="Trồng cây")
    assert (back.deliverable, back.units_chosen) == ("Vườn 200 cây", True)
    assert list(back.lead_units.all()) == [world.other_office]
    assert list(back.cooperating_units.all()) == [world.division]


def test_a_whole_plan_turned_round_is_stored_as_it_was_sent(world):
    plan = long_plan(world, 6, 18)
    content = from_plan(plan)
    content.sections.reverse()
    moved = [content.sections[0].tasks.pop(1), content.sections[3].tasks.pop(0)]
    gone = content.sections.pop(4)
    content.sections.insert(2, SectionContent(numbering="arabic", heading="Xen vào", tasks=[*moved, *gone.tasks]))
    save(world, plan, content)
    stored = from_plan(plan)
    assert [one.heading for one in stored.sections] == [one.heading for one in content.sections]
    assert [[task.id for task in one.tasks] for one in stored.sections] == [
        [task.id for task in one.tasks] for one in content.sections
    ]


def test_the_editor_opens_at_the_same_cost_however_many_tasks_there_are(world, client):
    client.force_login(world.users["standing_office"], backend="django.contrib.auth.backends.ModelBackend")
    short, long = (reverse("plans:plan_edit", args=[long_plan(world, 4, tasks).pk]) for tasks in (2, 12))
    client.get(short)
    assert count_queries(lambda: client.get(long)) == count_queries(lambda: client.get(short))
