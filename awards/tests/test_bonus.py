"""The money of each award, to the đồng: Nghị định 152/2025/NĐ-CP, Điều 49-55."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from awards import bonus
from awards.achievements import Achievement
from awards.bonus import Claim, Rate, Salary, bonuses, of_rate, salary_on
from awards.models import BaseSalary, BonusRate
from awards.money import law_rates, salaries
from awards.services.money import shortfall, unpaid_shortfall

I, C, H = "individual", "collective", "household"  # noqa: E741
# code, target, at 2.340.000 (from 01/07/2024), at 2.530.000 (from 01/07/2026)
TABLE = [
    ("CSTDTQ", I, 10_530_000, 11_390_000),
    ("CSTDT", I, 7_020_000, 7_590_000),
    ("CSTDCS", I, 2_340_000, 2_530_000),
    ("LDTT", I, 710_000, 760_000),
    ("CSTT", I, 710_000, 760_000),
    ("TTLDXS", C, 3_510_000, 3_800_000),
    ("DVQT", C, 3_510_000, 3_800_000),
    ("TTLDTT", C, 1_880_000, 2_030_000),
    ("DVTT", C, 1_880_000, 2_030_000),
    ("XPDKTB", C, 4_680_000, 5_060_000),
    ("TTDPVH", C, 3_510_000, 3_800_000),
    ("COTDCP", C, 28_080_000, 30_360_000),
    ("COTDT", C, 18_720_000, 20_240_000),
    ("HCLD1", I, 21_060_000, 22_770_000),
    ("HCLD1", C, 42_120_000, 45_540_000),
    ("HCLD2", I, 17_550_000, 18_980_000),
    ("HCDDK", I, 17_550_000, 18_980_000),
    ("HCLD2", C, 35_100_000, 37_950_000),
    ("HCLD3", I, 10_530_000, 11_390_000),
    ("HCDC", I, 10_530_000, 11_390_000),
    ("HCLD3", C, 21_060_000, 22_770_000),
    ("BKTTG", I, 8_190_000, 8_860_000),
    ("BKTTG", C, 16_380_000, 17_710_000),
    ("BKTTG", H, 12_290_000, 13_290_000),
    ("BKT", I, 3_510_000, 3_800_000),
    ("BKT", C, 7_020_000, 7_590_000),
    ("BKT", H, 5_270_000, 5_700_000),
    ("GK", I, 710_000, 760_000),
    ("GK", C, 1_410_000, 1_520_000),
    ("GK", H, 1_060_000, 1_140_000),
    ("KNCT", I, 1_410_000, 1_520_000),
    ("HCVANTQ", I, 3_510_000, 3_800_000),
    ("HCTNXP", I, 3_510_000, 3_800_000),
    ("AHLD", I, 36_270_000, 39_220_000),
    ("AHLLVT", I, 36_270_000, 39_220_000),
    ("BMVNAH", I, 36_270_000, 39_220_000),
    ("TTND", I, 29_250_000, 31_630_000),
    ("NGUT", I, 21_060_000, 22_770_000),
    ("HCDL3", I, 24_570_000, 26_570_000),
    ("HCDL2", I, 29_250_000, 31_630_000),
    ("HCDL1", I, 35_100_000, 37_950_000),
]
DAY = dt.date(2026, 11, 20)
NEW = Salary(2_530_000, dt.date(2026, 7, 1))


@pytest.mark.django_db
def test_every_row_of_the_decree_comes_out_to_the_dong():
    rates = law_rates()
    known = salaries()
    for day, column in ((dt.date(2026, 6, 30), 2), (dt.date(2026, 7, 1), 3)):
        base = salary_on(day, known)
        assert base
        found = {(row[0], row[1]): of_rate(rates[row[0], row[1]], base, row[1]).amount for row in TABLE}
        assert found == {(row[0], row[1]): row[column] for row in TABLE}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "amount"),
    [
        ("2017-06-30", None),
        ("2017-07-01", 1_300_000),
        ("2018-07-01", 1_390_000),
        ("2023-06-30", 1_490_000),
        ("2024-06-30", 1_800_000),
        ("2026-06-30", 2_340_000),
        ("2026-07-01", 2_530_000),
    ],
)
def test_the_base_salary_is_that_of_the_day_of_the_decision(day, amount):
    found = salary_on(dt.date.fromisoformat(day), salaries())
    assert (found.amount if found else None) == amount


@pytest.mark.django_db
def test_what_an_office_changed_is_not_loaded_over():
    from awards.loading_money import load_money

    BonusRate.objects.filter(code="GK", target=I).update(multiplier="0.40")
    BaseSalary.objects.filter(in_force_from="2026-07-01").update(verified=True)
    load_money()
    assert BonusRate.objects.get(code="GK", target=I).multiplier == Decimal("0.40")
    assert BaseSalary.objects.get(in_force_from="2026-07-01").verified
    assert BaseSalary.objects.count() == 6


@pytest.mark.django_db
def test_a_province_lies_over_the_decree():
    from awards.money import rates_in_use

    BonusRate.objects.create(
        layer="2_province", code="KNCT", target=I, multiplier="0.5", fixed=1_200_000, ceiling=True, article="QĐ tỉnh"
    )
    found = of_rate(rates_in_use()["KNCT", I], NEW, I)
    assert (found.amount, found.doubts) == (1_200_000, ())


def claim(code="LDTT", name="Lao động tiên tiến", *, who="p1", title=True, period="2026", target=I, **more):
    return Claim(who, code, name, target, title, period, **more)


RATES = {
    ("LDTT", I): Rate(Decimal("0.3"), "Điều 50.1.d"),
    ("CSTDCS", I): Rate(Decimal("1.0"), "Điều 50.1.c"),
    ("GK", I): Rate(Decimal("0.3"), "Điều 54.1.e"),
    ("BKT", I): Rate(Decimal("1.5"), "Điều 54.1.b"),
}
CSTD = {"code": "CSTDCS", "name": "Chiến sĩ thi đua cơ sở"}
FORM = {"title": False}


@pytest.mark.parametrize(
    ("claims", "amounts"),
    [
        ([claim(), claim(**CSTD)], [0, 2_530_000]),
        ([claim(**CSTD), claim()], [2_530_000, 0]),
        ([claim(), claim(**CSTD, period="2025")], [760_000, 2_530_000]),
        ([claim(), claim(**CSTD, who="p2")], [760_000, 2_530_000]),
        ([claim(), claim("GK", "Giấy khen", **FORM)], [760_000, 760_000]),
        ([claim("BKT", "Bằng khen", **FORM), claim("GK", "Giấy khen", **FORM)], [3_800_000, 760_000]),
        ([claim("XYZ", "Không có mức")], [0]),
    ],
    ids=["lower first", "higher first", "other period", "other person", "title and form", "two forms", "no rate"],
)
def test_the_highest_title_of_a_period_and_every_form(claims, amounts):
    assert [found.amount for found in bonuses(claims, RATES, NEW, DAY)] == amounts


YEAR = Achievement("cong_trang", dt.date(2026, 1, 1), dt.date(2026, 12, 31))
BKT = {"code": "BKT", "name": "Bằng khen", "title": False, "achievement": YEAR}
GK = {"code": "GK", "name": "Giấy khen", "title": False, "achievement": YEAR}


@pytest.mark.parametrize(
    ("other", "amounts"),
    [
        ({}, [3_800_000, 0]),
        ({"achievement": replace(YEAR, category="dot_xuat")}, [3_800_000, 760_000]),
        ({"achievement": replace(YEAR, start=dt.date(2025, 1, 1), end=dt.date(2025, 12, 31))}, [3_800_000, 760_000]),
        ({"apart": "Dập đám cháy rừng tháng 3"}, [3_800_000, 760_000]),
        ({"who": "p2"}, [3_800_000, 760_000]),
    ],
    ids=["one achievement", "another kind", "another time", "said apart", "another person"],
)
def test_of_the_forms_of_one_achievement_the_highest(other, amounts):
    """Nghị định 152/2025/NĐ-CP, Điều 49.6: each when time and achievement differ."""
    found = bonuses([claim(**BKT), claim(**GK | other)], RATES, NEW, DAY)
    assert [one.amount for one in found] == amounts
    assert bool(found[1].one_with) is (other in ({}, {"apart": "Dập đám cháy rừng tháng 3"}))


def test_what_was_not_paid_is_not_called_paid():
    lower = claim(decided="Quyết định số 01/QĐ-VP", paid=760_000, is_paid=False)
    [higher] = bonuses([claim(**CSTD)], RATES, NEW, DAY, [lower])
    assert (higher.amount, higher.doubts) == (2_530_000, ())
    assert higher.note == (
        "Lao động tiên tiến (760.000 đồng), Quyết định số 01/QĐ-VP, chưa chi: không chi khoản đó nữa, chỉ chi mức cao "
        "nhất ở đây (Điều 49.5)"
    )
    [less] = bonuses([claim()], RATES, NEW, DAY, [claim(**CSTD, decided="Quyết định số 02/QĐ-VP", is_paid=False)])
    assert "Quyết định số 02/QĐ-VP, chưa chi" in less.note
    [form] = bonuses([claim(**GK)], RATES, NEW, DAY, [claim(**BKT, decided="Quyết định số 02/QĐ-UBND")])
    assert form.amount == 0
    assert "Bằng khen, Quyết định số 02/QĐ-UBND, đã chi" in form.note


@pytest.mark.parametrize(
    ("free", "said"),
    [
        (5_000_000, ""),
        (1_000_000, "(1.000.000 đồng): thiếu 2.000.000"),
        (0, "không còn tiền cho quyết định này: thiếu cả 3.000.000"),
        (-500_000, "thiếu 500.000 đồng cho các quyết"),
    ],
)
def test_what_the_fund_lacks_adds_up(free, said):
    assert said in shortfall(free, 3_000_000)
    assert shortfall(free, 0) == ""


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (5_000_000, ""),
        (1_000_000, "Quỹ còn 1.000.000 đồng, chưa đủ chi 3.000.000 đồng của quyết định này: thiếu 2.000.000 đồng."),
        (0, "Quỹ không còn tiền nên chưa chi được 3.000.000 đồng"),
        (-500_000, "Quỹ đã chi quá 500.000 đồng nên chưa chi được 3.000.000 đồng"),
    ],
)
def test_what_is_owed_and_the_fund_cannot_pay_is_said(left, said):
    assert said in unpaid_shortfall(left, 3_000_000)
    assert unpaid_shortfall(left, 0) == ""


def test_two_equal_titles_of_one_period_are_paid_once():
    found = bonuses([claim(), claim()], RATES, NEW, DAY)
    assert sorted(one.amount for one in found) == [0, 760_000]


def test_a_title_paid_by_another_decision_counts():
    earlier = [claim(**CSTD, decided="Quyết định số 01/QĐ-VP")]
    [found] = bonuses([claim()], RATES, NEW, DAY, earlier)
    assert found.amount == 0
    assert "Quyết định số 01/QĐ-VP" in found.note
    [higher] = bonuses([claim(**CSTD)], RATES, NEW, DAY, [claim(decided="Quyết định số 02/QĐ-VP")])
    assert higher.amount == 2_530_000
    assert "phần chênh lệch là 1.770.000 đồng" in higher.doubts[0]
    old = claim(decided="Quyết định số 02/QĐ-VP", paid=710_000)  # what was really paid, before the base salary rose
    [higher] = bonuses([claim(**CSTD)], RATES, NEW, DAY, [old])
    assert "đã thưởng Lao động tiên tiến (710.000 đồng)" in higher.doubts[0]
    assert "phần chênh lệch là 1.820.000 đồng" in higher.doubts[0]


def test_the_two_doubts_of_the_arithmetic_are_said_where_they_make_a_difference():
    twice = Rate(Decimal("3.0"), "Điều 54.2.a (×2)")
    assert "7.600.000 đồng" in of_rate(twice, NEW, C).doubts[0]
    assert of_rate(twice, Salary(2_340_000, dt.date(2024, 7, 1)), C).doubts == ()
    ceiling = Rate(Decimal("0.60"), "Điều 54.1.d", ceiling=True)
    assert "1.518.000 đồng" in of_rate(ceiling, NEW, I).doubts[0]
    assert "0,6 lần" in of_rate(ceiling, NEW, I).doubts[0]


def test_without_a_base_salary_nothing_is_paid_and_it_is_said():
    [found] = bonuses([claim()], RATES, None, dt.date(2016, 1, 5))
    assert (found.amount, found.note) == (0, "chưa có lương cơ sở cho ngày 05/01/2016")


def test_rounding_goes_up_and_leaves_round_amounts_alone():
    assert bonus.amount(Decimal(1), 2_530_000) == 2_530_000
    assert bonus.amount(Decimal("0.3"), 2_530_000) == 760_000
    assert bonus.amount(Decimal("1.5"), 2_340_001) == 3_520_000


def test_the_page_of_rates_says_what_the_decree_leaves_open(world, client):
    client.force_login(world.users["standing_office"])
    page = client.get(reverse("awards:bonus_rates")).content.decode()
    said = page.split('aria-label="Nhiều danh hiệu, hình thức cùng lúc"')[1].split("</section>")[0]
    assert "chưa xác minh" in said
    assert "không nói có trừ phần đã thưởng hay không" in said
