"""Each role's places over the demo, the first page foremost: axe finds nothing, nothing is wider than the screen, no
script complains, and each link of a first page opens."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from core import menu
from core.testing import assert_accessible, assert_fits
from units.models import User

from .browser import DESKTOP, PHONE
from .furnished import any_paper
from .homes import broken_links
from .shown import shown

__all__ = ["any_paper", "shown"]  # a fixture: whether a link opens does not depend on what the paper behind it says
ROLES = ("canbo", "truongphong", "thuongtruc", "hoidong", "lanhdao", "thongtin", "quantri")
pytestmark = [pytest.mark.django_db, pytest.mark.browser(long=True), pytest.mark.pages]


def test_each_role_can_use_its_places(page, page_problems, shown, client):
    call_command("demo", stdout=StringIO())
    broken = []
    for username in ROLES:
        user = User.objects.get(username=username)
        client.force_login(user)
        home = reverse("home")
        for address in [home, *(reverse(place.url_name) for place in menu.places(user))]:
            answer = client.get(address, follow=True)
            assert answer.status_code == 200, f"{username}: {address}"
            shown.html = answer.content
            page.set_viewport_size(DESKTOP)
            page.goto(f"{shown.site}{address}?{username}")
            if address == home:
                assert page.locator("h1").inner_text() == "Việc của tôi"
            assert_accessible(page)
            assert_fits(page)
            page.set_viewport_size(PHONE)
            assert_fits(page)
        broken += broken_links(client, user)
    assert broken == []
    assert page_problems == []
