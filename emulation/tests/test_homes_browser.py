"""The first page of every role over the demo: axe finds nothing, it fits a phone, and each of its links opens."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from core.testing import assert_accessible, assert_fits
from units.models import User

from .browser import DESKTOP, PHONE
from .furnished import any_paper
from .homes import broken_links
from .shown import shown

__all__ = ["any_paper", "shown"]  # a fixture: whether a link opens does not depend on what the paper behind it says
ROLES = ("canbo", "truongphong", "thuongtruc", "hoidong", "lanhdao", "thongtin", "quantri")
pytestmark = [pytest.mark.django_db, pytest.mark.browser(long=True), pytest.mark.pages]


def test_the_first_page_of_every_role(page, page_problems, shown, client):
    call_command("demo", stdout=StringIO())
    broken = []
    for username in ROLES:
        user = User.objects.get(username=username)
        client.force_login(user)
        answer = client.get(reverse("home"))
        assert answer.status_code == 200
        shown.html = answer.content
        page.set_viewport_size(DESKTOP)
        page.goto(f"{shown.site}/{username}/")
        assert page.locator("h1").inner_text() == "Việc của tôi"
        assert_accessible(page)
        assert_fits(page)
        page.set_viewport_size(PHONE)
        assert_fits(page)
        broken += broken_links(client, user)
    assert broken == []
    assert page_problems == []
