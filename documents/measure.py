"""Widths of Times, to break short centred lines evenly. The drawn rules do not depend on it.

Advance widths of Times New Roman in thousandths of the size; the free fonts that stand in for it
(Liberation Serif, Tinos) have the same. A Vietnamese letter is as wide as its letter without marks.
"""

import re
import unicodedata
from itertools import pairwise

_REGULAR = {
    180: "'", 200: "|", 250: " \u00a0,.", 278: "/:;\\ijlt", 333: "!()-I[]`fr’", 389: "Js", 408: '"',
    444: "?acez“”", 480: "{}", 500: "#$*0123456789_bdghknopquvxyđ–", 529: "ơ", 542: "ư", 541: "~",
    556: "FPS", 564: "+<=>", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐƠ", 776: "Ư", 778: "&m", 833: "%",
    889: "M", 921: "@", 944: "W", 1000: "…",
}  # fmt: skip
_BOLD = {
    220: "|", 250: " \u00a0,.", 278: "'/\\il", 333: "!()-:;[]`fjt’", 389: "Is", 394: "{}", 444: "cerz",
    500: "#$*0123456789?J_agovxy–“”", 554: "ơ", 520: "~", 555: '"', 556: "Sbdhknpquđ", 570: "+<=>", 600: "ư",
    611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ", 778: "GHKOQƠ", 796: "Ư", 833: "&m", 930: "@", 944: "M",
    1000: "%W…",
}  # fmt: skip


def _by_letter(table: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in table.items() for letter in letters}


_WIDTHS = {False: _by_letter(_REGULAR), True: _by_letter(_BOLD)}
_HORN = "\u031b"
_BREAKS_A_WORD = 0.35  # as bad as leaving six tenths of a line empty
# Words that stay together in the name of an office or in a subject: breaking between them reads badly.
_TOGETHER = {
    "ủy ban", "uỷ ban", "ban nhân", "nhân dân", "hội đồng", "văn phòng", "thi đua", "khen thưởng",
    "quản lý", "dự án", "trung tâm", "cơ sở", "điều trị", "ma túy", "giáo dục", "đào tạo", "phát triển",
    "nông thôn", "môi trường", "nông nghiệp", "kinh tế", "xã hội", "thông tin", "truyền thông", "khoa học",
    "công nghệ", "tổ chức", "hành chính", "kế hoạch", "thực hiện", "công tác", "đầu tư", "xây dựng",
    "giao thông", "vận tải", "dân tộc", "tôn giáo", "thể thao", "du lịch", "việt nam", "phong trào",
    "triển khai", "năm học", "danh hiệu", "chuyên đề", "tập thể", "cá nhân", "thành tích", "xuất sắc",
    "đề nghị", "ban hành", "chủ tịch", "giám đốc", "bằng khen", "giấy khen", "phục hồi", "chức năng",
    "lao động", "tiên tiến", "chiến sĩ", "hình thức", "danh sách", "quốc gia", "mục tiêu", "chương trình",
    "giai đoạn", "địa bàn", "đơn vị", "ban chỉ", "chỉ đạo", "phó chủ", "phó giám", "phó trưởng", "trưởng ban",
    "trưởng phòng", "thường trực", "công trình", "thành phố", "kinh phí", "hội nghị", "tổng kết", "sơ kết",
    "bồi dưỡng", "tập huấn", "nghiệp vụ", "kiểm tra", "giám sát", "tổng hợp", "đoàn kết", "thi hành", "quy chế",
    "quy định", "ban quản", "bảo vệ", "bảo đảm", "an toàn", "sáng kiến", "điển hình", "yêu nước", "công chức",
    "viên chức", "người lao", "cán bộ", "báo cáo", "kết quả", "đăng ký", "phát động", "y tế", "tài chính", "nội vụ",
}  # fmt: skip
_DASHES = {"-", "–"}
# Small words that rather begin the next line.
_LEADING = {"và", "của", "các", "những", "cho", "với", "về", "trong", "tại", "theo", "do"}
# The word before a place's name; "tỉnh cho các đơn vị" names none.
_PLACES = {"tỉnh", "phố", "xã", "phường", "huyện", "quận"}


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of the text in points at the size in points."""
    widths = _WIDTHS[bold]
    total = 0
    for char in unicodedata.normalize("NFC", text):
        letters = unicodedata.normalize("NFD", char)
        base = letters[0]
        if _HORN in letters:
            base = unicodedata.normalize("NFC", base + _HORN)
        total += widths.get(base, 600)
    return total * size / 1000


def balanced_lines(text: str, width: float, size: float, *, bold: bool = False, whole_words: bool = False) -> list[str]:
    """Break a text into lines that fit `width` (points), as few and as even as may be.

    Words that belong together stay together where one line more makes that possible. Line feeds of the text itself
    are kept. A word that is too wide goes on over as many lines as it fills; with `whole_words` it stands alone.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        words = [word for word in re.split(r"[ \t]+", part) if word]  # no-break spaces stay
        if not whole_words:
            words = [piece for word in words for piece in _pieces(word, width, size, bold)]
        if words:
            lines += _balanced(words, width, size, bold)
    return lines


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    """Break a word that is wider than a line; each piece but the last fills its line, so that none share one."""
    if text_width(word, size, bold=bold) <= width:
        return [word]
    pieces = [""]
    for letter in unicodedata.normalize("NFC", word):
        if pieces[-1] and text_width(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _balanced(words: list[str], width: float, size: float, bold: bool) -> list[str]:
    """The fewest lines; one more when they would tear a name or a compound and that line keeps it whole."""
    space = text_width(" ", size, bold=bold)
    advance = [text_width(word, size, bold=bold) for word in words]
    tears = [_tear(before, after) for before, after in pairwise(words)]
    cuts: list[list[int]] = []
    # row[end]: (cost, starts of the lines) for the first `end` words in so many lines, as many as there are rows yet.
    row: list[tuple[float, list[int]] | None] = [(0.0, []), *[None] * len(words)]
    while len(cuts) < 2 and len(words) > 0:
        row = _one_more_line(row, advance, tears, width, space)
        if row[-1] is not None:
            cuts.append(row[-1][1])
        if cuts and (len(cuts[0]) == len(words) or not _torn(cuts[0], tears)):
            break
    starts = cuts[1] if len(cuts) > 1 and not _torn(cuts[1], tears) else cuts[0]
    return [" ".join(words[start:end]) for start, end in pairwise([*starts, len(words)])]


def _one_more_line(
    row: list[tuple[float, list[int]] | None],
    advance: list[float], tears: list[float], width: float, space: float,
) -> list[tuple[float, list[int]] | None]:  # fmt: skip
    count = len(advance)
    found: list[tuple[float, list[int]] | None] = [None] * (count + 1)
    for end in range(1, count + 1):
        line = -space
        for start in range(end - 1, -1, -1):
            line += advance[start] + space
            if line > width and end - start > 1:
                break
            before = row[start]
            if before is None:
                continue
            penalty = _BREAKS_A_WORD * width * width * tears[end - 1] if end < count else 0
            cost = before[0] + max(width - line, 0) ** 2 + penalty
            known = found[end]
            if known is None or cost < known[0]:
                found[end] = (cost, [*before[1], start])
    return found


def _torn(starts: list[int], tears: list[float]) -> bool:
    return any(tears[start - 1] >= 1 for start in starts[1:])


def _tear(before: str, after: str) -> float:
    """Return how bad a line's end between two words is, 1 as between words that belong together.

    A dash that joins ("2026 - 2030", "Thi đua - Khen thưởng") may end a line sooner than begin one.
    """
    if after in _DASHES:
        return 3
    if _belong(before, after):
        return 1
    if before in _DASHES:
        return 0.5
    return 0.15 if before.casefold() in _LEADING else 0


def _belong(before: str, after: str) -> bool:
    pair = re.sub(r"[^\w\s]", "", f"{before} {after}").casefold()
    in_date = before.isdigit() and after.casefold() in {"tháng", "năm"}
    in_name = before.casefold() in _PLACES and after[:1].isupper()
    return pair in _TOGETHER or in_date or in_name or bool(re.match(r"\d", after))
