"""Golden cases of honorary titles, prizes and what other bodies award (Luật 06/2022/QH15, Điều 22-96)."""

import json

import pytest

from awards.catalogue import by_group
from awards.loading import DATA, shipped_sets
from awards.loading_money import load_money
from awards.models import AwardType, BonusRate
from awards.rules import State
from awards.tests.test_golden import RULES, measured, tree, won, work

MET, NOT_MET, UNKNOWN, TO_JUDGE = State.MET, State.NOT_MET, State.UNKNOWN, State.TO_JUDGE
TYPES = json.loads((DATA / "catalogue.json").read_text(encoding="utf-8"))["award_types"]
TARGETS = {"individual": "for_individuals", "collective": "for_collectives", "household": "for_households"}
PAIRS = [("NGND", "NGUT"), ("TTND", "TTUT"), ("NSND", "NSUT"), ("NNND", "NNUT")]


def said(code, target="individual", *, no=(), **known):
    """The answer when a person says yes to every question but those that end so."""
    asked = {leaf.code for leaf in _leaves(tree(code, target, **known)) if leaf.code}
    yes = {one: (not one.endswith(tuple(no)) if no else True, "") for one in asked}
    return tree(code, target, judgements=yes, **known).state


def _leaves(outcome):
    for child in outcome.children:
        yield from _leaves(child)
    yield outcome


def test_every_award_has_its_conditions_for_everyone_who_may_get_it():
    wanted = {(kind["code"], target) for kind in TYPES for target, name in TARGETS.items() if kind[name]}
    assert wanted == set(RULES)
    copy = shipped_sets()["RS-2026"]
    assert {(rule["award_type"], rule["target"]) for rule in copy["rules"]} == wanted
    assert not copy["verified"]


@pytest.mark.parametrize(("higher", "lower"), PAIRS)
def test_the_title_of_the_people_asks_for_the_one_of_merit_before(higher, lower):
    """Điều 64.2, 65.2, 66.2, 67.2."""
    assert measured(higher, awards=won(lower, 2015)) == MET
    assert measured(higher) == NOT_MET
    assert tree(higher, awards=won(lower, 2015)).state == TO_JUDGE
    assert said(higher, awards=won(lower, 2015)) == MET
    assert said(higher) == NOT_MET
    assert said(lower) == MET
    assert said(lower, no=[".c"]) == NOT_MET  # the years in the trade


@pytest.mark.parametrize("code", ["AHLD", "AHLLVT"])
@pytest.mark.parametrize("target", ["individual", "collective"])
def test_a_hero_by_long_merit_or_by_one_deed(code, target):
    """Điều 62.1-62.3, 63.1-63.3: the deed frees from what is asked of the years, not from loyalty."""
    assert tree(code, target).state == TO_JUDGE
    assert said(code, target, no=[f"{code}.3"]) == MET
    years, loyal = (".b", ".a") if target == "individual" else (".2b", ".2e")
    assert said(code, target, no=[years]) == MET
    assert said(code, target, no=[years, f"{code}.3"]) == NOT_MET
    assert said(code, target, no=[loyal]) == NOT_MET


def test_prizes_go_to_authors_or_to_foreigners_who_wrote_about_the_country():
    """Điều 68-70."""
    assert said("GTHCM", no=[".nuoc-ngoai"]) == MET
    assert said("GTHCM", no=[".tac-gia"]) == MET
    assert said("GTHCM", no=[".nuoc-ngoai", ".b"]) == NOT_MET
    assert said("GTNN", no=[".nuoc-ngoai", ".a", ".b"]) == MET  # one of three is enough
    assert said("GTNN", no=[".nuoc-ngoai", ".a", ".b", ".c"]) == NOT_MET


@pytest.mark.parametrize(
    ("code", "target", "known", "expected"),
    [
        ("CSTDB", "individual",
         {"awards": won("CSTDCS", 2023, 2024, 2025), "recognised": [work(scope="2_tinh")]}, MET),
        ("CSTDB", "individual", {"awards": won("CSTDCS", 2024, 2025), "recognised": [work(scope="2_tinh")]}, NOT_MET),
        ("BKB", "individual", {"awards": won("CSTDCS", 2024, 2025)}, MET),
        ("BKB", "individual", {"awards": won("CSTDCS", 2023, 2025)}, NOT_MET),
        ("BKB", "individual", {"awards": won("CSTDCS", 2024, 2025) + won("BKB", 2024)}, NOT_MET),
        ("BKB", "collective", {"ratings": "XX"}, MET),
        ("BKB", "collective", {"ratings": "TX"}, NOT_MET),
        ("BKB", "collective", {"ratings": "-X"}, UNKNOWN),
    ],
)  # fmt: skip
def test_what_a_ministry_awards(code, target, known, expected):
    """Điều 22.1, 74.1.d, 74.3.d."""
    assert measured(code, target, **known) == expected


OTHERS = ["KNCB", "KNCQH", "DHTC", "COTDQK", "COTDDHQG", "DHGD", "BKTC", "GKTC", "BKQK", "BKDHQG", "GKGD"]


@pytest.mark.parametrize("code", OTHERS)
def test_what_the_law_leaves_to_others_is_unverified(code):
    """Điều 32, 71, 76."""
    found = [rule for rule in shipped_sets()["RS-2022"]["rules"] if rule["award_type"] == code]
    assert found
    assert not any(rule.get("verified", True) for rule in found)
    assert all(tree(code, rule["target"]).unverified for rule in found)


def test_what_only_goes_the_simple_way_has_no_time_limit_of_long_merit():
    """Luật, Điều 85.1; Nghị định 152/2025/NĐ-CP, Điều 35.3 speaks of công trạng only."""
    simple = {kind["code"] for kind in TYPES if not {"cong_trang", "phong_trao"} & set(kind["categories"])}
    found = [one for one in shipped_sets()["RS-2022"]["procedures"] if one["award_type"] in simple]
    assert {"HCCC1", "HCDC", "HCDDK", "HCHN"} <= {one["award_type"] for one in found}
    assert [one["award_type"] for one in found if "appraisal_days" in one or "35.3" in one["article"]] == []


def test_what_goes_to_the_government_or_the_prime_minister_holds_what_others_say_of_it():
    """Điều 84.3."""
    parts = {one["award_type"]: one["components"] for one in shipped_sets()["RS-2022"]["procedures"]}
    for code in ("COTDCP", "BKTTG", "HCLD1", "AHLD"):
        assert "y-kien" in {part["code"] for part in parts[code]}


def test_volunteers_of_the_youth():
    """Điều 96.2: two years of service, or fallen in it."""
    assert said("HCTNXP", no=[".liet-si"]) == MET
    assert said("HCTNXP", no=[".liet-si", ".2-nam"]) == NOT_MET


@pytest.mark.django_db
def test_a_long_list_stands_under_the_groups_of_the_law():
    """Điều 9."""
    groups = dict(by_group(AwardType.objects.all()))
    assert list(groups) == ["Danh hiệu thi đua", "Huân chương", "Huy chương", "Danh hiệu vinh dự nhà nước",
                            "Giải thưởng", "Bằng khen", "Kỷ niệm chương", "Giấy khen"]  # fmt: skip
    assert len(groups["Danh hiệu vinh dự nhà nước"]) == 13
    phrases = {row.code: row.phrase for row in AwardType.objects.all()}
    assert phrases["NGUT"] == "danh hiệu “Nhà giáo ưu tú”"
    assert phrases["GTNN"] == "Giải thưởng Nhà nước"


@pytest.mark.django_db
def test_a_rate_that_the_file_dropped_goes_unless_an_office_changed_it():
    old = BonusRate.objects.get(code="BMVNAH", target="individual")
    kept, gone = BonusRate.objects.get(pk=old.pk), BonusRate.objects.get(pk=old.pk)
    kept.pk, kept.code, kept.multiplier = None, "DHND", 3
    gone.pk, gone.code = None, "DHUT"
    kept.save()
    gone.save()
    load_money()
    codes = set(BonusRate.objects.values_list("code", flat=True))
    assert "DHUT" not in codes
    assert "DHND" in codes  # an office had changed it
