"""Exemplary stories: written by the information centre, published once confirmed, counted for the quarter's work."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from campaigns import services
from campaigns.models import Story
from core.exceptions import Refused
from core.testing import same_queries
from reminders.deadlines import recurring_due
from reminders.models import Recurring
from reminders.services import mark_done, seed_recurring
from reminders.waiting import waiting_for

from .factories import StoryFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 10)
OUT = {"published_on": DAY, "outlet": "Trang thông tin Sở Nội vụ", "confirmed_by": "Lò Văn Chánh, Chánh Văn phòng"}


@pytest.fixture
def writer(world, time_machine):
    time_machine.move_to("2026-11-10 09:00+07:00", tick=False)
    return world.users["information_centre"]


@pytest.fixture
def asked(world, writer):
    """The quarter's work of the office, of which two stories are wanted."""
    seed_recurring(DAY)
    Recurring.objects.filter(seed="story").update(wanted=2)
    return Recurring.objects.get(seed="story", unit=world.office)


def owed(asked):
    return [due for due in recurring_due(DAY, ahead=60) if due.key.startswith(f"reminders.recurring:{asked.pk}:")]


def publish(world, writer, **changes):
    story = StoryFactory(unit=world.office, created_by=writer)
    return services.publish_story(actor=writer, story=story, **OUT | changes)


def test_the_number_that_is_wanted_ends_the_quarters_deadline_and_one_less_opens_it_again(world, writer, asked):
    (due,) = owed(asked)
    assert due.url == reverse("campaigns:story_list")
    assert (due.due_on, due.recipients) == (dt.date(2026, 12, 20), [writer.pk])
    publish(world, writer)
    publish(world, writer, published_on=dt.date(2026, 9, 30))  # of the quarter before
    assert owed(asked)
    second = publish(world, writer)
    assert owed(asked) == []
    services.withdraw_story(actor=writer, story=second, reason="Sai tên nhân vật")
    assert owed(asked)


def test_what_a_person_marked_as_done_stays_so(world, writer, asked):
    mark_done(actor=writer, row=asked, period=dt.date(2026, 10, 1))
    story = publish(world, writer)
    services.withdraw_story(actor=writer, story=story, reason="Sai tên nhân vật")
    assert owed(asked) == []


def test_the_quarters_stories_wait_on_the_centres_first_page_until_they_are_there(world, writer, asked):
    titles = [item.title for item in waiting_for(writer) if item.url == reverse("campaigns:story_list")]
    assert titles == []  # its last day is 40 days ahead
    Recurring.objects.update(month=2)
    (item,) = waiting_for(writer)
    assert (item.title, item.due) == ("Bài gương điển hình tiên tiến của quý, quý IV/2026", dt.date(2026, 11, 20))
    assert waiting_for(world.users["staff"]) == []
    publish(world, writer)
    publish(world, writer)
    assert waiting_for(writer) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"published_on": dt.date(2026, 11, 11)}, "còn ở phía trước"),
        ({"outlet": " "}, "nơi đăng"),
        ({"confirmed_by": ""}, "lãnh đạo xác nhận"),
    ],
)
def test_nothing_is_published_without_day_place_and_confirmation(world, writer, changes, words):
    with pytest.raises(Refused, match=words):
        publish(world, writer, **changes)
    assert not Story.objects.published().exists()


def test_the_second_of_two_editors_is_warned_and_what_is_out_is_not_changed(world, writer):
    story = StoryFactory(unit=world.office)
    services.change_story(actor=writer, story=story, version=1, title="Bản thứ nhất")
    with pytest.raises(Refused, match="Người khác vừa lưu"):
        services.change_story(actor=writer, story=story, version=1, title="Bản thứ hai")
    services.publish_story(actor=writer, story=story, **OUT)
    with pytest.raises(Refused, match="đã đăng"):
        services.change_story(actor=writer, story=story, version=3, title="Bản thứ ba")
    with pytest.raises(Refused, match="đã đăng"):
        services.drop_story(actor=writer, story=story, reason="Thôi")


def test_a_story_is_written_and_published_on_its_pages(world, writer, client):
    client.force_login(writer)
    sent = {"kind": "good_deed", "title": "Chiếc ví bên ghế chờ", "about": "Tổ một cửa"}
    sent["about_unit"] = world.division.pk
    page = client.post(reverse("campaigns:story_new"), sent, follow=True)
    story = Story.objects.get()
    assert "Chưa viết nội dung" in page.content.decode()
    written = {**sent, "version": 1, "text": "Một ngày."}
    saved = client.post(reverse("campaigns:story_autosave", args=[story.pk]), written)
    assert saved.json()["version"] == 2
    refused = client.post(reverse("campaigns:story_publish", args=[story.pk]), {"published_on": "41/11/2026"})
    assert (refused.status_code, "Nơi đăng" in refused.content.decode()) == (422, True)
    day = {**OUT, "published_on": "10/11/2026", "link": "tin.example.vn/vi"}
    page = client.post(reverse("campaigns:story_publish", args=[story.pk]), day, follow=True).content.decode()
    assert "Trang thông tin Sở Nội vụ, ngày 10/11/2026" in page
    assert "https://tin.example.vn/vi" in page


def test_the_list_is_filtered_counted_exported_and_hides_drafts(world, writer, client):
    StoryFactory(unit=world.office, title="=Bài tháng mười một", published_on=DAY)
    StoryFactory(unit=world.office, title="Bài quý một", published_on=dt.date(2026, 2, 1))
    StoryFactory(unit=world.office, title="Bài còn nháp")
    client.force_login(writer)
    assert "3 mục" in client.get(reverse("campaigns:story_list")).content.decode()
    filtered = {"nam": "2026", "quy": "4"}
    page = client.get(reverse("campaigns:story_list"), filtered).content.decode()
    assert ("1 mục" in page, "Bài quý một" in page) == (True, False)
    book = load_workbook(io.BytesIO(client.get(reverse("campaigns:story_export"), filtered).content))
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=3)]
    assert [row[2] for row in cells] == ["=Bài tháng mười một"]
    assert book.worksheets[0]["C3"].data_type == "s"
    client.force_login(world.users["staff"])
    page = client.get(reverse("campaigns:story_list"), {"nam": "²", "quy": "9", "tinh-trang": "?"}).content.decode()
    assert ("2 mục" in page, "Bài còn nháp" in page) == (True, False)


def test_many_stories_cost_the_same(world, writer, asked, client):
    client.force_login(writer)
    StoryFactory(unit=world.office, about_unit=world.division)
    same_queries(
        lambda: client.get(reverse("campaigns:story_list")),
        lambda: StoryFactory.create_batch(2, unit=world.office, about_unit=world.other_division),
    )
