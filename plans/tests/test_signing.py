"""A plan is issued and digitally signed by the same press."""

import pytest
from django.urls import reverse

from core.testing import step_up
from documents.models import Document
from documents.signing.queue import waiting_for
from documents.tests import signing as make

from .factories import make_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(client, world):
    make.trust()
    user = world.users["leader"]
    make.give_key(user)
    client.force_login(user)
    return user


def press(client, plan, **data):
    return client.post(reverse("plans:plan_issue", args=[plan.pk]), data, follow=True).content.decode()


def test_password_again_and_the_keys_password_then_issued_and_signed(client, world, leader):
    plan = make_submitted(world)
    page = press(client, plan)
    assert 'name="stepup_password"' in page
    assert 'name="key_password"' in page
    step_up(client, leader)
    assert 'name="stepup_password"' not in press(client, plan)
    assert "Đã ký số văn bản số 01/KH-VP" in press(client, plan, key_password=make.PASSWORD)
    assert Document.objects.get().signatures.get().kind == "signer"


def test_a_wrong_key_password_issues_nothing_and_none_issues_unsigned(client, world, leader):
    plan = make_submitted(world)
    step_up(client, leader)
    assert "Mật khẩu của tệp khóa chưa đúng" in press(client, plan, key_password="sai")
    assert Document.objects.count() == 0
    assert "Đã ban hành Kế hoạch số 01/KH-VP" in press(client, plan, key_password="")
    assert Document.objects.get().signatures.count() == 0


def test_the_queue_holds_what_the_user_may_sign(world, leader):
    plan = make_submitted(world)
    assert [item.key for item in waiting_for(leader)] == [f"plans.plan:{plan.pk}"]
    assert list(waiting_for(world.users["standing_office"])) == []
