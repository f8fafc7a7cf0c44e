"""Who is looked into waits: in no conclusion, no vote, no decision, and only the office knows why."""

import pytest
from django.urls import reverse

from awards import services
from awards.services import meetings
from core.exceptions import Refused
from core.testing import same_queries
from units.tests.factories import PersonFactory

from . import factories as make
from . import hearing
from .councils import make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_pages")]


def _prepare(world, nomination):
    office = world.users["standing_office"]
    return services.prepare_decision(actor=office, around=nomination.round, nominations=[nomination])


def test_a_flagged_nominee_stands_in_no_decision_and_no_vote_until_released(world):
    nomination = make.make_appraised(world, make.make_round(world))
    office = world.users["standing_office"]
    flag = hearing.flag(world, nomination)
    with pytest.raises(Refused, match="đang tạm dừng xét nên chưa đưa vào quyết định"):
        _prepare(world, nomination)
    meeting = make_meeting(world)
    with pytest.raises(Refused, match="chưa đưa ra Hội đồng"):
        meetings.add_to_agenda(actor=office, meeting=meeting, nominations=[nomination], rules={"ballot": "open"})
    hearing.release(world, flag)
    decision = _prepare(world, nomination)
    services.submit_decision(actor=office, decision=decision)
    hearing.flag(world, person=world.person)
    with pytest.raises(Refused, match="Chưa ký được.*đang tạm dừng xét"):
        services.sign_decision(actor=world.users["leader"], decision=decision)


def test_a_flag_on_the_person_holds_the_appraisal_of_every_nomination_and_bulk_leaves_it(world):
    make.rate(world.person)
    nomination = make.make_received(world, make.make_round(world))
    hearing.flag(world, person=world.person, kind="discipline")
    office = world.users["standing_office"]
    with pytest.raises(Refused, match="chưa đề nghị khen"):
        services.appraise(actor=office, nomination=nomination, proposal="accept", override_reason="Vẫn đề nghị.")
    accepted, left = services.accept_clear(actor=office, nominations=[nomination], judge_rest=True)
    assert (accepted, left) == ([], [nomination])
    assert services.appraise(actor=office, nomination=nomination, proposal="reject", opinion="Đang xem xét kỷ luật.")


def test_a_violation_ends_the_waiting_only_when_nothing_is_considered_any_more(world):
    nomination = make.make_received(world, make.make_round(world))
    flag = hearing.flag(world, nomination)
    with pytest.raises(Refused, match="Không đề nghị khen"):
        hearing.release(world, flag, outcome="violation", reason="Kết luận số 5.")
    services.appraise(
        actor=world.users["standing_office"], nomination=nomination, proposal="reject", opinion="Có vi phạm."
    )
    hearing.release(world, flag, outcome="violation", reason="Kết luận số 5.")
    with pytest.raises(Refused, match="trước đó"):
        hearing.release(world, flag)


@pytest.mark.parametrize(("role", "knows"), [("standing_office", True), ("leader", True), ("council_member", False),
                                             ("staff", False)])  # fmt: skip
def test_only_office_and_leaders_read_why(world, client, role, knows):
    nomination = make.make_received(world, make.make_round(world))
    hearing.flag(world, nomination)
    client.force_login(world.users[role])
    page = client.get(reverse("awards:nomination_detail", args=[nomination.pk])).content.decode()
    assert "Đang tạm dừng xét" in page
    assert (hearing.WORDS in page) is knows


def test_the_office_flags_and_releases_in_pages(world, client):
    nomination = make.make_received(world, make.make_round(world))
    client.force_login(world.users["standing_office"])
    url = reverse("awards:flag_set", args=[nomination.pk])
    bad = client.post(url, {"kind": "press", "since": "31/12/2099", "reason": "Báo nêu.", "scope": "person"})
    assert bad.status_code == 422
    assert "không thể sau hôm nay" in bad.content.decode()
    assert "Báo nêu." in bad.content.decode()
    client.post(url, {"kind": "press", "since": "01/01/2026", "reason": "Báo nêu.", "scope": "person"})
    flag = world.person.award_flags.get()
    page = client.get(reverse("awards:appraise", args=[nomination.pk])).content.decode()
    assert "mọi đề nghị của người này" in page
    client.post(reverse("awards:flag_release", args=[flag.pk]), {"outcome": "clean", "reason": "KL số 7."})
    assert "KL số 7." in client.get(reverse("awards:flag_list")).content.decode()
    facts = client.get(reverse("awards:person_facts", args=[world.person.pk])).content.decode()
    again = reverse("awards:flag_person", args=[world.person.pk])
    assert again in facts
    assert client.post(again, {"kind": "press", "since": "01/01/2026", "reason": "Báo nêu lại."}).status_code == 302
    assert world.person.award_flags.standing().count() == 1


def test_the_list_of_flags_costs_the_same_however_long(world, client):
    around = make.make_round(world)
    hearing.flag(world, make.make_received(world, around))
    client.force_login(world.users["standing_office"])

    def more():
        for _ in range(2):
            hearing.flag(world, person=PersonFactory(unit=world.division))

    same_queries(lambda: client.get(reverse("awards:flag_list")), more)
