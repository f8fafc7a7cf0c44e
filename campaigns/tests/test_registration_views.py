import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from campaigns.models import Registration
from campaigns.tests.factories import CampaignFactory, RegistrationFactory

WRITTEN = {
    "version": "0",
    "pledge": "Việc hôm nay không để ngày mai",
    "targets": "- 98% đúng hạn\n\n- Hai sáng kiến",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(dt.datetime(2026, 3, 10, 3, tzinfo=dt.UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def campaign(world):
    units = [world.division, world.other_division]
    return CampaignFactory(unit=world.office, units=units, launched=True)


@pytest.fixture
def address(world, campaign):
    def of(act="registration", unit=None):
        return reverse(f"campaigns:{act}", args=[campaign.pk, (unit or world.division).pk])

    return of


@pytest.fixture
def staff(world, client):
    client.force_login(world.users["staff"])
    return client


@pytest.fixture
def head(world, client):
    client.force_login(world.users["head"])
    return client


def autosave(client, url, **data):
    return client.post(url, WRITTEN | data, headers={"X-Autosave": "1"})


def test_looking_at_the_form_writes_nothing(staff, address):
    page = staff.get(address()).content.decode()
    assert 'name="version" value="0"' in page
    assert not Registration.objects.exists()


def test_staff_writes_and_the_page_says_that_the_head_sends(staff, address):
    page = staff.post(address(), WRITTEN, follow=True).content.decode()
    assert "Đã lưu bản nháp." in page
    assert "Gửi đăng ký" not in page
    assert "lãnh đạo đơn vị xem và gửi" in page
    row = Registration.objects.get()
    assert list(row.targets.values_list("text", flat=True)) == ["98% đúng hạn", "Hai sáng kiến"]


def test_autosave_says_when_and_which_version(staff, address):
    answer = autosave(staff, address("registration_autosave"))
    assert answer.json() == {"saved_at": "10:00:00", "version": 1}
    again = autosave(staff, address("registration_autosave"), version="1", pledge="Khác")
    assert again.json()["version"] == 2


def test_autosave_warns_the_second_of_two_editors(staff, address, campaign, world):
    RegistrationFactory(campaign=campaign, unit=world.division, version=5)
    answer = autosave(staff, address("registration_autosave"), version="4")
    assert answer.status_code == 409
    assert "Người khác vừa lưu" in answer.json()["error"]


def test_autosave_says_what_is_wrong(staff, address):
    answer = autosave(staff, address("registration_autosave"), targets="x" * 501)
    assert answer.status_code == 422
    assert "Chỉ tiêu thứ 1 dài quá 500 ký tự" in answer.json()["errors"]["targets"][0]


def test_autosave_answers_an_expired_login_in_its_own_way(client, address):
    assert autosave(client, address("registration_autosave")).status_code == 401


def test_another_units_registration_is_neither_read_nor_written(staff, address, world):
    assert staff.get(address(unit=world.other_division)).status_code == 403
    assert staff.post(address(unit=world.other_division), WRITTEN).status_code == 403
    assert autosave(staff, address("registration_autosave", world.other_division)).status_code == 403


def test_the_head_sends_what_stands_in_the_form_and_gets_a_reference(head, address, campaign):
    page = head.post(address("registration_send"), WRITTEN, follow=True).content.decode()
    row = Registration.objects.get()
    assert row.is_sent
    assert row.reference in page
    assert "Việc hôm nay không để ngày mai" in page
    assert "Rút lại để sửa" in page


def test_an_empty_form_is_not_sent_and_says_what_is_missing(head, address):
    page = head.post(address("registration_send"), WRITTEN | {"targets": ""}).content.decode()
    assert "Hãy ghi ít nhất một chỉ tiêu trước khi gửi." in page
    assert "Việc hôm nay không để ngày mai" in page
    assert not Registration.objects.exists()


def test_after_the_deadline_nothing_is_sent_and_nothing_typed_is_lost(head, address, clock, world):
    clock.move_to(dt.datetime(2026, 3, 21, 3, tzinfo=dt.UTC))
    head.force_login(world.users["head"])
    assert "Gửi đăng ký" not in head.get(address()).content.decode()
    page = head.post(address("registration_send"), WRITTEN).content.decode()
    assert "Hạn đăng ký 20/03/2026 đã qua" in page
    assert "Việc hôm nay không để ngày mai" in page


def test_the_head_takes_it_back_and_the_form_is_open_again(head, address, campaign, world):
    RegistrationFactory(campaign=campaign, unit=world.division, sent=True)
    page = head.post(address("registration_withdraw"), follow=True).content.decode()
    assert "Nhớ gửi lại trước hạn" in page
    assert "Gửi đăng ký" in page


def test_who_oversees_the_campaign_reads_but_does_not_write(world, client, address, campaign):
    RegistrationFactory(campaign=campaign, unit=world.division, sent=True)
    client.force_login(world.users["leader"])
    page = client.get(address()).content.decode()
    assert "98% hồ sơ đúng hạn" in page
    assert "<textarea" not in page
    assert "Rút lại" not in page
    assert client.post(address(), WRITTEN).status_code == 403


def test_a_unit_that_was_not_asked_has_no_page(world, staff, campaign):
    url = reverse("campaigns:registration", args=[campaign.pk, world.office.pk])
    assert staff.get(url).status_code == 404
