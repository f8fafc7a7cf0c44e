"""Thresholds at their edges, of all members and of those present."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.voting import Tally, Threshold, count, share_in_words


@pytest.mark.parametrize(
    ("text", "base", "needed"),
    [
        ("80%", 15, 12), ("80%", 11, 9), ("90%", 10, 9), ("90%", 11, 10), ("2/3", 15, 10), ("2/3", 10, 7),
        (">1/2", 10, 6), (">1/2", 11, 6), (">50%", 10, 6), ("66,67%", 15, 11), ("100%", 7, 7), ("1/3", 1, 1),
    ],
)  # fmt: skip
def test_what_is_needed(text, base, needed):
    threshold = Threshold.read(text)
    assert threshold.needed(base) == needed
    assert threshold.reached(needed, base)
    assert not threshold.reached(needed - 1, base)


@pytest.mark.parametrize("text", ["", "80", "0%", "101%", "3/2", "1/0", ">100%", "hai phần ba", "80 phần trăm", "-5%"])
def test_what_is_no_share_is_refused(text):
    with pytest.raises(ValueError, match=".*"):
        Threshold.read(text)


def test_of_all_members_the_absent_count_as_no():
    tally = Tally(yes=11, no=0, invalid=0, members=15, present=11)
    threshold = Threshold.read("80%")
    assert count(tally, threshold, of_all=False).passed
    outcome = count(tally, threshold, of_all=True)
    assert (outcome.passed, outcome.base, outcome.needed) == (False, 15, 12)


def test_a_tie_is_decided_by_the_chair_only_where_the_rule_says_so():
    tally = Tally(yes=5, no=5, invalid=0, members=10, present=10)
    majority = Threshold.read(">1/2")
    assert not count(tally, majority, of_all=False).passed
    assert count(tally, majority, of_all=False, chair="y").by_chair
    assert not count(tally, majority, of_all=False, chair="n").passed
    assert not count(tally, Threshold.read("80%"), of_all=False, chair="y").passed


def test_nobody_reaches_nothing():
    assert not count(Tally(0, 0, 0, 0, 0), Threshold.read("50%"), of_all=True).passed


@given(st.integers(1, 100), st.integers(1, 100), st.integers(0, 100), st.integers(1, 100), st.booleans())
def test_reached_is_what_the_share_says(top, bottom, number, base, strict):
    if top > bottom or (strict and top == bottom):
        return
    threshold = Threshold(Fraction(top, bottom), strict)
    share = Fraction(number, base)
    assert threshold.reached(number, base) == (share > threshold.share if strict else share >= threshold.share)


@pytest.mark.parametrize(
    ("number", "base", "said"),
    [(8, 9, "88,9%"), (2, 3, "66,7%"), (9, 9, "100,0%"), (1599, 2000, "79,9%"), (6666, 10_000, "66,6%"), (0, 0, "")],
)
def test_a_share_is_rounded_but_never_up_to_one_that_was_not_reached(number, base, said):
    assert share_in_words(number, base) == said


def test_two_thirds_do_not_read_as_more_than_two_thirds():
    assert share_in_words(6, 9, Threshold.read(">2/3")) == "66,6%"
