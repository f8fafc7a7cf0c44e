"""Login by default, refusals as sentences, errors in Vietnamese."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from core.exceptions import Refused
from core.middleware import RefusalMiddleware
from core.testing import make_user

pytestmark = pytest.mark.django_db


def test_a_visitor_is_sent_to_the_login_page(client):
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("core:login"))


def test_autosave_after_the_session_ended_says_so_instead_of_sending_a_page(client):
    answer = client.post("/", headers={"X-Autosave": "1"})
    assert answer.status_code == 401
    assert "đăng nhập lại" in answer.json()["error"]


def test_htmx_after_the_session_ended_goes_to_the_login_page(client):
    answer = client.get("/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == reverse("core:login")


def test_wrong_password_is_said_in_vietnamese_and_keeps_the_name(client):
    page = client.post(reverse("core:login"), {"username": "canbo", "password": "sai"}).content.decode()
    assert "chưa đúng" in page
    assert 'value="canbo"' in page


def test_an_unknown_address_is_answered_in_vietnamese(client):
    client.force_login(make_user())
    answer = client.get("/khong-co-trang-nay/")
    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.content.decode()


def test_a_stale_form_is_explained():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())
    answer = client.post(reverse("core:logout"))
    assert answer.status_code == 403
    assert "tải lại trang" in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}, {"X-Autosave": "1"}])
def test_a_refusal_reaches_the_user_as_its_sentence(headers, client):
    request = RequestFactory().post("/", headers=headers)
    request.user = make_user()
    answer = RefusalMiddleware(lambda request: HttpResponse()).process_exception(
        request, Refused("Đợt này đã đóng.")
    )
    assert answer.status_code == 409
    body = answer.content.decode("unicode_escape") if headers.get("X-Autosave") else answer.content.decode()
    assert "này" in body


def test_every_page_forbids_inline_script_and_style(client):
    policy = client.get(reverse("core:login")).headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'self'" in policy
