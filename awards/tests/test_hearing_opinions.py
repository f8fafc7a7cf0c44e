"""Agencies are asked with a last day, answer here, by their link or on paper; late ones are seen."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from awards.forms.hearing import AnswerForm
from awards.hearing_work import hearing_due, waiting_for
from awards.models import OpinionRequest
from awards.opinion_links import request_by, token_of
from awards.services import opinions
from core import worklist
from core.exceptions import Refused
from core.testing import same_queries
from units.models import RoleKind
from units.tests.factories import PersonFactory, RoleFactory, UnitFactory

from . import factories as make
from . import hearing

pytestmark = pytest.mark.django_db


@pytest.fixture
def nomination(world):
    return make.make_received(world, make.make_round(world))


@pytest.fixture
def staff(world):
    """Somebody of the agency that is asked."""
    return RoleFactory(unit=world.other_division).user


def _reply(request):
    return reverse("awards:opinion_reply", args=[request.pk])


def test_an_agency_here_is_told_reminded_and_answers_with_only_what_it_needs(world, client, nomination, staff):
    request = hearing.ask(world, nomination, agency=world.other_division, due_on=timezone.localdate())
    assert [item.url for item in worklist.items(waiting_for(staff))] == [_reply(request)]
    dues = {due.key: due for due in hearing_due(timezone.localdate())}
    assert staff.pk in dues[f"awards.hearing:opinion:{request.pk}:agency"].recipients
    assert world.users["standing_office"].pk in dues[f"awards.hearing:opinion:{request.pk}:office"].recipients
    client.force_login(staff)
    opinion = request.opinions.get()
    page = client.get(_reply(request)).content.decode()
    assert nomination.nominee_name in page
    assert "Đã hoàn thành tốt các việc" in page
    refused = client.post(_reply(request), {f"y-{opinion.pk}": "disagree", f"n-{opinion.pk}": ""})
    assert "vì sao không đồng ý" in refused.content.decode()
    client.post(_reply(request), {f"y-{opinion.pk}": "disagree", f"n-{opinion.pk}": "Chưa nộp đủ thuế."})
    assert worklist.items(waiting_for(staff)) == []
    assert list(hearing_due(timezone.localdate())) == []
    client.force_login(world.users["council_member"])
    assert "Chưa nộp đủ thuế." in client.get(reverse("awards:appraise", args=[nomination.pk])).content.decode()


def test_leader_and_standing_office_of_the_agency_answer_and_nobody_above_it(world, client, nomination):
    desk, leader = (
        RoleFactory(unit=world.other_division, kind=kind).user for kind in (RoleKind.STANDING_OFFICE, RoleKind.LEADER)
    )
    above = RoleFactory(unit=world.province, kind=RoleKind.LEADER).user
    request = hearing.ask(world, nomination, agency=world.other_division, due_on=timezone.localdate())
    assert desk.pk in next(due for due in hearing_due(timezone.localdate()) if due.key.endswith("agency")).recipients
    seen = {}
    for who in (desk, leader, above, world.users["standing_office"], world.users["leader"], world.users["outsider"]):
        client.force_login(who)
        seen[who] = client.get(_reply(request)).status_code
        assert len(worklist.items(waiting_for(who))) == (1 if who in (desk, leader) else 0)
    assert list(seen.values()) == [200, 200, 403, 403, 403, 404]
    client.force_login(leader)
    client.post(_reply(request), {f"y-{request.opinions.get().pk}": "agree"})
    assert make.reload(request).answered_by == leader


def test_an_agency_outside_gets_a_letter_and_answers_by_its_link_once(
    world, client, nomination, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        request = hearing.ask(world, nomination, name="Công an tỉnh", email="vp@congan.vidu.vn")
    [letter] = mail.outbox
    url = reverse("hearing:opinion_answer", args=[token_of(request)])
    assert url in letter.body
    assert nomination.nominee_name not in letter.body
    request.refresh_from_db()
    assert request.mail == OpinionRequest.Mail.SENT
    opinion = request.opinions.get()
    page = client.get(url)
    assert nomination.nominee_name in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    words = {f"y-{opinion.pk}": "agree", f"n-{opinion.pk}": "", "answerer": "Đại tá Nguyễn Văn A"}
    assert client.post(url, words | {"answerer": ""}).status_code == 422
    assert client.post(url, words).status_code == 302
    request.refresh_from_db()
    assert (request.way, request.answerer) == ("link", "Đại tá Nguyễn Văn A")
    after = client.get(url).content.decode()
    assert "Đã nhận ý kiến" in after
    assert nomination.nominee_name not in after


def test_a_browser_may_send_the_form_behind_a_link(world, nomination):
    """A page that forbids every referrer makes the browser call its own form a stranger's ("Origin: null")."""
    request = hearing.ask(world, nomination, name="Công an tỉnh")
    url, opinion = reverse("hearing:opinion_answer", args=[token_of(request)]), request.opinions.get()
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(url)
    origin = "null" if page["Referrer-Policy"] == "no-referrer" else "http://testserver"
    words = {f"y-{opinion.pk}": "agree", "answerer": "Đại tá Nguyễn Văn A"}
    words["csrfmiddlewaretoken"] = browser.cookies["csrftoken"].value
    assert browser.post(url, words, headers={"Origin": origin}).status_code == 302
    assert page["Referrer-Policy"] == "strict-origin"  # nor does the address go to anybody, not even to our own log


def test_a_link_that_is_wrong_void_or_too_old_opens_nothing(world, client, nomination):
    request = hearing.ask(world, nomination, name="Công an tỉnh")
    token = token_of(request)
    assert request_by(token) == request
    for wrong in (f"{request.pk}-{'0' * 40}", f"{request.pk + 1}-{token.split('-')[1]}", "x", "-", "9" * 30, "²-a"):
        assert request_by(wrong) is None
    assert client.get(reverse("hearing:opinion_answer", args=["x"])).status_code == 404
    opinions.renew_link(actor=world.users["standing_office"], request=request)
    assert request_by(token) is None
    request.refresh_from_db()
    request.due_on = timezone.localdate() - dt.timedelta(days=31)
    request.save()
    assert request_by(token_of(request)) is None


def test_a_written_answer_needs_number_and_date_and_keeps_its_file(world, client, nomination):
    request = hearing.ask(world, nomination, name="Thuế tỉnh", due_on=timezone.localdate())
    client.force_login(world.users["standing_office"])
    opinion = request.opinions.get()
    url = reverse("awards:opinion_paper", args=[request.pk])
    words = {f"y-{opinion.pk}": "other", f"n-{opinion.pk}": "Đề nghị bổ sung.", "paper_number": "15/CT",
             "paper_date": "01/01/2026"}  # fmt: skip
    bad = client.post(url, words | {"file": make.upload("a.pdf", b"khong phai pdf")})
    assert bad.status_code == 422
    assert "15/CT" in bad.content.decode()
    assert client.post(url, words | {"file": make.upload("tra-loi.pdf")}).status_code == 302
    page = client.get(request.get_absolute_url()).content.decode()
    assert "số 15/CT ngày 01/01/2026" in page
    assert client.get(reverse("awards:opinion_file", args=[request.pk]))["Content-Type"] == "application/pdf"
    with pytest.raises(Refused, match="đã có trả lời"):
        hearing.answer(request)


def test_who_is_late_is_seen_and_may_be_given_more_time(world, client, nomination):
    request = hearing.ask(world, nomination, name="Thuế tỉnh")
    OpinionRequest.objects.update(due_on=timezone.localdate() - dt.timedelta(days=1))
    client.force_login(world.users["standing_office"])
    page = client.get(reverse("awards:opinion_list", args=[nomination.round_id])).content.decode()
    assert "Quá hạn, chưa trả lời" in page
    page = client.get(nomination.round.get_absolute_url()).content.decode()
    listed = reverse("awards:opinion_list", args=[nomination.round_id])
    for waiting, said in (("cho", "1 cơ quan chưa trả lời"), ("qua-han", "1 quá hạn")):
        assert f'href="{listed}?cho={waiting}">{said}</a>' in page
        assert len(client.get(listed, {"cho": waiting}).context["requests"]) == 1
    new = timezone.localdate() + dt.timedelta(days=5)
    client.post(
        reverse("awards:opinion_due", args=[request.pk]), {"day": f"{new:%d/%m/%Y}", "reason": "Cơ quan xin thêm."}
    )
    request.refresh_from_db()
    assert request.due_on == new


def test_nobody_is_asked_about_his_own_proposal(world, client, nomination):
    """Neither the unit itself, nor what stands below it or between it and the office."""
    below = UnitFactory(parent=world.division, name="Tổ Văn thư")
    for agency in (world.division, below, world.office):
        with pytest.raises(Refused, match="chính đề nghị của mình"):
            hearing.ask(world, nomination, agency=agency)
    assert hearing.ask(world, nomination, agency=world.other_office).waits


def test_of_one_nominee_with_two_awards_each_answer_says_which(world, nomination):
    other = make.make_nomination(world, make.make_round(world), person=world.person, code="CSTDCS")
    request = hearing.ask(world, nomination, name="Công an tỉnh")
    request.opinions.create(nomination=other)
    form = AnswerForm({}, opinions=list(request.opinions.select_related("nomination__award_type")))
    assert len({str(words) for words in form.errors.values()}) == 2


def test_whoever_sends_a_decision_on_or_signs_it_reads_who_was_not_in_favour(world, client):
    decision = make.make_submitted(world)
    nomination = decision.nominations.get()
    for name in ("Công an tỉnh", "Thuế tỉnh", "Sở Tư pháp"):
        hearing.ask(world, nomination, name=name)
    against, agreed, _ = OpinionRequest.objects.order_by("pk")
    hearing.answer(against, "disagree", "Chưa nộp đủ thuế.", way="link")
    hearing.answer(agreed, way="link")
    client.force_login(world.users["leader"])
    page = client.get(decision.get_absolute_url()).content.decode()
    assert f"{nomination.nominee_name}: Công an tỉnh có ý kiến “Không đồng ý”: Chưa nộp đủ thuế." in page
    assert "Sở Tư pháp chưa trả lời" in page
    assert "Thuế tỉnh" not in page


def test_nobody_is_asked_twice_at_once(world, nomination):
    hearing.ask(world, nomination, name="Thuế tỉnh")
    with pytest.raises(Refused, match="đang được hỏi về"):
        hearing.ask(world, nomination, name="thuế  tỉnh")


def test_the_page_of_an_agency_costs_the_same_however_many_are_asked_about(world, client, nomination, staff):
    request = hearing.ask(world, nomination, agency=world.other_division)
    client.force_login(staff)

    def more():
        for _ in range(2):
            row = make.make_nomination(world, make.make_round(world), person=PersonFactory(unit=world.division))
            request.opinions.create(nomination=row)

    same_queries(lambda: client.get(_reply(request)), more)


def test_all_that_is_wrong_with_a_request_is_said_at_once(world, client):
    """No nomination, no agency, a day that is over: three faults, one answer."""
    around = make.make_received(world, make.make_round(world)).round
    client.force_login(world.users["standing_office"])
    answer = client.post(reverse("awards:opinion_ask", args=[around.pk]), {"due_on": "01/02/2020"})
    page = answer.content.decode()
    assert answer.status_code == 422
    for fault in ("ít nhất một đề nghị", "ghi tên cơ quan bên ngoài", "Hạn trả lời không thể trước hôm nay"):
        assert fault in page
    assert "01/02/2020" in page
