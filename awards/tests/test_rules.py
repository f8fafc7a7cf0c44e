"""Golden cases of the conditions: met, not met, at the edge, unknown, to judge."""

import datetime as dt
import json

import pytest

from awards.loading import shipped_faults, shipped_sets
from awards.rules import Facts, State, evaluate, leaf_codes
from awards.rules.checking import faults
from awards.rules.facts import Given, Measure, Members, Rated, Recognised

RULES = {(rule["award_type"], rule["target"]): rule["condition"] for rule in shipped_sets()["RS-2022"]["rules"]}
STANDARDS = {code: condition for (code, target), condition in RULES.items() if target == "individual"}
DAY = dt.date(2025, 6, 1)
YES = {"LDTT.b": (True, ""), "TTLDTT.b": (True, ""), "TTLDTT.d": (True, "")}
SANG_KIEN = Recognised("sang_kien", "1_co_so", "Sổ mượn phòng họp", DAY)
KHCN = Recognised("khcn", "2_tinh", "Bản đồ số", DAY)


def facts(rating="", rating_source="", **known):
    if rating:
        known["ratings"] = {2025: Rated(rating, rating_source)}
    return Facts(year=2025, period_start=dt.date(2025, 1, 1), period_end=dt.date(2025, 12, 31), **known)


def state(code, target="individual", **known):
    return evaluate(RULES[code, target], facts(**known), STANDARDS).state


@pytest.mark.parametrize(
    ("rating", "judged", "expected"),
    [
        ("HTXS", True, State.MET),
        ("HTT", True, State.MET),
        ("HTT", None, State.TO_JUDGE),
        ("HTT", False, State.NOT_MET),
        ("HT", True, State.NOT_MET),
        ("HT", None, State.NOT_MET),
        ("KHT", True, State.NOT_MET),
        ("", True, State.UNKNOWN),
        ("", None, State.UNKNOWN),
        ("", False, State.NOT_MET),
    ],
)
def test_lao_dong_tien_tien(rating, judged, expected):
    """Điều 24.1: hoàn thành tốt nhiệm vụ trở lên, and a judgement."""
    judgements = {} if judged is None else {"LDTT.b": (judged, "")}
    assert state("LDTT", rating=rating, judgements=judgements) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"rating": "HTXS"}, State.MET),
        ({"rating": "HTT", "recognised": [SANG_KIEN]}, State.MET),
        ({"rating": "HTT", "recognised": [KHCN]}, State.MET),
        ({"rating": "HTT"}, State.NOT_MET),
        ({"rating": "HT", "recognised": [SANG_KIEN, KHCN]}, State.NOT_MET),
        ({"rating": "", "recognised": [SANG_KIEN]}, State.UNKNOWN),
        ({"rating": ""}, State.UNKNOWN),
    ],
)
def test_chien_si_thi_dua_co_so(known, expected):
    """Điều 23: the standard of LĐTT, and any of rating, initiative, scientific work."""
    assert state("CSTDCS", judgements=YES, **known) == expected


def test_chien_si_thi_dua_co_so_needs_the_judgement_of_the_standard():
    assert state("CSTDCS", rating="HTXS") == State.TO_JUDGE


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (Members(10, 7), State.MET),
        (Members(10, 6), State.NOT_MET),
        (Members(10, 6, pending=1), State.UNKNOWN),
        (Members(10, 5, pending=1), State.NOT_MET),
        (Members(1000, 699), State.NOT_MET),
        (Members(1000, 700), State.MET),
        (Members(3, 2), State.NOT_MET),
        (Members(0, 0), State.UNKNOWN),
    ],
)
def test_share_of_members(members, expected):
    """Điều 28.1.c: at least 70 per cent, counted without rounding."""
    assert state("TTLDTT", "collective", rating="HTT", members={"LDTT": members}, judgements=YES) == expected


@pytest.mark.parametrize(
    ("level", "expected"),
    [("1_khien_trach", State.MET), ("2_canh_cao", State.NOT_MET), ("4_cach_chuc", State.NOT_MET)],
)
def test_discipline_of_members(level, expected):
    """Điều 28.1.c: nobody disciplined at cảnh cáo or above; khiển trách does not count."""
    measure = Measure(level, "Kỷ luật", DAY, who="Trần Văn Bình")
    known = {"rating": "HTT", "members": {"LDTT": Members(10, 8)}, "measures": [measure], "judgements": YES}
    assert state("TTLDTT", "collective", **known) == expected


def test_giay_khen_is_for_people_to_judge():
    assert state("GK") == State.TO_JUDGE
    assert state("GK", judgements={"GK.individual": (True, "")}) == State.MET
    assert state("GK", "collective", judgements={"GK.collective": (False, "")}) == State.NOT_MET


def test_every_leaf_cites_its_article_and_says_what_it_used():
    tree = evaluate(RULES["CSTDCS", "individual"], facts(rating="HTT", rating_source="QĐ 12/QĐ-VP"), STANDARDS)
    assert all(leaf.article for leaf in tree.leaves())
    first = next(tree.leaves())
    assert first.evidence == "Xếp loại năm 2025: hoàn thành tốt nhiệm vụ (QĐ 12/QĐ-VP)."
    assert first.article.endswith("Điều 24.1.a")


def test_a_share_is_never_rounded_up_for_show():
    tree = evaluate(RULES["TTLDTT", "collective"], facts(members={"LDTT": Members(1000, 699)}))
    assert any("69,9%" in leaf.evidence for leaf in tree.leaves())


def test_codes_for_judging_follow_the_standard():
    assert list(leaf_codes(RULES["CSTDCS", "individual"], STANDARDS)) == ["LDTT.b"]


@pytest.mark.parametrize(
    ("node", "said"),
    [
        ({"all": [{"rated": "HTT", "label": "a", "article": "b"}]}, "không nhận ra loại điều kiện"),
        ({"standard": "KHONG_CO"}, "không có danh hiệu, hình thức “KHONG_CO”"),
        ({"rating": "TOT"}, "Mức xếp loại “TOT” không có"),
        ({"award": "LDTT", "times": 0}, "Số lần phải là số nguyên từ 1 đến 20"),
        ({"award": "LDTT", "lan": 2}, "không hiểu mục lan"),
        ({"award": "LDTT", "times": 2, "gap": 3}, "khoảng cách giữa hai lần chỉ dùng khi các lần phải liên tục"),
        ({"any": []}, "phải có ít nhất một điều kiện con"),
        ({"run": {"rating": "HTT", "label": "a", "article": "b"}}, "còn thiếu mức xếp loại hoặc số năm"),
        ({"members": "LDTT"}, "còn thiếu tỷ lệ phần trăm hoặc số lượng"),
        ("chữ", "phải là một điều kiện"),
    ],
)
def test_a_condition_that_could_never_be_answered_is_refused_in_words(node, said):
    words = {"label": "Một điều kiện", "article": "Điều 1"}
    found = faults(words | node if isinstance(node, dict) else node, frozenset({"LDTT"}), frozenset({"LDTT"}))
    assert any(said in fault for fault in found)


def test_an_unknown_condition_is_never_evaluated():
    with pytest.raises(ValueError, match="unknown condition"):
        evaluate({"rated": "HTT"}, facts())


def test_the_tree_is_kept_as_plain_data():
    data = evaluate(RULES["LDTT", "individual"], facts(rating="HTT")).as_data()
    assert json.loads(json.dumps(data)) == data
    assert data["children"][1]["code"] == "LDTT.b"


def test_the_release_has_only_conditions_that_can_be_answered():
    assert shipped_faults() == []


def _given(*years, code="BKT", category="cong_trang"):
    return [Given(code, year, dt.date(year, 12, 20), f"QĐ {year}", category) for year in years]


@pytest.mark.parametrize(
    ("asked", "known", "expected"),
    [
        ({"within": 5}, {"awards": _given(2022, 2024)}, State.MET),
        ({"within": 5}, {"awards": _given(2021, 2025)}, State.MET),  # both edges count
        ({"within": 5}, {"awards": _given(2020, 2025)}, State.NOT_MET),
        ({"within": 5}, {"awards": _given(2005, 2006)}, State.NOT_MET),
        ({"within": 5}, {"awards": [*_given(2021), *_given(2022, category="")]}, State.UNKNOWN),
        ({"within": 5}, {"awards": _given(2022), "pending": frozenset({"BKT"})}, State.UNKNOWN),
        ({"within": 5}, {"awards": _given(2020), "pending": frozenset({"BKT"})}, State.NOT_MET),
        ({"latest": 5}, {"awards": _given(2005, 2020)}, State.MET),
        ({"latest": 5}, {"awards": _given(2005, 2019)}, State.NOT_MET),
        ({"latest": 0}, {"awards": _given(2019), "pending": frozenset({"BKT"})}, State.UNKNOWN),
        ({"fresh": "BKTTG"}, {"awards": [*_given(2021, 2022), *_given(2020, code="BKTTG")]}, State.MET),
        ({"fresh": "BKTTG"}, {"awards": [*_given(2021, 2022), *_given(2021, code="BKTTG")]}, State.NOT_MET),
        ({}, {"awards": _given(2005, 2006)}, State.MET),
    ],
)
def test_awards_of_the_last_years(asked, known, expected):
    """So many awards within a span of years, the last of them not long ago, since another one."""
    node = {"award": "BKT", "times": 2, "label": "Bằng khen", "article": "Quy định", **asked}
    assert not list(faults(node, frozenset({"BKT", "BKTTG"}), frozenset()))
    assert evaluate(node, facts(**known)).state == expected
