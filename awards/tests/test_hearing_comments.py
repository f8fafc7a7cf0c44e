"""A published list: what the public sees, what it may say, how it ends, what the minutes say."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from awards import services, way
from awards.hearing_work import hearing_due, waiting_for
from awards.models import Comment, Nomination
from awards.papers.hearing import comment_lines
from awards.services import comments
from core import worklist
from core.dates import vn_date
from core.exceptions import Refused
from core.testing import same_queries
from reminders.queries import working_calendar
from units.tests.factories import PersonFactory

from . import factories as make
from . import hearing

pytestmark = pytest.mark.django_db

WORDS = {"name": "Trần Thị Góp Ý", "contact": "gopy@vidu.vn", "text": "Cần xem lại thành tích năm nay.", "about": ""}


@pytest.fixture
def period(world):
    return hearing.publish(world)


def _public(period):
    return reverse("hearing:comment_public", args=[period.pk])


def _left(nomination):
    row = Nomination.objects.select_related("dossier", "round", "award_type", "person__unit").get(pk=nomination.pk)
    return [step.kind for step in way.steps_left(row)]


def test_the_public_page_shows_name_unit_award_and_nothing_else(world, client, period):
    world.person.birth_date = dt.date(1980, 5, 17)
    world.person.save()
    page = client.get(_public(period))
    text = page.content.decode()
    assert world.person.full_name in text
    assert "Lao động tiên tiến" in text
    assert "17/05/1980" not in text
    assert "Đã hoàn thành tốt các việc" not in text
    assert "noindex" in page["X-Robots-Tag"]
    assert world.person.full_name not in client.get(reverse("hearing:comment_public_list")).content.decode()
    assert period.ends_on == working_calendar().after(timezone.localdate(), 10)


def test_what_somebody_says_reaches_the_office_with_his_identity_and_nobody_else(world, client, period):
    bad = client.post(_public(period), WORDS | {"contact": "hỏi hàng xóm"})
    assert bad.status_code == 422
    assert "Hãy ghi số điện thoại" in bad.content.decode()
    assert "Cần xem lại thành tích" in bad.content.decode()
    assert client.post(_public(period), WORDS).url == reverse("hearing:comment_sent", args=[period.pk])
    assert "Trần Thị Góp Ý" not in client.get(_public(period)).content.decode()
    client.force_login(world.users["standing_office"])
    assert "gopy@vidu.vn" in client.get(period.get_absolute_url()).content.decode()
    waiting = worklist.items(waiting_for(world.users["standing_office"]))
    assert any("Xử lý 1 ý kiến công khai" in item.title for item in waiting)
    client.force_login(world.users["leader"])
    assert client.get(period.get_absolute_url()).status_code == 404


def test_programs_that_fill_in_the_hidden_field_leave_nothing(client, period):
    answer = client.post(_public(period), WORDS | {"website": "http://spam.example"})
    assert answer.status_code == 302
    assert not Comment.objects.exists()


def test_one_address_cannot_flood(client, period, settings):
    settings.RATE_LIMITED = True
    states = [client.post(_public(period), WORDS | {"text": f"Ý kiến số {number} của tôi."}).status_code
              for number in range(7)]  # fmt: skip
    assert states.count(302) == 5
    assert states[-1] == 429


def test_the_step_is_done_when_the_period_is_over_and_every_comment_answered(world, client, period):
    nomination = period.nominations.get()
    assert "comment" in _left(nomination)
    comment = hearing.say(period, nomination=nomination)
    client.force_login(world.users["standing_office"])
    prepare = reverse("awards:decision_prepare", args=[nomination.round_id])
    assert f"chờ hết đợt lấy ý kiến công khai ngày {vn_date(period.ends_on)}" in client.get(prepare).content.decode()
    hearing.close(period)
    assert "comment" in _left(nomination)
    page = client.get(prepare).content.decode()
    assert f"xử lý 1 ý kiến công khai chưa trả lời ({comment.reference})" in page
    assert f'href="{period.get_absolute_url()}#y-kien"' in page
    assert "10 ngày làm việc" not in page  # the term is over: the days are not what is missing
    [due] = hearing_due(timezone.localdate())
    assert due.url == period.get_absolute_url()
    comments.answer_comment(
        actor=world.users["standing_office"], comment=comment, answer="Đã xác minh: phản ánh không có cơ sở."
    )
    assert "comment" not in _left(nomination)
    assert "có 1 ý kiến, đã xem xét, xử lý 1 ý kiến" in comment_lines([nomination])[0]
    assert "Góp Ý" not in comment_lines([nomination])[0]


def test_it_closes_by_itself_at_the_end_of_its_last_day(client, world, period):
    name = world.person.full_name
    period.ends_on = timezone.localdate()
    period.save()
    assert name in client.get(_public(period)).content.decode()
    hearing.close(period)
    assert name not in client.get(_public(period)).content.decode()
    assert "Đã hết thời gian" in client.post(_public(period), WORDS).content.decode()
    with pytest.raises(Refused, match="đã hết"):
        hearing.say(period)


def test_earlier_or_longer_only_with_a_reason(world, period):
    office, later = world.users["standing_office"], period.ends_on + dt.timedelta(days=3)
    with pytest.raises(Refused, match="lý do"):
        comments.end_early(actor=office, period=period, reason=" ")
    with pytest.raises(Refused, match="Chỉ kéo dài"):
        comments.prolong(actor=office, period=period, ends_on=period.ends_on, reason="Nghỉ lễ.")
    assert comments.prolong(actor=office, period=period, ends_on=later, reason="Nghỉ lễ.").ends_on == later
    ended = comments.end_early(actor=office, period=period, reason="Chuyển thủ tục đơn giản.")
    assert ended.over
    assert "Chuyển thủ tục đơn giản" in comment_lines(list(period.nominations.all()))[0]


def test_a_list_ended_early_is_not_heard_and_is_published_again(world, period):
    office, nomination = world.users["standing_office"], period.nominations.get()
    said = hearing.say(period, nomination=nomination)
    period = comments.end_early(actor=office, period=period, reason="Ghi nhầm chức vụ.")
    hearing.close(period)
    assert "comment" in _left(nomination)
    again = comments.publish(actor=office, around=nomination.round, nominations=[nomination])
    hearing.close(again)
    assert "comment" in _left(nomination)  # what was said of the first list waits for its answer
    comments.answer_comment(actor=office, comment=said, answer="Đã sửa chức vụ.")
    assert "comment" not in _left(nomination)


def test_only_what_is_appraised_needs_it_and_does_not_wait_is_published_once(world):
    around = make.make_round(world)
    first = make.make_appraised(world, around)
    hearing.flag(world, first)
    with pytest.raises(Refused, match="đang tạm dừng xét"):
        hearing.publish(world, first)
    other = make.make_round(world, codes=("GK",))
    free = make.make_appraised(world, other, code="GK")
    with pytest.raises(Refused, match="không công khai được"):
        hearing.publish(world, free)
    office = world.users["standing_office"]
    assert services.prepare_decision(actor=office, around=other, nominations=[free]).pk


def test_the_office_publishes_and_settles_in_pages(world, client):
    hearing.procedure(comment_days=10)
    nomination = make.make_appraised(world, make.make_round(world))
    client.force_login(world.users["standing_office"])
    url = reverse("awards:comment_publish", args=[nomination.round_id])
    assert "10 ngày làm việc" in client.get(url).content.decode()
    client.post(url, {"nominations": nomination.pk})
    period = nomination.comment_periods.get()
    comment = hearing.say(period)
    client.post(reverse("awards:comment_answer", args=[comment.pk]), {"answer": "Đã trả lời trực tiếp."})
    assert "Đã trả lời trực tiếp." in client.get(period.get_absolute_url()).content.decode()
    assert "Không còn đề nghị nào" in client.get(url).content.decode()


def test_a_long_public_list_costs_the_same(client, world, period):
    def more():
        for _ in range(2):
            row = make.make_nomination(world, make.make_round(world), person=PersonFactory(unit=world.division))
            period.nominations.add(row)

    same_queries(lambda: client.get(_public(period)), more)
