"""spacing, punctuation, unfinished-list."""

import pytest

from documents.proofreading.shapes import HEADING, RECIPIENTS, TASK

from .plans import clean_plan, found, paragraph, with_text

SPACES = [
    ("Các phòng,đơn vị", "phòng,đơn", "phòng, đơn"),
    ("Các phòng , đơn vị", "phòng ,", "phòng,"),
    ("Các phòng ,đơn vị", "phòng ,đơn", "phòng, đơn"),
    ("trước ngày 15/ 6/2026", "15/ 6/2026", "15/6/2026"),
    ("Các  phòng", "Các  phòng", "Các phòng"),
    ("Sở Lao động(báo cáo)", "động(báo", "động (báo"),
    ("học tập...phục vụ", "tập...phục", "tập... phục"),
    ("Tổng kết.Các phòng", "kết.Các", "kết. Các"),
    ("theo số 05 /KH-UBND", "05 /KH-UBND", "05/KH-UBND"),
    ("( kèm theo )", "( kèm", "(kèm"),
    ("trọng tâm:các phòng", "tâm:các", "tâm: các"),
    ("các phòngTổng hợp", "phòngTổng", "phòng Tổng"),
    ("kinh tế -xã hội", "tế -xã", "tế - xã"),
]
NO_SPACES = [
    "Ngày 15/6/2026; từ 10/5 đến 15/6/2026; tỷ lệ 3/4; khoản 1, 2.",
    "Từ 7,5% lên 12.000.000 đồng; lúc 14:30; tỷ lệ 1:2; 34-CT/TW; 2021-2025; A, B; TP.HCM; TM.UBND",
    "Thư gửi ca@bcy.gov.vn hoặc https://vidu.gov.vn/trang,chinh; Fax: 0243.7738668",
    "Kinh tế - xã hội, v.v.; “mục tiêu kép”; (nếu có); Đ/c Lò Văn An; và/hoặc",
    "Phát hiện - Bồi dưỡng - Tổng kết - Nhân rộng; PGS.TS Nguyễn Văn A",
]


@pytest.mark.parametrize(("body", "words", "right"), SPACES)
def test_spaces(body, words, right):
    findings = found(paragraph(body, kind=RECIPIENTS), "spacing")
    assert (words, right) in [(each.words, each.suggestion) for each in findings]


@pytest.mark.parametrize("body", NO_SPACES)
def test_spaces_that_are_right(body):
    assert found(paragraph(body), "spacing") == []


def test_rows_of_a_table_are_no_sentence():
    assert found(paragraph("| 1 | Họp  dân | a,b |"), "spacing") == found(paragraph("| 1 |"), "punctuation")[:0]


LONG = "Các phòng, đơn vị chủ động xây dựng kế hoạch của mình, gửi về bộ phận thường trực để tổng hợp và theo dõi chung"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Các phòng,, đơn vị.", ",,"),
        ("Hoàn thành đúng hạn..", ".."),
        ("Hoàn thành; .", "; ."),
        ("Các phòng (kể cả văn phòng chịu trách nhiệm.", "("),
        ("Các phòng kể cả văn phòng) chịu trách nhiệm.", ")"),
        ("Phong trào “Đoàn kết, sáng tạo.", "“"),
        ('Phong trào "Đoàn kết, sáng tạo.', '"'),
        (LONG, "tổng hợp và theo dõi chung"[-20:]),
    ],
)
def test_marks(body, words):
    assert words in [each.words for each in found(paragraph(body), "punctuation")]


@pytest.mark.parametrize(
    "body",
    [
        "Các xã, phường,... và các tổ chức;... Họ và tên: ..................... Ngày sinh: ........./......",
        "Tổng hợp, báo cáo... theo quy định; v.v.; gồm: a) phòng một; b) phòng hai.",
        "1) Phòng một;\n2) Phòng hai.",
        "Các tiêu chí (khoản 1, 2), (điểm a, b) và các tệp .docx, .pdf, .xlsx.",
        "Phản ánh về Sở (qua Văn phòng, ĐT: 0262.3852.xxx) để được hướng dẫn.",
        "Phong trào “Đoàn kết;\nsáng tạo” được duy trì.",
        "Mục đích, yêu cầu",
        f"{LONG}:",
        f"{LONG}./.",
        f"({LONG})",
    ],
)
def test_marks_that_are_right(body):
    assert found(paragraph(body), "punctuation") == []


def test_a_numbered_paragraph_needs_its_stop_and_a_title_does_not():
    numbered = (
        f"{LONG}; kịp thời nhắc nhở nơi chậm. Chú trọng khen thưởng đột xuất cho người lao động trực tiếp ở cơ sở"
    )
    assert found(paragraph(numbered, kind=HEADING), "punctuation")
    assert not found(paragraph("Công tác tuyên truyền và nhân rộng điển hình", kind=HEADING), "punctuation")


def test_the_end_mark_stands_once():
    text = with_text(clean_plan(), "section:9:body", "Giao các phòng thực hiện./.")
    assert [each.suggestion for each in found(text, "punctuation")] == ["."]


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("section:6:body", "Cử người dự lớp do ngành mở, truyền đạt lại cho cả tổ;"),
        ("section:6:body", "Cử người dự lớp,"),
        ("section:9:body", "Các phòng có nhiệm vụ sau:"),
        ("section:9:body", "- Rà soát hồ sơ;\n- Báo cáo kết quả;"),
        ("task:2:content", "Kiểm tra việc giữ rừng;"),
    ],
)
def test_a_list_that_breaks_off(field, body):
    assert [each.field for each in found(with_text(clean_plan(), field, body), "unfinished-list")] == [field]


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("section:9:body", "Các phòng có nhiệm vụ sau:\n- Rà soát hồ sơ;\n- Báo cáo kết quả."),
        ("section:3:body", "Gồm các nội dung sau:"),
        ("opening", "Căn cứ Luật Thi đua, khen thưởng;\nVăn phòng ban hành Kế hoạch như sau:"),
        ("section:9:body", "| Việc | Người |\n| Họp | An; |"),
    ],
)
def test_a_list_that_goes_on(field, body):
    assert found(with_text(clean_plan(), field, body), "unfinished-list") == []


def test_the_last_of_several_numbered_paragraphs_ends_with_a_stop():
    text = with_text(clean_plan(), "section:6:body", "")
    text = with_text(
        text, "section:6:heading", "Tham gia tập huấn nghiệp vụ cho người làm công tác thi đua, khen thưởng;"
    )
    assert [each.field for each in found(text, "unfinished-list")] == ["section:6:heading"]
    assert TASK
