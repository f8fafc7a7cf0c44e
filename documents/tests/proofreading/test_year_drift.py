"""year-drift: the plan is one of 2026."""

import datetime as dt
from dataclasses import replace

import pytest

from documents.proofreading.shapes import CLOSING, OPENING, SUBJECT

from .plans import clean_plan, found, paragraph, with_text

ERRORS = [
    ("Trên đây là Kế hoạch công tác thi đua, khen thưởng năm 2025; đề nghị các phòng thực hiện.", CLOSING),
    ("Trên đây là kế hoạch của Văn phòng năm 2024.", CLOSING),
    ("Văn phòng ban hành Kế hoạch công tác thi đua, khen thưởng năm 2025 với các nội dung sau:", OPENING),
    ("Theo Kế hoạch số 5/KH-UBND ngày 05/01/2026 của UBND tỉnh, Sở Nội vụ ban hành Kế hoạch năm 2025:", OPENING),
    ("Chủ động triển khai công tác thi đua, khen thưởng năm 2025 của phòng.", "body"),
    ("Phát động phong trào thi đua năm 2025 trong toàn cơ quan.", "body"),
    ("Công tác thi đua, khen thưởng năm 2025", SUBJECT),
]  # fmt: skip
WARNINGS = [
    ("Giới thiệu các gương điển hình tiên tiến năm 2025 bằng văn bản.", "body"),
    ("Nhiệm vụ trọng tâm năm 2024 của các phòng.", "body"),
    ("Tiếp tục triển khai các phong trào thi đua năm 2025 còn dở dang.", "body"),
    ("Tổ chức hội nghị sơ kết, tổng kết các phong trào thi đua năm 2025.", "body"),
    ("Lập thành tích chào mừng các ngày kỷ niệm trong năm 2025.", "body"),
    ("Quyết định phân khối, cụm thi đua năm 2025.", "body"),
    ("Triển khai việc chi thưởng năm 2025 cho các phòng.", "body"),
]
SILENT = [
    "Tổng kết công tác năm 2025, triển khai nhiệm vụ năm 2026.",
    "Tổ chức tổng kết phong trào năm 2026 và triển khai nhiệm vụ trọng tâm năm 2027.",
    "Trình khen thưởng thành tích năm 2025 cho các đơn vị.",
    "Hưởng ứng phong trào giai đoạn 2021-2025, kế hoạch 5 năm (2021-2025), nhiệm kỳ 2020 - 2025.",
    "Thực hiện Chỉ thị số 19/CT-TTg ngày 16/7/2021 của Thủ tướng Chính phủ về phát động thi đua năm 2021.",
    "Thực hiện Kế hoạch số 7/KH-UBND ngày 03/02/2025 của UBND tỉnh về công tác thi đua năm 2025; giao các phòng.",
    "Luật Thi đua, khen thưởng năm 2022 và Nghị quyết Đại hội Đảng bộ tỉnh năm 2020.",
    "Năm học 2025 - 2026 và năm học 2025-2026; từ năm 2024 đến năm 2026.",
    "Kỷ niệm ngày thành lập năm 1955; so với năm 2025 tăng 5%.",
    "Đến năm 2030 có 80% hồ sơ trực tuyến; tầm nhìn đến năm 2045.",
    "Phong trào “Cả nước chung tay năm 2024” được tiếp tục.",
    "Ban hành ngày 05 tháng 01 năm 2025 và tháng 6 năm 2025.",
    "Đăng ký thi đua năm 2027 trước tháng 12.",
    "Bình xét danh hiệu năm 2025, chấm điểm thi đua năm 2025.",
    "Năm 2025, cơ quan đã khen thưởng 12 tập thể; năm 2025 có 03 tập thể được tặng Cờ thi đua.",
    "Triển khai thực hiện công tác thi đua năm 2025 còn một số hạn chế.",
    "Thực hiện công tác thi đua, khen thưởng năm 2025, Văn phòng đã tặng giấy khen cho 25 người.",
    "Tổ chức phong trào thi đua năm 2025 đạt nhiều kết quả, nổi bật là cải cách hành chính.",
    "Giảm tỷ lệ hộ nghèo từ 18,7% năm 2025 xuống còn 14%; năm 2025 là năm bản lề, năm 2026 là năm tăng tốc.",
    "Tác phẩm “Thi đua ái quốc” năm 1948; Công ước quốc tế năm 1969; Hiến pháp năm 2013; lớp học cuối năm 2025.",
]
TITLES_OF_OTHER_YEARS = [
    "Tổ chức Hội nghị tổng kết công tác thi đua năm 2025, triển khai nhiệm vụ năm 2026",
    "Tổng kết phong trào thi đua năm 2025",
    "Tuyên truyền kỷ niệm 81 năm Cách mạng tháng Tám năm 1945",
    "Xét, công nhận sáng kiến năm 2025",
    "Triển khai Luật Thi đua, khen thưởng năm 2022",
]


@pytest.mark.parametrize(("body", "kind"), ERRORS)
def test_the_plans_own_year_was_meant(body, kind):
    [finding] = found(paragraph(body, kind=kind), "year-drift")
    assert (finding.severity, finding.suggestion, finding.certain) == ("error", "2026", True)
    assert finding.words in ("2024", "2025")


@pytest.mark.parametrize(("body", "kind"), WARNINGS)
def test_perhaps_it_was_meant(body, kind):
    [finding] = found(paragraph(body, kind=kind), "year-drift")
    assert (finding.severity, finding.certain) == ("warning", False)


@pytest.mark.parametrize("body", SILENT)
def test_another_year_is_rightly_named(body):
    assert found(paragraph(body), "year-drift") == []


@pytest.mark.parametrize("subject", TITLES_OF_OTHER_YEARS)
def test_a_title_may_look_back(subject):
    text = with_text(clean_plan(), "subject", subject)
    assert found(text, "year-drift") == []


def test_a_title_that_is_doubtful_is_no_error():
    text = with_text(clean_plan(), "subject", "Nâng cao chỉ số cải cách hành chính năm 2025 của tỉnh")
    assert [each.severity for each in found(text, "year-drift")] == ["warning"]


def test_a_section_that_looks_back_names_last_year():
    text = with_text(clean_plan(), "section:2:body", "Số bài viết giới thiệu điển hình năm 2025 là 1.234.")
    assert found(text, "year-drift")
    assert not found(with_text(text, "section:0:heading", "ĐÁNH GIÁ KẾT QUẢ NĂM 2025"), "year-drift")


def test_what_goes_on_from_last_years_plan_names_it():
    body = "Văn phòng xây dựng Kế hoạch tiếp nối Kế hoạch công tác thi đua năm 2025 với các nội dung sau"
    assert [each for each in found(paragraph(body, kind=OPENING), "year-drift") if each.severity == "error"] == []


def test_all_years_of_a_plan_for_several_years_are_its_own():
    body = "Triển khai phong trào thi đua năm 2025 tại các xã."
    assert found(paragraph(body, year=2025, years=frozenset({2025, 2026, 2027})), "year-drift") == []


def test_a_date_of_issue_far_from_the_year_is_told():
    text = replace(clean_plan(), issued_on=dt.date(2023, 1, 5))
    assert "không khớp" in found(text, "year-drift")[0].message
    assert found(replace(clean_plan(), issued_on=dt.date(2025, 12, 30)), "year-drift") == []


def test_the_clean_plan_with_last_years_closing():
    closing = "Trên đây là Kế hoạch công tác thi đua, khen thưởng năm 2025; đề nghị các phòng thực hiện./."
    [finding] = found(with_text(clean_plan(), "closing", closing), "year-drift")
    assert closing[finding.start : finding.end] == "2025"
