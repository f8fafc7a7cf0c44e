"""The report of a collective or a household: facts of it in part I, what its unit proposes last."""

import pytest

from awards.content import fields_of
from awards.models import Target
from awards.papers.report import report_content
from documents.layout import lay_out
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


@pytest.mark.parametrize("nominee", ["person", "unit"])
def test_the_head_has_his_block_whoever_prints(world, nominee):
    given = {"person": world.person} if nominee == "person" else {"unit": world.division, "code": "TTLDTT"}
    row = make.make_nomination(world, make.make_round(world), **given)
    row.dossier.unit.head_title = "TRƯỞNG PHÒNG"
    sheet = lay_out(report_content(row, [], [], None))
    blocks = [block for pair in sheet.tellers for block in pair] + [sheet.secretary, sheet.signature]
    shown = [(" ".join(block.authority), block.name) for block in blocks if block]
    head = ("TRƯỞNG PHÒNG", "")
    confirmed = ("XÁC NHẬN CỦA CẤP TRÌNH KHEN THƯỞNG", "")
    person = ("NGƯỜI BÁO CÁO", world.person.full_name)
    assert shown == ([person, head, confirmed] if nominee == "person" else [confirmed, head])
