"""What the web server writes about requests."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core import signing
from django.urls import reverse
from gunicorn.config import Config

from emulation.access_log import AccessLog
from emulation.log_lines import without_secrets


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("reminders:feed_file", "47mpMaEZg0GdHjpRyU_3weKwCvMlAXU6gIoJyHcHGPY"),
        ("hearing:opinion_answer", f"12-{'0af3' * 10}"),
        ("reminders:stop", signing.dumps([7, "plans.task"])),
    ],
    ids=["calendar", "opinion", "stopping"],  # the last secret is another one each time
)
def test_a_secret_in_an_address_is_not_kept(name, secret):
    path = reverse(name, args=[secret])
    kept = without_secrets(path)
    assert secret not in kept
    assert kept.startswith(path.partition(secret)[0] + "***")


def test_other_addresses_are_kept_as_they_are():
    job = reverse("core:job_result", args=["0b4f8f0e-6a53-4a0e-9d7e-0123456789ab"])
    for path in ("/", "/ke-hoach/nhiem-vu/7/", job, "/static/bootstrap/css/bootstrap-a-very-long-name-of-a-file.css"):
        assert without_secrets(path) == path


def test_the_line_of_the_log_has_the_path_without_it():
    request = SimpleNamespace(headers=[])
    answer = SimpleNamespace(status="200 OK", sent=1, headers=[])
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": f"/nhac-viec/lich-cua-toi/{'x' * 43}.ics", "RAW_URI": ""}
    environ["SERVER_PROTOCOL"] = "HTTP/1.1"
    atoms = AccessLog(Config()).atoms(answer, request, environ, dt.timedelta(seconds=1))
    assert atoms["U"] == "/nhac-viec/lich-cua-toi/***"


@pytest.mark.django_db
def test_what_was_refused_leaves_one_line_and_no_trace(client, world, caplog):
    client.force_login(world.users["staff"])
    assert client.get(reverse("system_health")).status_code == 403
    (line,) = [record for record in caplog.records if record.name == "django.request"]
    assert line.exc_info is None
    assert line.getMessage() == f"Forbidden (Permission denied): {reverse('system_health')}"


@pytest.mark.django_db
def test_a_mistyped_address_with_a_secret_is_not_kept_either(client, caplog):
    secret = "47mpMaEZg0GdHjpRyU_3weKwCvMlAXU6gIoJyHcHGPY"
    assert client.get(f"/lich-cua-ai/{secret}.ics").status_code == 404
    assert [line.getMessage() for line in caplog.records] == ["Not Found: /lich-cua-ai/***"]
