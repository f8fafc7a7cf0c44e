"""A leader signs two documents in the queue after giving the password once."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core.testing import assert_accessible, assert_fits
from documents.models import Document, Signature
from documents.tests import signing as make
from emulation.tests.browser import PHONE
from plans.models import Plan
from plans.tests.factories import make_submitted
from units.tests.factories import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "lanh-dao-ky-2026"


def test_two_documents_with_one_password(page, live_server, sign_in, page_problems, transactional_db):
    make.trust()
    world = make_world()
    leader = world.users["leader"]
    leader.set_password(PASSWORD)
    leader.save()
    make.give_key(leader)
    make.give_picture(leader)
    for _ in range(2):
        make_submitted(world)
    sign_in(leader)
    page.goto(live_server.url + reverse("documents:signing_queue"))
    expect(page.locator(".signing-preview .sheet").first).to_be_visible()
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    assert_fits(page)
    page.get_by_label("Mật khẩu đăng nhập của bạn").fill(PASSWORD)
    page.get_by_label("Mật khẩu hoặc mã PIN của khóa ký").fill(make.PASSWORD)
    page.get_by_role("button", name="Ký và sang văn bản tiếp theo").click()
    expect(page.get_by_role("status")).to_contain_text("đã ký số")
    expect(page.get_by_label("Mật khẩu đăng nhập của bạn")).to_have_count(0)
    page.get_by_label("Mật khẩu hoặc mã PIN của khóa ký").fill(make.PASSWORD)
    page.get_by_role("button", name="Ký văn bản đang xem").click()
    expect(page.get_by_role("status").get_by_role("link")).to_have_text(re.compile("số 02/KH-VP"))
    assert Plan.objects.filter(state=Plan.State.ISSUED).count() == 2
    assert Signature.objects.filter(kind="signer").count() == Document.objects.count() == 2
    assert page_problems == []
