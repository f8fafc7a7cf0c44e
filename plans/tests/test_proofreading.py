"""Plans are proofread: what is found leads to its field, is mended, set aside, and shown when a plan is sent."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from core.exceptions import Refused
from core.models import AuditEvent
from core.testing import same_queries
from documents.proofreading import check
from plans import services
from plans.content import SectionContent, TaskContent, from_plan
from plans.finding_places import places_in_source
from plans.models import Plan
from plans.proofreading import (
    findings_of,
    known_bases,
    mended,
    proof_of,
    proof_text_of_file,
    read_text,
    text_of,
)
from plans.reading import read_text as read_plan_text
from plans.reading import shapes
from plans.tests.test_commands import run
from units.tests.factories import make_world

from .factories import make_content, make_issued, make_plan, make_submitted

SAMPLES = Path(__file__).parent / "samples"
# What a reader judged to be an error in each of the made-up plans; no other error is right.
JUDGED = {
    "dong-trong-chu-ky-so.txt": ["numbering", "year-drift"],
    "quet-mat-dau.txt": ["garbled-text"],
    "van-phong-ngat-dong.txt": ["missing-annex"],
}


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def faulty(world):
    """A draft with a doubled word, last year in its closing and a space too many."""
    plan = make_plan(
        world, closing="Trên đây là Kế hoạch chăm sóc vườn thuốc năm 2025; đề nghị các các phòng thực hiện."
    )
    section = plan.sections.get(heading="Mục đích")
    section.body = "Vườn thuốc  được chăm sóc."
    section.save()
    return plan


@pytest.fixture
def writer(client, world):
    client.force_login(world.users["standing_office"])
    return client


@pytest.mark.parametrize(
    "name",
    ["bang-theo-quy.txt", "danh-dau-markdown.txt", "dong-trong-chu-ky-so.txt", "phan-thu-chu-ky-truoc.txt",
     "quet-mat-dau.txt", "so-day-du.txt", "van-phong-ngat-dong.txt"],
)  # fmt: skip
def test_what_is_called_an_error_in_a_sample_is_one(name):
    text = read_text(read_plan_text((SAMPLES / name).read_text(encoding="utf-8")))
    assert sorted(each.rule for each in check(text) if each.severity == "error") == JUDGED.get(name, [])


def test_every_finding_of_the_samples_points_at_its_words(db):
    for file in SAMPLES.glob("*.txt"):
        try:
            findings = check(proof_text_of_file(file.name, file.read_bytes()))
        except Refused:
            continue
        read = read_plan_text(file.read_text(encoding="utf-8"))
        text = read_text(read)
        for each in findings:
            passage = text.passage(each.field) if each.field else None
            assert (passage.text[each.start : each.end] if passage else "") == each.words


def test_fields_are_named_and_hold_the_text_as_the_editor_does(faulty):
    text = text_of(from_plan(faulty), finished=False)
    section = faulty.sections.get(heading="Mục đích")
    task = faulty.tasks.first()
    fields = {each.field: each.text for each in text.passages}
    assert fields["closing"] == faulty.closing
    assert fields[f"section:{section.pk}:body"] == section.body
    assert fields[f"task:{task.pk}:content"] == task.content
    assert {each.section for each in text.passages} >= {"Lời kết", "Mục I.1", "Mục II, nhiệm vụ 1"}


def test_the_shipped_bases_are_known_where_the_table_is_empty(db):
    [basis] = [each for each in known_bases() if each.number == "34-CT/TW"]
    assert basis.replaced_by == "Chỉ thị số 41-CT/TW"


def test_mending_puts_every_certain_place_right_and_nothing_else(faulty):
    content, count = mended(from_plan(faulty), [each for each in findings_of(faulty) if each.certain])
    assert count == 3
    assert content.closing == "Trên đây là Kế hoạch chăm sóc vườn thuốc năm 2026; đề nghị các phòng thực hiện."
    assert content.sections[1].body == "Vườn thuốc được chăm sóc."
    assert mended(content, [each for each in findings_of(faulty) if each.certain])[1] == 0  # the words are gone


def test_a_cell_of_another_column_is_read_and_mended():
    content = make_content()
    content.sections[2].tasks[1].extra = {"result": "Báo cáo của của phòng"}
    [finding] = [each for each in check(text_of(content, finished=False)) if each.field.endswith(":result")]
    assert mended(content, [finding])[0].sections[2].tasks[1].extra == {"result": "Báo cáo của phòng"}


def test_one_press_mends_through_the_save_and_keeps_a_version(faulty, world):
    finding = next(each for each in proof_of(faulty).errors if each.rule == "repeated-word")
    plan, count = services.fix_findings(plan=faulty, keys=[finding.key], actor=world.users["standing_office"])
    assert (count, plan.version) == (1, faulty.version + 1)
    assert "năm 2025; đề nghị các phòng" in Plan.objects.get(pk=plan.pk).closing
    with pytest.raises(Refused, match="đã đổi"):
        services.fix_findings(plan=faulty, keys=[finding.key], actor=world.users["standing_office"])


def test_a_finding_is_set_aside_with_a_reason_and_taken_up_again(faulty, world):
    actor = world.users["standing_office"]
    finding = proof_of(faulty).errors[0]
    with pytest.raises(Refused, match="lý do"):
        services.dismiss_finding(plan=faulty, key=finding.key, reason=" ", actor=actor)
    dismissed = services.dismiss_finding(plan=faulty, key=finding.key, reason="Đúng như vậy", actor=actor)
    assert finding.key not in [each.key for each in proof_of(faulty).open]
    event = AuditEvent.objects.get(action="plans.dismiss_finding")
    assert (event.reason, event.after) == ("Đúng như vậy", {"rule": finding.rule})
    faulty.opening = f"Thêm một câu ở đầu.\n{faulty.opening}"
    faulty.save()
    assert finding.key not in [each.key for each in proof_of(faulty).open]  # it stays aside while the text moves
    services.reopen_finding(dismissed=dismissed, actor=actor)
    assert finding.key in [each.key for each in proof_of(faulty).open]
    with pytest.raises(Refused, match="đã đổi"):
        services.dismiss_finding(plan=faulty, key="khong-co", reason="Giữ", actor=actor)


def test_open_errors_pass_with_a_reason_only_and_the_leader_reads_it(faulty, world, client):
    actor = world.users["standing_office"]
    with pytest.raises(Refused, match="còn 2 lỗi"):
        services.submit_plan(plan=faulty, actor=actor)
    services.submit_plan(plan=faulty, actor=actor, reason="Kế hoạch nối tiếp của năm trước")
    event = AuditEvent.objects.get(action="plans.submit")
    assert (event.reason, event.after["open_errors"]) == ("Kế hoạch nối tiếp của năm trước", 2)
    client.force_login(world.users["leader"])
    page = client.get(faulty.get_absolute_url()).content.decode()
    assert "2 lỗi, 1 cần xem" in page
    assert "Kế hoạch nối tiếp của năm trước" in page


def test_a_plan_without_errors_is_sent_without_a_reason(world):
    make_submitted(world)
    assert AuditEvent.objects.get(action="plans.submit").reason == ""


def test_the_page_asks_for_the_reason_and_shows_the_errors(writer, faulty):
    page = writer.get(faulty.get_absolute_url()).content.decode()
    assert "Gửi ký khi còn lỗi" in page
    answer = writer.post(reverse("plans:plan_submit", args=[faulty.pk]), {"reason": ""}, follow=True)
    assert "còn 2 lỗi" in answer.content.decode()
    writer.post(reverse("plans:plan_submit", args=[faulty.pk]), {"reason": "Đã xem"})
    assert Plan.objects.get(pk=faulty.pk).state == Plan.State.SUBMITTED


def test_the_list_leads_to_the_fields_and_mends_without_a_script(writer, faulty):
    page = writer.get(reverse("plans:plan_proofread", args=[faulty.pk])).content.decode()
    assert 'data-go-field="closing"' in page
    assert "Sửa 3 chỗ chắc chắn" in page
    answer = writer.post(reverse("plans:plan_fix", args=[faulty.pk]), {"all": "1"}, follow=True)
    assert "Đã sửa 3 chỗ." in answer.content.decode()
    assert proof_of(Plan.objects.get(pk=faulty.pk)).certain == []


def test_beside_the_text_the_answer_is_the_fresh_list_and_an_event(writer, faulty):
    key = proof_of(faulty).errors[0].key
    answer = writer.post(reverse("plans:plan_fix", args=[faulty.pk]), {"key": key}, headers={"HX-Request": "true"})
    assert json.loads(answer["HX-Trigger-After-Swap"]) == {"plan-fixed": {"version": faulty.version + 1}}
    assert 'id="soat-loi"' in answer.content.decode()
    again = writer.post(reverse("plans:plan_fix", args=[faulty.pk]), {"key": key}, headers={"HX-Request": "true"})
    assert "đã đổi" in again.content.decode()
    assert "HX-Trigger-After-Swap" not in again


def test_setting_aside_on_the_page_needs_a_reason(writer, faulty):
    key = proof_of(faulty).errors[0].key
    url = reverse("plans:finding_dismiss", args=[faulty.pk])
    assert "hãy ghi lý do" in writer.post(url, {"key": key}, follow=True).content.decode()
    page = writer.post(url, {"key": key, "reason": "Tên riêng"}, follow=True).content.decode()
    assert "Tên riêng" in page
    dismissed = faulty.dismissed_findings.get()
    writer.post(reverse("plans:finding_reopen", args=[faulty.pk, dismissed.pk]))
    assert not faulty.dismissed_findings.exists()


def test_the_leader_reads_what_was_found_and_changes_nothing(client, world):
    plan = make_submitted(world)
    client.force_login(world.users["leader"])
    page = client.get(reverse("plans:plan_findings", args=[plan.pk])).content.decode()
    assert "Bỏ qua" not in page
    assert client.post(reverse("plans:plan_fix", args=[plan.pk]), {"all": "1"}).status_code == 403


def test_a_plan_in_force_shows_no_findings_to_the_house(client, world):
    plan = make_issued(world)
    client.force_login(world.users["staff"])
    assert client.get(reverse("plans:plan_findings", args=[plan.pk])).status_code == 403
    assert "Soát lỗi:" not in client.get(plan.get_absolute_url()).content.decode()


def test_a_longer_plan_asks_the_database_no_more(writer, faulty):
    def grow():
        content = from_plan(faulty)
        content.sections += [
            SectionContent(numbering=shapes.ROMAN, heading=f"PHẦN {place}", uid=f"moi{place}x",
                           tasks=[TaskContent(content=f"Việc các các số {place}", agencies="Phòng lạ")])
            for place in range(5)
        ]  # fmt: skip
        fresh = Plan.objects.get(pk=faulty.pk)
        services.save_plan(plan=fresh, content=content, version=fresh.version, actor=None)

    same_queries(lambda: writer.get(reverse("plans:plan_findings", args=[faulty.pk])), grow)


def test_the_command_prints_findings_as_json_and_as_sentences(db):
    status, out, _ = run("proofread", str(SAMPLES / "dong-trong-chu-ky-so.txt"), "--json")
    findings = json.loads(out)
    assert status == 0
    assert {tuple(each) for each in findings} == {
        ("rule", "severity", "section", "excerpt", "message", "suggestion", "start", "end")
    }
    [drift] = [each for each in findings if each["rule"] == "year-drift"]
    assert (drift["section"], drift["suggestion"]) == ("Lời kết", "2025")
    status, out, _ = run("proofread", str(SAMPLES / "dong-trong-chu-ky-so.txt"))
    assert out.startswith("Soát lỗi: 2 lỗi")
    assert "(year-drift)" in out


def _bare(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", text) if not char.isspace() and char not in "*#-–+")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_places_count_in_the_file_itself(db, form):
    """Broken lines, page numbers, lost bullets and letters stored apart do not move a place from its words."""
    seen = 0
    for file in SAMPLES.glob("*.txt"):
        source = unicodedata.normalize(form, file.read_text(encoding="utf-8"))
        try:
            text = proof_text_of_file(file.name, source.encode())
        except Refused:
            continue
        findings = check(text)
        for each, (start, end) in zip(findings, places_in_source(text, findings, source), strict=True):
            assert _bare(source[start:end]) == _bare(each.words)
            seen += bool(each.words)
    assert seen > 9


def test_of_two_like_places_the_right_one_is_told(tmp_path, db):
    whole = (SAMPLES / "so-day-du.txt").read_text(encoding="utf-8")
    at = whole.index("Lưu: VT")
    file = tmp_path / "hai-cho.txt"
    file.write_text(f"{whole[:at]}Các phòng, ban, đơn vị;\n- Các phòng, ban,đơn vị;\n- {whole[at:]}", encoding="utf-8")
    _, out, _ = run("proofread", str(file), "--json")
    [glued] = [each for each in json.loads(out) if each["rule"] == "spacing"]
    assert file.read_text(encoding="utf-8")[glued["start"] : glued["end"]] == "ban,đơn"


def test_places_of_a_stored_plan_count_in_the_text_that_the_command_prints(faulty):
    _, out, _ = run("proofread", "--plan", str(faulty.pk), "--json")
    _, text, _ = run("proofread", "--plan", str(faulty.pk), "--text")
    [doubled] = [each for each in json.loads(out) if each["rule"] == "repeated-word"]
    assert text[doubled["start"] : doubled["end"]] == "các các"


def test_the_command_proofreads_a_stored_plan(faulty):
    status, out, _ = run("proofread", "--plan", str(faulty.pk), "--json")
    rules = {each["rule"] for each in json.loads(out)}
    assert status == 0
    assert {"repeated-word", "year-drift", "spacing"} <= rules
    assert "numbering" not in rules


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["khong-co.txt"], "Không tìm thấy tệp"),
        ([str(SAMPLES)], "là thư mục"),
        (["--plan", "999"], "Không có kế hoạch số"),
        (["--plan", "²"], "Không có kế hoạch số"),
        ([], "Hãy chỉ ra một tệp"),
        ([str(SAMPLES / "quet-mat-dau.txt"), "--plan", "1"], "Hãy chỉ ra một tệp"),
        ([__file__], "không phải là kế hoạch"),
    ],
)
def test_what_cannot_be_proofread_is_refused_in_one_sentence(db, arguments, said):
    status, out, err = run("proofread", *arguments, "--json")
    assert (status, out) == (1, "")
    assert said in err


def test_the_command_works_without_a_database(monkeypatch, capsys):
    """A file can be proofread before anything is installed: no table is asked that need not be there."""
    from django.db import DatabaseError

    def gone(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr("plans.proofreading.LegalBasis.objects.select_related", gone)
    monkeypatch.setattr("plans.proofreading.Unit.objects.filter", gone)
    call_command("proofread", str(SAMPLES / "dong-trong-chu-ky-so.txt"))
    assert "Soát lỗi" in capsys.readouterr().out


def test_a_task_not_stored_yet_is_named_by_its_row():
    content = make_content()
    text = text_of(content, finished=False)
    assert text.passage("task:moi3.0:content").text == "Làm đất"
    finding = next(each for each in check(text_of(_doubled(content), finished=False)) if each.rule == "repeated-word")
    assert mended(content, [finding])[0].sections[2].tasks[0].content == "Làm các vườn"


def _doubled(content):
    content.sections[2].tasks[0].content = "Làm các các vườn"
    return content
