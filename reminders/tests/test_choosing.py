"""How people choose, on the page and from a letter."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent
from reminders import unsubscribing
from reminders.models import AnyHourKind, Choice
from reminders.services import choose, send_due
from reminders.tests.factories import MessageFactory
from units.tests.factories import UserFactory

CHOICES = reverse("reminders:choices")
Manner = Choice.Manner


@pytest.fixture
def staff(world, client):
    client.force_login(world.users["staff"])
    return world.users["staff"]


@pytest.fixture
def mail_program():
    """A mail program: no session, and forms that carry no token of ours."""
    return Client(enforce_csrf_checks=True)


def address(user, kind):
    return reverse("reminders:stop", args=[unsubscribing.token(user, kind)])


def manners(user):
    return dict(Choice.objects.filter(user=user).values_list("kind", "manner"))


def test_a_choice_is_kept_and_the_kinds_own_manner_needs_no_row(staff, client):
    client.post(CHOICES, {"loai-tests.task": "digest", "loai-tests.daily": "page", "loai-tests.must": "digest"})
    assert manners(staff) == {"tests.task": "digest", "tests.daily": "page"}
    assert AuditEvent.objects.filter(action="reminders.choose").count() == 1
    client.post(CHOICES, {"loai-tests.task": "at_once"})
    assert manners(staff) == {"tests.task": "at_once", "tests.daily": "page"}
    client.post(CHOICES, {"loai-tests.task": "usual", "loai-tests.must": "usual"})
    assert manners(staff)["tests.task"] == "at_once"  # nothing is kept of what holds what a kind does not offer
    client.post(CHOICES, {"loai-tests.task": "usual"})
    assert manners(staff) == {"tests.daily": "page"}


def test_what_is_mandatory_offers_no_off_and_says_why(staff, client):
    page = client.get(CHOICES).content.decode()
    assert "Không tắt được: bỏ lỡ thì không bù lại được." in page
    assert 'name="loai-tests.must" value="page"' not in page
    answer = client.post(CHOICES, {"loai-tests.must": "page", "loai-tests.daily": "page"}, follow=True)
    assert "không tắt được" in answer.content.decode()
    assert manners(staff) == {}


@pytest.mark.parametrize("manner", ["", "hourly", "\u0660"])
def test_nonsense_changes_nothing(staff, client, manner):
    client.post(CHOICES, {"loai-tests.daily": manner})
    assert manners(staff) == {}


def test_the_account_and_the_messages_lead_to_the_choices(staff, client):
    for page in (reverse("units:my_account"), reverse("reminders:message_list")):
        assert f'href="{CHOICES}"' in client.get(page).content.decode()


def test_following_a_link_stops_nothing_and_the_button_does(staff, mail_program):
    url = address(staff, "tests.daily")
    for _ in range(2):
        assert "Thôi gửi qua thư" in mail_program.get(url).content.decode()
    mail_program.head(url)
    assert manners(staff) == {}
    assert "không còn được gửi" in mail_program.post(url).content.decode()
    assert manners(staff) == {"tests.daily": "page"}


def test_a_mail_program_stops_with_one_click_and_the_page_takes_it_back(staff, mail_program):
    """RFC 8058, 3.2: a POST with this body, without cookies and without a question in between."""
    Choice.objects.create(user=staff, kind="tests.daily", manner=Manner.AT_ONCE)
    url = address(staff, "tests.daily")
    for _ in range(2):
        assert mail_program.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert manners(staff) == {"tests.daily": "page"}
    assert "Nhận thư trở lại" in mail_program.get(url).content.decode()
    mail_program.post(url, {"nhan-lai": "1"})
    assert manners(staff) == {"tests.daily": "at_once"}


def test_a_letter_carries_the_headers_and_they_work(world, mail_program, always_open, settings):
    staff = world.users["staff"]
    MessageFactory(recipient=staff, kind="tests.task")
    send_due()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = headers["List-Unsubscribe"].strip("<>")
    assert link.startswith(settings.SITE_URL)
    mail_program.post(link.removeprefix(settings.SITE_URL), {"List-Unsubscribe": "One-Click"})
    MessageFactory(recipient=staff, kind="tests.task")
    assert send_due().page_only == 1


def test_all_that_is_not_mandatory_stops_at_once_and_comes_back_as_it_was(staff, mail_program):
    Choice.objects.create(user=staff, kind="tests.task", manner=Manner.DIGEST)
    url = address(staff, unsubscribing.EVERYTHING)
    mail_program.post(url)
    stopped = manners(staff)
    assert stopped["tests.task"] == stopped["tests.daily"] == stopped[""] == "page"
    assert "tests.must" not in stopped
    mail_program.post(url, {"nhan-lai": "1"})
    assert manners(staff) == {"tests.task": "digest"}


def test_a_mandatory_letter_has_no_way_to_stop(world, always_open):
    choose(user=world.users["staff"], manners={"tests.must": "at_once"})
    MessageFactory(recipient=world.users["staff"], kind="tests.must")
    send_due()
    (letter,) = mail.outbox
    assert "List-Unsubscribe" not in letter.extra_headers
    assert "Không ngừng được: Việc bắt buộc" in letter.body


def test_a_link_is_void_when_forged_or_when_the_address_has_changed(staff, mail_program):
    url = address(staff, "tests.daily")
    other = UserFactory()
    staff.email = other.email  # taken over from somebody who left
    staff.save()
    answer = mail_program.post(url)
    assert answer.status_code == 410
    assert "không còn dùng được" in answer.content.decode()
    for forged in ("x", unsubscribing.token(other, "tests.daily")[:-2] + "xx"):
        assert mail_program.post(reverse("reminders:stop", args=[forged])).status_code == 410
    assert Choice.objects.count() == 0


def test_the_office_says_what_leaves_at_any_hour(world, client):
    client.force_login(world.users["standing_office"])
    page = reverse("reminders:any_hour")
    client.post(page, {"loai": ["tests.task", "of.nobody"]})
    assert list(AnyHourKind.objects.values_list("kind", flat=True)) == ["tests.task"]
    event = AuditEvent.objects.get(action="reminders.any_hour")
    assert (event.before, event.after) == ({"kinds": []}, {"kinds": ["tests.task"]})
    client.post(page)
    assert not AnyHourKind.objects.exists()
