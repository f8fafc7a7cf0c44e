"""A result from above that was entered wrongly: mended in the register too, or taken back to wait."""

import pytest
from django.urls import reverse

from awards.models import Award, Nomination
from awards.services import forwarding
from awards.services.forwarding_results import take_back_result
from core.exceptions import Refused
from core.models import AuditEvent

from . import factories as make
from . import hearing

pytestmark = pytest.mark.django_db
State = Nomination.State
WORDS = {"decision_code": "1051/QĐ-TTg", "decided_on": "06/01/2026", "issuer_name": "Thủ tướng Chính phủ"}


@pytest.fixture
def item(world):
    return hearing.forward(world, make.make_appraised(world, make.make_round(world))).items.get()


def test_number_and_day_are_mended_here_and_in_the_register(world, client, item):
    hearing.award_above(world, item)
    client.force_login(world.users["standing_office"])
    assert "Sửa quyết định đã ghi" in client.get(item.forwarding.get_absolute_url()).content.decode()
    url = reverse("awards:forward_award_edit", args=[item.pk])
    assert "1500/QĐ-TTg" in client.get(url).content.decode()
    refused = client.post(url, WORDS | {"reason": ""})
    assert "Hãy ghi lý do sửa" in refused.content.decode()
    assert "1051/QĐ-TTg" in refused.content.decode()
    assert "không thể sau hôm nay" in client.post(url, WORDS | {"decided_on": "01/01/2099", "reason": "Nhầm."}).text
    assert client.post(url, WORDS | {"reason": "Gõ nhầm số."}).status_code == 302
    line = Award.objects.get()
    assert (line.decision_code, f"{line.decided_on:%d/%m}") == ("1051/QĐ-TTg", "06/01")
    assert make.reload(item).decision_code == "1051/QĐ-TTg"
    event = AuditEvent.objects.get(action="awards.correct_result")
    assert (event.before["decision"], event.after["decision"]) == ("1500/QĐ-TTg", "1051/QĐ-TTg")


def test_an_award_entered_by_mistake_leaves_the_register_and_waits_again(world, client, item):
    hearing.award_above(world, item)
    client.force_login(world.users["standing_office"])
    url = reverse("awards:forward_take_back", args=[item.pk])
    client.post(url, {"reason": ""})
    assert Award.objects.count() == 1
    client.post(url, {"reason": "Ghi nhầm người."})
    assert not Award.objects.exists()
    assert (make.reload(item).result, make.reload(item.nomination).state) == ("", State.FORWARDED)
    assert hearing.award_above(world, item, "1502/QĐ-TTg").result == "awarded"


def test_a_refusal_by_mistake_waits_again_until_the_nomination_goes_on(world, item):
    office = world.users["standing_office"]
    forwarding.refuse_above(actor=office, item=item, reason="Chưa đủ thời gian.")
    take_back_result(actor=office, item=item, reason="Đọc nhầm công văn.")
    assert make.reload(item.nomination).state == State.FORWARDED
    assert make.reload(item.nomination).reason == ""
    forwarding.refuse_above(actor=office, item=item, reason="Chưa đủ thời gian.")
    nomination = make.services.open_appraisal_again(actor=office, nomination=item.nomination)
    with pytest.raises(Refused, match="không sửa được nữa"):
        take_back_result(actor=office, item=item, reason="Đọc nhầm.")
    assert make.reload(nomination).state == State.RECEIVED


def test_what_waits_has_nothing_to_take_back(world, item):
    with pytest.raises(Refused, match="không sửa được nữa"):
        take_back_result(actor=world.users["standing_office"], item=item, reason="Nhầm.")
