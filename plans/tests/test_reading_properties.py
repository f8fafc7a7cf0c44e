"""No word is lost, whatever the text looks like."""

from collections import Counter
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.exceptions import Refused
from core.text import fold
from plans.reading import read_text
from plans.reading.characters import words
from plans.reading.net import words_of

WORDS = ["thi", "đua", "khen", "thưởng", "Phòng", "Sở", "các", "đơn", "vị", "đăng", "ký", "2026", "01/CT-UBND", "(kèm)",
         "mục", "công", "Văn", "UBND", "tỉnh;", "quý.", "ngày", "15/6/2026,", "–", "a)", "1.", "II."]  # fmt: skip
sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
line = st.one_of(
    sentence,
    sentence.map("- {}".format),
    sentence.map("+ {}".format),
    st.tuples(st.integers(1, 12), sentence).map(lambda pair: f"{pair[0]}. {pair[1]}"),
    st.tuples(st.sampled_from("abcdđe"), sentence).map(lambda pair: f"{pair[0]}) {pair[1]}"),
    st.tuples(st.sampled_from(["I", "II", "III", "IV"]), sentence).map(lambda pair: f"{pair[0]}. {pair[1].upper()}"),
    st.lists(sentence, min_size=2, max_size=5).map("\t".join),
    st.just("TT\tNội dung\tCơ quan thực hiện"),
    st.just(""),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(line, min_size=1, max_size=30), st.booleans())
def test_every_word_of_the_body_is_kept(lines, signed):
    body = "\n".join(lines)
    text = f"KẾ HOẠCH\nTrồng rừng năm 2026\nI. MỤC ĐÍCH\n{body}\nChúng tôi kết thúc tại đây./.\n"
    text += "Nơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nLò Văn Thử\n" if signed else ""
    plan = read_text(text)
    have = Counter(fold(word) for word in words_of(plan))
    want = Counter(fold(word) for word in words(body))
    heads = Counter(fold(word) for word in words("TT Nội dung Cơ quan thực hiện"))
    lost = want - have
    for word in heads:
        lost.pop(word, None)
    # A number that no longer follows is written anew, so figures alone do not count.
    assert not [word for word in lost if not word.isdigit() and word not in {"i", "ii", "iii", "iv"} and len(word) > 1]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text):
    with suppress(Refused):
        read_text("KẾ HOẠCH\nNăm 2026\nI. NỘI DUNG\n" + text)
