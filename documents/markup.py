"""The small markup of texts that people type: one paragraph a line.

"- " and "+ " begin the items of a list, "| a | b |" is a row of a table. In a text that carries its own
numbers (`numbered`) "Chương I", "Điều 1. ", "I. ", "1. ", "1.1. " and "a) " are its divisions
(Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.đ and Mục V.6).
"""

import re
from collections.abc import Iterator, Sequence

from .inline import literal
from .official import Article, Block, Division, GroupRow, Heading, ListItem, Paragraph, Row, Table

_DIVISION = re.compile(r"^(Phần|Chương|Mục|Tiểu mục)\s+([IVXLC]+|\d{1,3})\s*(?:[.:–-]\s*)?(.*)$")
_ARTICLE = re.compile(r"^Điều\s+(\d{1,3})\s*[.:]\s*(.*)$")
_ROMAN = re.compile(r"^([IVX]{1,5})\.\s+(\S.*)$")
_DECIMAL = re.compile(r"^(\d{1,3}(?:\.\d{1,3}){1,2})\.?\s+(\S.*)$")
_ARABIC = re.compile(r"^(\d{1,3})\.\s+(\S.*)$")
_LETTER = re.compile(r"^([a-eg-ik-vxyđ])\)\s+(\S.*)$")
_TITLE_LENGTH = 160


def blocks(text: str, *, numbered: bool = False) -> list[Block]:
    """Return the blocks of a text; with `numbered` its own numbers make headings, articles and divisions."""
    found: list[Block] = []
    rows: list[list[str]] = []
    lines = [line.strip() for line in text.splitlines()]
    places = iter(range(len(lines)))
    for place in places:
        line = lines[place]
        if is_row(line):
            rows.append(cells(line))
            continue
        if rows:
            found.append(_table(rows))
            rows = []
        if line:
            found += _line(lines, place, places) if numbered else [_plain(line)]
    if rows:
        found.append(_table(rows))
    return found


def is_row(line: str) -> bool:
    """Whether the line is a row of a table."""
    return len(line) > 1 and line.startswith("|") and line.endswith("|")


def cells(line: str) -> list[str]:
    """Return the cells of a row."""
    return [literal(cell.strip()) for cell in line[1:-1].split("|")]


def is_title(text: str) -> bool:
    """Whether the words beside a number read as a title and not as a sentence."""
    return len(text) <= _TITLE_LENGTH and not text.rstrip().endswith((".", ";", ":", ","))


def last_article(text: str) -> str:
    """Return the number of the last Điều of a text, or ""."""
    numbers = [match.group(1) for line in text.splitlines() if (match := _ARTICLE.match(line.strip()))]
    return numbers[-1] if numbers else ""


def widest_table(text: str) -> int:
    """Return how many columns the widest table of a text has, 0 without a table."""
    return max((line.count("|") - 1 for raw in text.splitlines() if is_row(line := raw.strip())), default=0)


def _plain(line: str) -> Block:
    if line.startswith(("- ", "+ ")):
        return ListItem(literal(line[2:].strip()), marker=line[0])
    return Paragraph(literal(line), italic=_is_note(line))


def _is_note(text: str) -> bool:
    """A line in brackets of its own, such as "(Có phụ lục kèm theo)", is set in italics."""
    return text.startswith("(") and text.rstrip(".").endswith(")") and len(text) < 160


def _line(lines: Sequence[str], place: int, places: Iterator[int]) -> list[Block]:
    """The blocks of one line of a numbered text; a division takes the next line as its title."""
    line = lines[place]
    following = next((after for after in lines[place + 1 :] if after), "")
    if match := _DIVISION.match(line):
        label, title = f"{match.group(1)} {match.group(2)}", match.group(3).strip()
        if not title and following and is_title(following) and not _is_marked(following):
            title = following
            while lines[next(places)] != following:
                pass
        if not title or is_title(title):
            return [Division(label, literal(title))]
    if match := _ARTICLE.match(line):
        words = literal(match.group(2).strip())
        if following and is_title(match.group(2)):
            return [Article(match.group(1), "", title=words)]
        return [Article(match.group(1), words)]
    return [_heading(line, following) or _plain(line)]


def _heading(line: str, following: str = "") -> Heading | None:
    """A number that has nothing below it is an item of a list ("1. Trần Văn Bình") and no title."""
    if match := _ROMAN.match(line):
        return Heading(1, match.group(1), literal(match.group(2)))
    if match := _DECIMAL.match(line):
        return Heading(3, f"{match.group(1)}.", literal(match.group(2)), title=is_title(match.group(2)))
    if match := _ARABIC.match(line):
        beside = (_ARABIC, _ROMAN, _ARTICLE, _DIVISION)
        title = is_title(match.group(2)) and bool(following) and not any(mark.match(following) for mark in beside)
        return Heading(2, match.group(1), literal(match.group(2)), title=title)
    if match := _LETTER.match(line):
        return Heading(3, match.group(1), literal(match.group(2)), title=is_title(match.group(2)))
    return None


def _is_marked(line: str) -> bool:
    return bool(_ARTICLE.match(line) or _DIVISION.match(line) or _heading(line) or line.startswith(("- ", "+ ", "|")))


def _table(rows: list[list[str]]) -> Table:
    """A table whose columns take their share by the length of their longest cell; none is too narrow for a word of its
    heading."""
    width = max(len(row) for row in rows)
    padded = [row + [""] * (width - len(row)) for row in rows]
    least = [max([4, *(2 * len(word) for word in cell.split())]) for cell in padded[0]]
    weights = [min(max(max(len(row[i]) for row in padded), least[i]), 60) ** 0.6 for i in range(width)]
    body: list[Row | GroupRow] = [Row(row) for row in padded[1:]]
    return Table(head=padded[0], rows=body, widths=weights, aligns=[_align(padded, i) for i in range(width)])


def _align(rows: list[list[str]], column: int) -> str:
    """Columns of ordinals and of plain numbers stand centred."""
    head, values = rows[0][column], [row[column] for row in rows[1:] if row[column]]
    counts = bool(values) and all(value.replace(".", "").replace(",", "").isdigit() for value in values)
    return "centre" if counts or head.strip().casefold() in ("tt", "stt") else "left"
