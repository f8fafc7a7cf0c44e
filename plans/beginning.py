"""How a plan begins when nothing is taken over: an empty skeleton."""

from __future__ import annotations

import re

from units.models import Unit

from .content import DEFAULT_COLUMNS, PlanContent, SectionContent, TaskContent
from .reading import shapes


def skeleton(unit: Unit, year: int, subject: str = "") -> PlanContent:
    """Return an empty plan with the parts that every plan of this work has."""
    subject = _without_type(subject) or f"Triển khai công tác thi đua, khen thưởng năm {year}"
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


def _without_type(subject: str) -> str:
    """The type of the document is printed above the subject; who types it too would read it twice."""
    bare = re.sub(r"^\s*kế hoạch\s+", "", subject, flags=re.IGNORECASE)
    return bare[:1].upper() + bare[1:]


def _section(numbering: str, heading: str) -> SectionContent:
    return SectionContent(numbering=numbering, heading=heading)
