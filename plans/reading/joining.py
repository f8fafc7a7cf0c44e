"""From lines to paragraphs: which line goes on with the one before, and which begins something of its own.

A scanned or converted plan breaks its sentences where the page ended on the right. Three things tell whether
two lines belong together: how the first ends and the second begins, whether the first was full (the next word
would not have fitted), and blank lines, when this text uses them between paragraphs and not everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plans.reading import shapes
from plans.reading.characters import OPEN_WORDS, ends_sentence, fold, is_caps, letters, starts_lower
from plans.reading.lines import Line, bullet
from plans.reading.numbering import Mark, is_heading_like, mark_of, one_is_roman
from plans.reading.sequence import REFERRING, Sequence
from plans.reading.tables import Table

_OWN_PARAGRAPH = re.compile(r"^\(.*(?:kem theo|dinh kem).*\)\W*$")
_BASIS = re.compile(r"^(?:can cu|theo de nghi|xet de nghi|thuc hien|tiep tuc thuc hien|thi hanh)\b")
_PURE_BASIS = re.compile(r"^(?:can cu|theo de nghi|xet de nghi)\b")
CLOSING = re.compile(
    r"^(?:tren day la|tren day|trong qua trinh (?:to chuc |trien khai |thuc hien)"
    r"|can cu (?:noi dung )?ke hoach nay,? (?:yeu cau|de nghi|cac|thu truong)"
    r"|(?:yeu cau|de nghi) (?:cac|thu truong|truong))"
)


@dataclass
class Paragraph:
    """A paragraph put together again: its kind, its text and the number at its head."""

    kind: str  # "head", "para", "item", "subitem", "row" or "table"
    text: str
    mark: Mark | None = None
    line: Line | None = None  # the row, for kind "row"
    gap: int = 0
    table: Table | None = None  # for kind "table": a source that says which table this is


@dataclass
class Wrapping:
    """How the text breaks its lines."""

    width: int = 0  # length of a full line, 0 when lines are whole paragraphs
    blanks_mean: bool = True  # blank lines stand between paragraphs only
    blanks_used: bool = False  # most paragraphs have a blank line before them

    def full(self, line: str, next_text: str, *, first: bool) -> bool:
        """Say whether the next word would not have fitted on the line."""
        word = next_text.split(" ", 1)[0]
        return len(line) + 1 + len(word) >= (0.80 if first else 0.87) * self.width


@dataclass
class Joined:
    """All paragraphs and the places where the joining was a guess."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)


def wrapping_of(lines: list[Line]) -> Wrapping:
    """Find out how wide the lines are and what blank lines mean in this text."""
    texts = [line for line in lines if not line.row]
    lengths = sorted(len(line.text) for line in texts)
    if len(lengths) < 2:
        return Wrapping()
    pairs = [(a, b) for a, b in zip(texts, texts[1:], strict=False) if _goes_on(a, b)]
    # Lines far longer than a printed line are whole paragraphs; a few are tolerated (tables, stamps).
    long = sum(length > 130 for length in lengths)
    if len(pairs) < max(3, 0.12 * len(texts)) or long > 0.25 * len(lengths):
        return Wrapping()
    ordered = sorted(len(a.text) for a, _ in pairs)
    ordered = [length for length in ordered if length <= 1.35 * ordered[len(ordered) // 2]]  # a stray long line
    width = ordered[min(len(ordered) - 1, int(0.9 * len(ordered)))]
    blank = sum(b.gap > 0 for _, b in pairs)
    starts = [b for a, b in zip(texts, texts[1:], strict=False) if ends_sentence(a.text) and not starts_lower(b.text)]
    apart = sum(b.gap > 0 and not b.new_page for b in starts)
    return Wrapping(width=width, blanks_mean=blank <= 0.2 * len(pairs), blanks_used=apart > 0.4 * len(starts))


def _goes_on(before: Line, after: Line) -> bool:
    return (
        not ends_sentence(before.text)
        and starts_lower(after.text)
        and bullet(after.text)[0] == "para"
        and not re.match(r"^[a-zđ][).]", after.text)
    )


def join(lines: list[Line]) -> Joined:
    """Put the paragraphs of the body together again."""
    joined = Joined()
    wrapping = wrapping_of(lines)
    whole = bool(lines) and sum(line.whole for line in lines) > len(lines) / 2 and not wrapping.width
    sequence = Sequence(one_is_roman=one_is_roman([line.text for line in lines if not line.row]))
    plain = _has_plain_headings(lines)
    last = ""  # the line before, as it stood
    first = True  # that line opened its paragraph
    for line in lines:
        before = joined.paragraphs[-1] if joined.paragraphs else None
        if line.row:
            joined.paragraphs.append(Paragraph("row", line.text, line=line, gap=line.gap))
            last, first = "", True
            continue
        kind, text = bullet(line.text)
        mark = sequence.mark(line, before.text if before else "", _unfinished(before, last, line, wrapping))
        if mark is None and before is not None and before.kind != "row" and _belongs(
            before, last, first, line, kind, wrapping, whole, joined.guesses
        ):
            before.text = _glue(before.text, line.text)
            last, first = line.text, False
            continue
        if mark is None and plain and _is_plain_heading(line, kind):
            mark = Mark(shapes.PLAIN, "", 0, line.text)
        if mark is not None:
            sequence.take(mark)
            joined.paragraphs.append(Paragraph("head", mark.rest, mark=mark, gap=line.gap))
        else:
            joined.paragraphs.append(Paragraph(kind, text, gap=line.gap))
        last, first = line.text, True
    return joined


def _has_plain_headings(lines: list[Line]) -> bool:
    """Say whether this text heads its parts by lines in capitals that no number opens, and by nothing else."""
    marks = [mark_of(line.text) for line in lines if not line.row]
    if any(mark is not None and mark.numbering in (shapes.ROMAN, shapes.PART, shapes.CAPITAL) for mark in marks):
        return False
    return sum(_is_plain_heading(line, bullet(line.text)[0]) for line in lines) >= 2


def _is_plain_heading(line: Line, kind: str) -> bool:
    text = line.text
    return (
        not line.row and not line.cells and kind == "para" and is_caps(text) and 6 <= len(text) <= 120
        and len(text.split()) >= 2 and not ends_sentence(text) and mark_of(text) is None and not text.startswith("(")
    )


def _unfinished(before: Paragraph | None, last: str, line: Line, wrapping: Wrapping) -> bool:
    """Say whether the paragraph before waits for more words."""
    if before is None or before.kind == "row" or ends_sentence(last) or line.whole:
        return False
    if before.mark and before.mark.numbering == shapes.ROMAN:
        return False
    return bool(wrapping.width) and wrapping.full(last, line.text, first=False)


def _belongs(before: Paragraph, last: str, first: bool, line: Line, kind: str, wrapping: Wrapping, whole: bool,
             guesses: list[str]) -> bool:
    """Say whether the line goes on with the paragraph before."""
    text = line.text
    folded = fold(text)
    done = ends_sentence(last)
    if before.mark and not before.text:
        return kind == "para" and (is_caps(text) or is_heading_like(text))  # "Phần thứ nhất", its title below
    if _OWN_PARAGRAPH.match(fold(last)) or (
        _OWN_PARAGRAPH.match(folded) and (done or line.whole or not wrapping.full(last, text, first=first))
    ):
        return False
    if re.search(r"[\w)]-$", last) and not line.whole:
        return True
    if _refers_on(last, text) and not line.whole and not (wrapping.blanks_mean and line.gap):
        return True
    if kind != "para":
        return not done and not whole and bool(wrapping.width) and _dash_goes_on(before, last, text, wrapping)
    if before.mark and before.mark.numbering in (shapes.ROMAN, shapes.PART, shapes.CAPITAL) and not line.whole:
        return _heading_goes_on(before, last, text)
    if line.whole and whole:
        return False
    if line.indented and (done or not starts_lower(text)):
        return False
    if starts_lower(text) or not re.match(r"[\"“(\[‘]*[^\W_]", text):
        if not done:
            return True
        if wrapping.blanks_mean and line.gap:
            return False
        return bool(wrapping.width) and wrapping.full(last, text, first=first) and not last.endswith((":", "./."))
    if not wrapping.width:
        open_end = last.endswith(",") or fold(last).rsplit(" ", 1)[-1] in {"va", "cua", "cac"}
        figure = re.match(r"\d+\s+[^\W\d_]", text) and starts_lower(text.lstrip("0123456789 "))
        return not done and not _basis_over(before.text, last, text) and (open_end or bool(figure))
    return _capital_goes_on(before, last, first, line, done, wrapping, guesses)


def _capital_goes_on(before: Paragraph, last: str, first: bool, line: Line, done: bool, wrapping: Wrapping,
                     guesses: list[str]) -> bool:
    """Decide for a line that begins with a capital or a figure: a name inside a sentence, or a new paragraph."""
    if before.kind == "para" and before.mark is None and _basis_over(before.text, last, line.text):
        return False
    if line.indented is False and not CLOSING.match(fold(line.text)):
        return not last.endswith("./.")
    full = wrapping.full(last, line.text, first=first)
    blank = wrapping.blanks_mean and line.gap > 0
    titled = before.mark is not None and _reads_as_title(before.text)
    if not done:
        ends_open = last.endswith(",") or fold(last).rsplit(" ", 1)[-1] in OPEN_WORDS
        if titled:
            return full and ends_open and not blank
        if CLOSING.match(fold(line.text)) and not full:
            return False
        return full if not blank else full and (ends_open or line.gap > 1)
    if not full or blank or last.endswith((":", "./.", "/.")) or CLOSING.match(fold(line.text)):
        return False
    if wrapping.blanks_mean and wrapping.blanks_used and line.gap == 0 and not line.new_page:
        return True
    if last.endswith(";"):
        return before.kind == "para" or before.mark is not None
    guesses.append(f"{last[-40:].strip()} ⏎ {line.text[:40].strip()}")
    return False


def _refers_on(last: str, text: str) -> bool:
    """Say whether a number at the head of the line belongs to the word before it ("Điều" / "5. Quy chế")."""
    if re.search(r"(?:^|\s)[A-ZĐ]\.$", last):
        return bool(re.match(r"[A-ZĐ]\.\s", text))
    word = last.casefold().rsplit(" ", 1)[-1]
    if word == "năm":
        return bool(re.match(r"\d{4}", text))
    return word in REFERRING and bool(re.match(r"\d|[IVX]+\b", text))


def _basis_over(before: str, last: str, text: str) -> bool:
    """Say whether a basis ("Căn cứ …;") is over: the next one begins, or the sentence that issues the plan."""
    if not last.endswith((";", ",")) or not _BASIS.match(fold(before)):
        return False
    if _BASIS.match(fold(text)):
        return last.endswith(";")
    named = re.match(
        r"(?:uy ban|ubnd|so|ban|truong|benh vien|phong|van phong|trung tam|hoi dong|chi cuc|cong ty)\b", fold(text))
    if not _PURE_BASIS.match(fold(before)):
        acts = re.search(r"\b(?:ban hanh|xay dung|trien khai|to chuc)\b", fold(text))
        return bool(named and last.endswith(";") and acts)
    if last.endswith(";"):
        kinds = r"(?:cac |bo )?(?:luat|nghi|quyet dinh|chi thi|thong tu|ke hoach|cong van|ket luan|huong dan)\b"
        return not re.match(kinds, fold(text))
    return bool(named)


def _reads_as_title(text: str) -> bool:
    """Say whether the text beside a number is a title by itself, not a sentence that goes on."""
    return is_heading_like(text) and not text.endswith(",") and not re.search(r"[;:.]\s", text)


def _dash_goes_on(before: Paragraph, last: str, text: str, wrapping: Wrapping) -> bool:
    """Say whether a line that begins with a dash goes on with a sentence ("Phòng Tổ chức" / "- Hành chính")."""
    if before.mark is not None and is_heading_like(before.text) and before.mark.numbering == shapes.ROMAN:
        return False
    return wrapping.full(last, text, first=False) and not is_caps(last) and len(text) < wrapping.width * 0.95 and (
        fold(last).rsplit(" ", 1)[-1] not in {"sau"}
    ) and not re.match(r"^[-+•]\s*\S+.*[;]$", text)


def _heading_goes_on(before: Paragraph, last: str, text: str) -> bool:
    if ends_sentence(last) and not last.endswith(","):
        return False
    if is_caps(before.text):
        return is_caps(text) and len(letters(text)) > 1
    return starts_lower(text)


def _glue(before: str, after: str) -> str:
    """Join two lines; a code broken after its hyphen (34- / CT/TW) loses the space."""
    if re.search(r"[^\W_]-$", before) and re.match(r"[^\W_]", after):
        return before + after
    return f"{before} {after}".strip()
