"""From a file or pasted text to a plan's content with its warnings; nothing is saved here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from core.text import fold
from core.values import number as number_of
from documents.kinds import PLAN, notation, number_text
from units.models import Unit

from .content import PlanContent, from_plan, from_read
from .models import Plan
from .outline import task_numbers
from .reading.sources import read_file


@dataclass
class Imported:
    """What was read: the content as it would be saved, and what somebody should look at."""

    content: PlanContent
    warnings: list[dict[str, str]] = field(default_factory=list)


def read_plan_file(
    name: str,
    data: bytes,
    *,
    unit: Unit | None = None,
    year: int | None = None,
    number: str = "",
    issued_on: dt.date | None = None,
) -> Imported:
    """Read a plan. Year, number and date that the user gives go before those of the text.

    A number that a plan already has is kept as its text; it takes no place in our register, because it was
    given elsewhere. Raises `Refused` when the file holds no plan.
    """
    read = read_file(name, data)
    content = from_read(read)
    warnings = [{"code": warned.code, "message": warned.message} for warned in read.warnings]
    if year is not None:
        if content.year is not None and content.year != year:
            warnings.append(
                _warning(
                    "year-differs", f"Văn bản ghi năm {content.year} nhưng năm được chọn là {year}; hãy kiểm tra lại."
                )
            )
        content.year = year
        warnings = [warned for warned in warnings if warned["code"] != "no-year"]
    if number:
        content.number_text = full_number(number, unit)
        warnings = [warned for warned in warnings if warned["code"] != "no-number"]
    if issued_on is not None:
        content.issued_on = issued_on
        warnings = [warned for warned in warnings if warned["code"] != "no-date"]
    if unit is not None:
        warnings += _issuer_warnings(content, unit)
    return Imported(content, warnings)


def full_number(number: str, unit: Unit | None) -> str:
    """Return "05/KH-VP" for "5": a bare number gets the unit's symbol."""
    number = number.strip()
    bare = number_of(number)
    if bare is None or unit is None:
        return number
    issuer = unit.issuer or unit
    return f"{number_text(bare)}/{notation(PLAN, issuer.symbol)}"


def _warning(code: str, message: str) -> dict[str, str]:
    return {"code": code, "message": message}


def _issuer_warnings(content: PlanContent, unit: Unit) -> list[dict[str, str]]:
    """Compare the head of the text with the unit; what is the unit's own need not be kept apart."""
    issuer = unit.issuer or unit
    superior, name = issuer.letterhead
    if fold(content.header_issuer) == fold(name) and fold(content.header_superior) == fold(superior):
        content.header_issuer = content.header_superior = ""
    if fold(content.place) == fold(issuer.place):
        content.place = ""
    if content.number_text == f"/{notation(PLAN, issuer.symbol)}":
        content.number_text = ""  # a blank before the unit's own symbol is no number yet
    if not content.header_issuer:
        return []
    read = " - ".join(part for part in (content.header_superior, content.header_issuer) if part)
    return [_warning("issuer-differs", f"Phần đầu văn bản ghi “{read}”, khác với cơ quan được chọn là {issuer.name}.")]


def as_json(plan: Plan) -> dict[str, Any]:
    """Return a stored plan as the import command prints it: sections and tasks flat, in document order."""
    content = from_plan(plan)
    sections = [
        {"level": section.level, "number": number, "heading": section.heading}
        for section, number in zip(content.sections, content.numbers(), strict=True)
    ]
    return {
        "id": plan.pk,
        "title": content.subject,
        "year": content.year,
        "bases": [
            {
                "number": basis.number or None,
                "date": basis.date.isoformat() if basis.date else None,
                "title": basis.title,
            }
            for basis in plan.bases.all()
        ],
        "sections": sections,
        "tasks": _tasks(content),
        "recipients": [line for line in content.recipients.splitlines() if line.strip()],
        "signer": {"authority": content.signer_authority, "title": content.signer_title, "name": content.signer_name},
        "warnings": plan.warnings,
    }


def _tasks(content: PlanContent) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for section in content.sections:
        numbers = task_numbers(section.tasks, restart=section.numbers_restart)
        for task, number in zip(section.tasks, numbers, strict=True):
            agencies = "\n".join(part for part in (task.agencies, task.cooperating) if part)
            found.append(
                {
                    "no": bare if (bare := number_of(number)) is not None else number,
                    "quarter": task.quarter,
                    "content": task.content,
                    "agencies": agencies,
                }
            )
    return found
