"""Which rule sets hold when achievements ended under one and the dossier is received under another."""

import datetime as dt

import pytest
from django.urls import reverse

from awards.assessment import assess
from awards.choice_of_rules import ARTICLE, held
from awards.models import Dossier, Nomination, Round
from awards.rulebook import Rulebook
from awards.services.rounds import choose_rules
from core.exceptions import Refused
from core.models import AuditEvent

from . import factories as make

pytestmark = pytest.mark.django_db
BEFORE, AFTER = dt.date(2026, 9, 15), dt.date(2026, 10, 5)


@pytest.mark.parametrize(
    ("received", "period_end", "code", "confirmed", "said"),
    [
        (BEFORE, dt.date(2026, 6, 30), "RS-2022", True, "cùng một bộ"),
        (AFTER, dt.date(2026, 6, 30), "RS-2026", False, "Văn bản không nói riêng"),
        (BEFORE, dt.date(2026, 12, 31), "RS-2022", False, "có lợi hơn"),
        (AFTER, dt.date(2026, 12, 31), "RS-2026", True, "cùng một bộ"),
    ],
)
def test_for_a_pair_of_days_the_page_says_which_set_and_why(received, period_end, code, confirmed, said):
    found = held(Rulebook(), received=received, period_end=period_end)
    assert (found.sets[0].code, found.confirmed) == (code, confirmed)
    assert said in " ".join(found.why)


def test_the_day_page_takes_the_end_of_the_period_too(world, client):
    client.force_login(world.users["staff"])
    url = reverse("awards:rule_list")
    page = client.get(url, {"ngay": "05/10/2026", "thanh-tich": "30/06/2026"}).content.decode()
    assert "Văn bản không nói riêng" in page
    assert ARTICLE in page
    assert ARTICLE not in client.get(url, {"ngay": "05/10/2026"}).content.decode()
    wrong = client.get(url, {"thanh-tich": "hôm qua"})
    assert "“hôm qua” không phải một ngày" in wrong.content.decode()
    assert wrong.context["held"] is None


@pytest.fixture
def received(world):
    """A dossier received under the new set, for achievements that ended under the old one."""
    around = make.make_round(world)
    Round.objects.filter(pk=around.pk).update(period_start=dt.date(2026, 1, 1), period_end=dt.date(2026, 6, 30))
    nomination = make.make_received(world, Round.objects.get(pk=around.pk))
    Dossier.objects.update(received_at=dt.datetime(2026, 10, 5, 3, tzinfo=dt.UTC))
    return nomination


def code_of(nomination):
    return assess(Nomination.objects.get(pk=nomination.pk)).rule_set.code


def test_an_office_chooses_for_a_round_with_its_reason_and_takes_it_back(world, received, client):
    client.force_login(world.users["standing_office"])
    url = reverse("awards:round_rules", args=[received.round_id])
    assert code_of(received) == "RS-2026"
    assert "vì sao chọn" in client.post(url, {"which": "period", "reason": " "}).content.decode()
    assert "Hãy ghi ngày" in client.post(url, {"which": "day", "reason": "Công văn 12"}).content.decode()
    assert code_of(received) == "RS-2026"
    page = client.post(url, {"which": "period", "reason": "Công văn 12/BTĐKT"}, follow=True).content.decode()
    assert "của ngày 30/06/2026, cơ quan xét chọn (“Công văn 12/BTĐKT”)" in page
    assert code_of(received) == "RS-2022"
    event = AuditEvent.objects.get(action="awards.choose_rules")
    assert (event.reason, event.after) == ("Công văn 12/BTĐKT", {"rules_on": "2026-06-30"})
    sheet = client.get(reverse("awards:appraise", args=[received.pk])).content.decode()
    assert "Cơ quan xét chọn tiêu chuẩn của ngày 30/06/2026" in sheet
    client.post(url, {"which": "receipt", "reason": "Có hướng dẫn mới"})
    assert code_of(received) == "RS-2026"


@pytest.mark.parametrize(
    ("day", "said"), [(dt.date(2019, 1, 1), "không có bộ tiêu chuẩn"), (None, "không có gì để đổi")]
)
def test_what_cannot_be_chosen_is_refused(world, received, day, said):
    with pytest.raises(Refused, match=said):
        choose_rules(actor=world.users["standing_office"], around=received.round, day=day, reason="Thử")
