"""The whole way from lines to a plan."""

from __future__ import annotations

import re
from dataclasses import replace

from core.exceptions import Refused
from plans.reading import shapes
from plans.reading.bases import read_bases
from plans.reading.characters import fold, is_caps, words
from plans.reading.checks import check
from plans.reading.header import OTHER_KINDS, is_header_line, other_kind_at, read_header, read_subject, title_at
from plans.reading.joining import join, wrapping_of
from plans.reading.lines import Line, Taken, plain_lines, text_lines
from plans.reading.loosetables import gather
from plans.reading.net import missing_words
from plans.reading.shapes import Block, ReadPlan, ReadSection, Warned
from plans.reading.signature import annex_at, ending_at, read_ending
from plans.reading.spacedtables import gather_spaced
from plans.reading.styled import StyledPlan
from plans.reading.tables import mark_rows
from plans.reading.tree import Tree, grow, take_closing

_NOT_A_PLAN = "Văn bản này không phải là kế hoạch: không thấy dòng “KẾ HOẠCH” ở phần đầu; hãy chọn đúng tệp."


def read_text(text: str) -> ReadPlan:
    """Read a plan from text. Raises `Refused` when it is empty or not a plan."""
    return read_lines(text_lines(text))


def read_lines(raw: list[Line]) -> ReadPlan:
    """Read a plan from lines. Raises `Refused` when they hold no plan."""
    lines, taken = plain_lines(raw)
    source = [replace(line) for line in lines]
    if not any(words(line.text) for line in lines):
        raise Refused("Văn bản không có chữ nào để đọc; hãy dán nội dung kế hoạch hoặc chọn tệp khác.")
    title = _title(lines)
    plan = ReadPlan()
    start = 0
    if title is not None:
        at, beside = title
        plan.subject, start = read_subject(lines, at + 1, beside, blanks_mean=wrapping_of(lines).blanks_mean)
        late = start
        while late < len(lines) and late < start + 3 and is_header_line(lines[late]):
            late += 1
        plan.header = read_header(lines[:at] + lines[start:late])
        start = late
    last = ending_at(lines, start)
    annexes = annex_at(lines, last)
    ending = read_ending(lines[last:annexes])
    plan.recipients, plan.signer = ending.recipients, ending.signer
    joined = join(_tabled(lines[start:last]))
    tree = grow(joined.paragraphs)
    plan.opening, plan.sections = tree.opening, tree.sections
    plan.closing = take_closing(plan.sections)
    plan.sections += _annexes(lines[annexes:])
    plan.bases = read_bases(plan.opening)
    plan.stamp = "\n".join(taken.stamp)
    _keep_unread(plan, ending.unread)
    _require_structure(plan, titled=title is not None)
    _warn(plan, source, _reading_warnings(taken, joined.guesses, tree, ending.unread, plan.header.rest))
    return plan


def finish_styled(found: StyledPlan) -> ReadPlan:
    """Return the plan of one of our own Word files, checked as any other. Raises `Refused` when it is none."""
    plan = found.plan
    kind = fold(found.type_name)
    if kind and kind != "ke hoach":
        name = OTHER_KINDS.get(kind, found.type_name.capitalize())
        raise Refused(f"Văn bản này là {name}, không phải kế hoạch; hãy chọn tệp kế hoạch.")
    plan.bases = read_bases(plan.opening)
    _keep_unread(plan, found.unread)
    _require_structure(plan, titled=True)
    warnings = _reading_warnings(Taken(), [], Tree(loose_tables=found.loose_tables), found.unread, [])
    _warn(plan, found.source, warnings)
    plan.year = plan.year or found.year
    return plan


def _warn(plan: ReadPlan, source: list[Line], warnings: list[Warned]) -> None:
    """Say all that somebody should look at; the gravest, words that were lost, first."""
    plan.warnings = warnings + check(plan, "\n".join(line.text for line in source))
    if notes := sum(line.note for line in source):
        plan.warnings.append(Warned(
            "notes-moved", f"Tệp có {notes} đoạn chú thích chân trang; mỗi chú thích đã thành một đoạn ở sau chỗ dẫn."))
    lost = missing_words(plan, source)
    if len(lost) > 2:  # one or two are numbers and labels that were misread and are written anew
        plan.warnings.insert(0, Warned(
            "words-missing",
            f"Có {len(lost)} chữ trong tệp chưa đưa được vào kế hoạch: “{' '.join(lost[:12])}”; "
            "hãy đối chiếu với tệp gốc.",
        ))


def _tabled(lines: list[Line]) -> list[Line]:
    """Return the lines with every table made into rows, however its columns were kept apart."""
    return mark_rows(gather(gather_spaced(lines)))


def _title(lines: list[Line]) -> tuple[int, str] | None:
    """Return where the title stands; refuse a document of another kind."""
    title, other = title_at(lines), other_kind_at(lines)
    if other is not None and (title is None or other[0] < title[0]):
        raise Refused(
            f"Văn bản này là {other[1]}, không phải kế hoạch; "
            "hãy chọn tệp kế hoạch hoặc chỉ dán phần từ dòng “KẾ HOẠCH”."
        )
    if title is None:
        _require_lost_title(lines)
    return title


def _require_lost_title(lines: list[Line]) -> None:
    """A plan whose title was lost still speaks of the plan, has parts in capitals and names who gets it."""
    folded = [fold(line.text) for line in lines]
    if any(text.startswith("kinh gui") for text in folded[:25]):
        raise Refused("Văn bản này là Công văn gửi các nơi, không phải kế hoạch; hãy chọn tệp kế hoạch.")
    parts = sum(bool(re.match(r"^(?:I{1,3}|IV|V)\s*[.\-/)]", line.text)) and is_caps(line.text[:60]) for line in lines)
    received = any("nhan" in text and len(text) < 30 for text in folded)
    if parts < 2 or "ke hoach" not in " ".join(folded[:12]) or not received:
        raise Refused(_NOT_A_PLAN)


def _require_structure(plan: ReadPlan, *, titled: bool) -> None:
    """Refuse a text that says KẾ HOẠCH and has nothing of a plan."""
    sections = list(plan.walk())
    signed = bool(plan.recipients or plan.signer.title)
    if sections or (titled and signed and len(plan.opening) >= 2):
        return
    if titled:
        raise Refused(
            "Văn bản không có mục nào được đánh số (I, 1, a); hãy kiểm tra tệp hoặc dán lại toàn bộ kế hoạch.")
    raise Refused(_NOT_A_PLAN)


def _annexes(lines: list[Line]) -> list[ReadSection]:
    """Read each annex as a section of its own, numbered by the word Phụ lục."""
    annexes: list[ReadSection] = []
    while lines:
        end = annex_at(lines, 1)
        annexes.append(_annex(lines[:end]))
        lines = lines[end:]
    return annexes


def _annex(lines: list[Line]) -> ReadSection:
    head = re.match(
        r"^(?:phụ lục|phụ biểu|biểu mẫu|phu luc)\s*(?:số\s*)?([IVX\d]{1,4}\b)?\s*[.:–-]?\s*",
        lines[0].text, re.IGNORECASE)
    named = lines[0].text[head.end():] if head else lines[0].text  # "DANH SÁCH …" with "(Kèm theo …)" below is one too
    title = [named] if named else []
    index = 1
    while index < len(lines) and len(title) < 6 and not lines[index].row and lines[index].cells is None and (
        is_caps(lines[index].text)
    ) and not re.match(r"^(?:[IVX]{1,5}|[A-H])[.\-/)]", lines[index].text):
        title.append(lines[index].text)
        index += 1
    tree = grow(join(_tabled(lines[index:])).paragraphs)
    number = f"Phụ lục {head.group(1)}" if head and head.group(1) else "Phụ lục"
    section = ReadSection(1, shapes.ANNEX, number, " ".join(title), blocks=tree.opening)
    for child in tree.sections:
        _adopt(section, child)
    return section


def _adopt(annex: ReadSection, child: ReadSection) -> None:
    if child.numbering == shapes.PLAIN and not annex.tasks:
        annex.columns, annex.tasks, annex.after = child.columns, child.tasks, child.blocks + child.after
        return
    for section in child.walk():
        section.level += 1
    annex.children.append(child)


def _keep_unread(plan: ReadPlan, unread: list[str]) -> None:
    """Words that nobody claimed stay in the plan, beside what they stood near to."""
    plan.closing += [Block("para", text) for text in unread]
    if plan.header.rest:
        plan.opening[:0] = [Block("para", text) for text in plan.header.rest]


def _reading_warnings(taken: Taken, guesses: list[str], tree: Tree, unread: list[str],
                      header: list[str]) -> list[Warned]:
    """Say what the reader did that somebody should look at."""
    found: list[Warned] = []
    if header:
        found.append(Warned("header-unread", f"Phần đầu có dòng chưa hiểu là gì, đã để ở đoạn mở đầu: “{header[0]}”."))
    if unread:
        found.append(Warned(
            "unplaced-text", f"Có dòng sau phần ký chưa rõ thuộc đâu, đã để sau lời kết: “{unread[0]}”."))
    if guesses:
        found.append(Warned(
            "joined-lines",
            f"Có {len(guesses)} chỗ ngắt dòng chưa chắc là hết đoạn, ví dụ “{guesses[0]}”; hãy xem lại việc chia đoạn.",
        ))
    if tree.joined_rows:
        found.append(Warned("joined-rows", f"Đã nối {tree.joined_rows} dòng bảng bị ngắt qua trang; hãy xem lại bảng."))
    if tree.loose_tables:
        found.append(Warned("table-unread", "Có bảng không phải bảng nhiệm vụ, đã giữ nguyên các ô trong nội dung."))
    if taken.stamped:
        found.append(Warned(
            "digital-stamp",
            "Tệp có dòng do công cụ ký số in ra; thời điểm ký đã được bỏ, phần còn lại "
            "để ở cuối nơi nhận, hãy xóa nếu không cần.",
        ))
    return found
