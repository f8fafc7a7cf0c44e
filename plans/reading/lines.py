"""From raw lines to the lines that carry the plan: page furniture and marks of other formats are taken off."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from plans.reading.characters import clean, words


@dataclass
class Line:
    """One line of the source, or one row of a table when it has cells."""

    text: str
    gap: int = 0  # blank lines before it
    new_page: bool = False
    whole: bool = False  # the source says that a paragraph begins here (Word)
    cells: tuple[str, ...] | None = None
    row: bool = False  # surely a row of a table (Word, Markdown, a ruled table of a PDF)
    starts: tuple[int, ...] | None = None  # the columns where its cells begin, when spaces set them apart
    raw: str = ""  # as it stood, with its spaces
    strong: bool = False  # the source marked it as a heading or as bold
    left: float | None = None  # where it begins on the page, when the source says so
    note: bool = False  # a footnote of the source, set where it is cited
    indented: bool | None = None  # set in from the margin (a paragraph begins), flush with it, or not known


_PAGE_NUMBER = re.compile(r"^[-–—\s.|]*(?:trang\s*)?(\d{1,3})(?:\s*/\s*\d{1,3})?[-–—\s.|]*$", re.IGNORECASE)
# Between the head of a table whose cells stand under each other and the next section, a number is a row's.
_TABLE_HEAD = re.compile(r"^(?:STT|TT)\s*(?:$|\s+Nội dung)", re.IGNORECASE)
_SECTION = re.compile(r"^[IVX]{1,5}\.\s")
_RULE = re.compile(r"^[\s\-–—_=*~.·•|+#>]*$")
_STAMPS = (
    re.compile(r"CỤC CHỨNG THỰC SỐ"),
    re.compile(r"^\s*\d{4}-\d\d-\d\d[T ][\d:.+\s]+\s*$"),
    re.compile(r"đã ký lên văn bản này"),
    re.compile(r"^\s*(?:(?:Người ký|Ký bởi|Được ký bởi|Ký số bởi|Thời gian ký|Giờ ký|Ngày ký)\s*:"
               r"|Signature Not Verified"
               r"|Signature valid|Digitally signed\b|Chữ ký số hợp lệ)", re.IGNORECASE),
)
# When and by whose certificate it was signed: data of that one signature, not words of the plan.
_SIGNING = re.compile(r"đã ký lên văn bản này|^\s*\d{4}-\d\d-\d\d[T ]")
_STAMP_NEIGHBOUR = re.compile(
    r"^\s*(?:(?:Tỉnh|Thành phố)\s[^.;]{0,60}|(?:Cơ quan|Tổ chức|Lý do|Chức vụ|Địa điểm|Đơn vị)\s*:[^;]{0,80}"
    r"|E-?mail\s*:.{0,60}"
    r"|Date:.{0,40}|Reason:.{0,60}|Location:.{0,60})$")
_BULLET = re.compile(r"^\s*[-–—‒―•·▪▫●○◦■□►▶➢✓❖\uf02d\uf0b7\uf0a7\uf0d8]\s*(?=\S)")
_PLUS = re.compile(r"^\s*(?:[+⁺]\s*(?=\S)|o\s+(?=[A-ZĐÀ-Ỹ]))")  # Word's round bullet comes out as "o"
_SPACED = re.compile(r"\S+(?: {1,3}\S+)*")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_TAG = re.compile(r"</?(?:span|sup|sub|u|b|i|em|strong|p|div|center|font|a)\b[^>]*>", re.IGNORECASE)
_NUMBERED_ITEM = re.compile(r"^\s*-\s+(?=(?:\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}\.|[a-zđ]\))\s+\S)")
_STAR = re.compile(r"^\s*\*\s+(?=\S)")


def text_lines(text: str) -> list[Line]:
    """Return the lines of a text, each knowing how many blank lines and whether a page break came before it."""
    lines: list[Line] = []
    gap, new_page = 0, False
    for raw in clean(text).replace("\f", "\n\f").split("\n"):
        if raw.startswith("\f"):
            new_page, raw = True, raw[1:]
        if not raw.strip():
            gap += 1
            continue
        line = _text_line(raw, gap, new_page)
        line.raw = raw.expandtabs(8)
        line.left = len(raw.expandtabs(8)) - len(raw.expandtabs(8).lstrip())
        lines.append(line)
        gap, new_page = 0, False
    mark_indents(lines, least=3, most=12)
    return lines


def _text_line(raw: str, gap: int, new_page: bool) -> Line:
    stripped = raw.strip()
    if stripped.count("|") >= 2 and stripped.startswith("|"):
        cells = tuple(unmark(cell).strip() for cell in stripped.strip("|").split("|"))
        return Line(" ".join(cells), gap, new_page, cells=cells, row=True)
    strong = bool(re.match(r"#{1,6}\s", stripped) or re.fullmatch(r"(\*\*|__).+\1", stripped))
    if "\t" in raw.rstrip() and (stripped.count("\t") or raw.startswith("\t")):
        cells = tuple(" ".join(unmark(cell).split()) for cell in raw.rstrip("\n").split("\t"))
        return Line(" ".join(cell for cell in cells if cell), gap, new_page, cells=cells, strong=strong)
    pieces = list(_SPACED.finditer(raw))
    if len(pieces) > 1:
        cells = tuple(" ".join(unmark(piece.group()).split()) for piece in pieces)
        starts = tuple(piece.start() for piece in pieces)
        return Line(" ".join(cells), gap, new_page, cells=cells, starts=starts, strong=strong)
    return Line(" ".join(unmark(stripped).split()), gap, new_page, strong=strong)


def unmark(text: str) -> str:
    """Return the text without Markdown's marks for headings and emphasis; a star bullet becomes a dash.

    A number that Markdown made an item of a list ("- 1. …") stands by itself again; pictures and tags go.
    """
    text = _PICTURE.sub("", text)
    text = re.sub(r"<br\s*/?>", " ", text)
    text = _TAG.sub("", text)
    text = re.sub(r"^\s*(?:>\s*)?#{1,6}\s+", "", text)
    text = _STAR.sub("- ", text)
    text = re.sub(r"\*{1,3}|`+|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)", "", text)
    text = re.sub(r"\\([-.#*_+()\[\]!])", r"\1", text)
    return _NUMBERED_ITEM.sub("", text)


@dataclass
class Taken:
    """What was taken off: the words of a signing tool that name who certifies, and how many page numbers."""

    stamp: list[str] = field(default_factory=list)
    stamped: bool = False
    page_numbers: int = 0


def plain_lines(lines: list[Line]) -> tuple[list[Line], Taken]:
    """Take off page numbers, rules and stamps of signing tools; return what is left and what was taken off."""
    taken = Taken()
    kept: list[Line] = []
    carried_gap, carried_page = 0, False
    stamps = [not _is_row(line) and _is_stamp(line.text) for line in lines]
    numbers = _page_numbers(lines)
    for index, line in enumerate(lines):
        near_stamp = any(stamps[max(0, index - 2):index + 3]) and _stamped(line)
        if stamps[index] or near_stamp:
            taken.stamped = True
            if not _SIGNING.search(line.text) and not (near_stamp and line.text.startswith(("Tỉnh", "Thành phố"))):
                taken.stamp.append(line.text)
        elif index in numbers:
            taken.page_numbers += 1
        elif not words(line.text) and _RULE.match(line.text):
            pass
        else:
            line.gap += carried_gap
            line.new_page = line.new_page or carried_page
            kept.append(line)
            carried_gap, carried_page = 0, False
            continue
        carried_gap += line.gap + 1
        carried_page = carried_page or line.new_page or index in numbers
    return kept, taken


def _stamped(line: Line) -> bool:
    """Say whether a line beside a stamp belongs to it: it says where it comes from, or hangs on tabs as stamps do."""
    hanging = line.cells is not None and line.starts is None and not line.cells[0] and not _is_row(line)
    return hanging or _STAMP_NEIGHBOUR.match(line.text) is not None


def _is_stamp(text: str) -> bool:
    return any(pattern.search(text) for pattern in _STAMPS)


def _page_numbers(lines: list[Line]) -> set[int]:
    """Return the places of lines that are page numbers alone.

    Numbers that stand alone are page numbers unless there are so many, so close, that they must be the
    first column of a table whose cells were written under each other.
    """
    found: list[int] = []
    table = False
    for index, line in enumerate(lines):
        head = _TABLE_HEAD.match(line.text) if line.cells is None else None
        table = bool(head) or (table and not _SECTION.match(line.text))
        if _PAGE_NUMBER.match(line.text) and not _is_row(line) and not table:
            found.append(index)
    close = sum(1 for before, after in zip(found, found[1:], strict=False) if after - before <= 6)
    return set() if len(found) >= 5 and close > len(found) / 2 else set(found)


def mark_indents(lines: list[Line], *, least: float, most: float, share: float = 0.25) -> None:
    """Tell lines that are set in from the left margin from those flush with it, when this source does both.

    `least` and `most` bound a first-line indent in the source's own measure. A source that sets in almost
    nothing or almost everything (less than `share` stands flush) says nothing by it.
    """
    placed = [line for line in lines if line.left is not None and not line.row and line.cells is None]
    margins: dict[int, list[float]] = {}
    page = 0
    pages: list[int] = []
    for line in placed:
        page += line.new_page
        pages.append(page)
        margins.setdefault(page, []).append(line.left or 0.0)
    edges = {number: _margin(lefts, least) for number, lefts in margins.items()}
    # A page of short paragraphs has next to nothing flush; its first lines must not be taken for the margin.
    flush_at: Counter[int] = Counter()
    for number, lefts in margins.items():
        flush_at[round(edges[number])] += sum(abs(left - edges[number]) < least / 2 for left in lefts)
    usual = flush_at.most_common(1)[0][0] if flush_at else 0
    edges = {number: usual if least <= edge - usual <= most else edge for number, edge in edges.items()}
    shifts = [(line.left or 0.0) - edges[number] for line, number in zip(placed, pages, strict=True)]
    inside = sum(least <= shift <= most for shift in shifts)
    flush = sum(abs(shift) < least for shift in shifts)
    if not placed or inside < 0.08 * len(placed) or flush < share * len(placed):
        return
    for line, shift in zip(placed, shifts, strict=True):
        line.indented = True if least <= shift <= most else False if abs(shift) < least else None


def _margin(lefts: list[float], least: float) -> float:
    """The leftmost place at which several lines of a page begin."""
    for left in sorted(lefts):
        if sum(abs(other - left) < least / 2 for other in lefts) >= min(3, len(lefts)):
            return left
    return min(lefts)


def _is_row(line: Line) -> bool:
    return line.cells is not None and sum(bool(cell) for cell in line.cells) > 1


def bullet(text: str) -> tuple[str, str]:
    """Return ("item", rest), ("subitem", rest) or ("para", text) by the mark that opens the line."""
    if re.match(r"^\s*[-–—]\s*\d", text) and not re.match(r"^\s*[-–—]\s+", text):
        return "para", text
    if match := _BULLET.match(text):
        return "item", text[match.end():].strip()
    if match := _PLUS.match(text):
        return "subitem", text[match.end():].strip()
    return "para", text.strip()
