"""A vote of the unit's own meeting that fell short: its minutes say so, and whoever decides on it is told."""

import pytest
from django.urls import reverse

from awards.departures import departures_of
from awards.models import UnitMinutes
from awards.papers.drafts import markup
from awards.papers.minutes import minutes_body
from awards.services import meetings

from . import factories as make
from .councils import attend, make_council, make_meeting

pytestmark = pytest.mark.django_db


def conclusion(nominations):
    minutes = UnitMinutes.objects.get()
    return markup(minutes_body(nominations[0].dossier, minutes, nominations)).split("\n4. Kết luận")[1]


def test_the_minutes_propose_whom_more_than_half_were_for(world):
    first = make.make_nomination(world, make.make_round(world))
    assert conclusion([first]) == (
        ": Phòng Tổng hợp đề nghị khen thưởng cá nhân có tên trên, đã được quá nửa số người có mặt đồng ý."
    )
    second = make.make_nomination(world, first.round, person=world.person2, code="GK", dossier=first.dossier)
    make.hold_meeting(second, votes=(4, 5))
    proposed, refused = conclusion([first, second]).strip().split("\n")
    name = world.person.full_name
    assert proposed.startswith("Được quá nửa số người có mặt đồng ý, Phòng Tổng hợp đề nghị khen thưởng: ")
    assert name in proposed
    assert "Trần Văn Bình" not in proposed
    assert refused == f"Không được quá nửa số người có mặt đồng ý: {world.person2.honorific} Trần Văn Bình (Giấy khen)."
    second.votes_for = None
    assert conclusion([second]).strip() == f"Chưa ghi số phiếu: {world.person2.honorific} Trần Văn Bình (Giấy khen)."


@pytest.mark.pages
def test_who_appraises_votes_and_signs_reads_that_the_unit_was_not_for_it(world, client):
    said = "Cuộc họp của đơn vị: 3/9 phiếu đồng ý, không quá nửa."
    found = make.make_received(world, make.make_round(world))
    make.hold_meeting(found, votes=(3, 6))
    client.force_login(world.users["standing_office"])
    pages = [reverse("awards:appraise", args=[found.pk]), reverse("awards:appraisal_list", args=[found.round_id])]
    for page in pages:
        assert said in client.get(page).content.decode(), page
    found = make.agree(world.users["standing_office"], found)
    meeting = make_meeting(world, make_council(world))
    rules = {"ballot": "secret", "threshold": "80%", "threshold_of": "all", "tie": "fails"}
    meetings.add_to_agenda(actor=world.users["standing_office"], meeting=meeting, nominations=[found], rules=rules)
    assert said in client.get(meeting.get_absolute_url()).content.decode()
    attend(world, meeting)
    meetings.open_meeting(actor=world.users["standing_office"], meeting=meeting)
    client.force_login(meeting.chair.user)
    assert said in client.get(reverse("awards:ballot", args=[meeting.items.get().pk])).content.decode()
    assert said in departures_of([found])[found.pk].answer
    make.hold_meeting(found, votes=(5, 4))
    assert said not in str(departures_of([found]))
