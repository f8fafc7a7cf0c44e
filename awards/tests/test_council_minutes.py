"""What the minutes of a council say of who was there and who signs them."""

import pytest

from awards.papers import meetings as papers
from awards.services import voting

from .councils import attend, make_sitting


@pytest.fixture
def office(world):
    return world.users["standing_office"]


def test_the_minutes_say_who_was_there_at_each_vote(world, office):
    sitting = make_sitting(world, size=4, present=3)
    voting.begin_vote(actor=office, item=sitting.item)
    for seat in sitting.seats[:3]:
        voting.cast_ballot(actor=seat.user, item=sitting.item, choice="y")
    voting.count_votes(actor=office, item=sitting.item)
    attend(world, sitting.meeting, present=4)
    said = papers.minutes(sitting.meeting)
    assert "1. Khi khai mạc có mặt 3/4 thành viên" in said["body"]
    by_vote = "- Khi bỏ phiếu nội dung 1: có mặt 3/4 thành viên; được bỏ phiếu 3."
    assert by_vote in said["body"]
    assert by_vote in papers.counting_minutes(sitting.meeting)["body"]
    assert "Ủy viên Số 4 - Ủy viên (vắng khi khai mạc)" in said["details"]["attendees"]
    attend(world, sitting.meeting, present=3, written=1)
    said = papers.minutes(sitting.meeting)
    assert "Ủy viên Số 4" not in said["details"]["attendees"]
    assert "- Vắng mặt, có ý kiến bằng văn bản: Ủy viên Số 4." in said["body"]
