"""Who signs, what is counted, what is said when a file is gone."""

import re
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from awards import permissions, printing, services
from awards.models import Decision, Nomination, Round
from awards.papers.decision import default_achievement
from awards.papers.lists import counted
from awards.worklist import waiting_for
from core import worklist
from core.exceptions import Refused
from core.models import Job
from documents.models import Document
from documents.services import withdraw_document
from reminders.models import Message
from units.models import User
from units.tests.factories import PersonFactory, RoleFactory, UserFactory

from . import factories as make
from .register_lines import enter
from .test_papers import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def above(world):
    """A leader of the province, above the office."""
    user = UserFactory(full_name="Phó Chủ tịch")
    RoleFactory(user=user, unit=world.province, kind="leader", title="PHÓ CHỦ TỊCH")
    return user


def test_a_leader_above_does_not_sign_for_the_office(world, above, client):
    decision = make.make_submitted(world)
    assert permissions.can_sign_decision(world.users["leader"], decision)
    assert not permissions.can_sign_decision(above, decision)
    client.force_login(above)
    assert "Chờ bạn ký" not in client.get(decision.get_absolute_url()).content.decode()
    assert client.post(reverse("awards:decision_sign", args=[decision.pk])).status_code == 403
    assert make.reload(decision).state == Decision.State.SUBMITTED


def test_a_leader_above_is_not_asked_to_sign(world, above):
    make.make_submitted(world)
    assert worklist.items(waiting_for(User.objects.get(pk=above.pk))) == []
    assert len(worklist.items(waiting_for(User.objects.get(pk=world.users["leader"].pk)))) == 1
    assert not Message.objects.filter(recipient=above).exists()


def test_a_lost_file_is_said_and_breaks_no_page(world, client):
    decision = make.make_signed(world)
    Path(default_storage.path(decision.document.pdf.name)).unlink()
    client.force_login(world.users["leader"])
    page = client.get(decision.get_absolute_url())
    assert page.status_code == 200
    assert "Không tìm thấy tệp của văn bản" in page.content.decode()
    assert client.get(reverse("awards:decision_pdf", args=[decision.pk])).status_code == 404
    assert client.get(reverse("awards:decision_page", args=[decision.pk, 1])).status_code == 404


def test_a_print_job_that_was_given_up_is_not_set_running_again(world):
    decision = make.make_signed(world)
    running = Job.objects.create(kind=printing.JOB, title="In", state="running", created_by=world.users["leader"])
    Job.objects.filter(pk=running.pk).update(state="failed")
    printing.print_all(running, decision=decision.pk)
    assert make.reload(running).state == "failed"
    assert running.result_file


def draft(world, *nominees):
    """A draft decision for (nominee, award code) pairs."""
    around = make.make_round(world)
    for nominee, code in nominees:
        kind = "person" if hasattr(nominee, "full_name") else "unit"
        last = make.make_nomination(world, around, **{kind: nominee}, code=code)
    make.send_and_receive(world, last.dossier)
    office = world.users["standing_office"]
    for nomination in Nomination.objects.all():
        make.agree(office, nomination)
    return services.prepare_decision(actor=office, around=around, nominations=Nomination.objects.all())


def printed(decision):
    from awards.papers import decision_content
    from documents.rendering import render

    return words(render(decision_content(decision, services.decisions.nominations_of(decision), None)))


def test_who_stands_twice_in_a_decision_is_counted_once(world, client):
    decision = draft(world, (world.person, "LDTT"), (world.person, "GK"), (world.person2, "LDTT"))
    assert counted(services.decisions.nominations_of(decision)) == "03 lượt (02 cá nhân)"
    client.force_login(world.users["standing_office"])
    page = client.get(decision.get_absolute_url()).content.decode()
    assert "03 lượt (02 cá nhân)" in page
    assert "tập thể, cá nhân" not in page
    assert "Lượt khen" in client.get(reverse("awards:decision_list")).content.decode()


def test_articles_name_only_those_who_are_in_the_list(world):
    text = printed(draft(world, (world.person, "LDTT"), (world.person2, "LDTT")))
    assert "Điều 2. Các cá nhân có tên tại Điều 1 được nhận" in text
    assert "và các cá nhân có tên tại Điều 1 chịu trách nhiệm" in text
    assert "tập thể" not in text.split("QUYẾT ĐỊNH:")[1].split("Nơi nhận:")[0]


def test_one_nominee_is_no_plural(world):
    text = printed(draft(world, (world.division, "GK")))
    assert "Điều 2. Tập thể có tên tại Điều 1" in text
    assert "và tập thể có tên tại Điều 1 chịu" in text


def test_both_kinds_are_named_when_both_are_there(world):
    person = PersonFactory(unit=world.division)
    decision = draft(world, (world.division, "GK"), (person, "GK"))
    assert counted(services.decisions.nominations_of(decision)) == "01 tập thể và 01 cá nhân"
    assert "Điều 2. Các tập thể, cá nhân có tên tại Điều 1" in printed(decision)


def test_a_decision_whose_awards_stand_is_not_withdrawn_in_the_register_of_documents(world):
    decision = make.make_signed(world)
    with pytest.raises(Refused, match="đã ghi vào sổ khen thưởng"):
        withdraw_document(document=decision.document, actor=world.users["standing_office"], reason="Nhầm")
    assert not Document.objects.get(pk=decision.document_id).withdrawn


@pytest.mark.parametrize("role", ["standing_office", "leader", "council_member"])
def test_the_page_of_decisions_leads_nowhere_that_is_closed(world, client, role):
    client.force_login(world.users[role])
    tabs = client.get(reverse("awards:decision_list")).content.decode().split('class="tabs"')[1].split("</nav>")[0]
    links = re.findall(r'href="([^"]+)"', tabs)
    assert len(links) == (1 if role == "council_member" else 4)
    assert {client.get(link).status_code for link in links} <= {200, 302}


def test_whoever_was_awarded_and_has_no_role_finds_it_on_his_first_page(world, client):
    row = enter(world.division, person=world.person, code="77/QĐ-VP")
    user = UserFactory(person=world.person)
    client.force_login(user)
    page = client.get("/").content.decode()
    assert "Khen thưởng của tôi" in page
    assert row.award_type.name in page
    for name in ("person_history", "person_outlook"):
        own = client.get(reverse(f"awards:{name}", args=[world.person.pk])).content.decode()
        trail = own.split('class="page-head"')[1].split("<h1>")[0]
        assert {client.get(link).status_code for link in re.findall(r'href="([^"]+)"', trail)} <= {200}
    client.force_login(world.users["staff"])
    assert "Khen thưởng của tôi" not in client.get("/").content.decode()


@pytest.mark.parametrize("category", Round.Category.values)
def test_a_decision_of_every_kind_says_for_what(category):
    assert default_achievement(Round(category=category, year=2026)).startswith("đã ")
