"""Golden cases of orders of independence, exploit and defence, of medals for years of service, and of long service in
posts of leadership (Luật 06/2022/QH15, Điều 34-57; Nghị định 152/2025/NĐ-CP, Điều 9, 19-21)."""

import datetime as dt

import pytest

from awards.rules import State, evaluate
from awards.rules.facts import Facts, Held, Measure
from awards.tests.test_golden import RULES, YEAR, measured, rated, tree, won

MET, NOT_MET, UNKNOWN, TO_JUDGE = State.MET, State.NOT_MET, State.UNKNOWN, State.TO_JUDGE
TEN = "X" * 10
DAY = dt.date
LONG_AGO = DAY(1980, 1, 1)


def chain(code, ratings, awards, founded=LONG_AGO):
    """The chain of ten years of a collective (khoản 3), without what only people judge."""
    facts = Facts(
        year=YEAR, period_start=DAY(YEAR, 1, 1), period_end=DAY(YEAR, 12, 31), ratings=rated(ratings), awards=awards,
        founded_on=founded,
    )  # fmt: skip
    return evaluate(RULES[code, "collective"]["any"][0], facts).measured


GOVERNMENT2, GOVERNMENT3 = won("COTDCP", 2018, 2021), won("COTDCP", 2018, 2021, 2024)
MINISTER, FLAGS, PAPER = won("BKTTG", 2020), won("COTDT", 2017, 2019), won("BKT", 2022)
ARMY_FLAGS, ARMY_PAPER = won("COTDB", 2017, 2019), won("BKB", 2022)

INDEPENDENCE = [
    ("HCDL1", won("HCDL2", 2015) + GOVERNMENT3 + MINISTER, MET),
    ("HCDL1", won("HCDL2", 2015) + GOVERNMENT3 + FLAGS, MET),
    ("HCDL1", won("HCDL2", 2015) + GOVERNMENT2 + MINISTER + FLAGS, NOT_MET),  # the edge: one flag short
    ("HCDL1", won("HCDL2", 2015) + GOVERNMENT3, NOT_MET),
    ("HCDL1", won("HCDL3", 2015) + GOVERNMENT3 + MINISTER, NOT_MET),
    ("HCDL1", won("HCDL2", 2016) + GOVERNMENT3 + MINISTER, NOT_MET),  # the edge: nine years after it
    ("HCDL2", won("HCDL3", 2015) + GOVERNMENT2 + MINISTER + PAPER, MET),
    ("HCDL2", won("HCDL3", 2015) + GOVERNMENT2 + FLAGS + PAPER, MET),
    ("HCDL2", won("HCDL3", 2015) + GOVERNMENT2 + MINISTER, NOT_MET),
    ("HCDL3", won("HCLD1", 2015) + GOVERNMENT2 + MINISTER, MET),
    ("HCDL3", won("HCLD1", 2015) + GOVERNMENT2 + FLAGS, MET),
    ("HCDL3", won("HCLD1", 2015) + won("COTDCP", 2018) + MINISTER + FLAGS, NOT_MET),
    ("HCQC1", won("HCQC2", 2015) + GOVERNMENT3 + ARMY_FLAGS, MET),
    ("HCQC1", won("HCQC2", 2015) + GOVERNMENT3 + FLAGS, NOT_MET),  # flags of a province do not count here
    ("HCQC2", won("HCQC3", 2015) + GOVERNMENT2 + MINISTER + ARMY_PAPER, MET),
    ("HCQC2", won("HCQC3", 2015) + GOVERNMENT2 + MINISTER, NOT_MET),
    ("HCQC3", won("HCBV1", 2015) + GOVERNMENT2 + MINISTER, MET),
    ("HCQC3", won("HCLD1", 2015) + GOVERNMENT2 + MINISTER, NOT_MET),
]


@pytest.mark.parametrize(("code", "awards", "expected"), INDEPENDENCE)
def test_orders_of_independence_and_exploit_of_a_collective(code, awards, expected):
    """Điều 36.3, 37.3, 38.3; 39.3, 40.3, 41.3."""
    assert chain(code, TEN, awards) == expected


def test_ten_years_must_be_excellent_or_carry_the_title_and_none_be_unknown():
    known = won("HCDL2", 2015) + GOVERNMENT3 + MINISTER
    assert chain("HCDL1", "XXXXTXXXXX", known) == NOT_MET
    assert chain("HCDL1", "XXXXTXXXXX", known + won("TTLDXS", 2020)) == MET
    assert chain("HCDL1", "XXXX-XXXXX", known) == UNKNOWN


@pytest.mark.parametrize("code", ["HCDL3", "HCQC3"])
@pytest.mark.parametrize(
    ("founded", "expected"), [(DAY(1995, 12, 31), MET), (DAY(1996, 1, 1), NOT_MET), (None, UNKNOWN)]
)
def test_the_third_class_asks_for_thirty_years_since_the_founding(code, founded, expected):
    prior = "HCLD1" if code == "HCDL3" else "HCBV1"
    assert chain(code, TEN, won(prior, 2015) + GOVERNMENT2 + MINISTER, founded) == expected


DEFENCE = [
    ("HCBV3", "individual", "XTTTT", won("BKTTG", 2020) + won("CSTDCS", 2021, 2023, 2025), MET),
    ("HCBV3", "individual", "TTTTT", won("BKTTG", 2020) + won("CSTDCS", 2021, 2023, 2025), NOT_MET),
    ("HCBV3", "individual", "XTTTT", won("BKTTG", 2020) + won("CSTDCS", 2021, 2025), NOT_MET),
    ("HCBV3", "individual", "-TTTT", won("BKTTG", 2020) + won("CSTDCS", 2021, 2023, 2025), UNKNOWN),
    ("HCBV2", "individual", "XXTTT", won("HCBV3", 2020) + won("CSTDB", 2023), MET),
    ("HCBV2", "individual", "XTTTT", won("HCBV3", 2020) + won("CSTDB", 2023), NOT_MET),
    ("HCBV1", "individual", "XXXTT", won("HCBV2", 2020) + won("CSTDB", 2021, 2023), MET),
    ("HCBV1", "individual", "XXXTT", won("HCBV2", 2020) + won("CSTDT", 2021, 2023), NOT_MET),
    ("HCBV1", "individual", "XXXTT", won("HCBV2", 2021) + won("CSTDB", 2022, 2023), NOT_MET),  # four years after it
    ("HCBV1", "collective", "XXXXX", won("HCBV2", 2020) + won("COTDCP", 2021, 2023), MET),
    ("HCBV1", "collective", "XXXXX", won("HCBV2", 2020) + won("COTDCP", 2021) + won("COTDB", 2022, 2023), MET),
    ("HCBV1", "collective", "XXXXX", won("HCBV2", 2020) + won("COTDB", 2021, 2022, 2023), NOT_MET),
    ("HCBV2", "collective", "XXXXX", won("HCBV3", 2020) + won("COTDB", 2021, 2022, 2023), MET),
    ("HCBV2", "collective", "XXXXX", won("HCBV3", 2020) + won("COTDCP", 2021) + won("COTDB", 2022), MET),
    ("HCBV2", "collective", "XXXX-", won("HCBV3", 2020) + won("COTDB", 2021, 2022, 2023), UNKNOWN),
    ("HCBV3", "collective", "XXXXX", won("BKTTG", 2020) + won("COTDB", 2022) + won("BKB", 2023), MET),
    ("HCBV3", "collective", "XXXXX", won("BKTTG", 2020) + won("COTDB", 2022), NOT_MET),
]


@pytest.mark.parametrize(("code", "target", "ratings", "awards", "expected"), DEFENCE)
def test_orders_of_defence(code, target, ratings, awards, expected):
    """Điều 45-47."""
    known = {"founded_on": DAY(2000, 1, 1)} if target == "collective" else {}
    assert measured(code, target, ratings=ratings, awards=awards, **known) == expected


def test_the_highest_orders_of_a_collective_ask_for_the_one_before():
    """Điều 34.3, 35.2: the years since then are for a person to judge."""
    assert measured("HCSV", "collective", awards=won("HCHCM", 2000)) == MET
    assert measured("HCSV", "collective") == NOT_MET
    assert tree("HCSV", "collective", awards=won("HCHCM", 2000)).state == TO_JUDGE
    assert measured("HCHCM", "collective", awards=won("HCQC1", 2015)) == MET
    assert measured("HCHCM", "collective", awards=won("HCDL2", 2015)) == NOT_MET


MEDALS = [
    ("HCQKQT", DAY(2000, 12, 31), MET),
    ("HCQKQT", DAY(2001, 1, 1), NOT_MET),  # the edge: 25 years on the first of January
    ("HCVANTQ", DAY(2000, 12, 31), MET),
    ("HCVANTQ", None, UNKNOWN),
    ("HCCSVV1", DAY(2005, 12, 31), MET),
    ("HCCSVV1", DAY(2006, 1, 1), TO_JUDGE),  # service at sea and on islands counts twice: a person looks
    ("HCCSVV2", DAY(2010, 12, 31), MET),
    ("HCCSVV2", DAY(2006, 1, 1), MET),
    ("HCCSVV2", DAY(2005, 12, 31), NOT_MET),  # twenty years: the first class
    ("HCCSVV3", DAY(2015, 12, 31), MET),
    ("HCCSVV3", DAY(2010, 12, 31), NOT_MET),
    ("HCCSVV3", None, UNKNOWN),
]


@pytest.mark.parametrize(("code", "joined", "expected"), MEDALS)
def test_medals_for_years_of_service(code, joined, expected):
    """Điều 55-57."""
    assert measured(code, ratings="T", joined_on=joined) == expected


def test_a_medal_asks_for_good_work():
    assert measured("HCQKQT", ratings="H", joined_on=DAY(1990, 1, 1)) == NOT_MET
    assert measured("HCQKQT", joined_on=DAY(1990, 1, 1)) == UNKNOWN
    assert measured("HCQKQT", ratings="T", joined_on=DAY(1990, 1, 1), left_on=DAY(2010, 1, 1)) == NOT_MET


def devotion(code, *posts, **known):
    """Whether the time in posts alone suffices."""
    limbs = RULES[code, "individual"]["all"][1]["any"]
    rule = next(limb["all"][0] for limb in limbs if limb["label"].startswith("Có quá trình cống hiến"))
    held = [Held(f"Chức vụ {at}", *post) for at, post in enumerate(posts)]
    days = {"period_start": DAY(YEAR, 1, 1), "period_end": DAY(YEAR, 12, 31)}
    return evaluate(rule, Facts(year=YEAR, posts=held, **days, **known)).measured


DIRECTOR, DEPUTY, VICE = "2_vu_truong", "1_pho_vu_truong", "5_thu_truong"
POSTS = [
    ("HCLD1", [(DIRECTOR, DAY(2011, 1, 1), None)], MET),  # fifteen years on the last day
    ("HCLD1", [(DIRECTOR, DAY(2011, 1, 2), None)], NOT_MET),  # the edge: a day short
    ("HCLD2", [(DIRECTOR, DAY(2016, 1, 1), None)], MET),
    ("HCLD2", [(DIRECTOR, DAY(2016, 1, 2), None)], NOT_MET),
    ("HCLD2", [(DEPUTY, DAY(2011, 1, 1), None)], MET),
    ("HCLD3", [(DIRECTOR, DAY(2015, 7, 1), DAY(2021, 6, 30))], MET),  # six years, two of them leap years
    ("HCLD3", [(DIRECTOR, DAY(2015, 7, 1), DAY(2021, 6, 29))], NOT_MET),
    ("HCLD3", [(DEPUTY, DAY(2010, 1, 1), DAY(2019, 12, 31))], MET),
    ("HCLD1", [(VICE, DAY(2021, 1, 1), None)], MET),
    ("HCLD1", [("4_tong_cuc", DAY(2018, 1, 1), None)], MET),
    ("HCLD1", [("3_pho_tong_cuc", DAY(2016, 1, 1), None)], MET),
    ("HCLD1", [("3_pho_tong_cuc", DAY(2016, 1, 2), None)], NOT_MET),
    # Too short as a director: the years are added to those as a deputy.
    ("HCLD3", [(DEPUTY, DAY(2014, 1, 1), DAY(2020, 12, 31)), (DIRECTOR, DAY(2021, 1, 1), DAY(2023, 12, 31))], MET),
    # Two posts at once count once.
    ("HCLD3", [(DEPUTY, DAY(2016, 1, 1), DAY(2020, 12, 31)), (DEPUTY, DAY(2017, 1, 1), DAY(2021, 12, 31))], NOT_MET),
    ("HCLD3", [("", DAY(2005, 1, 1), None)], UNKNOWN),  # nobody has said what the post is equal to
    ("HCLD3", [(DEPUTY, DAY(2020, 1, 1), None), ("", DAY(2005, 1, 1), DAY(2019, 12, 31))], UNKNOWN),
    ("HCLD3", [], NOT_MET),
]


@pytest.mark.parametrize(("code", "posts", "expected"), POSTS)
def test_long_service_in_posts_of_leadership(code, posts, expected):
    """Nghị định 152/2025/NĐ-CP, Điều 19-21."""
    assert devotion(code, *posts) == expected


def test_a_woman_needs_a_third_less():
    """Điều 4.7: ten years instead of fifteen."""
    assert devotion("HCLD1", (DIRECTOR, DAY(2016, 1, 1), None), woman=True) == MET
    assert devotion("HCLD1", (DIRECTOR, DAY(2016, 1, 2), None), woman=True) == NOT_MET


def test_who_was_disciplined_in_the_post_is_not_proposed_for_it():
    """Điều 9.3."""
    post = (DIRECTOR, DAY(2005, 1, 1), DAY(2021, 12, 31))
    within = [Measure("1_khien_trach", "Khiển trách", DAY(2012, 5, 1))]
    assert devotion("HCLD1", post, measures=within) == NOT_MET
    after = [Measure("1_khien_trach", "Khiển trách", DAY(2022, 5, 1))]
    assert devotion("HCLD1", post, measures=after) == MET
    only_considered = [Measure("0_xem_xet", "Đang xem xét kỷ luật", DAY(2012, 5, 1))]
    assert devotion("HCLD1", post, measures=only_considered) == MET


def test_who_never_held_such_a_post_is_told_what_the_common_way_lacks():
    """The way of leaders lacks fewest, and is not the way of a clerk."""
    needs = [leaf.label for leaf in tree("HCLD3", ratings="T").needs]
    assert "Đã được tặng Bằng khen của Thủ tướng Chính phủ" in needs
    assert not [label for label in needs if "Vụ trưởng" in label]
    since = [Held("Vụ trưởng", DIRECTOR, DAY(YEAR - 1, 1, 1), None)]
    assert [leaf.label for leaf in tree("HCLD3", ratings="T", posts=since).needs if "Vụ trưởng" in leaf.label]
