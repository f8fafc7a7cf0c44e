"""Drawings: true lengths, escaped words, named for those who hear them, no look of their own."""

import re

from lxml import etree

from core.charts import Bar, Piece, Tone, paired_bars, small_multiples, stacked_bars

DONE, OPEN = Tone("done", "Hoàn thành"), Tone("open", "Chưa bắt đầu")
LAST = Tone("last-hatched", "Năm trước")


def drawn(svg):
    """The drawing as a tree: it is well-formed, whatever stands in it."""
    root = etree.fromstring(f"<div>{svg}</div>")
    return root.find("svg")


def test_bars_have_their_true_lengths_on_one_scale():
    bars = [Bar("Quý I", [Piece(DONE, 3), Piece(OPEN, 1)]), Bar("Quý II", [Piece(DONE, 2)])]
    rects = drawn(stacked_bars("q", "Nhiệm vụ", "Theo quý", bars)).findall(".//rect")
    assert [(rect.get("x"), rect.get("width")) for rect in rects] == [
        ("0.00%", "75.00%"), ("75.00%", "25.00%"), ("0.00%", "50.00%")
    ]  # fmt: skip


def test_it_is_named_and_says_each_number_in_words():
    svg = drawn(stacked_bars("q", "Nhiệm vụ", "Quý I: 4", [Bar("Quý I", [Piece(DONE, 4, "/a/")], "/tat-ca/")]))
    named = {element.get("id") for element in svg.iter() if element.get("id")}
    assert set(svg.get("aria-labelledby").split()) <= named
    assert svg.findtext("desc") == "Quý I: 4"
    assert {link.get("aria-label"): link.get("href") for link in svg.findall(".//a")} == {
        "Quý I": "/tat-ca/",
        "Quý I, Hoàn thành: 4": "/a/",
    }


def test_words_and_addresses_are_escaped():
    evil = '"><script>alert(1)</script>&'
    svg = stacked_bars("q", evil, evil, [Bar(evil, [Piece(Tone("done", evil), 1, f"/?q={evil}")], f"/?q={evil}")])
    assert "<script" not in svg
    assert drawn(svg).findtext("title") == evil


def test_looks_stand_in_the_stylesheet_only():
    svg = paired_bars("p", "Danh hiệu", "", [Bar("Tỉnh", [Piece(DONE, 3), Piece(LAST, 5)])])
    assert "style=" not in svg
    assert not re.search(r'fill="#', svg)
    assert "url(#p-h)" in svg, "the year before is told by hatching too"


def test_a_piece_too_short_to_be_touched_is_no_link_and_still_told():
    bars = [Bar("Quý I", [Piece(DONE, 99, "/xong/"), Piece(OPEN, 1, "/chua/")])]
    svg = stacked_bars("q", "Nhiệm vụ", "", bars)
    assert "/chua/" not in svg
    assert "Chưa bắt đầu: 1" in svg


def test_nothing_to_draw_is_nothing():
    assert stacked_bars("q", "Nhiệm vụ", "", [Bar("Quý I", [Piece(DONE, 0)])]) == ""
    assert paired_bars("p", "Danh hiệu", "", []) == ""
    assert small_multiples([("Danh hiệu", stacked_bars("q", "", "", []))]) == ""


def test_a_pair_says_zero_and_a_legend_says_what_rows_do_not():
    svg = paired_bars("p", "Danh hiệu", "", [Bar("Tỉnh", [Piece(DONE, 0), Piece(LAST, 5)])])
    assert 'class="chart-none"' in svg
    assert "Năm trước" in svg
    alone = stacked_bars("c", "Phong trào", "", [Bar("Hoàn thành", [Piece(DONE, 2)])])
    assert "chart-key" not in alone
