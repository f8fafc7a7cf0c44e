"""Spaces and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.text import fold

from ..letters import LOWER, UPPER
from ..registry import rule
from ..shapes import (
    BODY,
    CLOSING,
    HEADING,
    LISTED,
    OPENING,
    PROSE,
    TASK,
    WARNING,
    Flaw,
    Line,
    Passage,
    ProofText,
)
from ..syllables import is_syllable

_READ = PROSE | LISTED
_WEB = re.compile(
    r"\S*(?:@|://|www\.)\S*|\b[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|gov|edu)\b\S*|\[[^\]\n]*\]\([^)\n]*\)"
)
_LETTER = r"[^\W\d_]"
# What is wrong, what it should be, and the sentence about it.
_SPACES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(rf"(?<=[\w)”\"’%])[ \t\u00a0]+[,;](?={_LETTER})"), "", "Khoảng trắng phải đứng sau dấu câu"),
    (re.compile(r"(?<=\S)[ \t\u00a0]{2,}(?=\S)"), " ", "Thừa khoảng trắng giữa hai chữ"),
    (re.compile(r"(?<=[\w)”\"’%])[ \t\u00a0]+(?=[,;:!?](?:\s|$))"), "", "Thừa khoảng trắng trước dấu câu"),
    (re.compile(r"(?<=[\w)”\"’])[ \t\u00a0]+(?=\.(?:\s|$))"), "", "Thừa khoảng trắng trước dấu chấm"),
    (re.compile(rf"(?<=[\w)”])[,;](?={_LETTER})"), "", "Thiếu khoảng trắng sau dấu câu"),
    (re.compile(rf"(?<={_LETTER}):(?={_LETTER})"), "", "Thiếu khoảng trắng sau dấu hai chấm"),
    (re.compile(rf"(?<={_LETTER})\.\.\.(?={_LETTER})"), "", "Thiếu khoảng trắng sau dấu ba chấm"),
    (re.compile(rf"(?<={_LETTER})…(?={_LETTER})"), "", "Thiếu khoảng trắng sau dấu ba chấm"),
    (re.compile(r"(?<=[(\[“])[ \t\u00a0]+(?=\S)"), "", "Thừa khoảng trắng sau dấu mở"),
    (re.compile(r"(?<=\S)[ \t\u00a0]+(?=[)\]”](?!\w))"), "", "Thừa khoảng trắng trước dấu đóng"),
    (re.compile(rf"(?<={_LETTER})\((?={_LETTER})"), " (", "Thiếu khoảng trắng trước dấu ngoặc"),
    (re.compile(rf"(?<={_LETTER}{_LETTER})\)(?={_LETTER}{_LETTER})"), ") ", "Thiếu khoảng trắng sau dấu ngoặc"),
)
_NUMBER_SPACED = re.compile(
    r"(?<![\w/])\d{1,5}(?:\s+/\s*|/\s+)(?:\d{4}\s*/\s*)?[A-ZĐ]{1,4}[a-z]?(?:\s*-\s*[A-ZĐ][\wĐđ]*)+"
)
_DATE_SPACED = re.compile(
    r"(?<![\d/])(?=\d{1,2}\s*/\s*\d{1,2}\s*/\s*(?:19|20)\d\d(?!\d))(?=\S*(?:\S\s+/|/\s))[\d/ \u00a0]*\d"
)
_HYPHEN = re.compile(rf"(?<={_LETTER})(?:[ \u00a0]+[-–]|[-–][ \u00a0]+)(?={_LETTER})")
_STOPPED = re.compile(rf"(?<![\w.])(?P<one>{_LETTER}{{2,}})\.(?P<two>[{UPPER}][^\W\d_]+)")
_SHORT = frozenset({"tp", "tm", "kt", "tl", "tuq", "ths", "ts", "pgs", "gs", "bs", "ks", "cn", "nxb", "st", "dr", "mr"})
_GLUED = re.compile(rf"(?P<one>[{LOWER}]{{2,}})(?P<two>[{UPPER}][{LOWER}]+)")


@rule("spacing", reads_words=True)
def spacing(text: ProofText) -> Iterator[Flaw]:
    """Spaces too many, or missing, around words, marks, brackets and numbers of documents."""
    for passage in text.passages:
        if passage.kind not in _READ:
            continue
        spared = [match.span() for match in _WEB.finditer(passage.text)]
        for flaw in _spaces(passage):
            if not any(low < flaw.end and flaw.start < high for low, high in spared):
                spared.append((flaw.start, flaw.end))  # one place is told once
                yield flaw


def _spaces(passage: Passage) -> Iterator[Flaw]:
    text = passage.text
    for pattern, instead, sentence in _SPACES:
        for match in pattern.finditer(text):
            if _is_table_row(passage, match.start()):
                continue
            suggestion = instead or ("" if match.group().isspace() else f"{match.group().strip()} ")
            yield _certain(passage, match.start(), match.end(), suggestion, sentence)
    for match in _NUMBER_SPACED.finditer(text):
        closed = re.sub(r"\s+", "", match.group())
        yield _certain(passage, match.start(), match.end(), closed, f"Số, ký hiệu viết liền: {closed}")
    for match in _DATE_SPACED.finditer(text):
        closed = re.sub(r"\s+", "", match.group())
        yield _certain(passage, match.start(), match.end(), closed, f"Ngày, tháng, năm viết liền: {closed}")
    for match in _HYPHEN.finditer(text):
        yield _certain(passage, match.start(), match.end(), " - ", "Gạch nối thiếu khoảng trắng một bên", sure=False)
    for match in _STOPPED.finditer(text):
        one, two = match["one"], match["two"]
        if fold(one) not in _SHORT and is_syllable(one) and is_syllable(two) and not one.isupper():
            end = match.start("two")
            yield _certain(passage, end - 1, end, ". ", "Thiếu khoảng trắng sau dấu chấm")
    for token in passage.tokens:
        if (glued := _GLUED.fullmatch(token.text)) and is_syllable(glued["one"]) and is_syllable(glued["two"]):
            apart = f"{glued['one']} {glued['two']}"
            yield _certain(passage, token.start, token.end, apart, "Thiếu khoảng trắng giữa hai chữ")


def _certain(passage: Passage, start: int, end: int, suggestion: str, sentence: str, *, sure: bool = True) -> Flaw:
    """A space by itself is hard to see in a list: widen the place to the words beside it."""
    text = passage.text
    low = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    stop = re.compile(r"\s").search(text, end)
    high = stop.start() if stop else len(text)
    widened = text[low:start] + suggestion + text[end:high]
    return Flaw(WARNING, f"{sentence}.", passage, low, high, widened, certain=sure)


def _is_table_row(passage: Passage, place: int) -> bool:
    start = passage.text.rfind("\n", 0, place) + 1
    return passage.text[start : start + 1] == "|"


_DOUBLED = re.compile(
    r",\s*,|;\s*;|(?<!\.)\.\.(?!\.)|:\s*:|,\s*(?:;|\.(?!\w|\.\.))|;\s*(?:,|\.(?!\w|\.\.))|(?<!\.)\.\s*[;,](?!\w)"
    r"|(?<!\.)\.{4}(?!\.)|!{2,}|\?{2,}"
)
_AFTER_SHORT = re.compile(r"(?:v\.v|vv|…|\.\.\.|TP|Ths|TS)$")
_PAIRS = (("(", ")"), ("“", "”"), ("[", "]"))
_ENDS = re.compile(r"[.;:!?…,/][\"”’»)\]*]*$|\)$|”$")
_ENUMERATED = re.compile(r"(?:^|(?<=[\s;,.]))(?:[a-zđ]|\d{1,2}|[ivx]{1,4})\)")
_LONG = 90


@rule("punctuation", reads_words=True)
def punctuation(text: ProofText) -> Iterator[Flaw]:
    """Marks that stand twice, brackets and quotation marks without a partner, a long paragraph without its stop."""
    for passage in text.passages:
        if passage.kind in _READ:
            for line in passage.lines:
                yield from _marks(passage, line)
    for passage in text.of(OPENING, BODY, CLOSING, HEADING):
        for line in passage.lines:
            if _lacks_stop(passage, line):
                message = "Đoạn văn chưa có dấu kết thúc câu."
                yield Flaw(WARNING, message, passage, max(line.end - 20, line.start), line.end)
    yield from _end_marks(text)


def _marks(passage: Passage, line: Line) -> Iterator[Flaw]:
    for match in _DOUBLED.finditer(line.text):
        if _AFTER_SHORT.search(line.text[: match.start()] + "") or line.text[match.start() - 1 : match.start()] == "/":
            continue
        start = line.start + match.start()
        message = f"Hai dấu câu liền nhau “{match.group()}”; hãy giữ một."
        yield Flaw(WARNING, message, passage, start, start + len(match.group()))
    if line.text.count('"') % 2 and passage.text.count('"') % 2:
        start = line.start + line.text.rindex('"')
        yield Flaw(WARNING, "Dấu ngoặc kép không đủ cặp.", passage, start, start + 1)
    for opening, closing in _PAIRS:
        if flaw := _unpaired(passage, line, opening, closing):
            yield flaw


def _unpaired(passage: Passage, line: Line, opening: str, closing: str) -> Flaw | None:
    if passage.text.count(opening) == passage.text.count(closing) and (
        line.text.count(opening) != line.text.count(closing)
    ):
        return None  # a quotation of several paragraphs
    lonely = _lonely(line.text, opening, closing)
    if lonely >= 0:  # "(khoản 1, 2)" has its partner, "1) một; 2) hai" needs none
        lonely = _lonely(_ENUMERATED.sub(lambda match: " " * len(match.group()), line.text), opening, closing)
    if lonely < 0:
        return None
    start = line.start + lonely
    lacking = "đóng" if line.text[lonely] == opening else "mở"
    return Flaw(WARNING, f"Dấu “{line.text[lonely]}” không có dấu {lacking}.", passage, start, start + 1)


def _lonely(text: str, opening: str, closing: str) -> int:
    """Return where a mark stands without its partner, -1 when each has one."""
    open_at: list[int] = []
    for index, char in enumerate(text):
        if char == opening:
            open_at.append(index)
        elif char == closing:
            if not open_at:
                return index
            open_at.pop()
    return open_at[-1] if open_at else -1


def _lacks_stop(passage: Passage, line: Line) -> bool:
    if (
        re.match(r"\||(?:Điều|Chương|Mục)\s+[\dIVX]", line.text)
        or line.text.isupper()
        or _ENDS.search(line.text)
        or passage.in_capitals
    ):
        return False
    if passage.kind == HEADING:  # a numbered paragraph (khoản without a title) is a sentence, a title is none
        return len(line.text) > 2 * _LONG and bool(re.search(r"[;.]\s", line.text))
    return len(line.text) >= _LONG


def _end_marks(text: ProofText) -> Iterator[Flaw]:
    """The mark that ends a document stands once, at its end."""
    marked = [
        (passage, match)
        for passage in text.of(OPENING, HEADING, BODY, TASK, CLOSING)
        for match in re.finditer(r"\./\.|(?<!\d)/\.(?=\s|$)", passage.text)
    ]
    for passage, match in marked[:-1]:
        if text.annexes == 0:
            message = "Dấu “./.” chỉ đứng một lần, ở cuối văn bản."
            yield Flaw(WARNING, message, passage, match.start(), match.end(), ".", certain=match.group() == "./.")


@rule("unfinished-list")
def unfinished_list(text: ProofText) -> Iterator[Flaw]:
    """A list announced by a colon with nothing behind it; a paragraph or the last item that ends with ";" or ","."""
    passages = [passage for passage in text.passages if passage.kind in (OPENING, HEADING, BODY, TASK, CLOSING)]
    for place, passage in enumerate(passages):
        if not passage.lines:
            continue
        last = passage.lines[-1]
        if passage.kind == HEADING:
            yield from _heading_end(text, passages, place)
        elif passage.kind == TASK or not _goes_on(passages, place):
            yield from _end_of(passage, last)
        for line, following in zip(passage.lines, passage.lines[1:], strict=False):
            if passage.kind != OPENING and line.text.endswith(",") and not line.marker and following.text[:1].isupper():
                yield _open(passage, line, ",")


def _heading_end(text: ProofText, passages: list[Passage], place: int) -> Iterator[Flaw]:
    """A heading may end with a colon or be one of several items; only with nothing behind it is it unfinished."""
    passage = passages[place]
    last, mark = passage.lines[-1], passage.lines[-1].text[-1:]
    following = next((other for other in passages[place + 1 :] if other.lines), None)
    if following is None or mark not in (":", ",", ";") or following.kind not in (HEADING, CLOSING):
        return
    if following.section.startswith(f"{passage.section}.") or not passage.section.startswith("Mục"):
        return
    if mark == ":" or not _same_parent(passage.section, following.section):
        yield _open(passage, last, mark)


def _goes_on(passages: list[Passage], place: int) -> bool:
    """Whether what follows belongs to this passage: a table of tasks, a section below it, the next item of a list."""
    passage = passages[place]
    following = next((other for other in passages[place + 1 :] if other.lines), None)
    if following is None:
        return False
    if passage.kind == OPENING:
        return True
    if following.kind in (TASK, BODY) and following.section.startswith(passage.section):
        return True
    if following.kind != HEADING:
        return False
    if following.section.startswith(f"{passage.section}."):
        return True
    return (
        passage.lines[-1].text.endswith(";")
        and _same_parent(passage.section, following.section)
        and (len(following.text) > _LONG or following.text.rstrip().endswith((";", ".")))
    )


def _same_parent(one: str, other: str) -> bool:
    return "." in one and one.rsplit(".", 1)[0] == other.rsplit(".", 1)[0]


def _end_of(passage: Passage, last: Line) -> Iterator[Flaw]:
    if last.text.startswith("|"):
        return
    if (mark := last.text[-1:]) in (";", ",", ":"):
        yield _open(passage, last, mark)


def _open(passage: Passage, line: Line, mark: str) -> Flaw:
    start = max(line.end - 1, line.start)
    if mark == ":":
        message = "Kết thúc bằng dấu hai chấm nhưng sau đó không có gì; hãy viết tiếp hoặc thay bằng dấu chấm."
        return Flaw(WARNING, message, passage, start, line.end)
    message = f"Phần này kết thúc bằng dấu “{mark}” như còn ý sau; hãy viết tiếp hoặc thay bằng dấu chấm."
    return Flaw(WARNING, message, passage, start, line.end, ".", certain=passage.kind != TASK and mark == ";")
