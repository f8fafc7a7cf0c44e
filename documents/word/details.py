"""The parts of their own that some types have (mẫu 1.7 to 1.10), told from the lines of a body by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.kinds import INVITATION, LEAVE_PAPER, LETTER_OF_INTRODUCTION, MINUTES

_MARK = r"^\s*(?:(?:[IVX]{1,4}|\d{1,2})\.|[a-z]\)|[-+–])?\s*"
_OPENING = 40  # lines from the beginning, or from the end, among which such parts stand


def _line(pattern: str) -> re.Pattern[str]:
    return re.compile(_MARK + pattern, re.IGNORECASE)


def _fact(label: str) -> re.Pattern[str]:
    return _line(rf"{label}\s*:\s*(?P<said>.*)$")


# Type → patterns; each names what it finds. "said" belongs to the name beside it; a pattern without a name is only
# the model's own words, which the layout writes again.
_PATTERNS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    INVITATION: (
        ("invited", _line(r".{0,120}\btrân trọng kính mời\s*:?\s*(?P<said>.*)$")),
        ("meeting", _line(r"(?:tới|đến|về) dự\s*:?\s*(?P<said>.*)$")),
        ("chair", _fact("chủ trì")),
        ("time", _fact("thời gian")),
        ("venue", _fact("địa điểm")),
    ),
    MINUTES: (
        ("begins", _fact("thời gian(?: bắt đầu)?")),
        ("venue", _fact("địa điểm")),
        ("attendees", _fact("thành phần(?: tham dự)?")),
        ("chair", _fact(r"(?:chủ trì(?: \(chủ to[aạ]\)| \(chủ tọa\))?|chủ tọa|chủ toạ)")),
        ("secretary", _fact(r"thư ký(?: \(người ghi biên bản\))?")),
        ("tellers", _fact("người kiểm phiếu")),
        ("", _line(r"nội dung \(theo diễn biến [^)]*\)\s*:$")),
        ("ends", _line(r"(?:cuộc họp|hội nghị|hội thảo)\b.{0,60}\bkết thúc (?:vào|lúc|hồi)(?: lúc)?\s*(?P<said>.*)$")),
    ),
    LETTER_OF_INTRODUCTION: (
        ("", _line(r".{0,120}\btrân trọng giới thiệu\s*:?$")),
        ("person", _fact(r"ông \(bà\)")),
        ("post", _fact("chức vụ")),
        ("sent_to", _fact("được cử đến")),
        ("about", _fact("về việc")),
        ("", _line(r"đề nghị quý cơ quan tạo điều kiện .* hoàn thành nhiệm vụ\W*$")),
        ("valid_until", _line(r"giấy này có giá trị đến hết ngày\s*(?P<said>.*)$")),
    ),
    LEAVE_PAPER: (
        ("request_on", _line(r"xét đơn đề nghị nghỉ phép ngày\s*(?P<said>.*?)\s*của ông \(bà\).*$")),
        ("", _line(r".{0,120}\bcấp cho\s*:?$")),
        ("person", _fact(r"ông \(bà\)")),
        ("post", _fact("chức vụ")),
        ("", _line(r"được nghỉ phép trong thời gian\s*(?P<days>.*?)\s*kể từ ngày\s*(?P<since>.*?)\s*đến hết ngày\s*"
                   r"(?P<until>.*?)\s+tại\s+(?P<venue>.*)$")),
        ("counted_as", _line(r"số ngày nghỉ phép nêu trên được tính vào thời gian\s*(?P<said>.*)$")),
    ),
}  # fmt: skip
_LISTS = {"invited", "attendees", "tellers"}


def parted(kind: str, lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Return the type's own parts and the lines that are none of them.

    Each part is taken where it first stands near the beginning or the end; what is not recognised stays in the body.
    """
    found: dict[str, str] = {}
    rest: list[str] = []
    waiting = list(_PATTERNS.get(kind, ()))
    listing = ""
    for place, line in enumerate(lines):
        if listing and line.startswith(("- ", "+ ")):
            found[listing] = f"{found[listing]}\n{_said(line[2:])}".strip()
            continue
        listing = ""
        near = place < _OPENING or place >= len(lines) - 5
        pair = next((pair for pair in waiting if near and pair[1].match(line)), None)
        if pair is None:
            rest.append(line)
            continue
        waiting.remove(pair)
        name, pattern = pair
        match = pattern.match(line)
        assert match is not None
        for group, value in match.groupdict().items():
            found[name if group == "said" else group] = _said(value)
        listing = name if name in _LISTS and not found[name] else ""
    return found, rest


def _said(text: str) -> str:
    return re.sub(r"\s*[.;]$", "", text.strip())
