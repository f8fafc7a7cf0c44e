"""The first page and the guide."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from core import worklist
from core.worklist import Waiting
from units.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_things(monkeypatch):
    rows = [
        Waiting(title="Không hạn", url="/a/", action="Mở", kind="Hồ sơ"),
        Waiting(title="Hạn sau", url="/b/", action="Gửi", kind="Đăng ký", due=dt.date(2026, 5, 20)),
        Waiting(title="Quá hạn", url="/c/", action="Gửi", kind="Đăng ký", due=dt.date(2026, 5, 1)),
    ]
    monkeypatch.setattr(worklist, "_providers", [lambda user: rows])


@time_machine.travel("2026-05-10T03:00:00+00:00", tick=False)
def test_what_waits_stands_by_due_date_and_says_how_late_it_is(client, three_things):
    client.force_login(UserFactory())
    page = client.get(reverse("home")).content.decode()
    assert page.index("Quá hạn") < page.index("Hạn sau") < page.index("Không hạn")
    assert "quá hạn 9 ngày" in page
    assert "còn 10 ngày" in page


def test_nothing_waiting_is_said_in_a_sentence(client, monkeypatch):
    monkeypatch.setattr(worklist, "_providers", [])
    client.force_login(UserFactory())
    assert "Không có việc nào đang chờ bạn" in client.get(reverse("home")).content.decode()


def test_the_guide_opens_from_the_help_menu(client):
    client.force_login(UserFactory())
    page = client.get(reverse("guide")).content.decode()
    assert "Hướng dẫn sử dụng" in page
    assert f'href="{reverse("guide")}"' in page


def test_every_picture_of_the_guide_is_there(client, settings):
    client.force_login(UserFactory())
    page = client.get(reverse("guide")).content.decode()
    names = re.findall(r'src="/static/guide/([^"]+)"', page)
    assert len(names) > 15
    assert [name for name in names if not (settings.BASE_DIR / "docs" / "pictures" / name).exists()] == []


def test_the_guide_leads_to_no_file_that_is_no_page(client):
    client.force_login(UserFactory())
    assert re.findall(r'href="([^"]+\.md)"', client.get(reverse("guide")).content.decode()) == []


def test_a_count_leads_to_its_own_list(client, three_things):
    client.force_login(UserFactory())
    page = client.get(reverse("home"), {"loai": "Hồ sơ"}).content.decode()
    assert "Không hạn" in page
    assert "Quá hạn" not in page


@pytest.mark.parametrize("name", ["units:unit_list", "units:audit_list", "reminders:outbox", "home"])
def test_the_rail_marks_one_place(client, world, name):
    client.force_login(world.users["administrator"])
    page = client.get(reverse(name)).content.decode()
    assert page.count('aria-current="page"') == 1
    assert f'href="{reverse(name)}" aria-current="page"' in page
