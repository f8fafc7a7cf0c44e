import datetime as dt

import pytest

from reminders import stages

DUE = dt.date(2026, 3, 20)


@pytest.mark.parametrize(
    ("days_before", "stage"),
    [(8, None), (7, "7"), (4, "7"), (3, "3"), (2, "3"), (1, "1"), (0, "0"), (-40, "overdue")],
)
def test_each_day_has_the_newest_stage_that_was_reached(days_before, stage):
    assert stages.stage_on(DUE, DUE - dt.timedelta(days=days_before)) == stage


def test_stages_cross_the_end_of_a_year():
    assert stages.stage_on(dt.date(2027, 1, 2), dt.date(2026, 12, 26)) == "7"


def test_a_subject_is_one_line_with_the_date():
    assert stages.subject("Nộp báo cáo\nquý I", DUE, "7") == "Sắp đến hạn (20/03/2026): Nộp báo cáo quý I"


@pytest.mark.parametrize(
    ("days_before", "words"),
    [
        (7, "còn 7 ngày, tính từ ngày 13/03/2026"),
        (0, "hạn cuối là chính ngày 20/03/2026"),
        (-2, "quá hạn 2 ngày, tính đến ngày 22/03/2026"),
    ],
)
def test_a_body_says_what_until_when_and_for_whom(days_before, words):
    on = DUE - dt.timedelta(days=days_before)
    text = stages.body(title="Nộp báo cáo", unit="Phòng Tổng hợp", due_on=DUE, on=on)
    assert "Việc: Nộp báo cáo" in text
    assert "Đơn vị thực hiện: Phòng Tổng hợp" in text
    assert "hết ngày 20/03/2026" in text
    assert words in text
