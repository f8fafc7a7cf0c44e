"""The report of a collective or a household: facts of it in part I, what its unit proposes last."""

import pytest
from django.urls import reverse

from awards.content import fields_of, unwritten
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


def test_words_are_no_number_of_people(world, client):
    words = make.full_content("collective") | {"members": "Đông đủ, đoàn kết một lòng"}
    row = make.make_nomination(world, make.make_round(world), unit=world.division, code="TTLDTT", content=words)
    assert [field.key for field in unwritten(row)] == ["members"]
    for none in ("-3", "0 người"):
        row.content["members"] = none
        assert [field.key for field in unwritten(row)] == ["members"]
    client.force_login(world.users["staff"])
    typed = {**words, "figures": "", "figure-0-0": "Văn bản", f"figure-0-{row.round.year}": "rất nhiều", "version": 2}
    kept = client.post(reverse("awards:nomination_autosave", args=[row.pk]), typed)
    assert kept.json()["version"] == 3
    page = client.post(reverse("awards:nomination_edit", args=[row.pk]), typed | {"version": 3}).content.decode()
    assert "Số người hiện có</a>: Hãy ghi con số bằng chữ số. Ví dụ: 12 người" in page
    assert f"năm {row.round.year} ghi “rất nhiều” là chưa có con số" in page
    assert "Số người hiện có (chưa ghi con số)" in page
    assert "đoàn kết một lòng</textarea>" in page
    mended = typed | {"version": 3, "members": "12 người", f"figure-0-{row.round.year}": "120"}
    assert client.post(reverse("awards:nomination_edit", args=[row.pk]), mended).status_code == 302
    assert unwritten(make.reload(row)) == []
