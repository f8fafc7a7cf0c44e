"""repeated-word and repeated-paragraph."""

import pytest

from .plans import clean_plan, found, paragraph, text_of, with_text, words_found

FIRES = [
    ("Các các phòng thực hiện Kế hoạch.", "Các các", "Các", "error"),
    ("Báo cáo UBND tỉnh tỉnh theo quy định.", "tỉnh tỉnh", "tỉnh", "error"),
    ("Nêu rõ thành tích thành tích đã đạt.", "thành tích thành tích", "thành tích", "error"),
    ("Làm tốt việc thi đua việc thi đua của ngành.", "việc thi đua việc thi đua", "việc thi đua", "error"),
    ("Phối hợp với với Sở Nội vụ.", "với với", "với", "error"),
    ("Giao phòng phòng Hành chính theo dõi.", "phòng phòng", "phòng", "error"),
    ("Bị phạt từ từ 03 năm tù.", "từ từ", "từ", "error"),
    ("Hồ sơ sẽ được được thẩm định.", "được được", "được", "error"),
    ("Bên có quyền có quyền yêu cầu.", "có quyền có quyền", "có quyền", "warning"),
    ("Cần báo cáo báo cáo kết quả.", "báo cáo báo cáo", "báo cáo", "warning"),
    ("Gửi hồ sơ sơ về phòng.", "sơ sơ", "sơ", "warning"),
    ("Giữ sạch nguồn nước  nước sinh hoạt.", "nước  nước", "nước", "warning"),
]  # fmt: skip
SILENT = [
    "Ngày ngày rèn luyện, luôn luôn nêu gương, nhà nhà thi đua, người người thi đua.",
    "Năm năm qua, ba ba bảy bảy chục hộ dân đã thoát nghèo.",
    "Khen thưởng cá nhân nhân dịp sơ kết; xử lý hành vi vi phạm pháp luật.",
    "Bảo đảm an ninh biên giới, quy định định mức, xác định định hướng, tập thể thể hiện quyết tâm.",
    "Danh hiệu “Nghệ nhân nhân dân” và lực lượng công an an ninh cơ sở.",
    "Phân công từng bước từng bước một.",
    "Cụm số 2, 2 phòng; mục 1.1 và 1.1 nữa.",
    "Mã số TT-TT và A/A.",
    "Ban Tổ chức tổ chức Hội nghị; Ban Chỉ đạo chỉ đạo các đơn vị; Đoàn kiểm tra kiểm tra tại cơ sở.",
    "Các cơ quan, tổ chức tổ chức phong trào; Hội đồng thẩm định thẩm định hồ sơ; cơ quan chủ trì chủ trì, phối hợp.",
    "Viện kiểm sát kiểm sát việc tuân theo pháp luật; người yêu cầu yêu cầu giải quyết.",
    "Động viên bằng Bằng khen, biểu dương bằng bằng khen; hồ sơ kèm theo theo mẫu số 1.",
    "Các cơ quan nêu trên trên địa bàn; người nước ngoài ngoài công lập; tình hình hiện tại tại địa phương.",
    "Từ từ tháo gỡ; thực hiện kế hoạch kế hoạch hóa gia đình; phòng công tác công tác xã hội.",
]


@pytest.mark.parametrize(("body", "words", "once", "severity"), FIRES)
def test_doubled_words_are_found(body, words, once, severity):
    [finding] = found(paragraph(body), "repeated-word")
    assert (finding.words, finding.suggestion, finding.severity) == (words, once, severity)
    assert finding.certain == (severity == "error")


@pytest.mark.parametrize("body", SILENT)
def test_reduplications_and_meeting_compounds_are_spared(body):
    assert words_found(paragraph(body), "repeated-word") == []


def test_broken_letters_silence_the_words():
    assert (
        words_found(paragraph("Cac cac phong, ban cua tinh thuc hien ké hoach nam nay theo quy dinh"), "repeated-word")
        == []
    )


LONG = (
    "Đề cao trách nhiệm của người đứng đầu trong chỉ đạo công tác thi đua, thường xuyên kiểm tra việc thực hiện và "
    "nhắc nhở những nơi làm chậm so với tiến độ đã đăng ký từ đầu năm."
)


def test_a_paragraph_twice_is_found_where_it_stands_again():
    text = with_text(clean_plan(), "section:9:body", LONG)
    text = with_text(text, "section:2:body", LONG)
    [finding] = found(text, "repeated-paragraph")
    assert (finding.field, finding.severity) == ("section:9:body", "warning")
    assert "mục I.2" in finding.message


def test_a_paragraph_inside_a_longer_one_is_found():
    text = with_text(clean_plan(), "section:2:body", LONG)
    text = with_text(text, "section:9:body", f"Trước hết là việc chung. {LONG} Ngoài ra không có việc nào khác.")
    assert "lặp lại nguyên văn" in found(text, "repeated-paragraph")[0].message


def test_short_lines_and_other_words_may_stand_again():
    text = with_text(clean_plan(), "section:9:body", "Báo cáo kết quả theo quy định.\nBáo cáo kết quả theo quy định.")
    text = with_text(text, "section:8:body", LONG.replace("đầu năm", "đầu quý"))
    text = with_text(text, "section:2:body", LONG)
    assert found(text, "repeated-paragraph") == []


def test_a_task_twice_in_its_quarter_is_found_and_in_another_is_not():
    text = clean_plan()
    same = text_of(text, "task:1:content")
    from dataclasses import replace

    def doubled(quarter, time):
        tasks = [*text.tasks[:1], replace(text.tasks[1], content=same, quarter=quarter, time=time), text.tasks[2]]
        return replace(with_text(text, "task:2:content", same), tasks=tasks)

    assert found(doubled(1, text.tasks[0].time), "repeated-paragraph")
    assert not found(doubled(3, "Quý III"), "repeated-paragraph")
