"""How a plan begins: an empty skeleton, or last year's plan carried over."""

from __future__ import annotations

import copy
import re

from units.models import Unit

from .content import DEFAULT_COLUMNS, PlanContent, SectionContent, TaskContent
from .reading import shapes

# "năm 2025", but not the year of a day ("ngày 15 tháng 6 năm 2022") nor of a term ("5 năm 2021-2025").
_YEAR = re.compile(r"(?<!\d )(\b[Nn]ăm )(20\d\d)\b(?!\s*[-–]\s*20)")


def skeleton(unit: Unit, year: int, subject: str = "") -> PlanContent:
    """Return an empty plan with the parts that every plan of this work has."""
    subject = subject or f"Triển khai công tác thi đua, khen thưởng năm {year}"
    name = unit.name
    content = PlanContent(
        year=year,
        subject=subject,
        opening=f"{name} ban hành Kế hoạch {subject[:1].lower()}{subject[1:]} với các nội dung sau:",
        closing=f"Trên đây là Kế hoạch {subject[:1].lower()}{subject[1:]} của {name}; đề nghị các đơn vị nghiêm túc "
        "thực hiện.",
        recipients="Như mục III;\nLưu: VT.",
        signer_authority=f"TM. {(unit.letterhead_name or unit.name).upper()}" if unit.collective_led else "",
        signer_title=unit.head_title.upper(),
    )
    content.sections = [
        _section(shapes.ROMAN, "MỤC ĐÍCH, YÊU CẦU"),
        _section(shapes.ARABIC, "Mục đích"),
        _section(shapes.ARABIC, "Yêu cầu"),
        _section(shapes.ROMAN, "NỘI DUNG"),
        _section(shapes.ROMAN, "TỔ CHỨC THỰC HIỆN"),
    ]
    for place, section in enumerate(content.sections, start=1):
        section.uid = f"moi{place}"
        section.level = 2 if section.numbering == shapes.ARABIC else 1
    content.sections[3].columns = [list(column) for column in DEFAULT_COLUMNS]
    content.sections[3].tasks = [TaskContent(quarter=quarter) for quarter in (1, 2, 3, 4)]
    return content


def _section(numbering: str, heading: str) -> SectionContent:
    return SectionContent(numbering=numbering, heading=heading)


def carried_over(source: PlanContent, year: int, subject: str = "") -> PlanContent:
    """Return the content for another year: every "năm 2025" moves by as many years, days and numbers stay."""
    content = copy.deepcopy(source)
    shift = year - source.year if source.year else 0
    content.year, content.number_text, content.issued_on, content.stamp = year, "", None, ""
    content.subject = subject or _moved(content.subject, shift)
    content.opening, content.closing = _moved(content.opening, shift), _moved(content.closing, shift)
    for section in content.sections:
        section.id = None
        section.heading, section.body = _moved(section.heading, shift), _moved(section.body, shift)
        section.body_after = _moved(section.body_after, shift)
        for task in section.tasks:
            task.id, task.due_on = None, None
            task.content, task.time = _moved(task.content, shift), _moved(task.time, shift)
    return content


def _moved(text: str, years: int) -> str:
    return _YEAR.sub(lambda match: f"{match.group(1)}{int(match.group(2)) + years}", text)
