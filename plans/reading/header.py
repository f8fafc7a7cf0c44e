"""What stands above the title: the issuing agency, the number, the place and the date; and the title itself."""

from __future__ import annotations

import re

from plans.reading.characters import OPEN_WORDS, ends_sentence, fold, is_caps, letters, same_words
from plans.reading.dates import find_dates, make_date
from plans.reading.lines import Line
from plans.reading.shapes import ReadHeader

OTHER_KINDS = {
    "quyet dinh": "Quyết định", "bao cao": "Báo cáo", "to trinh": "Tờ trình", "thong bao": "Thông báo",
    "cong van": "Công văn", "huong dan": "Hướng dẫn", "chi thi": "Chỉ thị", "nghi quyet": "Nghị quyết",
    "nghi dinh": "Nghị định", "thong tu": "Thông tư", "bien ban": "Biên bản", "chuong trinh": "Chương trình",
    "giay moi": "Giấy mời", "quy che": "Quy chế", "luat": "Luật", "hop dong": "Hợp đồng", "cong dien": "Công điện",
}
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia viet nam|doc lap\s*[-–—,]?\s*tu do\s*[-–—,]?\s*hanh phuc")
_NUMBER = re.compile(
    r"\bsố\s*:?[\s.…_]*(?:(\d{0,5}[a-z]?)[\s.…_]*[/\-–]?\s*)?(/?\s*(?:KH|KHLT|KHPH)\s*[-–/]\s?[\wĐƯ&.\-–/]*)",
    re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\bsố\s*:[\s.…_]*(\d{0,5})\s*(/[\wĐƯ\-–/&.]+)?", re.IGNORECASE)
_PLACE_DATE = re.compile(
    r"(?P<place>[^\W\d_][^,;:\d]{1,60}?)\s*,\s*ngày[\s.…_]*(?P<day>\d{0,2})[\s.…_]*tháng[\s.…_]*(?P<month>\d{0,2})"
    r"[\s.…_]*năm[\s.…_]*(?P<year>\d{4})?[\s.…_]*", re.IGNORECASE)
_ISSUERS = re.compile(
    r"^(VĂN PHÒNG|SỞ|BAN|CHI CỤC|CỤC|TRUNG TÂM|TRƯỜNG|PHÒNG|CƠ SỞ|BỆNH VIỆN|HỘI|ỦY BAN|UỶ BAN|UBND|CÔNG AN|THANH TRA"
    r"|BỘ CHỈ HUY|TỔNG CÔNG TY|CÔNG TY|LIÊN ĐOÀN|ĐOÀN|THƯ VIỆN|BẢO TÀNG|ĐÀI|BÁO|XÃ|PHƯỜNG|VIỆN)\b")
_COUNCIL = re.compile(r"^(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN)$")  # whose: the next line says


def title_at(lines: list[Line]) -> tuple[int, str] | None:
    """Return the line of the word KẾ HOẠCH and what stands beside it, or nothing."""
    for index, line in enumerate(lines):
        folded = fold(line.text)
        if letters(folded) == "kehoach" and len(folded) < 20 and not line.text.rstrip().endswith(";"):
            return index, ""
        match = re.match(r"^\W*K[EẾÊÉ]\s+HO[AẠÀ]CH[\s:]+(?=\S)", line.text)
        if match and index < 30:
            return index, line.text[match.end():]
    return None


def other_kind_at(lines: list[Line]) -> tuple[int, str] | None:
    """Return the line that names another kind of document in capitals, and that kind."""
    for index, line in enumerate(lines[:40]):
        kind = OTHER_KINDS.get(" ".join(re.findall(r"[a-z]+", fold(line.text))))
        if kind and is_caps(line.text):
            return index, kind
    return None


def read_subject(lines: list[Line], start: int, first: str, *, blanks_mean: bool = True) -> tuple[str, int]:
    """Return the subject (trích yếu) that begins at the line, and the line where the body begins."""
    parts = [first] if first else []
    index = start
    while index < len(lines) and len(parts) < 8:
        line = lines[index]
        if parts and _begins_body(line, parts, blanks_mean=blanks_mean):
            break
        parts.append(line.text)
        index += 1
        if ends_sentence(line.text) and not line.text.rstrip().endswith((",", ";")):
            break
    return " ".join(parts), index


def _begins_body(line: Line, parts: list[str], *, blanks_mean: bool) -> bool:
    """Say whether the line is no longer the subject."""
    folded = fold(line.text)
    if is_header_line(line):
        return True
    if re.match(r"^(can cu|thuc hien|theo |tiep tuc|nham|de |nam 20\d\d,|thi hanh"
                r"|trien khai thuc hien (?:ke hoach|chi thi))",
                folded) and len(line.text) > 25:
        return True
    if re.match(r"^(?:[ivx1l|]{1,5}\s*[.\-/)]|phan (?:thu|i)|1[.)/]|a[.)])\s*\S", folded):
        return True
    if line.text[0] in "(" and "kem theo" in folded:
        return False
    lower = line.text[0].islower()
    if lower or is_caps(line.text):
        return False
    open_end = parts[-1].rstrip().endswith((",", "-", "–")) or fold(parts[-1]).rsplit(" ", 1)[-1] in OPEN_WORDS
    if open_end and len(line.text) <= 100:
        return False
    apart = blanks_mean and line.gap > 0
    return len(line.text) > 100 or (len(" ".join(parts)) > 20 and (apart or len(line.text) > 60)) or line.whole


def is_header_line(line: Line) -> bool:
    """Say whether a line under the title is the place and date, or the number, that stood above it on the page."""
    text = line.text.strip()
    return bool(_PLACE_DATE.fullmatch(text)) or bool(text.lower().startswith("số") and _NUMBER.fullmatch(text))


def read_header(lines: list[Line]) -> ReadHeader:
    """Read what stands above the title; what is not understood is kept in `rest`.

    The two cells of the head come beside each other or one after the other. Each line is read as a whole: what
    is known (Quốc hiệu, number, place and date) is cut out, the capitals that remain name the bodies.
    """
    header = ReadHeader()
    agencies: list[str] = []
    for text in _dates_joined([" ".join(line.text.split()) for line in lines]):
        _read_line(text, header, agencies)
    superior, issuer = _agencies(agencies)
    header.superior, header.issuer = superior, issuer
    return header


def _dates_joined(texts: list[str]) -> list[str]:
    """Put a date broken over lines ("Sơn La, ngày 05" / "tháng 01 năm 2026") on one line again."""
    joined: list[str] = []
    for text in texts:
        if joined and re.search(r",\s*ngày\b(?!.*\bnăm\b)", joined[-1]) and re.match(
            r"(?:ngày|tháng|năm|\d{1,2}\b)", text):
            joined[-1] = f"{joined[-1]} {text}"
        else:
            joined.append(text)
    return joined


def _read_line(text: str, header: ReadHeader, agencies: list[str]) -> None:
    left = _without_motto(text)
    if match := _NUMBER.search(left) or _BARE_NUMBER.search(left):
        tail = (match.group(2) or "").replace(" ", "")
        number = (match.group(1) or "").strip()
        if number or tail:
            joint = "-" if number and re.search(r"\d[a-z]?\s*[-–]", match.group()) else "/"  # the Party's have a hyphen
            header.number = header.number or (f"{number}{joint}{tail.lstrip('/-–')}" if tail else number)
        left = left[:match.start()] + " " + left[match.end():]
    if match := _PLACE_DATE.search(left):
        body, place = _caps_before(match["place"])
        left = left[:match.start()] + f" {body} " + left[match.end():]
        header.place = header.place or place.strip(" -–.")
        if match["day"] and match["month"] and match["year"]:
            header.issued_on = header.issued_on or make_date(match["day"], match["month"], match["year"])
    elif (dates := find_dates(left)) and fold(left).lstrip(" ,").startswith("ngay"):
        header.issued_on, left = header.issued_on or dates[0][2], ""
    left = left.strip(" -–—_.*|]")
    if not letters(left):
        return
    if is_caps(left, share=0.8) and len(left) < 120:
        agencies.append(" ".join(left.split()))
    else:
        header.rest.append(left)


def _caps_before(place: str) -> tuple[str, str]:
    """Part a body's name in capitals from the place beside it ("SỞ Y TẾ Lào Cai")."""
    words = place.split()
    count = next((i for i, word in enumerate(words) if not is_caps(word)), 0)
    return (" ".join(words[:count]), " ".join(words[count:])) if count > 1 else ("", place)


def _without_motto(text: str) -> str:
    """Take Quốc hiệu and Tiêu ngữ off the line: every plan has them and the layout writes them."""
    flat = "".join((fold(char) or " ")[:1] for char in text)
    return _cut_all(text, flat)


def _cut_all(text: str, flat: str) -> str:
    for match in reversed(list(_MOTTO.finditer(flat))):
        text = text[:match.start()] + " " + text[match.end():]
    return text


def _agencies(lines: list[str]) -> tuple[str, str]:
    """Return the superior body and the issuing body: a body begins where a line opens with a word for one."""
    bodies: list[str] = []
    for line in lines:
        if bodies and (not _ISSUERS.match(line) or _COUNCIL.match(bodies[-1])):
            bodies[-1] = f"{bodies[-1]} {line}"
        elif same_words(line) not in {same_words(body) for body in bodies}:
            bodies.append(line)
    if not bodies:
        return "", ""
    if len(bodies) == 1:
        return "", bodies[0]
    return bodies[0], " ".join(bodies[1:])
