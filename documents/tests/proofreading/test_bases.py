"""citation-conflict, superseded-basis, unknown-basis."""

import datetime as dt

import pytest

from documents.proofreading import BasisFact

from .plans import BASES, found, paragraph

PARTY = BasisFact(
    number="34-CT/TW", kind="Chỉ thị", issued_on=dt.date(2014, 4, 7), in_force_to=dt.date(2024, 12, 25),
    replaced_by="Chỉ thị số 41-CT/TW",
)  # fmt: skip
LOCAL = BasisFact(number="86/2025/QĐ-UBND", kind="Quyết định", issued_on=dt.date(2025, 12, 3), read=True)
DECREE = BasisFact(number="98/2023/NĐ-CP", kind="Nghị định", issued_on=dt.date(2023, 12, 31), read=True,
                   in_force_from=dt.date(2024, 1, 1), in_force_to=dt.date(2025, 6, 30), sure=False)  # fmt: skip
ALL = (*BASES, PARTY, LOCAL, DECREE)

CONFLICTS = [
    ("Kế hoạch số 05/KH-UBND ngày 02/01/2026; Kế hoạch số 05/KH-UBND ngày 05/01/2026 của UBND tỉnh.", "error"),
    ("Kế hoạch số 5/KH-UBND ngày 02/01/2026; theo Kế hoạch số 05/KH-UBND ngày 03 tháng 01 năm 2026.", "error"),
    ("Chỉ thị số 34-CT/TW ngày 07/4/2014 và Chỉ thị số 34-CT/TW ngày 07/4/2015.", "error"),
    ("Nghị định số 152/2025/NĐ-CP ngày 14/6/2024 của Chính phủ.", "error"),
    ("Chỉ thị số 01/CT-UBND ngày 30/02/2026 của UBND tỉnh.", "error"),
    ("Nghị định số 152/2025/NĐ-CP ngày 15/6/2025 của Chính phủ.", "error"),
    ("Kế hoạch số 05/KH-UBND ngày 02/01/2025; Kế hoạch số 05/KH-UBND ngày 05/01/2026.", "warning"),
    (
        "Quyết định số 12/QĐ-UBND ngày 05/01/2026 của UBND xã Mường É; Quyết định số 12/QĐ-UBND ngày 09/01/2026.",
        "warning",
    ),
    ("Chỉ thị số 10-CT/TW ngày 01/02/2026 của Bộ Chính trị; Chỉ thị số 10-CT/TW của Ban Bí thư.", "warning"),
]
NO_CONFLICT = [
    "Luật Tổ chức chính quyền địa phương ngày 19/6/2015.",
    "Kế hoạch số 05/KH-UBND ngày 02/01/2026 của UBND tỉnh và Kế hoạch số 05/KH-UBND ngày 02/01/2026.",
    "Kế hoạch số 05/KH-UBND ngày 02/01/2026 của UBND tỉnh; Kế hoạch số 05/KH-UBND ngày 06/01/2026 của UBND huyện.",
    "Chỉ thị số 01/CT-UBND ngày 01/01/2026 của UBND tỉnh Sơn La; Chỉ thị số 01/CT-UBND ngày 01/01/2026 của UBND tỉnh.",
    "Quyết định số 86/2025/QĐ-UBND ngày 30/9/2025 của Ủy ban nhân dân tỉnh khác.",
    "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 và Nghị định số 152/2025/NĐ-CP.",
    "Họp ngày 05/01/2026, mời 12/15 phòng và 3/4 khối.",
]


@pytest.mark.parametrize(("body", "severity"), CONFLICTS)
def test_citations_at_odds(body, severity):
    findings = found(paragraph(body, bases=ALL), "citation-conflict")
    assert findings
    assert findings[0].severity == severity


@pytest.mark.parametrize("body", NO_CONFLICT)
def test_citations_that_agree(body):
    assert found(paragraph(body, bases=ALL), "citation-conflict") == []


@pytest.mark.parametrize(
    ("body", "severity", "instead"),
    [
        ("Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị.", "error", "41-CT/TW"),
        ("Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003.", "error", "06/2022/QH15"),
        ("Nghị định số 91/2017/NĐ-CP ngày 31/7/2017.", "error", "98/2023/NĐ-CP"),
        ("Nghị định số 98/2023/NĐ-CP ngày 31/12/2023.", "warning", "chưa xác minh"),
        ("Nghị định số 200/2027/NĐ-CP ngày 01/7/2027.", "warning", "sau năm 2026"),
    ],
)
def test_what_is_not_in_force_is_told_with_what_replaced_it(body, severity, instead):
    [finding] = found(paragraph(body, bases=ALL), "superseded-basis")
    assert finding.severity == severity
    assert instead in finding.message


@pytest.mark.parametrize(
    "body",
    [
        "Nghị định số 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ.",
        "Tổng kết 10 năm thực hiện Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị.",
        "Thông tư số 5/2099/TT-BNV của Bộ Nội vụ.",
        "Luật Thi đua, khen thưởng và các văn bản hướng dẫn.",
    ],
)
def test_what_is_in_force_or_summed_up_is_not(body):
    assert found(paragraph(body, bases=ALL), "superseded-basis") == []


def test_a_law_with_a_day_on_which_it_was_not_made():
    [finding] = found(paragraph("Luật Thi đua, khen thưởng ngày 26/10/2003.", bases=ALL), "citation-conflict")
    assert (finding.words, finding.suggestion) == ("ngày 26/10/2003", "ngày 26/11/2003")
    other = "Luật Thi đua, khen thưởng ngày 15/6/2022; Luật Đất đai ngày 18/01/2024."  # another edition, another law
    assert found(paragraph(other, bases=ALL), "citation-conflict") == []


def test_one_wrong_date_is_told_once():
    body = "Nghị định số 152/2025/NĐ-CP ngày 14/6/2024 của Chính phủ."
    assert len(found(paragraph(body, bases=ALL), "citation-conflict")) == 1


@pytest.mark.parametrize(
    "body",
    [
        "Hồ sơ theo Nghị định số 91/2017/NĐ-CP đối với thành tích trước ngày 01/01/2024.",
        "Nghị định số 91/2017/NĐ-CP trước đây.",
        "Nghị định số 91/2017/NĐ-CP (đã được thay bằng Nghị định số 98/2023/NĐ-CP).",
    ],
)
def test_what_was_in_force_then_may_be_named(body):
    assert found(paragraph(body, bases=BASES), "superseded-basis") == []


def test_the_plans_own_day_decides():
    body = "Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị."
    assert found(paragraph(body, bases=ALL, year=2022), "superseded-basis") == []
    assert found(paragraph(body, bases=ALL, year=2024, issued_on=dt.date(2024, 12, 30)), "superseded-basis")


def test_a_document_of_a_later_day_than_the_plan_is_an_error():
    body = "Thực hiện Chỉ thị số 01/CT-UBND ngày 20/01/2026 của UBND tỉnh."
    [finding] = found(paragraph(body, issued_on=dt.date(2026, 1, 10)), "superseded-basis")
    assert finding.severity == "error"


def test_a_number_that_the_catalogue_lacks_is_noted_once():
    body = "Chỉ thị số 19/CT-TTg ngày 16/7/2021; Chỉ thị số 19/CT-TTg; Nghị định số 152/2025/NĐ-CP."
    [finding] = found(paragraph(body, bases=ALL), "unknown-basis")
    assert (finding.severity, finding.words) == ("note", "Chỉ thị số 19/CT-TTg ngày 16/7/2021")
    assert found(paragraph(body), "unknown-basis") == []  # without a catalogue nothing can be known
