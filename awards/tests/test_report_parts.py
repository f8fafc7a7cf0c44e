"""The report of a collective or a household: facts of it in part I, what its unit proposes last."""

import pytest

from awards.content import fields_of
from awards.models import Target
from awards.papers.report import report_content
from documents.official import Heading, ListItem

from . import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("target", [Target.COLLECTIVE, Target.HOUSEHOLD])
def test_facts_stand_in_part_one_and_the_proposal_is_no_achievement(world, target):
    row = make.make_nomination(world, make.make_round(world), unit=world.division, code="TTLDTT")
    row.target = target
    row.content = {field.key: f"Lời của {field.key}." for field in fields_of(row)}
    body = report_content(row, [], [], None).body
    heads = [(block.number, block.text) for block in body if isinstance(block, Heading) and block.level == 1]
    assert [label for label, _ in heads] == ["I", "II", "III", "IV"]
    assert heads[-1][1] == "Đề xuất của đơn vị"
    first = body[: next(at for at, block in enumerate(body) if isinstance(block, Heading) and block.number == "II")]
    facts = [block.text for block in first if isinstance(block, ListItem)]
    assert ("Số người hiện có: Lời của members." in facts) is (target == Target.COLLECTIVE)
    assert body[-1].text == "Lời của opinion."
