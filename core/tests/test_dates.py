"""Dates as official documents write them."""

import datetime as dt
import re
from pathlib import Path

import pytest
import time_machine
from django.conf import settings

from core.dates import end_of_day, today, vn_date, vn_long_date


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (dt.date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
        (dt.date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (dt.date(2026, 12, 9), "ngày 09 tháng 12 năm 2026"),
    ],
)
def test_only_days_below_ten_and_the_first_two_months_take_a_zero(day, words):
    assert vn_long_date(day) == words


def test_no_date_is_nothing():
    assert vn_date(None) == ""


@time_machine.travel("2026-03-31T17:30:00+00:00", tick=False)
def test_today_is_the_day_of_the_office_not_of_utc():
    assert today() == dt.date(2026, 4, 1)


def test_a_deadline_day_ends_at_its_last_second_in_the_office():
    assert end_of_day(dt.date(2026, 3, 31)).astimezone(dt.UTC) == dt.datetime(2026, 3, 31, 16, 59, 59, tzinfo=dt.UTC)


def test_scripts_tell_the_time_of_vietnam_wherever_the_browser_is():
    folder = Path(settings.BASE_DIR) / "static"
    asked = [line for file in folder.rglob("*.js") for line in file.read_text().splitlines() if ".toLocale" in line]
    assert asked
    assert not [line for line in asked if not re.search(r'timeZone: "Asia/Ho_Chi_Minh"|, day\)', line)]


def test_a_year_has_four_digits():
    assert vn_date(dt.date(1, 1, 1)) == "01/01/0001"
