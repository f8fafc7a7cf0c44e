"""missing-part, missing-annex, missing-closing."""

from dataclasses import replace

import pytest

from documents.proofreading.shapes import CLOSING

from .plans import clean_plan, found, paragraph, with_text


@pytest.mark.parametrize(
    ("lacking", "said", "severity"),
    [
        ({"number": ""}, "số, ký hiệu", "warning"),
        ({"number": "/KH-VP"}, "số, ký hiệu", "warning"),
        ({"issued_on": None}, "ngày, tháng, năm", "warning"),
        ({"signer_title": ""}, "chức vụ", "warning"),
        ({"signer_name": ""}, "họ và tên", "warning"),
        ({"recipients": []}, "nơi nhận", "error"),
        ({"recipients": ["Sở Nội vụ;"]}, "Lưu", "warning"),
    ],
)
def test_a_part_is_missing(lacking, said, severity):
    [finding] = found(replace(clean_plan(), **lacking), "missing-part")
    assert said in finding.message
    assert finding.severity == severity


def test_the_subject_is_missing():
    assert found(with_text(clean_plan(), "subject", " "), "missing-part")[0].severity == "error"


def test_a_draft_gets_number_date_and_signer_when_it_is_signed():
    text = replace(clean_plan(), finished=False, number="", issued_on=None, signer_title="", signer_name="")
    assert found(text, "missing-part") == []


def test_a_section_that_nobody_wrote_is_shown_at_its_heading():
    text = with_text(clean_plan(), "section:1:body", "")
    [finding] = found(text, "missing-part")
    assert finding.field == "section:1:heading"
    assert finding.severity == "warning"


def test_a_sentence_as_a_heading_needs_nothing_below_it():
    text = with_text(clean_plan(), "section:1:body", "")
    sentence = "Kiểm tra việc thực hiện giao ước thi đua tại các đơn vị sự nghiệp trong nửa đầu tháng 12."
    assert found(with_text(text, "section:1:heading", sentence), "missing-part") == []


@pytest.mark.parametrize(
    ("body", "severity"),
    [
        ("(Có nhiệm vụ trọng tâm kèm theo)", "error"),
        ("Thực hiện theo bảng (chi tiết tại Phụ lục kèm theo).", "error"),
        ("(Danh mục biểu mẫu kèm theo)", "error"),
        ("Các phòng thực hiện theo danh sách kèm theo.", "warning"),
        ("Nhiệm vụ theo Phụ lục đính kèm.", "warning"),
        ("Phân công chi tiết tại Phụ lục I.", "warning"),
    ],
)
def test_an_annex_is_pointed_to_and_missing(body, severity):
    [finding] = found(paragraph(body), "missing-annex")
    assert finding.severity == severity
    assert found(paragraph(body, annexes=1), "missing-annex") == []


@pytest.mark.parametrize(
    "body",
    [
        "Quy chế ban hành kèm theo Quyết định số 5/QĐ-UBND.",
        "Gửi tờ trình, các tài liệu minh chứng về Sở Nội vụ.",
        "(Kèm theo Kế hoạch số 05/KH-VP)",
        "Trình bày theo Nghị định số 30/2020/NĐ-CP, Phụ lục I và Phụ lục III.",
        "Gửi báo cáo thành tích (có minh chứng kèm theo) về Phòng Hành chính.",
        "Hồ sơ đề nghị (gồm tờ trình, danh sách và biên bản họp kèm theo hồ sơ).",
        "Phòng họp, hội trường có phục vụ kèm nước uống.",
    ],
)
def test_no_annex_of_ours_is_meant(body):
    assert found(paragraph(body), "missing-annex") == []


def test_more_annexes_are_named_than_there_are():
    assert found(paragraph("Theo Phụ lục III của Kế hoạch.", annexes=2), "missing-annex")
    assert not found(paragraph("Theo Phụ lục II và Phụ lục I.", annexes=2), "missing-annex")
    assert not found(paragraph("Theo Phụ lục III Nghị định số 30/2020/NĐ-CP.", annexes=1), "missing-annex")


@pytest.mark.parametrize(
    ("body", "kind", "printed", "expected"),
    [
        ("Giao các phòng thực hiện.", "body", False, 1),
        ("Giao các phòng thực hiện./.", "body", False, 0),
        ("Trên đây là Kế hoạch; đề nghị thực hiện.", CLOSING, False, 1),
        ("Trên đây là Kế hoạch; đề nghị thực hiện./.", CLOSING, False, 0),
        ("Trên đây là Kế hoạch; đề nghị thực hiện /.", CLOSING, False, 0),
        ("Trên đây là Kế hoạch; đề nghị thực hiện.", CLOSING, True, 0),
    ],
)
def test_the_closing_and_its_mark(body, kind, printed, expected):
    assert len(found(paragraph(body, kind=kind, ends_with_mark=printed), "missing-closing")) == expected


def test_a_document_of_the_party_follows_its_own_rules():
    """Its number has a hyphen, its title begins small, it ends without "./."."""
    text = with_text(with_text(clean_plan(), "closing", ""), "subject", "tổ chức phong trào thi đua năm 2026")
    assert found(text, "missing-closing")
    assert found(text, "capitals")
    party = replace(text, number="21-KH/ĐU")
    assert not found(party, "missing-closing")
    assert not found(party, "capitals")
