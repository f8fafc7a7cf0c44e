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
