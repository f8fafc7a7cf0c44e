"""Without its database the site says so and shows no trace; the process itself still answers."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse

from core.testing import make_user
from core.vitals import data

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def signed_in():
    client = Client(raise_request_exception=False)
    client.force_login(make_user())
    return client


@pytest.fixture
def gone(signed_in, caplog):
    """The database ends once somebody has signed in."""

    def refuse(execute, sql, params, many, context):
        raise OperationalError("could not connect to server: Connection refused")

    with connection.execute_wrapper(refuse):
        yield signed_in


def test_a_page_says_in_vietnamese_that_the_system_is_stopped(gone):
    answer = gone.get("/")
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Hệ thống đang tạm ngừng" in page
    assert "những gì đã gõ vẫn còn trong trình duyệt này" in page
    assert "could not connect" not in page


def test_autosave_gets_an_answer_that_it_can_show_and_asks_again(gone):
    answer = gone.post("/ke-hoach/1/luu/", headers={"X-Autosave": "1"})
    assert (answer.status_code, answer.json()) == (503, {"error": "Hệ thống đang tạm ngừng."})


def test_the_process_lives_but_is_not_ready(gone):
    assert gone.get(reverse("alive")).status_code == 200
    assert gone.get(reverse("ready")).status_code == 503


def test_another_error_is_no_database_that_is_down(signed_in, monkeypatch, caplog):
    def broken(user):
        raise ValueError("boom")

    monkeypatch.setattr("core.worklist._providers", [broken])
    answer = signed_in.get("/")
    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi" in answer.content.decode()


def test_with_its_database_and_all_its_tables_it_is_ready_and_says_nothing_else(monkeypatch):
    monkeypatch.setattr(data, "_shipped", lambda: frozenset({("core", "0001_initial"), ("core", "0099_moi")}))
    applied = {("core", "0001_initial"): None}
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda self: applied)
    assert data.unapplied() == ["core.0099_moi"]
    assert Client().get(reverse("ready")).status_code == 503
    applied["core", "0099_moi"] = None
    answer = Client().get(reverse("ready"))
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})
