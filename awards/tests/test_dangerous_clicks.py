"""What cannot be taken back asks a second time, in the page: no such act hangs on a single click."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from awards import urls
from awards.models import AgendaItem
from awards.services import meetings
from core.dates import vn_date

from . import councils
from . import factories as make

TEMPLATES = Path(__file__).resolve().parents[2] / "templates/awards"
# Acts that destroy, end or undo something; a new address whose name says so is found by itself.
SAYS_SO = re.compile(r"remove|discard|drop|cancel|withdraw|_again|take_offered|call_back|take_back|unseat")
BY_NAME = {"meeting_close", "vote_count", "votes_begin", "votes_count", "bonus_pay", "opinion_link",
           "nomination_return", "certificate_reissue", "comment_end", "round_close"}  # fmt: skip
# Pages of their own: they show what follows and ask for a reason or a day in a form.
PAGES = {"old_award_cancel"}


def dangerous():
    names = {pattern.name for pattern in urls.urlpatterns if getattr(pattern, "name", None)}
    return sorted({name for name in names if SAYS_SO.search(name)} | BY_NAME - PAGES)


def parts_of(page):
    """The page without its details and what they hold: what a single click reaches."""
    return re.sub(r"<details class=\"reason.*?</details>", "", page, flags=re.DOTALL)


@pytest.mark.parametrize("name", dangerous())
def test_no_single_click_destroys(name):
    used = 0
    for path in TEMPLATES.glob("*.html"):
        page = path.read_text(encoding="utf-8")
        used += f"'awards:{name}'" in page
        assert f"action=\"{{% url 'awards:{name}'" not in parts_of(page), path.name
    assert used or name in PAGES, "no page leads there"


@pytest.mark.django_db
def test_taking_an_item_off_the_agenda_asks_first(world, client):
    meeting = councils.make_meeting(world)
    nomination = make.make_appraised(world, make.make_round(world))
    meetings.add_to_agenda(actor=world.users["standing_office"], meeting=meeting, nominations=[nomination])
    client.force_login(world.users["standing_office"])
    page = client.get(meeting.get_absolute_url()).content.decode()
    [item] = AgendaItem.objects.all()
    url = reverse("awards:agenda_remove", args=[item.pk])
    assert f'action="{url}"' in page
    assert f'action="{url}"' not in parts_of(page)
    assert "Đồng ý bỏ" in page


@pytest.mark.django_db
@pytest.mark.parametrize("days", [0, 3])
def test_opening_a_meeting_before_its_day_asks_first(world, client, days):
    day = timezone.localtime() + dt.timedelta(days=days)
    meeting = councils.make_meeting(world, starts_at=day)
    client.force_login(world.users["standing_office"])
    page = client.get(meeting.get_absolute_url()).content.decode()
    single = f'action="{reverse("awards:meeting_open", args=[meeting.pk])}"' in parts_of(page)
    assert single == (days == 0)
    assert (f"được mời vào ngày {vn_date(day.date())}" in page) == (days > 0)


def test_no_form_with_a_field_is_answered_by_the_browser_in_english():
    """Without `novalidate` the browser says in its own tongue that a field is empty, before the page can say it."""
    shown = r'(?![^>]*type="hidden")[^>]*(?:required|type="(?:date|number|email))'
    fields = re.compile(rf"<(?:input{shown}|textarea|select)")
    for path in TEMPLATES.glob("*.html"):
        for tag, body in re.findall(r"(<form[^>]*>)(.*?)</form>", path.read_text(encoding="utf-8"), re.DOTALL):
            assert "novalidate" in tag or not fields.search(body), (path.name, tag)
