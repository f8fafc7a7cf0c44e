"""The end of a plan: recipients on the left, the signer's authority, office and name on the right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plans.reading.characters import fold, is_caps, letters
from plans.reading.lines import Line, unmark
from plans.reading.shapes import ReadSigner

_AUTHORITY = re.compile(r"^(TM|KT|TL|TUQ|T/M|K/T|T/L|Q)\s*[.,]\s*\S", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(chu tich|chanh van phong|giam doc|truong|pho|bi thu|vien truong|chi huy|cuc|chanh|thu truong|bo truong"
    r"|hieu truong|tong|chu nhiem|uy vien|hoi dong|uy ban|ubnd|ban chi dao|ban to chuc|ban chap hanh|so noi vu)\b")
_NAME = re.compile(
    r"^(?:(?:TS|ThS|PGS|GS|BS|BSCKI{1,2}|CN|KS|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá)[.\s,]+)*"
    r"(?:[^\W\d_a-z][^\W\d_]*\.?\s+){1,4}[^\W\d_a-z][^\W\d_]*$")
_SIGNED = re.compile(r"^\W*(?:da ky|ky ten,? dong dau|ky,? ghi ro ho ten|chu ky dien tu|da ky so)\W*$")
_ANNEX = re.compile(r"^(?:PHỤ LỤC|Phụ lục|PHU LUC|BIỂU MẪU|PHỤ BIỂU|Phụ biểu)\b(?!.{90})")
_ATTACHED = re.compile(r"^\W*(?:ban hanh )?(?:kem theo|dinh kem)\b.{0,200}$")
_OFFICE_LINE = re.compile(
    r"^(?:pho |quyen |q\. ?)?(?:chu tich|chanh|giam doc|tong giam doc|truong|hieu truong|vien truong"
    r"|cuc truong|bi thu|chu nhiem)")
# Where a new line of the signature begins when they were written on one: KT. under TM., the deputy under the head.
_OFFICE_STARTS = re.compile(
    r"(?<=\S)\s+(?=(?:KT|TL|TUQ)\.)|(?<!KT\.)(?<!TL\.)(?<!Q\.)(?<=\S)\s+(?=PHÓ\s)|(?<=NHÂN DÂN)\s+(?=CHỦ TỊCH)"
    r"|(?<=^TL\. CHỦ TỊCH)\s+(?=CHÁNH)")
_TAIL = re.compile(r"(?<=[;.,:)/])\s+((?:(?:KT|TM|TL|TUQ|Q)\s*\.\s*)?[^\W\d_][^;:]{4,60})$")


@dataclass
class Ending:
    """What the end of the plan says; `unread` are lines that nobody claimed."""

    recipients: list[str] = field(default_factory=list)
    signer: ReadSigner = field(default_factory=ReadSigner)
    unread: list[str] = field(default_factory=list)
    signed: bool = False


def is_recipients_line(text: str) -> bool:
    """Say whether the line opens the list of recipients, however badly it was read."""
    folded = fold(text)
    if re.match(r"^\W*noi (?:nhan|gui)\s*:", folded) and (len(text) < 80 or "luu" in folded):
        return True  # a whole column on one line
    if re.match(r"^\W*n[o0]i? nh[aăâ]n\s*(?:[:.]|$)", folded) or re.match(r"^\W*noi nhan\b", folded):
        return len(text) < 80
    return bool(re.match(r"^\W*n[o0]i nh\w{1,3}\s*:", folded)) and len(text) < 80


def annex_at(lines: list[Line], start: int) -> int:
    """Return the line where the annexes begin, the number of lines when there are none.

    An annex names itself, or a title in capitals says below itself that it goes with the plan.
    """
    for index in range(start, len(lines)):
        if _ANNEX.match(lines[index].text):
            return index
        if _ATTACHED.match(fold(lines[index].text)):
            head = index
            while head > 0 and _of_annex_title(lines[head - 1].text):
                head -= 1
            named = head > 0 and _ANNEX.match(lines[head - 1].text) is not None
            if start <= head < index and not named:
                return head
    return len(lines)


def _of_annex_title(text: str) -> bool:
    return is_caps(text) and len(text) < 160 and not _AUTHORITY.match(text) and not _OFFICE_LINE.match(fold(text))


def ending_at(lines: list[Line], start: int) -> int:
    """Return the line where the body is over: recipients or the signer's office, whichever comes first."""
    found = next((i for i in range(len(lines) - 1, start - 1, -1) if is_recipients_line(lines[i].text)), None)
    if found is None:
        return _office_at(lines, start)
    while found - 1 >= start and _of_signature(lines[found - 1]):
        found -= 1
    return found


def _office_at(lines: list[Line], start: int) -> int:
    """Without recipients: the signer's office in the last lines, after the body's end."""
    first = max(start, len(lines) - 12)
    for index in range(first, len(lines)):
        text = lines[index].text
        if is_caps(text) and len(text) < 70 and (_AUTHORITY.match(text) or _is_office(text)):
            return index
    return len(lines)


def _is_office(text: str) -> bool:
    return bool(_OFFICE.search(fold(text)))


def _of_signature(line: Line) -> bool:
    text = line.text
    numbered = re.match(r"^(?:[IVX]{1,5}|\d{1,2}|[a-z])[.)]", text) and not _AUTHORITY.match(text)
    if line.row or len(text) > 70 or numbered:
        return False
    if is_caps(text) and (_AUTHORITY.match(text) or _is_office(text)):
        return True
    return bool(_NAME.match(text)) and len(text.split()) <= 5 or bool(_SIGNED.match(fold(text)))


def read_ending(lines: list[Line]) -> Ending:
    """Read recipients and signer from the lines after the body, in whatever order the two columns came."""
    ending = Ending()
    right: list[str] = []
    left: list[tuple[str, bool]] = []
    listing = False
    for text, column in _pieces(lines):
        if is_recipients_line(text):
            listing = True
            rest = re.sub(r"^\W*\S+\s+[^\s:.]+\s*[:.]?\s*", "", text, count=1)
            if rest:
                (right if is_caps(rest) else left).append(rest if is_caps(rest) else (rest, True))  # type: ignore[arg-type]
            continue
        if _SIGNED.match(fold(text)):
            ending.signed = True
            continue
        _sort(text, column, listing, left, right)
    _read_recipients(left, ending)
    _read_signer(right, ending)
    return ending


def _pieces(lines: list[Line]) -> list[tuple[str, int]]:
    """Return the texts of both columns: the left column of a run of two-celled lines first."""
    pieces: list[tuple[str, int]] = []
    for line in lines:
        if line.row and line.cells:
            pieces += [(piece, place) for place, cell in enumerate(_cell_lines(line)) for piece in cell]
        elif line.cells and len([cell for cell in line.cells if cell]) > 1:
            pieces += [(piece, place) for place, cell in enumerate(line.cells) for piece in _unfolded(cell)]
        elif (match := _office_beside(line.text)) is not None:
            pieces += [(line.text[:match.start()], 0), (match.group(1), 1)]
        else:
            pieces += [(piece, 0) for piece in _unfolded(line.text)]
    return pieces


def _cell_lines(line: Line) -> list[list[str]]:
    """Return the lines of each cell of a row; Markdown keeps them apart by <br>."""
    cells = list(line.cells or ())
    if "<br" in line.raw:
        cells = line.raw.strip().strip("|").split("|")
    return [[piece for part in re.split(r"<br\s*/?>", cell) if part.strip()
             for piece in _unfolded(" ".join(unmark(part).split()))]
            for cell in cells]


def _unfolded(text: str) -> list[str]:
    """Part what was written on one line: recipients after one another, authority, office and name."""
    if is_recipients_line(text) and (match := re.match(r"^\W*\S+\s+\S+?\s*:\s*(?=[-–])", text)):
        return [text[:match.end()].strip(), *_unfolded(text[match.end():])]
    if re.match(r"^[-–]\s", text):
        items = re.split(r"(?<=[;:.])\s+(?=[-–]\s+\S)", text)
        last = re.match(r"^(.*\bLưu\s*:?[^.]*\.)\s+(\D{5,60})$", items[-1])
        if last and _NAME.match(last.group(2)):
            items[-1:] = [last.group(1), last.group(2)]
        return items
    words = text.split()
    count = next((place for place, word in enumerate(words) if any(char.islower() for char in word)), len(words))
    offices, name = " ".join(words[:count]), " ".join(words[count:])
    if is_caps(offices) and _is_office(offices) and (not name or _NAME.match(name)):
        return [part for part in (*_OFFICE_STARTS.split(offices), name) if part]
    return [text]


def _office_beside(text: str) -> re.Match[str] | None:
    """Find the signer's office that stands on the line of a recipient ("- Như trên; CHỦ TỊCH")."""
    if _AUTHORITY.match(text):
        return None
    for start in range(len(text)):
        match = _TAIL.match(text, start)
        if match and is_caps(match.group(1)) and (_is_office(match.group(1)) or _AUTHORITY.match(match.group(1))):
            return match
    return None


def _sort(text: str, column: int, listing: bool, left: list[tuple[str, bool]], right: list[str]) -> None:
    dash = bool(re.match(r"^\s*[-–—•+]\s*", text))
    office = is_caps(text) and len(text) < 90 and not dash and not text.endswith((";", ","))
    name = bool(_NAME.match(text)) and not dash and not text.endswith((";", "."))
    if dash:
        left.append((re.sub(r"^\s*(?:[-–—•]\s*|(\+)\s*)", lambda match: "+ " if match.group(1) else "", text), True))
    elif office or column > 0 or (name and (not listing or _last_closed(left))):
        right.append(text)
    elif listing and not left:
        left.append((text, True))
    elif listing and not _last_closed(left):
        left.append((text, False))
    elif listing and (text.endswith(";") or (text.endswith(".") and (not right or fold(text).startswith("luu")))):
        left.append((text, True))
    else:
        right.append(text)


def _last_closed(left: list[tuple[str, bool]]) -> bool:
    return bool(left) and left[-1][0].rstrip().endswith((".", ";", "./."))


def _read_recipients(left: list[tuple[str, bool]], ending: Ending) -> None:
    for text, opens in left:
        if opens or not ending.recipients:
            ending.recipients.append(text.strip())
        else:
            ending.recipients[-1] = f"{ending.recipients[-1]} {text.strip()}"


def _read_signer(right: list[str], ending: Ending) -> None:
    offices = [text for text in right if is_caps(text) and not _caps_name(text, right)]
    others = [text for text in right if text not in offices]
    names = [text for text in others if _NAME.match(text) or _caps_name(text, right)]
    if not names and others:
        names = [text for text in others if len(text.split()) <= 6 and not re.search(r"[;:]", text)][-1:]
    name = names[-1] if names else ""
    ending.unread += [text for text in others if text != name]
    authority, titles = parted_offices(offices)
    ending.signer = ReadSigner("\n".join(authority), "\n".join(titles), name)


def parted_offices(offices: list[str]) -> tuple[list[str], list[str]]:
    """Part the lines above a signature: by whose authority (TM., KT., TL. …), and the signer's own office."""
    authorities = [place for place, text in enumerate(offices) if _AUTHORITY.match(text)]
    cut = authorities[-1] + 1 if authorities else 0
    if cut and cut == len(offices) and offices[-1].upper().startswith("Q"):
        cut -= 1  # "Q. GIÁM ĐỐC" alone is the office itself
    if not cut and offices and re.match(r"^(TM|T/M)", offices[0]):
        cut = 1
    return offices[:cut], offices[cut:]


def _caps_name(text: str, right: list[str]) -> bool:
    """Say whether a line in capitals is the signer's name (some print it so)."""
    surnames = {"nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho",
                "ngo", "duong", "ly", "dinh", "lo", "ha", "cao", "luong", "trinh", "dao", "doan", "lam", "mai", "quang"}
    folded = fold(text).split()
    alone = not any(_NAME.match(other) and not is_caps(other) for other in right)
    return (text == right[-1] and len(right) > 1 and 2 <= len(folded) <= 5 and letters(text).isupper()
            and (folded[0] in surnames or (alone and not re.search(r"[-,&]", text)))
            and not _OFFICE.search(fold(text)) and not _AUTHORITY.match(text))
