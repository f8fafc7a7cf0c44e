"""Each role's places in a real browser: nothing wider than the screen, no complaint, readable by everyone."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from core import menu
from core.testing import assert_accessible, assert_fits
from units.models import User

from .browser import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

USERNAMES = ["canbo", "truongphong", "thuongtruc", "hoidong", "lanhdao", "thongtin", "quantri"]


def test_each_role_can_use_its_places(page, live_server, sign_in, page_problems):
    call_command("demo", stdout=StringIO())
    for username in USERNAMES:
        user = User.objects.get(username=username)
        sign_in(user)
        for address in [reverse("home"), *(reverse(place.url_name) for place in menu.places(user))]:
            for size in (PHONE, DESKTOP):
                page.set_viewport_size(size)
                page.goto(live_server.url + address)
                assert_fits(page)
            assert_accessible(page)
    assert page_problems == []
