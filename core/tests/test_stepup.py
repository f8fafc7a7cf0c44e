"""The password is asked again before somebody signs, and nothing that was posted is lost."""

import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core import stepup
from core.models import AuditEvent
from core.testing import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    user = make_user()
    user.set_password("mat-khau-dung-1")
    user.save()
    return user


@pytest.fixture
def ask(user, client, settings):
    """`ask(data, with_key)`: what `stepup.ask` answers to a POST of the user; the session is kept between."""
    settings.AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
    client.force_login(user)
    session = client.session

    def post(data, with_key=False) -> HttpResponse | None:
        request = RequestFactory().post("/ky/?so=1", data)
        request.user, request.session = user, session
        return stepup.ask(request, "Ký văn bản", with_key=with_key)

    post.session = session
    return post


def test_what_was_posted_comes_back_with_the_password(ask):
    page = ask({"items": ["a", 'b"<'], "reason": "Vì thế"}).content.decode()
    for kept in ('name="items" value="a"', 'value="b&quot;&lt;"', 'name="reason" value="Vì thế"', 'action="/ky/?so=1"'):
        assert kept in page
    assert ask({"items": "a", "stepup_password": "mat-khau-dung-1"}) is None
    assert ask({"items": "b"}) is None


def test_a_wrong_password_is_said_and_not_remembered(ask):
    page = ask({"items": "a", "stepup_password": "sai"})
    assert page.status_code == 422
    assert "Mật khẩu chưa đúng" in page.content.decode()
    assert 'value="sai"' not in page.content.decode()
    assert ask({"items": "a"}).status_code == 200


def test_each_answer_is_on_record_and_no_password_with_it(ask, user):
    for password in ("mat-khau-sai", "mat-khau-dung-1"):
        ask({stepup.FIELD: password, stepup.KEY_FIELD: "khoa-bi-mat"})
    events = AuditEvent.objects.filter(actor=user).order_by("pk")
    assert [event.action for event in events] == ["core.step_up_failed", "core.step_up"]
    assert {str(event.after) for event in events} == {"{'path': '/ky/'}"}


def test_the_answer_holds_for_five_minutes_and_for_one_user(ask, user):
    ask.session["stepup"] = {"user": user.pk, "at": time.time() - 299}
    assert ask({}) is None
    ask.session["stepup"] = {"user": user.pk, "at": time.time() - 301}
    assert ask({}) is not None
    ask.session["stepup"] = {"user": user.pk + 1, "at": time.time()}
    assert ask({}) is not None


def test_the_password_of_a_key_is_asked_once_and_never_written_into_the_page(ask, user):
    ask.session["stepup"] = stepup.stamp(user.pk)
    assert 'name="key_password"' in ask({"x": "1"}, with_key=True).content.decode()
    assert ask({"x": "1", "key_password": ""}, with_key=True) is None
    ask.session.pop("stepup")
    page = ask({"x": "1", "key_password": "bi-mat"}).content.decode()
    assert "bi-mat" not in page
    assert 'name="key_password"' in page
