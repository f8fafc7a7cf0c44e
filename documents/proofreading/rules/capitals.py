"""Capital letters (Nghị định 30/2020/NĐ-CP, Phụ lục II). Only what the annex says beyond doubt; never in titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..citations import KINDS
from ..letters import LOWER
from ..registry import rule
from ..shapes import BODY, CLOSING, HEADING, NOTE, OPENING, SUBJECT, TASK, WARNING, Flaw, Passage, ProofText
from ..syllables import is_syllable

_PLACES = r"(?:tỉnh|thành phố|huyện|xã|phường|các cấp|quận)"
# The people as a noun by itself; "Ủy ban nhân dân", "an ninh nhân dân", "Nghệ sĩ nhân dân" are names and kinds.
_PEOPLE = re.compile(
    r"(?<!\w)(?:tầng lớp|quần chúng|toàn thể|đông đảo|đời sống|nguyện vọng|phục vụ|cán bộ|đồng bào|chính quyền|Đảng bộ"
    r"|của|cho|vì|với|và|trong|,)\s+(?P<word>nhân dân)(?!\s+(?:tệ|tự vệ|tỉnh|huyện|xã|thành phố))(?!\w)"
)
_STATE = re.compile(r"(?:Đảng,|Đảng và|chính sách của Đảng,|pháp luật của|chính sách của)\s+(?P<word>nhà nước)(?!\w)")
_CITED_KIND = re.compile(
    rf"(?<!\w)(?P<kind>{'|'.join(kind[0].lower() + kind[1:] for kind in KINDS if kind != 'Văn bản')})"
    r"(?=\s+số\s+\d{1,5}[a-z]?(?:/\d{4})?[/-][A-ZĐ])"
)
_LAW = re.compile(
    r"(?<!\w)(?<!Bộ )(?P<word>luật|bộ luật)"
    r"(?=\s+(?:Thi đua|Hình sự|Dân sự|Lao động|Tổ chức|Cán bộ|Viên chức|Lưu trữ|Đất đai)\b)"
)
_ARTICLE = re.compile(
    r"(?<!\w)(?:khoản|điểm)\s+\S{1,3}\s+(?P<word>điều)(?=\s+\d)"
    r"|(?<=theo )(?P<word2>điều)(?=\s+\d+\s+(?:Luật|Nghị định|Thông tư|Quyết định))"
)
_CLAUSE = re.compile(
    rf"(?<=[{LOWER},;] )(?P<word>Khoản|Điểm)(?=\s+[\da-zđ]{{1,2}}\s*,?\s+(?:[Kk]hoản\s+\d+\s+)?Điều\s+\d)"
)
_CITIES = re.compile(r"(?<!\w)(?P<word>thủ đô)(?=\s+Hà Nội)|(?<!\w)(?P<word2>thành phố)(?=\s+Hồ Chí Minh)")
_BODY_NAMES = (
    re.compile(rf"(?<!\w)(?P<word>ủy ban nhân dân|uỷ ban nhân dân)(?=\s+{_PLACES})"),
    re.compile(rf"(?<!\w)(?P<word>hội đồng nhân dân)(?=\s+{_PLACES})"),
    re.compile(r"(?<!\w)(?P<word>[Ủủ]y Ban [Nn]hân [Dd]ân|[Uu]ỷ Ban [Nn]hân [Dd]ân)(?!\w)"),
    re.compile(r"(?<!\w)(?P<word>Hội Đồng [Nn]hân [Dd]ân)(?!\w)"),
)
_TYPE = re.compile(
    r"(?<!\w)(?<!ăn )(?<!ưởng )(?<!uốc )(?<!iên )(?<!rụ )(?<![Cc]ơ )(?<![Cc]ông )"  # "trụ sở", "quốc phòng"
    r"(?P<word>sở|phòng|chi cục|thanh tra|văn phòng)(?=\s+(?:Nội vụ|Tài chính|Y tế|Tư pháp"
    r"|Giáo dục|Tổ chức|Hành chính|Công Thương|Công thương|Xây dựng|Nông nghiệp|Khoa học|Văn hóa|Văn hoá|Lao động"
    r"|Dân tộc|Ngoại vụ|Thanh tra|Thông tin|Kế hoạch|Kế toán|Tổng hợp|Ủy ban|UBND|HĐND|Hội đồng|Tỉnh ủy|Huyện ủy"
    r"|Đảng ủy|Chính phủ|Quốc hội|Sở)\b)"
)
_GOVERNMENT = re.compile(r"[Tt]hủ tướng\s+(?P<word>chính phủ)(?!\w)")
_MINISTER = re.compile(r"(?<!\w)(?P<word>thủ tướng)(?=\s+Chính phủ)|(?<!\w)(?P<word2>bộ trưởng)(?=\s+Bộ\s)")
_TOO_MANY = re.compile(r"(?<!\w)(?P<word>Quốc Hội|Chính Phủ|Thủ Tướng)(?!\w)")
_MINISTRY = re.compile(
    r"(?<!\w)(?:của|do|trình|theo|với)\s+(?P<word>bộ)(?=\s+(?:Nội vụ|Tài chính|Y tế|Tư pháp|Công an|Quốc phòng|Giáo dục"
    r"|Công Thương|Xây dựng|Nông nghiệp|Khoa học|Văn hóa|Ngoại giao|Dân tộc)\b)"
)
_ORDERS = re.compile(
    r"(?<!\w)(?P<word>huân chương|huy chương)"
    r"(?=\s+(?:[A-ZĐ]|sao vàng|lao động|độc lập|quân công|chiến công|kháng chiến))"
)
_HEROES = re.compile(
    r"(?<!\w)(?P<word>anh hùng lao động|anh hùng lực lượng vũ trang|nghệ sĩ nhân dân|nhà giáo nhân dân"
    r"|nhà giáo ưu tú|nghệ sĩ ưu tú|thầy thuốc nhân dân|thầy thuốc ưu tú)(?!\w)"
)
_RANK = re.compile(r"(?:Huân|Huy) chương[^.;,]{0,40}?\s[Hh]ạng\s+(?P<word>nhất|nhì|ba)(?!\w)")
_WEEKDAY = re.compile(
    r"(?:sáng|chiều|tối|ngày)\s+thứ\s+(?P<word>hai|ba|tư|năm|sáu|bảy)"
    r"(?=\s*(?:[,.;)]|hằng tuần|hàng tuần|của|đầu|cuối|tuần|$))"
)
_TET = re.compile(r"(?<!\w)(?:[Tt]ết)\s+(?P<word>nguyên đán|Nguyên Đán|trung thu|Trung Thu|đoan ngọ|Đoan Ngọ)(?!\w)")
_AFTER_STOP = re.compile(rf"(?<=[^\W\d_][^\W\d_][.!?])[ \u00a0]+(?P<word>[{LOWER}][^\W\d_]*)")
_AFTER_SEMICOLON = re.compile(
    r";\s+(?P<word>Các|Tiếp tục|Giải quyết|Phát huy|Tăng cường|Thực hiện|Xây dựng|Tham mưu|Chủ trì|Phối hợp|Nâng cao"
    r"|Đẩy mạnh|Kịp thời|Đảm bảo|Bảo đảm|Chú trọng|Đồng thời|Đề cao|Góp phần|Những|Và|Theo dõi|Quan tâm|Tuyên truyền"
    rf"|Động viên|Khắc phục)(?=[ \u00a0]+[{LOWER}])"
)
_NO_STOP = re.compile(r"(?:v\.v|vv|TP|Đ/c|đ/c|ThS|PGS|GS|TS|BS|st|Tr|tr|No|Mr)\.$")

_WORDS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (_STATE, "first", "“Nhà nước” viết hoa (Phụ lục II, V.1)"),
    (_CITED_KIND, "first", "Tên loại của một văn bản cụ thể viết hoa chữ đầu (Phụ lục II, V.6)"),
    (_LAW, "first", "Tên luật viết hoa chữ đầu (Phụ lục II, V.6)"),
    (_ARTICLE, "first", "Viện dẫn điều của một văn bản cụ thể viết hoa “Điều” (Phụ lục II, V.7)"),
    (_CLAUSE, "lower", "Viện dẫn khoản, điểm viết thường (Phụ lục II, V.7)"),
    (_CITIES, "first", "Viết hoa Thủ đô Hà Nội, Thành phố Hồ Chí Minh (Phụ lục II, III.1)"),
    (_TYPE, "first", "Tên cơ quan, tổ chức viết hoa chữ chỉ loại hình (Phụ lục II, IV.1)"),
    (_GOVERNMENT, "first", "Tên cơ quan viết hoa (Phụ lục II, IV.1)"),
    (_MINISTER, "first", "Chức vụ đứng trước tên cơ quan viết hoa chữ đầu (Phụ lục II, V.3)"),
    (_MINISTRY, "first", "Tên cơ quan, tổ chức viết hoa chữ chỉ loại hình (Phụ lục II, IV.1)"),
    (_TOO_MANY, "one", "Tên cơ quan chỉ viết hoa chữ đầu (Phụ lục II, IV.1)"),
    (_ORDERS, "order", "Tên huân chương, huy chương viết hoa (Phụ lục II, V.2)"),
    (_HEROES, "honour", "Tên danh hiệu vinh dự viết hoa (Phụ lục II, V.2)"),
    (_RANK, "first", "Hạng của huân chương, huy chương viết hoa (Phụ lục II, V.2)"),
    (_WEEKDAY, "first", "Tên ngày trong tuần viết hoa khi không dùng chữ số (Phụ lục II, V.8)"),
    (_TET, "tet", "Tên ngày tết viết hoa chữ đầu của tên gọi (Phụ lục II, V.8)"),
    (_AFTER_SEMICOLON, "lower", "Sau dấu chấm phẩy không viết hoa (Phụ lục II, I)"),
)


@rule("capitals", reads_words=True)
def capitals(text: ProofText) -> Iterator[Flaw]:
    """Capitals that Phụ lục II asks for, or forbids, beyond doubt."""
    for passage in text.of(SUBJECT, OPENING, HEADING, BODY, TASK, CLOSING):
        if passage.in_capitals or (passage.kind == SUBJECT and text.of_party):
            continue
        yield from _listed(passage)
        yield from _people(passage)
        yield from _bodies(passage)
        yield from _sentences(passage)


def _listed(passage: Passage) -> Iterator[Flaw]:
    for pattern, how, sentence in _WORDS:
        for match in pattern.finditer(passage.text):
            name = str(match.lastgroup)
            start, end = match.span(name)
            right = _set(match.group(name), how)
            if right != match.group(name):
                yield Flaw(WARNING, f"{sentence}: “{right}”.", passage, start, end, right, certain=True)


def _set(word: str, how: str) -> str:
    if how == "lower":
        return word[:1].lower() + word[1:]
    if how == "one":
        return word[:1] + word[1:].lower()
    if how == "honour":
        parts = word.split()
        cut = 2 if parts[:2] in (["anh", "hùng"], ["nghệ", "sĩ"], ["nhà", "giáo"], ["thầy", "thuốc"]) else 1
        return " ".join([_first(" ".join(parts[:cut])), _first(" ".join(parts[cut:]))])
    if how == "tet":
        return word[:1].upper() + word[1:].lower()
    return _first(word)


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _people(passage: Passage) -> Iterator[Flaw]:
    for match in _PEOPLE.finditer(passage.text):
        start = match.start("word")
        message = "“Nhân dân” viết hoa (Phụ lục II, V.1)."
        yield Flaw(NOTE, message, passage, start, match.end(), "Nhân dân", certain=True)


def _bodies(passage: Passage) -> Iterator[Flaw]:
    for pattern in _BODY_NAMES:
        for match in pattern.finditer(passage.text):
            right = _first(match["word"].lower())
            message = f"Tên cơ quan viết hoa chữ chỉ loại hình, chức năng: “{right}” (Phụ lục II, IV.1)."
            yield Flaw(WARNING, message, passage, match.start("word"), match.end("word"), right, certain=True)


def _sentences(passage: Passage) -> Iterator[Flaw]:
    """A sentence, and a paragraph that is no item of a list, begins with a capital."""
    for match in _AFTER_STOP.finditer(passage.text):
        word = match["word"]
        if _NO_STOP.search(passage.text[: match.start()]) or not is_syllable(word) or "\n" in match.group():
            continue
        yield _begins_small(passage, match.start("word"), match.end("word"))
    if passage.kind not in (BODY, CLOSING, SUBJECT):
        return
    before = ""
    for line in passage.lines:
        word = re.match(r"[^\W\d_]+", line.text)
        if word and not line.marker and word.group().islower() and is_syllable(word.group()) and len(line.text) > 30:
            goes_on = before and not re.search(r"[.;:!?…]\W*$", before)
            if not goes_on and not before.endswith((";", ":")) and not re.match(r"[a-zđ][)/.]", line.text):
                yield _begins_small(passage, line.start, line.start + word.end())
        before = line.text


def _begins_small(passage: Passage, start: int, end: int) -> Flaw:
    word = passage.text[start:end]
    message = f"Đầu câu viết hoa: “{_first(word)}” (Phụ lục II, I)."
    return Flaw(WARNING, message, passage, start, end, _first(word), certain=True)
