"""Parts that an official document must have (Nghị định 30/2020/NĐ-CP, Điều 8 and Phụ lục I)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.text import fold

from ..registry import rule
from ..romans import roman_value
from ..shapes import BODY, CLOSING, ERROR, HEADING, OPENING, TASK, WARNING, Flaw, Passage, ProofText

_END_MARK = re.compile(r"(?:\.\s*/\s*\.|/\s*\.)\s*\W*$")
_OURS = (
    r"(?:phu luc|danh muc|danh sach|bieu|bang|nhiem vu|noi dung|mau|chi tiet|lich|phan cong|de cuong|tien do|ke hoach)"
)
_ANNEX_NOTE = re.compile(rf"\([^()]{{0,60}}\b{_OURS}\b[^()]{{0,80}}(?:kem theo|dinh kem)[^()]{{0,40}}\)")
_ANNEX_WORD = re.compile(
    r"(?:phu luc|bieu mau|danh sach|danh muc|bieu)(?:\s+(?:so\s+)?[ivx\d]+)?[^.;:()\n]{0,50}\b(?:kem theo|dinh kem)\b"
)
_NOT_OURS = re.compile(
    r"^\(\s*(?:ban hanh\s+)?kem theo\b"
    r"|kem theo (?:quyet dinh|nghi dinh|thong tu|nghi quyet|ke hoach so|ho so|to trinh|cong van)"
    r"|ban hanh kem theo|phai kem theo|gui kem|minh chung|ho so|tai lieu|giay to|ban sao|anh chup"
)

_ANNEX_NUMBER = re.compile(r"(?<!\w)phu luc\s+(?:so\s+)?(?:[ivx]{1,4}|\d{1,2})\b")
_ELSEWHERE = re.compile(r"\b(?:nghi dinh|thong tu|quyet dinh|luat|huong dan|cong van|quy che|nghi quyet|hop dong)\b")
_SHORT = 6  # words of a heading that says nothing by itself
_NO_ANNEX = "Nhắc tới tài liệu kèm theo nhưng văn bản không có phụ lục; hãy thêm phụ lục hoặc bỏ câu này."


@rule("missing-part")
def missing_part(text: ProofText) -> Iterator[Flaw]:
    """Subject, number, date, recipients, the copy that is kept, signer. Number, date and signer only when issued."""
    subject = text.passage("subject")
    if subject is None or not subject.text.strip():
        yield Flaw(ERROR, "Văn bản chưa có trích yếu; hãy nhập trích yếu.")
    recipients = [line.strip() for line in text.recipients if line.strip()]
    if not recipients:
        yield Flaw(ERROR, "Văn bản chưa có nơi nhận; hãy ghi các nơi nhận và nơi lưu.", text.passage("recipients"))
    elif not any(re.match(r"\W*luu\b", fold(line)) for line in recipients):
        passage = text.passage("recipients")
        message = "Nơi nhận chưa có dòng Lưu; hãy ghi dòng cuối “Lưu: VT, …” với ký hiệu của đơn vị soạn thảo."
        yield Flaw(WARNING, message, passage, 0, len(passage.text) if passage else 0)
    yield from _empty_sections(text)
    if not text.finished:
        return
    if not re.search(r"\d", text.number):
        yield Flaw(WARNING, "Văn bản không ghi số, ký hiệu; văn bản đã ban hành phải có số, ký hiệu.")
    if text.issued_on is None:
        yield Flaw(WARNING, "Văn bản không ghi đủ ngày, tháng, năm ban hành; văn bản đã ban hành phải có.")
    if not text.signer_title:
        yield Flaw(WARNING, "Không thấy chức vụ của người ký; hãy ghi quyền hạn, chức vụ.")
    if not text.signer_name:
        yield Flaw(WARNING, "Không thấy họ và tên của người ký; hãy ghi đủ họ tên.")


def _empty_sections(text: ProofText) -> Iterator[Flaw]:
    """Sections of a skeleton that nobody wrote: a short heading, and nothing in the section or below it."""
    filled = [passage.section for passage in text.passages if passage.text.strip() and passage.kind != HEADING]
    headings = [passage for passage in text.of(HEADING) if passage.text.strip()]
    for heading in headings:
        below = (f"{heading.section}.", f"{heading.section},")
        if len(heading.tokens) > _SHORT or re.search(r"[.;:]\s*$", heading.text):
            continue  # a whole sentence as a numbered paragraph
        if any(section == heading.section or section.startswith(below) for section in filled):
            continue
        if any(other.section.startswith(below[0]) for other in headings):
            continue
        message = "Mục này mới có tiêu đề, chưa có nội dung; hãy viết nội dung hoặc bỏ mục."
        yield Flaw(WARNING, message, heading, 0, len(heading.text))


@rule("missing-annex")
def missing_annex(text: ProofText) -> Iterator[Flaw]:
    """The text points to an annex that does not stand behind it, or to more annexes than there are."""
    for passage in text.of(OPENING, HEADING, BODY, TASK, CLOSING):
        if text.annexes == 0:
            yield from _pointed(passage)
        else:
            yield from _numbered(text, passage)


def _pointed(passage: Passage) -> Iterator[Flaw]:
    taken: list[tuple[int, int]] = []
    for pattern, severity in ((_ANNEX_NOTE, ERROR), (_ANNEX_WORD, WARNING)):
        for match in pattern.finditer(passage.folded):
            said = passage.folded[match.start() : match.end() + 20]
            if _NOT_OURS.search(said) or any(low <= match.start() < high for low, high in taken):
                continue
            taken.append(match.span())
            yield Flaw(severity, _NO_ANNEX, passage, match.start(), match.end())
    for match in _ANNEX_NUMBER.finditer(passage.folded):
        around = passage.folded[max(match.start() - 90, 0) : match.start()], passage.folded[match.end() :][:60]
        if not any(low <= match.start() < high for low, high in taken) and not any(map(_ELSEWHERE.search, around)):
            yield Flaw(WARNING, _NO_ANNEX, passage, match.start(), match.end())


def _numbered(text: ProofText, passage: Passage) -> Iterator[Flaw]:
    for match in re.finditer(r"phu luc\s+(?:so\s+)?([ivx]{1,4}|\d{1,2})\b", passage.folded):
        value = int(match.group(1)) if match.group(1).isdigit() else roman_value(match.group(1).upper())
        after = passage.folded[match.end() : match.end() + 40]
        if value > text.annexes and not re.match(r"[^.;]{0,20}(?:nghi dinh|thong tu|quyet dinh|luat)", after):
            message = f"Nhắc tới Phụ lục {match.group(1).upper()} nhưng văn bản chỉ có {text.annexes} phụ lục."
            yield Flaw(WARNING, message, passage, match.start(), match.end())


@rule("missing-closing")
def missing_closing(text: ProofText) -> Iterator[Flaw]:
    """Neither a closing sentence nor the mark "./." that ends every model of Phụ lục III."""
    body = [passage for passage in text.of(BODY, HEADING, TASK, CLOSING) if passage.text.strip()]
    if not body or text.of_party:  # the Party's documents end without a mark
        return
    if any(passage.kind == CLOSING for passage in body):
        last = next(passage for passage in reversed(body) if passage.kind == CLOSING)
        if text.ends_with_mark or _END_MARK.search(last.text):
            return
        message = "Lời kết chưa có dấu “./.” báo hết văn bản; hãy ghi ngay sau chữ cuối cùng."
        bare = last.text.rstrip().rstrip(".,;")
        yield Flaw(
            WARNING, message, last, len(bare), len(last.text.rstrip()), "./.", certain=len(bare) < len(last.text)
        )
        return
    if any(_END_MARK.search(line.text) for passage in body[-3:] for line in passage.lines):
        return
    message = "Văn bản chưa có lời kết hoặc dấu “./.” báo hết; hãy thêm câu kết giao việc thực hiện."
    yield Flaw(WARNING, message, text.passage("closing"))
