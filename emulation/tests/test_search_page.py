"""The page of the search and what shows while somebody types."""

import logging

import pytest

from core.exceptions import Refused
from core.testing import same_queries
from units.tests.factories import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
URL = "/tim-kiem/"


def page(client, user, **data):
    client.force_login(user)
    headers = {"HX-Request": "true"} if data.pop("typing", False) else {}
    answer = client.get(URL, data, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_page_has_the_box_and_the_page_keeps_what_was_typed(client, world):
    client.force_login(world.users["staff"])
    assert 'action="/tim-kiem/"' in client.get("/").content.decode()
    assert 'value="ưu &quot;x"' in page(client, world.users["staff"], q='ưu "x')


def test_results_stand_by_kind_with_marks_and_a_link(client, world):
    text = page(client, world.users["head"], q="uu nguyen")
    assert "<h2>Cá nhân" in text
    assert "<mark>Ưu</mark>-<mark>Nguyễn</mark>" in text
    assert f'href="/khen-thuong/so-khen-thuong/ca-nhan/{world.person.pk}/"' in text


def test_nothing_and_nonsense_are_answered_in_words(client, world):
    assert "Gõ vào ô tìm ở đầu trang" in page(client, world.users["head"])
    assert "Không tìm thấy gì khớp với “&lt;b&gt;x”" in page(client, world.users["head"], q="<b>x")
    assert "Không tìm thấy gì" in page(client, world.users["head"], q="khongcoai", typing=True)
    assert "Gõ vào ô tìm ở đầu trang" in page(client, world.users["head"], q="%%%", loai="khong-co")
    assert "“/-.” không có chữ hay số nào để tìm" in page(client, world.users["head"], q="/-.")
    assert "Không có kết quả nào" in page(client, world.users["head"], q="khongcoai", loai="ca-nhan")


def test_while_typing_only_the_results_come(client, world):
    text = page(client, world.users["head"], q="ưu", typing=True)
    assert "<html" not in text
    assert "Ưu" in text
    assert "<li>" not in page(client, world.users["head"], q="", typing=True)


def test_words_of_which_only_the_beginnings_were_typed_are_found_on_the_page(client, world):
    head, said = world.users["head"], "bắt đầu như đã gõ"
    assert "Nhấn Enter để tìm cả" in page(client, head, q="ngu hon đa", typing=True)
    for kind in ({}, {"loai": "ca-nhan"}):
        text = page(client, head, q="ngu hon đa", **kind)
        assert said in text
        assert text.count("<mark>Ưu</mark>") == 0
        assert "<mark>Hồng</mark>" in text
    assert said not in page(client, head, q="nguyễn hồng")
    assert said not in page(client, head, q="ngx hon")
    assert "<li>" not in page(client, world.users["outsider"], q="ngu hon đa ưu")


def test_a_kind_is_paged_and_says_that_there_is_more(client, world):
    for number in range(30):
        PersonFactory(unit=world.division, full_name=f"Ngô Đếm {number}")
    text = page(client, world.users["head"], q="ngô")
    assert "Xem hết 30 kết quả" in text
    assert text.count("<li>") == 5
    second = page(client, world.users["head"], q="ngô", loai="ca-nhan", page="2")
    assert second.count("<li>") == 5
    assert "30 kết quả" in second


def test_more_than_can_be_shown_is_said(client, world, monkeypatch):
    monkeypatch.setattr("core.views_search.MOST", 3)
    for number in range(5):
        PersonFactory(unit=world.division, full_name=f"Ngô Đếm {number}")
    assert "hơn 3 kết quả. Chỉ hiện 3 kết quả gần nhất" in page(client, world.users["head"], q="ngô", loai="ca-nhan")


def test_a_search_that_takes_too_long_is_said_and_nothing_breaks(client, world, monkeypatch):
    def slow(*args, **kwargs):
        raise Refused("Tìm lâu quá nên đã dừng.")

    monkeypatch.setattr("core.views_search.find", slow)
    assert "Tìm lâu quá nên đã dừng." in page(client, world.users["head"], q="ưu")
    assert "Tìm lâu quá nên đã dừng." in page(client, world.users["head"], q="ưu", typing=True)


def test_the_page_costs_the_same_with_more_results(client, world):
    client.force_login(world.users["head"])
    same_queries(
        lambda: client.get(URL, {"q": "đặng"}),
        lambda: PersonFactory.create_batch(3, unit=world.division, full_name="Đặng Văn Thêm"),
    )


def test_what_was_typed_is_neither_logged_nor_kept_by_the_browser(client, world, caplog):
    caplog.set_level(logging.DEBUG)
    client.force_login(world.users["head"])
    answer = client.get(URL, {"q": "bimatkhongghi"})
    assert "bimatkhongghi" not in caplog.text
    assert answer["Cache-Control"] == "private, no-store"


def test_the_log_of_requests_has_addresses_without_their_questions():
    import sys

    sys.path.insert(0, "script")
    try:
        from supervise import commands
    finally:
        sys.path.remove("script")
    web = commands(8000)["web"]
    layout = web[web.index("--access-logformat") + 1]
    assert "%(U)s" in layout
    assert not {"%(r)s", "%(q)s", "%(f)s"} & set(layout.replace('"', " ").split())
