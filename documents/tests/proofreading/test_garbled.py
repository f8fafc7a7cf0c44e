"""garbled-text: whole texts and single passages."""

import unicodedata

from documents.proofreading import Passage, ProofText, check

from .plans import clean_plan, found, text_of, with_text

OCR = (
    "Trién khai cong tac thi dua, khen thuéng nam nay cua Vin phong dat hiéu qua thiét thuc, gop phan thuc hién thing "
    "loi cac muc tiéu, nhiém vu chinh tri dugc giao; dinh ky tong hop, bao cao theo quy dinh."
)


def test_a_broken_text_is_told_once_and_its_words_are_not_read():
    findings = check(ProofText(passages=[Passage("x", "Mục I", OCR), Passage("y", "Mục II", OCR + " cac cac")]))
    assert [each.rule for each in findings if each.rule == "garbled-text"] == ["garbled-text"]
    assert not {each.rule for each in findings} & {
        "misspelling",
        "repeated-word",
        "spacing",
        "rare-variant",
        "capitals",
    }


def test_a_broken_page_in_a_clean_text_is_told_and_only_it_is_silent():
    text = with_text(clean_plan(), "section:5:body", OCR)
    text = with_text(text, "section:2:body", text_of(text, "section:2:body").replace("phải dân", "phải phải dân"))
    assert [(each.field, each.severity) for each in found(text, "garbled-text")] == [("section:5:body", "warning")]
    assert [each.field for each in found(text, "repeated-word")] == ["section:2:body"]
    assert found(text, "misspelling") == []


def test_text_without_any_mark_is_broken():
    bare = "".join(char for char in unicodedata.normalize("NFD", text_of(clean_plan(), "section:2:body"))
                   if not unicodedata.combining(char))  # fmt: skip
    assert found(with_text(clean_plan(), "section:2:body", bare), "garbled-text")


def test_clean_text_with_loans_and_codes_is_not_broken():
    body = "Đăng tải lên website, fanpage, zalo của cơ quan; gửi file word, pdf qua email theo mẫu 01/TĐ đúng hạn."
    assert found(with_text(clean_plan(), "section:2:body", body), "garbled-text") == []
