"""The document's page and the public pages in a browser: wide and narrow, readable for everybody.

The register and the legal bases are walked with all places of the rail by the top floor's tests.
"""

import pytest
from django.urls import reverse

from core.testing import assert_accessible, assert_fits
from documents.tests import samples
from documents.tests.factories import DocumentFactory
from units.tests.factories import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = ({"width": 360, "height": 740}, {"width": 1280, "height": 900})


def look_at(page, address):
    for size in SIZES:
        page.set_viewport_size(size)
        page.goto(address)
        assert_fits(page)
    assert_accessible(page)


def test_document_is_read_withdrawn_and_verified(page, live_server, sign_in):
    world = make_world()
    leader = world.users["leader"]
    leader.full_name = "Lê Thị Hoa"
    leader.save()
    document = DocumentFactory(issuer=world.office, content=samples.decision(30))
    address = live_server.url + document.get_absolute_url()
    public = live_server.url + reverse("documents:verify", args=[document.verification_code])

    look_at(page, public)
    assert page.get_by_role("heading", name="Văn bản có thật").is_visible()
    look_at(page, live_server.url + reverse("documents:verify", args=["AAAA-BBBB-CCCC"]))
    look_at(page, live_server.url + reverse("documents:verify_form"))

    sign_in(leader)
    look_at(page, address)
    first = page.locator("img.sheet").first
    first.wait_for()
    assert first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 800
    page.get_by_text("Thu hồi văn bản").first.click()
    page.get_by_label("Lý do (bắt buộc)").fill("Sai trích yếu.")
    page.get_by_role("button", name="Thu hồi văn bản").click()
    page.get_by_text("Đã thu hồi văn bản số 01/").wait_for()
    look_at(page, address)

    page.goto(public)
    assert page.get_by_role("heading", name="Văn bản có thật nhưng đã thu hồi").is_visible()
