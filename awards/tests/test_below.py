"""What the office above reads of the council and the agencies of the office that sent a nomination up."""

import pytest

from awards.models import AgendaItem, Meeting
from awards.papers.hearing import submission

from . import factories as make
from . import hearing
from .councils import make_sitting

pytestmark = pytest.mark.django_db


def vote(world, **sums):
    """A closed meeting of six members, five of them there, that passed a nomination by three votes to two."""
    sitting = make_sitting(world, size=6, present=5, threshold=">1/2", of="present")
    values = {"yes": 3, "no": 2, "invalid": 0, "members": 6, "present": 5, "needed": 3, "passed": True, **sums}
    AgendaItem.objects.filter(pk=sitting.item.pk).update(state="counted", **values)
    Meeting.objects.filter(pk=sitting.meeting.pk).update(state="closed", closed_at=sitting.meeting.opened_at)
    return sitting


def test_the_submission_reckons_the_vote_as_the_minutes_do(world):
    sitting = vote(world)
    sent = hearing.forward(world, make.reload(sitting.nomination))
    body = submission(sent, [sitting.nomination])["body"]
    assert "thông qua (3/5 phiếu đồng ý, 60,0%, tính trên số thành viên dự họp)." in body
    assert "3/6" not in body
