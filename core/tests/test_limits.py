"""How often one address may ask, and whose address it is."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory

from core.limits import client_address, limited


@pytest.fixture(autouse=True)
def _limits(settings):
    settings.RATE_LIMITED = True
    cache.clear()


@limited("thu", 2)
def view(request):
    return HttpResponse("được")


def get(address="203.0.113.7", **headers):
    request = RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)
    request.user = None
    return request


def test_one_address_too_often_gets_a_sentence_and_others_go_on():
    answers = [view(get()).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert view(get("203.0.113.8")).status_code == 200
    refused = view(get())
    assert "chờ một phút" in refused.content.decode()
    assert refused["Retry-After"] == "60"


def test_a_visitor_cannot_invent_his_address(settings):
    settings.TRUSTED_PROXIES = 0
    assert client_address(get(**{"X-Forwarded-For": "1.1.1.1"})) == "203.0.113.7"
    settings.TRUSTED_PROXIES = 1
    assert client_address(get(**{"X-Forwarded-For": "1.1.1.1, 198.51.100.9"})) == "198.51.100.9"
    assert client_address(get()) == "203.0.113.7"
