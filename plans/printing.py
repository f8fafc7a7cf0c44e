"""A plan's content as an official document (Nghị định 30/2020/NĐ-CP, Phụ lục I and the plan of Phụ lục III)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from documents.inline import literal
from documents.kinds import PLAN, notation
from documents.markup import blocks
from documents.official import (
    Annex,
    Basis,
    Block,
    Division,
    GroupRow,
    Heading,
    OfficialDocument,
    Paragraph,
    Row,
    Signer,
    Table,
)
from documents.signers import signer_for
from units.models import Unit, User

from .content import DEFAULT_COLUMNS, PlanContent, SectionContent, TaskContent, from_plan, split_items
from .models import Plan
from .outline import section_numbers, task_numbers
from .reading import shapes
from .reading.bases import is_basis_line
from .reading.numbering import is_heading_like, roman

_WIDTHS = {
    shapes.NO: 1.1,
    shapes.CONTENT: 7.6,
    shapes.AGENCIES: 5.6,
    shapes.COOPERATING: 4.2,
    shapes.TIME: 2.8,
    shapes.RESULT: 3.2,
    shapes.NOTE: 2.2,
}
_NUMBER = re.compile(r"^\s*(\d{1,5})\s*(?:/\s*(.+))?$")


def official_document(content: PlanContent, unit: Unit) -> OfficialDocument:
    """Return the plan as the layout takes it; number and date are those the plan came with, if any."""
    issuer = unit.issuer or unit
    superior, name = issuer.letterhead
    number, symbol = split_number(content.number_text)
    main = [s for s in content.sections if s.numbering != shapes.ANNEX]
    body = [*_opening(content.opening), *_sections(_main(content.sections)), *blocks(content.closing)]
    return OfficialDocument(
        kind=PLAN,
        symbol=symbol or notation(PLAN, issuer.symbol),
        issuer_name=content.header_issuer or name,
        superior_name=content.header_superior if content.header_issuer else superior,
        issuer_reference=issuer.name,
        subject=literal(content.subject),
        number=number,
        place=content.place or issuer.place,
        issued_on=content.issued_on,
        year=content.year,
        body=body or [Paragraph("")],
        recipients=[literal(line) for line in content.recipients.splitlines() if line.strip()],
        signer=_signer(content),
        drafter_mark="\n" + literal(content.stamp) if content.stamp else "",
        annexes=_annexes(content.sections),
        landscape=any(_is_wide(section) for section in main),
    )


def as_signed_by(plan: Plan, signer: User, on: dt.date | None = None) -> OfficialDocument:
    """Return the plan as it will print when this person signs it on that day; its number comes with the signature."""
    content = from_plan(plan)
    content.stamp = ""  # the stamp of another signature has no place on a new document
    return replace(
        official_document(content, plan.unit),
        number=None,
        symbol=notation(PLAN, plan.unit.symbol),
        issued_on=on,
        signer=signer_for(signer, plan.unit),
    )


def split_number(text: str) -> tuple[int | None, str]:
    """Return number and symbol of a text such as "289/KH-UBND"; a text without a number gives its symbol."""
    if match := _NUMBER.match(text):
        return int(match.group(1)), (match.group(2) or "").strip()
    return None, text.strip().lstrip("/")


def _main(sections: Sequence[SectionContent]) -> list[SectionContent]:
    """The sections before the first annex."""
    first = next((i for i, s in enumerate(sections) if s.numbering == shapes.ANNEX), len(sections))
    return list(sections[:first])


def _annexes(sections: Sequence[SectionContent]) -> list[Annex]:
    groups: list[list[SectionContent]] = []
    for section in sections:
        if section.numbering == shapes.ANNEX:
            groups.append([section])
        elif groups:
            groups[-1].append(section)
    return [_annex(group) for group in groups]


def _annex(sections: list[SectionContent]) -> Annex:
    head = sections[0]
    lines = [line for line in head.body.splitlines() if line.strip()]
    note = None
    if lines and re.match(r"\(\s*(?:kèm|ban hành kèm)\s+theo", lines[0], re.IGNORECASE):
        note = literal(lines.pop(0))
    found = [*blocks("\n".join(lines)), *_tasks(head), *blocks(head.body_after), *_sections(sections[1:])]
    return Annex(
        title=literal(head.heading), blocks=found, note=note, landscape=any(_is_wide(section) for section in sections)
    )


def _opening(text: str) -> list[Block]:
    """Lines that are bases by themselves come first, in italics; the others are paragraphs."""
    found: list[Block] = []
    for line in text.splitlines():
        if is_basis_line(line) and all(isinstance(block, Basis) for block in found):
            found.append(Basis(literal(line.strip())))
        else:
            found += blocks(line)
    return found


def _sections(sections: list[SectionContent]) -> list[Block]:
    found: list[Block] = []
    for section, number in zip(sections, section_numbers(sections), strict=True):
        found += _head(section, number)
        found += blocks(section.body)
        found += _tasks(section)
        found += blocks(section.body_after)
    return found


def _head(section: SectionContent, number: str) -> list[Block]:
    heading = literal(section.heading.strip())
    if section.numbering == shapes.PART:
        return [Division(number, heading)]
    if section.numbering == shapes.PLAIN:
        return [Paragraph(heading, bold=True)] if heading else []
    level = {shapes.CAPITAL: 1, shapes.ROMAN: 1, shapes.ARABIC: 2}.get(section.numbering, 3)
    return [Heading(level, number, heading, title=is_heading_like(section.heading))]


def _tasks(section: SectionContent) -> list[Block]:
    """Return the task table: a row per task, a row over all columns where a quarter or group begins."""
    tasks = [task for task in section.tasks if not task.empty]
    if not tasks:
        return []
    columns = section.columns or DEFAULT_COLUMNS
    timed = any(key == shapes.TIME for key, _ in columns)
    rows: list[Row | GroupRow] = []
    before = ""
    for task, number in zip(tasks, task_numbers(tasks, restart=section.numbers_restart), strict=True):
        group = group_of(task, timed=timed)
        if group and group != before:
            rows.append(_group_row(group))
        before = group
        rows.append(Row([_cell(task, key, number) for key, _ in columns]))
    return [
        Table(
            head=[literal(label) for _, label in columns],
            rows=rows,
            widths=_widths(columns),
            aligns=["centre" if key == shapes.NO else "left" for key, _ in columns],
        )
    ]


def _widths(columns: Sequence[Sequence[str]]) -> list[float]:
    """Return the widths of the columns; the number's column always holds its own head on one line.

    Its least width is in centimetres of the page, so it is worked out from what the others ask for.
    """
    widths = [_WIDTHS.get(key, 3.0) for key, _ in columns]
    page = 24.7 if len(columns) > 6 else 16.5
    for place, (key, label) in enumerate(columns):
        if key == shapes.NO:
            least = 1.05 if len(max(label.split(), key=len, default="")) <= 2 else 1.35
            others = sum(widths) - widths[place]
            widths[place] = max(widths[place], least * others / (page - least))
    return widths


def group_of(task: TaskContent, *, timed: bool) -> str:
    """Return the words of the row over a group: its own, else the quarter's when no column says when."""
    if task.group:
        return task.group
    return f"QUÝ {roman(task.quarter)}" if task.quarter and not timed else ""


def _group_row(group: str) -> GroupRow:
    if match := re.match(r"^([IVX]{1,5}|[A-H])\s+(?=\S)", group):
        return GroupRow(literal(group[match.end() :]), number=match.group(1))
    return GroupRow(literal(group))


def _cell(task: TaskContent, key: str, number: str) -> str:
    if key == shapes.NO:
        return number
    value = {
        shapes.CONTENT: task.content,
        shapes.AGENCIES: task.agencies,
        shapes.COOPERATING: task.cooperating,
        shapes.TIME: task.time,
    }.get(key, task.extra.get(key, ""))
    return literal(split_items(value))


def _signer(content: PlanContent) -> Signer:
    authority = [line for line in content.signer_authority.splitlines() if line.strip()]
    titles = [line for line in content.signer_title.splitlines() if line.strip()] or [""]
    return Signer(authority=[*authority, *titles[:-1]], title=titles[-1], name=content.signer_name)


def _is_wide(section: SectionContent) -> bool:
    """A table of many columns lies across the page (Phụ lục I, Phần I, Mục I.2)."""
    return len(section.columns) > 6
