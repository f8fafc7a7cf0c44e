"""Login by default, refusals as sentences, errors in Vietnamese."""

import pytest
from django import forms
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
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


def test_htmx_after_the_session_ended_goes_to_the_login_page_and_back(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/ke-hoach/3/sua/"}
    answer = client.get("/", headers=headers)
    assert answer.headers["HX-Redirect"] == reverse("core:login") + "?next=%2Fke-hoach%2F3%2Fsua%2F"


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
    answer = RefusalMiddleware(lambda request: HttpResponse()).process_exception(request, Refused("Đợt này đã đóng."))
    assert answer.status_code == 409
    body = answer.content.decode("unicode_escape") if headers.get("X-Autosave") else answer.content.decode()
    assert "này" in body


def test_every_page_forbids_inline_script_and_style(client):
    policy = client.get(reverse("core:login")).headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'self'" in policy


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_nul_in_the_request_is_answered_with_a_sentence(client, method):
    """PostgreSQL stores no NUL: a filter or a button that carries one must not become an error of the server."""
    client.force_login(make_user())
    answer = getattr(client, method)("/", {"q": "a\x00b"})
    assert answer.status_code == 400
    assert "Yêu cầu không đọc được" in answer.content.decode()


def test_a_write_opened_as_a_page_says_what_to_do(client):
    client.force_login(make_user())
    answer = client.get(reverse("core:logout"))
    assert answer.status_code == 405
    assert answer["Allow"]
    assert "dùng nút" in answer.content.decode()


def test_a_name_too_long_for_any_account_is_a_fault_of_the_form(client, settings):
    settings.AXES_ENABLED = True
    page = client.post(reverse("core:login"), {"username": "x" * 3000, "password": "sai"})
    assert page.status_code == 200
    assert page.context["form"].errors["username"]


def test_what_django_leaves_in_english_is_said_in_vietnamese():
    with pytest.raises(ValidationError) as refused:
        MinimumLengthValidator(10).validate("ngan")
    assert refused.value.messages == ["Mật khẩu này quá ngắn: cần ít nhất 10 ký tự."]
    with pytest.raises(ValidationError) as refused:
        forms.CharField().clean("a\x00b")
    assert "ký tự rỗng" in refused.value.messages[0]
