"""Golden cases of every rule that data answers: met, not met, at the edge, unknown (rule set RS-2022).

`measured` is the answer of the data alone; what only a person can judge is left out of it.
"""

import datetime as dt

import pytest

from awards.loading import shipped_sets
from awards.rules import Facts, State, evaluate, leaf_codes
from awards.rules.checking import measurable
from awards.rules.facts import Given, Leave, Led, Measure, Members, Rated, Recognised

RULES = {(rule["award_type"], rule["target"]): rule["condition"] for rule in shipped_sets()["RS-2022"]["rules"]}
MET, NOT_MET, UNKNOWN, TO_JUDGE = State.MET, State.NOT_MET, State.UNKNOWN, State.TO_JUDGE
YEAR = 2025


def rated(levels, last=YEAR):
    """Ratings of the years up to `last`, the last letter the last year: X excellent, T good, H done, - nobody knows."""
    names = {"X": "HTXS", "T": "HTT", "H": "HT", "K": "KHT"}
    years = range(last - len(levels) + 1, last + 1)
    return {year: Rated(names[level]) for year, level in zip(years, levels, strict=True) if level != "-"}


def won(code, *years, category="cong_trang", period=True):
    """Awards of these years, each for the achievement of its year."""
    return [
        Given(
            code, year, dt.date(year, 12, 20), f"QĐ {code}/{year}", category, dt.date(year, 12, 31) if period else None
        )
        for year in years
    ]


def work(kind="sang_kien", scope="1_co_so", year=YEAR, used=""):
    return Recognised(kind, scope, f"Sáng kiến {year}", dt.date(year, 6, 1), used_for=used)


def tree(code, target="individual", *, ratings="", year=YEAR, **known):
    facts = Facts(
        year=year,
        period_start=dt.date(year, 1, 1),
        period_end=dt.date(year, 12, 31),
        ratings=rated(ratings, year),
        **known,
    )
    standards = {of: condition for (of, whom), condition in RULES.items() if whom == target}
    return evaluate(RULES[code, target], facts, standards)


def measured(code, target="individual", **known):
    return tree(code, target, **known).measured


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"awards": won("CSTDCS", 2023, 2024, 2025), "recognised": [work(scope="2_tinh")]}, MET),
        ({"awards": won("CSTDCS", 2023, 2024, 2025), "recognised": [work("khcn", "3_toan_quoc", 2023)]}, MET),
        ({"awards": won("CSTDCS", 2024, 2025), "recognised": [work(scope="2_tinh")]}, NOT_MET),  # the edge: one short
        ({"awards": won("CSTDCS", 2022, 2024, 2025), "recognised": [work(scope="2_tinh")]}, NOT_MET),  # with a gap
        ({"awards": won("CSTDCS", 2023, 2024, 2025), "recognised": [work(scope="1_co_so")]}, NOT_MET),
        ({"awards": won("CSTDCS", 2023, 2024), "recognised": [work(scope="2_tinh")], "open_year": True}, UNKNOWN),
        ({"awards": won("CSTDCS", 2023, 2024), "recognised": [work(scope="2_tinh")],
          "pending": frozenset({"CSTDCS"})}, UNKNOWN),
        # Three in a row that ended the year before: the law names no year, a person judges.
        ({"awards": won("CSTDCS", 2022, 2023, 2024), "recognised": [work(scope="2_tinh")]}, TO_JUDGE),
        ({"awards": won("CSTDCS", 2021, 2022, 2023), "recognised": [work(scope="2_tinh")]}, NOT_MET),
        # The same years carry one title only (Điều 33.7): after 2024 they are counted anew.
        ({"awards": won("CSTDCS", 2023, 2024, 2025) + won("CSTDT", 2024), "recognised": [work(scope="2_tinh")]},
         NOT_MET),
        # Sudden awards are no ground for a higher one (Điều 4.3).
        ({"awards": won("CSTDCS", 2023, 2024, 2025, category="dot_xuat"), "recognised": [work(scope="2_tinh")]},
         NOT_MET),
        # One initiative carries one award; a second time it is for a person to judge.
        ({"awards": won("CSTDCS", 2023, 2024, 2025), "recognised": [work(scope="2_tinh", used="Bằng khen")]}, TO_JUDGE),
        ({"awards": won("CSTDCS", 2023, 2024, 2025), "recognised": [work(scope="2_tinh", year=2020)]}, TO_JUDGE),
        # After a discipline achievements count from the end of its term (Điều 4.4).
        ({"awards": won("CSTDCS", 2023, 2024, 2025), "recognised": [work(scope="2_tinh")],
          "measures": [Measure("1_khien_trach", "Khiển trách", dt.date(2022, 3, 1), dt.date(2023, 3, 1))]}, NOT_MET),
    ],
)  # fmt: skip
def test_chien_si_thi_dua_cap_tinh(known, expected):
    """Điều 22."""
    assert measured("CSTDT", **known) == expected


@pytest.mark.parametrize(
    ("years", "scope", "expected"),
    [
        ((2022, 2025), "3_toan_quoc", MET),  # each title rests on three years of its own
        ((2022, 2024), "3_toan_quoc", MET),
        ((2021, 2024), "3_toan_quoc", MET),  # the dossier goes in the year after the decision (Điều 35.1.a)
        ((2021, 2025), "3_toan_quoc", NOT_MET),
        ((2025,), "3_toan_quoc", NOT_MET),
        ((2022, 2025), "2_tinh", NOT_MET),
    ],
)
def test_chien_si_thi_dua_toan_quoc(years, scope, expected):
    """Điều 21."""
    assert measured("CSTDTQ", awards=won("CSTDT", *years), recognised=[work(scope=scope)]) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"awards": won("CSTDCS", 2024, 2025)}, MET),
        ({"awards": won("CSTDCS", 2023, 2025)}, NOT_MET),
        ({"awards": won("CSTDCS", 2024), "open_year": True}, UNKNOWN),
        ({"ratings": "XX", "recognised": [work(year=2024), work()]}, MET),
        ({"ratings": "XX", "recognised": [work("khcn", year=2024), work("khcn")]}, MET),
        ({"ratings": "XX", "recognised": [work("khcn", year=2024), work()]}, NOT_MET),  # two of one sort
        ({"ratings": "XX", "recognised": [work()]}, NOT_MET),
        ({"ratings": "XX", "recognised": [work(year=2023), work()]}, TO_JUDGE),  # one from before the two years
        ({"ratings": "TX", "recognised": [work(year=2024), work()]}, NOT_MET),
        ({"ratings": "-X", "recognised": [work(year=2024), work()]}, UNKNOWN),
        ({"ratings": "X-", "recognised": [work(year=2024), work()]}, UNKNOWN),
        ({"awards": won("CSTDCS", 2024, 2025) + won("BKT", 2024)}, NOT_MET),
        ({"awards": won("CSTDCS", 2024, 2025) + won("BKT", 2024, category="dot_xuat")}, MET),
    ],
)
def test_bang_khen_cua_tinh_cho_ca_nhan(known, expected):
    """Điều 74.1.d."""
    assert measured("BKT", **known) == expected


def test_the_ministrys_example_of_ba_a():
    """A CSTĐCS in one of two years does not stop the second limb of Điều 74.1.d: both years hoàn thành xuất sắc nhiệm
    vụ, one initiative in each."""
    known = {"ratings": "XX", "awards": won("CSTDCS", 2024), "recognised": [work(year=2024), work(year=2025)]}
    answer = tree("BKT", **known)
    assert answer.measured == MET
    assert any("2/2 năm liên tục" in leaf.evidence for leaf in answer.grounds)


@pytest.mark.parametrize(
    ("ratings", "state", "said"),
    [
        ("TTTTT", MET, "5/5 năm liên tục đến năm 2025 (2021-2025)."),
        ("HTTT", NOT_MET, "3/5 năm liên tục đến năm 2025 (2023-2025)."),
        ("HTT-", NOT_MET, "Cần 5 năm liên tục: năm 2025 chưa xếp loại, trước đó 2 năm liên tục (2023-2024)."),
        ("TTH-", NOT_MET, "Cần 5 năm liên tục: năm 2025 chưa xếp loại, trước đó chưa có năm nào được tính."),
        ("TTTT-", UNKNOWN, "Cần 5 năm liên tục: năm 2025 chưa xếp loại, trước đó 4 năm liên tục (2021-2024)."),
        ("", UNKNOWN, "Cần 5 năm liên tục: năm 2021-2025 chưa xếp loại."),
        ("T-TTT", UNKNOWN, "3/5 năm liên tục đến năm 2025 (2023-2025). Chưa có kết quả xếp loại năm 2022."),
    ],
)
def test_a_year_that_is_not_rated_yet_hides_no_year_before_it(ratings, state, said):
    """Điều 73.1.b."""
    line = next(leaf for leaf in tree("BKTTG", ratings=ratings).leaves() if "năm liên tục" in leaf.evidence)
    assert (line.state, line.evidence) == (state, said)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"ratings": "XX"}, MET),
        ({"ratings": "TX", "awards": won("TTLDXS", 2024)}, MET),
        ({"ratings": "TX"}, NOT_MET),
        ({"ratings": "-X"}, UNKNOWN),
        ({"ratings": "XX", "awards": won("BKT", 2024)}, NOT_MET),
        ({"ratings": "XXX", "awards": won("BKT", 2023)}, MET),  # the edge: exactly two years since
    ],
)
def test_bang_khen_cua_tinh_cho_tap_the(known, expected):
    """Điều 74.3.d."""
    assert measured("BKT", "collective", **known) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        # "Đã được tặng … và có": the certificate may lie within the five years.
        ({"ratings": "TTTTT", "awards": won("BKT", 2024) + won("CSTDCS", 2021, 2023, 2025)}, MET),
        ({"ratings": "TTTTT", "awards": won("BKB", 2015) + won("CSTDCS", 2021, 2023, 2025)}, MET),
        ({"ratings": "TTTTT", "awards": won("CSTDCS", 2021, 2023, 2025)}, NOT_MET),
        ({"ratings": "TTTT", "awards": won("BKT", 2020) + won("CSTDCS", 2022, 2023, 2025)}, UNKNOWN),  # 2021 unrated
        ({"ratings": "HTTTT", "awards": won("BKT", 2020) + won("CSTDCS", 2022, 2023, 2025)}, NOT_MET),
        ({"ratings": "TTTTT", "awards": won("BKT", 2020) + won("CSTDCS", 2023, 2025)}, NOT_MET),
        ({"ratings": "TTTTT", "awards": won("BKT", 2020) + won("CSTDCS", 2020, 2023, 2025)}, NOT_MET),  # 2020 too early
        ({"ratings": "TTTTTT", "awards": won("BKT", 2019) + won("CSTDCS", 2020, 2023, 2025)}, MET),  # a longer run
        ({"ratings": "TTTTT", "awards": won("BKT", 2020, category="") + won("CSTDCS", 2021, 2023, 2025)}, UNKNOWN),
        ({"ratings": "TTTTT", "awards": won("BKT", 2020, category="phong_trao") + won("CSTDCS", 2021, 2023, 2025)},
         NOT_MET),
        ({"ratings": "TTTTT", "awards": won("BKT", 2020) + won("CSTDCS", 2021, 2023), "open_year": True}, UNKNOWN),
        # Counted anew after the last one.
        ({"ratings": "TTTTTTTT", "awards": won("BKT", 2015) + won("BKTTG", 2021) + won("CSTDCS", 2022, 2023, 2025)},
         NOT_MET),
    ],
)  # fmt: skip
def test_bang_khen_cua_thu_tuong_cho_ca_nhan(known, expected):
    """Điều 73.1.b."""
    assert measured("BKTTG", **known) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"ratings": "XXXXX", "awards": won("BKT", 2020) + won("COTDT", 2023)}, MET),
        ({"ratings": "XXXXX", "awards": won("BKT", 2020, 2022, 2024)}, MET),  # one, "sau đó" five years with two more
        ({"ratings": "XXXXX", "awards": won("BKT", 2020, 2022)}, NOT_MET),
        ({"ratings": "XXXX", "awards": won("BKT", 2021, 2023, 2025)}, NOT_MET),  # four years since the first
        ({"ratings": "TXXXX", "awards": won("BKT", 2020) + won("COTDT", 2023) + won("TTLDXS", 2021)}, MET),
        ({"ratings": "TXXXX", "awards": won("BKT", 2020) + won("COTDT", 2023)}, NOT_MET),
        ({"ratings": "XXXXX", "awards": won("BKT", 2021) + won("COTDT", 2023)}, NOT_MET),  # four years since
        ({"ratings": "-XXXX", "awards": won("BKT", 2020) + won("COTDT", 2023)}, UNKNOWN),
        ({"ratings": "XXXXX", "awards": won("COTDT", 2023)}, NOT_MET),
        ({"ratings": "XXXXX", "awards": won("BKT", 2020)}, NOT_MET),
    ],
)
def test_bang_khen_cua_thu_tuong_cho_tap_the(known, expected):
    """Điều 73.4.e."""
    assert measured("BKTTG", "collective", **known) == expected


@pytest.mark.parametrize(
    ("code", "before", "ratings", "more", "expected"),
    [
        ("HCLD3", "BKTTG", "XTTTT", won("CSTDCS", 2021, 2022, 2025), MET),
        ("HCLD3", "BKTTG", "TTTTT", won("CSTDCS", 2021, 2022, 2025), NOT_MET),  # no excellent year
        ("HCLD3", "BKTTG", "XTTTT", won("CSTDCS", 2021, 2025), NOT_MET),
        ("HCLD3", "BKTTG", "XHTTT", won("CSTDCS", 2021, 2022, 2025), NOT_MET),
        ("HCLD3", "BKTTG", "-TTTX", won("CSTDCS", 2021, 2022, 2025), UNKNOWN),
        ("HCLD2", "HCLD3", "XXTTT", won("CSTDT", 2023), MET),
        ("HCLD2", "HCLD3", "XTTTT", won("CSTDT", 2023), NOT_MET),
        ("HCLD2", "HCLD3", "XXTTT", won("CSTDB", 2023), MET),
        ("HCLD2", "HCLD3", "XXTTT", [], NOT_MET),
        ("HCLD2", "HCLD3", "XX-TT", won("CSTDT", 2023), UNKNOWN),
        ("HCLD1", "HCLD2", "XXXTT", won("CSTDT", 2022, 2025), MET),
        ("HCLD1", "HCLD2", "XXTTT", won("CSTDT", 2022, 2025), NOT_MET),
        ("HCLD1", "HCLD2", "XXXTT", won("CSTDT", 2025), NOT_MET),
        ("HCLD1", "HCLD2", "XXX-T", won("CSTDT", 2022, 2025), UNKNOWN),
    ],
)
def test_huan_chuong_lao_dong_cho_ca_nhan(code, before, ratings, more, expected):
    """Điều 42.1.đ, 43.1.đ, 44.1.e: the award of 2020, and the five years after it."""
    assert measured(code, ratings=ratings, awards=won(before, 2020) + more) == expected
    assert measured(code, ratings=ratings, awards=won(before, 2021) + more) == NOT_MET  # four years are too few
    assert measured(code, ratings=ratings, awards=more) == NOT_MET


@pytest.mark.parametrize(
    ("code", "before", "more", "expected"),
    [
        ("HCLD3", "BKTTG", won("COTDCP", 2023), MET),
        ("HCLD3", "BKTTG", won("COTDT", 2021, 2023), MET),
        ("HCLD3", "BKTTG", won("COTDT", 2021) + won("BKT", 2023), MET),
        ("HCLD3", "BKTTG", won("BKT", 2021, 2023), MET),  # where no flag may be given: a person says so
        ("HCLD3", "BKTTG", won("COTDT", 2021), NOT_MET),
        ("HCLD2", "HCLD3", won("COTDCP", 2021) + won("COTDT", 2022), MET),
        ("HCLD2", "HCLD3", won("COTDT", 2021, 2022, 2023), MET),
        ("HCLD2", "HCLD3", won("COTDT", 2021, 2022), NOT_MET),
        ("HCLD2", "HCLD3", won("BKT", 2021, 2023, 2025), MET),
        ("HCLD1", "HCLD2", won("COTDCP", 2021, 2023), MET),
        ("HCLD1", "HCLD2", won("COTDCP", 2021) + won("COTDT", 2022, 2024), MET),
        ("HCLD1", "HCLD2", won("COTDT", 2021, 2022, 2023, 2024), MET),
        ("HCLD1", "HCLD2", won("COTDT", 2021, 2022, 2023), NOT_MET),
        ("HCLD1", "HCLD2", won("BKT", 2021, 2022, 2023, 2024), MET),
    ],
)
def test_huan_chuong_lao_dong_cho_tap_the(code, before, more, expected):
    """Điều 42.4.d, 43.4.d, 44.4.đ."""
    old = dt.date(2010, 1, 1)
    known = {"awards": won(before, 2020) + more, "founded_on": old}
    assert measured(code, "collective", ratings="XXXXX", **known) == expected
    assert measured(code, "collective", ratings="XTXXX", **known) == NOT_MET
    if expected == MET:
        assert measured(code, "collective", ratings="-XXXX", **known) == UNKNOWN


@pytest.mark.parametrize(
    ("founded", "expected"),
    [(dt.date(2015, 12, 31), MET), (dt.date(2016, 1, 1), NOT_MET), (None, UNKNOWN), (dt.date(2012, 2, 29), MET)],
)
def test_ten_years_of_a_collective(founded, expected):
    """Điều 44.4.đ: from 10 years, to the day."""
    known = {"ratings": "XXXXX", "awards": won("BKTTG", 2020) + won("COTDCP", 2023), "founded_on": founded}
    assert measured("HCLD3", "collective", **known) == expected


def collective(holders=8, total=10, heroes=1, done=10, pending=0):
    members = {
        "LDTT": Members(total, holders, pending),
        "CSTDCS": Members(total, heroes),
        "CSTT": Members(total, holders, pending),
    }
    return {"members": members, "levels": {"HTT": done}}


@pytest.mark.parametrize(
    ("ratings", "known", "expected"),
    [
        ("X", collective(), MET),
        ("X", collective(holders=7), MET),
        ("X", collective(holders=6), NOT_MET),
        ("X", collective(holders=6, pending=1), UNKNOWN),
        ("T", collective(), NOT_MET),
        ("-", collective(), UNKNOWN),
        ("X", collective(heroes=0), NOT_MET),
        ("X", collective(done=9), UNKNOWN),  # one is not rated
        ("X", collective() | {"levels": {"HTT": 9, "KHT": 1}}, NOT_MET),
        ("X", {}, UNKNOWN),
    ],
)
@pytest.mark.parametrize("code", ["TTLDXS", "DVQT"])
def test_tap_the_lao_dong_xuat_sac(code, ratings, known, expected):
    """Điều 27."""
    assert measured(code, "collective", ratings=ratings, **known) == expected


@pytest.mark.parametrize(
    ("ratings", "known", "expected"),
    [
        ("T", collective(holders=7), MET),
        ("T", collective(holders=6), NOT_MET),
        ("H", collective(), NOT_MET),
        ("-", collective(), UNKNOWN),
        ("T", collective() | {"measures": [Measure("2_canh_cao", "Cảnh cáo", dt.date(2025, 5, 1))]}, NOT_MET),
        ("T", collective() | {"measures": [Measure("1_khien_trach", "Khiển trách", dt.date(2025, 5, 1))]}, MET),
    ],
)
@pytest.mark.parametrize("code", ["TTLDTT", "DVTT"])
def test_tap_the_lao_dong_tien_tien(code, ratings, known, expected):
    """Điều 28."""
    assert measured(code, "collective", ratings=ratings, **known) == expected


@pytest.mark.parametrize(
    ("clusters", "flag", "government"),
    [
        ([Led(2025, "Khối Sở", "tinh", 1)], MET, MET),
        ([Led(2025, "Khối Sở", "tinh", 2)], NOT_MET, UNKNOWN),  # of the centre's clusters nothing is known
        ([Led(2025, "Khối Sở", "tinh", 2), Led(2025, "Cụm Đồng bằng", "trung_uong", 2)], NOT_MET, NOT_MET),
        ([Led(2025, "Cụm Đồng bằng", "trung_uong", 1)], UNKNOWN, MET),
        ([Led(2024, "Khối Sở", "tinh", 1)], UNKNOWN, UNKNOWN),
        ([], UNKNOWN, UNKNOWN),
    ],
)
def test_co_thi_dua(clusters, flag, government):
    """Điều 25, 26: first of a cluster or bloc in the year; campaigns of several years are judged."""
    assert measured("COTDT", "collective", clusters=clusters) == flag
    assert measured("COTDCP", "collective", clusters=clusters) == government


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, MET),
        ({"joined_on": dt.date(2025, 6, 1)}, MET),
        ({"joined_on": dt.date(2025, 8, 1)}, TO_JUDGE),
        ({"leaves": [Leave("Nghỉ thai sản", dt.date(2025, 2, 1), dt.date(2025, 8, 1), True, "Điều 4.5")]}, MET),
        ({"leaves": [Leave("Nghỉ không hưởng lương", dt.date(2025, 2, 1), dt.date(2025, 8, 31), False)]}, TO_JUDGE),
        ({"leaves": [Leave("Đi đào tạo", dt.date(2025, 1, 1), dt.date(2025, 12, 31), True, "TT 01/2024")]}, MET),
    ],
)
def test_months_of_work_and_leave_that_counts(known, expected):
    """Maternity leave counts (Nghị định 152/2025/NĐ-CP, Điều 4.5); below six months a person judges."""
    answer = tree("LDTT", ratings="T", judgements={"LDTT.b": (True, "")}, **known)
    assert answer.state == expected
    assert next(leaf for leaf in answer.leaves() if "06 tháng" in leaf.label).unverified


def test_the_soldiers_title_follows_the_same_standard():
    """Điều 24.2."""
    assert measured("CSTT", ratings="T") == MET
    assert measured("CSTT", ratings="H") == NOT_MET
    assert measured("CSTT") == UNKNOWN


@pytest.mark.parametrize(("code", "target"), sorted(key for key, rule in RULES.items() if not measurable(rule)))
def test_what_only_people_judge(code, target):
    """Data alone says nothing; when a person said yes to everything it is met, with one no in an `all` it is not."""
    assert tree(code, target).measured is None
    assert tree(code, target).state == TO_JUDGE
    codes = list(leaf_codes(RULES[code, target], {}))
    assert len(codes) == len(set(codes))
    assert tree(code, target, judgements=dict.fromkeys(codes, (True, ""))).state == MET
    assert tree(code, target, judgements=dict.fromkeys(codes, (False, ""))).state == NOT_MET


def test_every_rule_has_its_golden_cases():
    judged = {key for key, rule in RULES.items() if not measurable(rule)}
    here = {"LDTT", "CSTT", "CSTDCS", "CSTDT", "CSTDTQ", "TTLDTT", "DVTT", "TTLDXS", "DVQT", "COTDT", "COTDCP", "BKT",
            "BKTTG", "HCLD1", "HCLD2", "HCLD3"}  # fmt: skip
    others = {"HCSV", "HCHCM", "HCDL1", "HCDL2", "HCDL3", "HCQC1", "HCQC2", "HCQC3", "HCBV1", "HCBV2", "HCBV3",
              "HCQKQT", "HCVANTQ", "HCCSVV1", "HCCSVV2", "HCCSVV3"}  # fmt: skip
    honours = {"NGND", "TTND", "NSND", "NNND", "CSTDB", "BKB"}
    asked = {"NGUT", "TTUT", "NSUT", "NNUT", "AHLD", "AHLLVT", "BMVNAH", "TINHAH", "TPAH", "GTHCM", "GTNN", "HCTNXP",
             "COTDB", "KNCB", "KNCQH", "DHTC", "COTDQK", "COTDDHQG", "DHGD", "BKTC", "GKTC", "BKQK", "BKDHQG",
             "GKGD"}  # fmt: skip
    # the others stand in test_golden_orders.py and test_golden_honours.py
    assert {code for code, _ in RULES.keys() - judged} == here | others | honours
    people = {"XPDKTB", "TTDPVH", "GDVH", "BKT", "BKTTG", "KNCT", "GK", "HCCC1", "HCCC2", "HCCC3", "HCDDK", "HCDC",
              "HCHN", "HCHUUNGHI"}  # fmt: skip
    assert {code for code, _ in judged if code not in others | honours} == people | asked


def test_years_count_from_the_decision_where_it_names_no_achievement():
    """Điều 33.7: with the achievement written (2020) five years are there in 2025, from the decision's own day (June
    2021) they are not."""
    late = [Given("BKTTG", 2021, dt.date(2021, 6, 1), "QĐ 1", "cong_trang", dt.date(2020, 12, 31))]
    bare = [Given("BKTTG", 2021, dt.date(2021, 6, 1), "QĐ 1", "cong_trang")]
    more = won("CSTDCS", 2021, 2022, 2025)
    assert measured("HCLD3", ratings="XTTTT", awards=late + more) == MET
    assert measured("HCLD3", ratings="XTTTT", awards=bare + more) == NOT_MET
    assert measured("HCLD3", ratings="TXTTT", year=2026, awards=bare + won("CSTDCS", 2022, 2023, 2025)) == MET


def test_at_least_so_many_of_several():
    words = {"label": "a", "article": "b"}
    node = {"some": [{"judge": str(number), **words} for number in range(3)], "least": 2, **words}
    facts = Facts(year=YEAR, period_start=dt.date(YEAR, 1, 1), period_end=dt.date(YEAR, 12, 31))
    for said, expected in (({}, TO_JUDGE), ({"0": (True, ""), "1": (True, "")}, MET),
                           ({"0": (False, ""), "1": (False, "")}, NOT_MET)):  # fmt: skip
        assert evaluate(node, Facts(**(vars(facts) | {"judgements": said}))).state == expected
