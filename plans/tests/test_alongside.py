"""Two people at one plan, as the server sees them."""

import json

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from plans.content import SectionContent, TaskContent, from_plan
from plans.editing import read_sections
from plans.formdata import form_data
from plans.services import save_plan
from units.tests.factories import make_world

from .factories import make_content, make_plan
from .posting import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def writer(client, world):
    client.force_login(world.users["standing_office"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_what_is_stored_is_given_as_the_form_would_post_it(writer, world):
    plan = make_plan(world)
    save_plan(plan=plan, content=from_plan(plan), version=1, actor=world.users["leader"])
    answer = writer.get(reverse("plans:plan_fields", args=[plan.pk])).json()
    assert answer["version"] == 2
    assert answer["saved_by"] == world.users["leader"].full_name
    found, faults = read_sections(QueryDict(urlencode(answer["fields"], doseq=True)))
    assert faults == []
    assert found == from_plan(plan).sections


def test_cells_of_own_columns_and_their_names_go_out_and_come_back():
    content = make_content()
    content.sections[2].columns = [["content", "Nội dung"], ["result", "Kết quả"], ["extra1", "Ghi thêm"]]
    content.sections[2].tasks[0].extra = {"result": "Báo cáo", "extra1": "một\nhai", "note": "cột đã bỏ"}
    fields = form_data(content)
    fields["column-moi3-result"] = ["Sản phẩm"]
    fields["extra-moi3-extra1"] = ["ba", "", "bốn"]
    found, _ = read_sections(QueryDict(urlencode(fields, doseq=True)))
    assert found[2].columns[1] == ["result", "Sản phẩm"]
    assert [task.extra for task in found[2].tasks] == [
        {"result": "Báo cáo", "extra1": "ba", "note": "cột đã bỏ"}, {}, {"extra1": "bốn"},
    ]  # fmt: skip


def test_a_save_names_the_new_rows_and_a_second_save_makes_them_no_twins(writer, world):
    plan = make_plan(world)
    content = from_plan(plan)
    content.sections.insert(1, SectionContent(numbering="arabic", uid="moi-x1", tasks=[TaskContent(content="Mới")]))
    url = reverse("plans:plan_autosave", args=[plan.pk])
    answer = writer.post(url, posted(content, version=1)).json()
    assert answer["sections"] == [section.id for section in from_plan(plan).sections]
    assert answer["tasks"] == [task.id for section in from_plan(plan).sections for task in section.tasks]
    again = from_plan(plan)
    assert writer.post(url, posted(again, version=2)).json()["sections"] == answer["sections"]


def test_a_colleagues_save_is_told_from_other_refusals(writer, world):
    plan = make_plan(world)
    url = reverse("plans:plan_autosave", args=[plan.pk])
    assert writer.post(url, posted(from_plan(plan), version=7)).json()["conflict"] is True


def test_text_of_one_person_is_not_saved_under_anothers_name(writer, world):
    plan = make_plan(world)
    url = reverse("plans:plan_autosave", args=[plan.pk])
    leader = str(world.users["leader"].pk)
    answer = writer.post(
        url, posted(from_plan(plan), version=1), headers={"X-Autosave": "1", "X-Autosave-User": leader}
    )
    assert answer.status_code == 409
    assert "tài khoản khác" in answer.json()["error"]
    plan.refresh_from_db()
    assert plan.version == 1


def test_the_page_says_who_else_is_there_and_forgets_who_left(client, writer, world):
    plan = make_plan(world)
    url = reverse("plans:plan_presence", args=[plan.pk])
    assert writer.post(url).content.decode().strip() == ""
    from core.presence import left, seen

    seen(target=plan, user=world.users["leader"])
    assert "đang mở kế hoạch này (từ" in writer.post(url).content.decode()
    left(target=plan, user=world.users["leader"])
    assert writer.post(url).content.decode().strip() == ""
    assert writer.post(url, {"left": "1"}).status_code == 204


def test_pasted_html_comes_back_as_data(writer):
    answer = writer.post(
        reverse("plans:plan_paste"), {"html": "<p>I. MỤC ĐÍCH</p><p><b>Một</b></p>", "text": ""}
    ).json()
    assert answer["sections"][0]["heading"] == "MỤC ĐÍCH"
    assert answer["sections"][0]["body"] == "Một"
    assert "<" not in json.dumps(answer)


def test_a_plan_as_long_as_they_come_is_saved_at_once(writer, world):
    sections = [SectionContent(numbering="arabic", heading=f"Mục {n}", uid=f"moi{n}") for n in range(150)]
    for number in range(400):
        sections[number % 150].tasks.append(TaskContent(content=f"Việc {number}", agencies="Văn phòng"))
    plan = make_plan(world)
    answer = writer.post(
        reverse("plans:plan_autosave", args=[plan.pk]), posted(make_content(sections=sections), version=1)
    )
    assert len(answer.json()["tasks"]) == 400
