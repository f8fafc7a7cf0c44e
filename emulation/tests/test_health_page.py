"""The administrator's page: every line in words, what is wrong first, and what to do about it."""

import pytest
from django.urls import reverse

from core import health
from core.health import Check, State

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def test_the_page_looks_at_everything_and_is_found_on_the_account_page(client, world):
    client.force_login(world.users["administrator"])
    assert reverse("system_health") in client.get(reverse("units:my_account")).content.decode()
    page = client.get(reverse("system_health")).content.decode()
    for subject in ("Kết nối", "Dung lượng", "Hàng đợi", "Đồng hồ gọi việc", "Máy chạy gửi thư (mail)", "Sao lưu",
                    "Nhật ký", "Đĩa tệp đính kèm", "Cấu trúc bảng", "Việc đang chờ"):  # fmt: skip
        assert subject in page, subject
    assert "Không kiểm tra được" not in page


def test_what_is_wrong_stands_first_with_what_to_do(client, world, monkeypatch):
    lines = [Check("Được", State.GOOD, "Tốt."), Check("Thư", State.BAD, "3 thư hỏng.", "/thu/", "Hãy gửi lại.")]
    monkeypatch.setattr(health, "_providers", {"a": (1, "Thư", lambda: lines)})
    client.force_login(world.users["administrator"])
    page = client.get(reverse("system_health")).content.decode()
    assert page.index("Hãy gửi lại.") < page.index("<table")
    assert '<a href="/thu/">' in page
    del lines[1]
    assert "Mọi thứ đang chạy tốt." in client.get(reverse("system_health")).content.decode()


def test_who_is_no_administrator_finds_no_link(client, world):
    client.force_login(world.users["standing_office"])
    assert reverse("system_health") not in client.get(reverse("units:my_account")).content.decode()
