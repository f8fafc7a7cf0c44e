"""A text that an OCR broke gets its marks back from clean plans; its own numbers stay; what is not sure is marked."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from plans.content import SectionContent, from_plan
from plans.models import ProposedChange
from plans.reading import shapes
from plans.restoring import places, restore
from plans.restoring.ocr import distance
from plans.services import accept_changes, propose_restoration
from units.tests.factories import make_world

from .factories import make_content, make_plan

CLEAN = (
    "Thực hiện Chỉ thị số 04/CT-UBND ngày 05/02/2024 của Chủ tịch UBND tỉnh về trồng cây gây rừng năm 2024.\n"
    "Các bản vùng cao giữ gìn nguồn nước sạch, không chặt phá rừng đầu nguồn; tổ bảo vệ rừng tuần tra hằng tuần.\n"
    "Trường học tổ chức cho học sinh chăm sóc vườn ươm, mỗi lớp nhận một luống cây con."
)
BROKEN = (
    "Thuc hién Chi thi sé 09/CT-UBND ngay 11/02/2025 cua Chu tich UBND tinh vé tréng cay gay rung nam 2025.\n"
    "Cac ban vung cao gitr gin nguén nudc sach, khéng chat pha rimg dau nguén; té bao vé rimg tuan tra hang tuan.\n"
    "Truong hoc té chic cho hoc sinh cham soc vuon uom, méi lép nhan mét lu6ng cay con."
)
RESTORED = (
    CLEAN.replace("04/CT-UBND", "09/CT-UBND").replace("05/02/2024", "11/02/2025").replace("năm 2024", "năm 2025")
)


def content(text, subject, **changes):
    """A plan with this text under one heading."""
    made = make_content(subject=subject, opening="", closing="", recipients="", **changes)
    made.sections = [SectionContent(level=1, numbering=shapes.ROMAN, heading="NỘI DUNG", body=text)]
    return made


def clean_plan():
    return content(CLEAN, "Trồng cây gây rừng năm 2024", year=2024, signer_name="Lường Văn Pâng", signer_title="")


def broken_plan(**changes):
    made = content(BROKEN, "Tréng cay gay rimg nam 2025", year=2025, signer_name="Luong Van Pang", signer_title="")
    made.sections[0].heading = "NOI DUNG"
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def restored(broken, *sources):
    return restore(broken, [(f"nguồn {number}", source) for number, source in enumerate(sources)])


def test_words_come_back_and_numbers_stay():
    found = restored(broken_plan(), clean_plan())
    whole = found.applied()
    assert whole.sections[0].body == RESTORED
    assert whole.sections[0].heading == "NỘI DUNG"
    assert whole.subject == "Trồng cây gây rừng năm 2025"
    assert whole.signer_name == "Lường Văn Pâng"
    assert whole.year == 2025


def test_what_nothing_like_it_exists_for_is_marked_and_not_sure():
    odd = "Lap dit may bcm nudc ching han cho canh d6ng Mudng Lay va sira kénh Nam Cat."
    broken = broken_plan()
    broken.sections[0].body += f"\n{odd}"
    last = restored(broken, clean_plan()).proposals[-2]
    assert last.place.text == odd
    assert last.decoded.doubts
    assert last.decoded.confidence < 80


def test_known_words_in_an_order_that_nobody_wrote_are_for_a_person_to_read():
    broken = broken_plan()
    broken.sections[0].body = "Hoc sinh bao vé nguén nudc va gir rirng."
    body = restored(broken, clean_plan()).proposals[2]
    assert body.place.text.startswith("Hoc sinh")
    assert body.decoded.confidence < 80


def test_a_word_is_not_sure_because_other_paragraphs_begin_with_it():
    source, broken = clean_plan(), broken_plan()
    source.sections[0].body += "\nCơ sở dạy nghề có xưởng mộc."
    broken.sections[0].body = "(Cé danh sach kem theo)"
    body = restored(broken, source).proposals[2].decoded
    assert body.proposed.startswith("(Có") or [doubt.start for doubt in body.doubts][0] == 1


def test_a_capital_is_dropped_only_inside_words_that_the_office_writes_small():
    broken = broken_plan()
    broken.sections[0].body = "Gửi Trai Rimg danh sach; té bao Vé rimg tuan tra hang tuan."
    found = restored(broken, clean_plan()).applied().sections[0].body
    assert " Rừng danh sách" in found
    assert "tổ bảo vệ rừng tuần tra" in found


def test_words_that_the_clean_text_has_more_are_not_brought_in():
    broken = broken_plan()
    broken.sections[0].body = "Cac ban vung cao gitr gin nguén nudc sach; tuan tra hang tuan."
    found = restored(broken, clean_plan()).applied()
    assert found.sections[0].body == "Các bản vùng cao giữ gìn nguồn nước sạch; tuần tra hằng tuần."


def test_clean_words_are_left_as_they_are():
    source = clean_plan()
    found = restored(clean_plan(), source)
    assert [proposal.place.key for proposal in found.proposals if proposal.differs] == []


def test_a_name_is_never_guessed():
    broken = broken_plan(signer_name="Quang Thi Bién")
    last = restored(broken, clean_plan()).proposals[-1]
    assert last.decoded.proposed == "Quang Thi Bién"
    assert last.decoded.doubts[0].reason.startswith("tên người")


def test_a_number_that_differs_by_one_figure_beside_the_same_date_is_doubted():
    broken = broken_plan()
    broken.sections[0].body = BROKEN.splitlines()[0].replace("09/CT-UBND ngay 11/02/2025", "01/CT-UBND ngay 05/02/2024")
    body = next(one for one in restored(broken, clean_plan()).proposals if one.key.endswith("body:0"))
    assert [doubt.word for doubt in body.decoded.doubts] == ["01/CT-UBND"]
    assert "01/CT-UBND" in body.decoded.proposed


def test_a_threshold_leaves_the_rest_as_it_was():
    odd = "Lap dit may bcm nudc ching han cho canh d6ng Mudng Lay va sira kénh Nam Cat."
    broken = broken_plan()
    broken.sections[0].body += f"\n{odd}"
    body = restored(broken, clean_plan()).applied(80).sections[0].body
    assert body.splitlines()[-1] == odd
    assert body.splitlines()[1] == RESTORED.splitlines()[1]


@pytest.mark.parametrize(("written", "word", "other"), [
    ("thwéng", "thưởng", "thông"), ("ctia", "của", "cả"), ("tryc", "trực", "tra"), ("nhiém", "nhiệm", "nhằm"),
    ("chtrc", "chức", "chú"), ("1ap", "lập", "áp"), ("dugc", "được", "dục"),
])  # fmt: skip
def test_what_an_ocr_takes_a_marked_vowel_for_is_near(written, word, other):
    assert distance(written, word) < distance(written, other)
    assert distance(written, word) < 1


@pytest.mark.parametrize("text", ["", "...", "2025", "– – –", "‘’", "a" * 3000, "Ỷ\u0301", "(((", "I1I."])
def test_strange_texts_break_nothing(text):
    broken = broken_plan()
    broken.sections[0].body = text
    for proposal in restored(broken, clean_plan()).proposals:
        assert 0 <= proposal.decoded.confidence <= 100


@pytest.fixture
def world(db):
    return make_world()


def test_proposals_are_accepted_above_a_threshold_and_a_version_is_kept(client, world):
    writer = world.users["standing_office"]
    source = make_plan(world)
    source.opening = CLEAN
    source.save(update_fields=["opening"])
    plan = make_plan(world, opening=BROKEN)
    client.force_login(writer)
    found = propose_restoration(plan=plan, sources=[source], actor=writer)
    page = client.get(reverse("plans:change_list", args=[plan.pk])).content.decode()
    assert "Tin cậy" in page
    client.post(reverse("plans:change_decide_many", args=[plan.pk]), {"dot": found.pk, "which": "sure", "from": "80"})
    plan.refresh_from_db()
    assert plan.opening == RESTORED
    assert plan.versions.get(kind="named").content["opening"] == BROKEN


def test_what_is_accepted_unread_keeps_its_doubtful_words_marked(client, world):
    writer = world.users["standing_office"]
    odd = "Lap dit may bcm nudc ching han cho canh d6ng Mudng Lay va sira kénh Nam Cat."
    source, plan = make_plan(world, opening=CLEAN), make_plan(world, opening=odd, subject="Trồng cây")
    client.force_login(writer)
    found = propose_restoration(plan=plan, sources=[source], actor=writer)
    client.post(reverse("plans:change_decide_many", args=[plan.pk]), {"dot": found.pk, "which": "sure", "from": "0"})
    plan.refresh_from_db()
    left = ProposedChange.objects.get(change_set__plan=plan, state="open", field="opening")
    assert (left.mark, left.before) == (True, plan.opening)
    page = client.get(reverse("plans:change_list", args=[plan.pk])).content.decode()
    assert f"<mark title=\"Máy đọc “{left.doubts[0]['written']}”" in page
    assert "#id_opening" in page


def test_proposing_again_replaces_what_waits_and_keeps_what_was_decided(world):
    writer = world.users["standing_office"]
    source, plan = make_plan(world, opening=CLEAN), make_plan(world, opening=BROKEN)
    first = propose_restoration(plan=plan, sources=[source], actor=writer)
    accept_changes(plan=plan, changes=[first.changes.get(before__startswith="Cac ban").pk], actor=writer)
    propose_restoration(plan=plan, sources=[source], actor=writer)
    open_ones = ProposedChange.objects.filter(change_set__plan=plan, state="open")
    assert not open_ones.filter(before__startswith="Cac ban").exists()
    assert open_ones.filter(before__startswith="Truong hoc").count() == 1
    assert from_plan(plan.__class__.objects.get(pk=plan.pk)).opening.splitlines()[1] == RESTORED.splitlines()[1]


def test_the_likest_clean_plans_are_chosen_already(client, world):
    client.force_login(world.users["standing_office"])
    near, far = make_plan(world, opening=CLEAN * 3), make_plan(world, opening="Văn nghệ quần chúng. " * 9)
    plan = make_plan(world, opening=BROKEN * 3)
    page = client.get(reverse("plans:plan_mend", args=[plan.pk])).content.decode()
    assert page.index(f'id="nguon-{near.pk}"') < page.index(f'id="nguon-{far.pk}"')
    assert f'value="{near.pk}" checked' in page


def test_the_command_reads_files_and_prints_text_or_json(tmp_path, capsys):
    head = "KẾ HOẠCH\nTrồng cây năm 2024\n\nI. NỘI DUNG\n\n"
    tail = "\n\nII. TỔ CHỨC THỰC HIỆN\n\nCác bản thực hiện kế hoạch này.\n\nNơi nhận:\n- Lưu: VT.\n"
    clean, broken = tmp_path / "lanh.txt", tmp_path / "hong.txt"
    clean.write_text(head + CLEAN.replace("\n", "\n\n") + tail, encoding="utf-8")
    broken.write_text((head + BROKEN.replace("\n", "\n\n") + tail).replace("2024", "2025"), encoding="utf-8")
    call_command("restore_plan", str(broken), "--from", str(clean), "--text")
    said = capsys.readouterr().out
    assert RESTORED.splitlines()[2] in said
    call_command("restore_plan", str(broken), "--from", str(clean), "--json")
    assert {"place", "before", "after", "confidence", "doubts"} <= set(json.loads(capsys.readouterr().out)[0])
    with pytest.raises(SystemExit):
        call_command("restore_plan", str(broken))
    with pytest.raises(SystemExit):
        call_command("restore_plan", str(clean), "--from", str(broken))
    assert "cũng hỏng chữ" in capsys.readouterr().err


def test_every_place_has_its_own_key():
    keys = [place.key for place in places(make_content())]
    assert len(keys) == len(set(keys))
