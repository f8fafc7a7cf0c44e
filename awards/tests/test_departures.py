"""Who is proposed against the conditions, or under a discipline: the signer and the level above are told."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from awards import services
from awards.departures import departures_of
from awards.models import Discipline, Forwarding, Nomination
from awards.papers.hearing import submission
from awards.searching import NOMINATIONS
from core.models import AuditEvent
from core.search.finding import hits

from . import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
WHY = "Sự việc đã khắc phục xong."


@pytest.fixture
def nomination(world):
    """Received, every condition met, the nominee under a reprimand."""
    make.rate(world.person, "HTT")
    found = make.make_received(world, make.make_round(world))
    reprimand(world.person)
    make.judge_all(world.users["standing_office"], found)
    return found


def reprimand(person):
    return Discipline.objects.create(person=person, level="1_khien_trach", decided_on=timezone.localdate())


def agree(world, nomination, **said):
    office = world.users["standing_office"]
    return services.appraise(actor=office, nomination=nomination, proposal="accept", override_reason=WHY, **said)


def test_whoever_agrees_to_somebody_under_discipline_says_that_he_knows_it(world, client, nomination):
    client.force_login(world.users["standing_office"])
    url = reverse("awards:appraise", args=[nomination.pk])
    said = {"judge-LDTT.b": "yes", "verdict": "accept", "override_reason": WHY}
    page = client.post(url, said).content.decode()
    assert "hãy đánh dấu “Tôi đã biết”" in page
    assert WHY in page
    assert make.reload(nomination).state == Nomination.State.RECEIVED
    done = client.post(url, said | {"knows_blocks": "on"}, follow=True).content.decode()
    assert "đề nghị khen, khác kết quả đối chiếu" in done
    event = AuditEvent.objects.get(action="awards.appraise")
    assert event.after["blocks"] == ["discipline"]


def test_list_draft_and_leader_are_told_why_and_by_whom(world, client, nomination):
    agree(world, nomination, knows_blocks=True)
    office, leader = world.users["standing_office"], world.users["leader"]
    client.force_login(office)
    pages = [client.get(reverse("awards:decision_prepare", args=[nomination.round_id]))]
    draft = services.prepare_decision(actor=office, around=nomination.round, nominations=[make.reload(nomination)])
    pages.append(client.get(draft.get_absolute_url()))
    services.submit_decision(actor=office, decision=draft)
    client.force_login(leader)
    pages += [client.get(draft.get_absolute_url()), client.get(reverse("awards:decision_sheet", args=[draft.pk]))]
    for answer in pages:
        page = answer.content.decode()
        assert "Khiển trách từ ngày" in page
        assert f"Vẫn đề nghị khen vì: {WHY.rstrip('.')} ({office.full_name}, " in page


def test_a_discipline_that_came_after_the_appraisal_is_told_and_an_ended_one_is_not(world):
    found = make.make_appraised(world, make.make_round(world, codes=("LDTT",)), person=world.person2)
    found.appraisal.overridden = False
    found.appraisal.save()
    measure = reprimand(world.person2)
    [told] = departures_of([found]).values()
    assert "chưa ai kết luận" in told.answer
    measure.ended_on = timezone.localdate() - dt.timedelta(days=1)
    measure.save()
    assert departures_of([found]) == {}


def test_the_submission_claims_of_nobody_that_he_meets_what_he_does_not(world, nomination):
    agree(world, nomination, knows_blocks=True)
    rows = [make.reload(nomination)]
    above = Forwarding(round=nomination.round, to_name="Bộ Nội vụ")
    said = submission(above, rows)["body"]
    assert "đủ điều kiện" not in said
    assert f"{world.person.full_name} (Khiển trách từ ngày" in said
    assert f"vẫn đề nghị khen vì: {WHY.rstrip('.')})" in said
    Discipline.objects.all().delete()
    rows[0].appraisal.overridden = False
    rows[0].appraisal.save()
    assert "các đề nghị trong danh sách đủ điều kiện trình khen thưởng." in submission(above, rows)["body"]


def test_what_was_agreed_to_against_the_conditions_never_reads_as_meeting_them(world, client, nomination):
    agree(world, nomination, knows_blocks=True)
    client.force_login(world.users["standing_office"])
    listed = reverse("awards:appraisal_list", args=[nomination.round_id]) + "?stage=xong"
    pages = [listed, nomination.get_absolute_url(), nomination.dossier.get_absolute_url()]
    for url in (*pages, reverse("awards:appraise", args=[nomination.pk])):
        page = client.get(url).content.decode()
        assert '<span class="chip chip-soon">Đề nghị khen, khác kết quả đối chiếu</span>' in page
        assert "Đủ điều kiện" not in page
    [found] = hits(NOMINATIONS, world.users["standing_office"], [nomination.pk])
    assert (found.chip, found.chip_kind) == ("Đề nghị khen, khác kết quả đối chiếu", "soon")
