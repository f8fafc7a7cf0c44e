"""All that a plan says, as plain data: what a form posts, a reader finds, a version keeps and a page prints."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects

from core.text import fold

from .outline import section_numbers, task_numbers
from .reading import shapes
from .reading.numbering import roman
from .reading.shapes import Block, ReadPlan, ReadSection, ReadTask

if TYPE_CHECKING:
    from .models import Plan, PlanTask, Section

DEFAULT_COLUMNS = [[shapes.NO, "TT"], [shapes.CONTENT, "Nội dung"], [shapes.AGENCIES, "Cơ quan thực hiện"]]


@dataclass
class TaskContent:
    """One task."""

    content: str = ""
    quarter: int | None = None
    group: str = ""
    agencies: str = ""
    cooperating: str = ""
    time: str = ""
    label: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    due_on: dt.date | None = None
    id: int | None = None
    # Settled beside the text, and given to new rows only: what is stored is changed by `services.arranging`.
    deliverable: str = ""
    leads: list[int] = field(default_factory=list)  # ids of the units that a person chose
    cooperates: list[int] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing was typed in its row."""
        return not any((self.content, self.agencies, self.cooperating, self.time))


@dataclass
class SectionContent:
    """One section; `uid` names it inside a form, `id` in the database."""

    level: int = 1
    numbering: str = shapes.ROMAN
    heading: str = ""
    body: str = ""
    body_after: str = ""
    columns: list[list[str]] = field(default_factory=list)
    numbers_restart: bool = False
    tasks: list[TaskContent] = field(default_factory=list)
    id: int | None = None
    uid: str = ""

    def has_column(self, key: str) -> bool:
        """Whether its task table has such a column."""
        return any(column == key for column, _ in self.columns)


@dataclass
class PlanContent:
    """A whole plan."""

    year: int | None = None
    subject: str = ""
    header_superior: str = ""
    header_issuer: str = ""
    place: str = ""
    number_text: str = ""
    issued_on: dt.date | None = None
    opening: str = ""
    closing: str = ""
    recipients: str = ""
    signer_authority: str = ""
    signer_title: str = ""
    signer_name: str = ""
    stamp: str = ""
    sections: list[SectionContent] = field(default_factory=list)

    def numbers(self) -> list[str]:
        """The numbers of its sections, in order."""
        return section_numbers(self.sections)

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        data = asdict(self)
        data["issued_on"] = self.issued_on.isoformat() if self.issued_on else None
        for section, own in zip(data["sections"], self.sections, strict=True):
            for task, mine in zip(section["tasks"], own.tasks, strict=True):
                task["due_on"] = mine.due_on.isoformat() if mine.due_on else None
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> PlanContent:
        """Return what `to_json` made."""
        sections = [
            SectionContent(
                **{
                    **section,
                    "tasks": [
                        TaskContent(**{**task, "due_on": _day(task.get("due_on"))}) for task in section.get("tasks", [])
                    ],
                }
            )
            for section in data.get("sections", [])
        ]
        return cls(**{**data, "issued_on": _day(data.get("issued_on")), "sections": sections})


PLAN_FIELDS = (
    "year",
    "subject",
    "header_superior",
    "header_issuer",
    "place",
    "number_text",
    "issued_on",
    "opening",
    "closing",
    "recipients",
    "signer_authority",
    "signer_title",
    "signer_name",
    "stamp",
)
SECTION_FIELDS = ("level", "numbering", "heading", "body", "body_after", "columns", "numbers_restart")
TASK_FIELDS = ("content", "quarter", "group", "agencies", "cooperating", "time", "label", "extra", "due_on")


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def from_plan(plan: Plan) -> PlanContent:
    """Return what a stored plan says, in two queries; two more when somebody chose units of its tasks."""
    content = PlanContent(**{name: getattr(plan, name) for name in PLAN_FIELDS})
    tasks: dict[int, list[PlanTask]] = {}
    stored = list(plan.tasks.order_by("section__position", "position"))
    prefetch_related_objects([task for task in stored if task.units_chosen], "lead_units", "cooperating_units")
    for task in stored:
        tasks.setdefault(task.section_id, []).append(task)
    for section in plan.sections.order_by("position"):
        content.sections.append(_section(section, tasks.get(section.pk, [])))
    return content


def _section(section: Section, tasks: list[PlanTask]) -> SectionContent:
    return SectionContent(
        **{name: getattr(section, name) for name in SECTION_FIELDS},
        id=section.pk,
        uid=str(section.pk),
        tasks=[_task(task) for task in tasks],
    )


def _task(task: PlanTask) -> TaskContent:
    found = TaskContent(**{name: getattr(task, name) for name in TASK_FIELDS}, id=task.pk, deliverable=task.deliverable)
    if task.units_chosen:
        found.leads = [unit.pk for unit in task.lead_units.all()]
        found.cooperates = [unit.pk for unit in task.cooperating_units.all()]
    return found


def from_read(read: ReadPlan) -> PlanContent:
    """Return what a reader found, as a plan's content."""
    header, signer = read.header, read.signer
    content = PlanContent(
        year=read.year,
        subject=read.subject,
        header_superior=header.superior,
        header_issuer=header.issuer,
        place=header.place,
        number_text=header.number,
        issued_on=header.issued_on,
        opening=_markup(read.opening),
        closing=_markup(read.closing),
        recipients="\n".join(read.recipients),
        signer_authority=signer.authority,
        signer_title=signer.title,
        signer_name=signer.name,
        stamp=read.stamp,
    )
    for place, section in enumerate(read.walk()):
        content.sections.append(_from_read_section(section, uid=f"moi{place + 1}"))
    return content


def _from_read_section(section: ReadSection, uid: str) -> SectionContent:
    found = SectionContent(
        level=section.level,
        numbering=section.numbering,
        heading=section.heading,
        body=_markup(section.blocks),
        body_after=_markup(section.after),
        columns=[[column.key, column.label] for column in section.columns],
        uid=uid,
        tasks=[_from_read_task(task) for task in section.tasks],
    )
    if not found.has_column(shapes.TIME):
        for task in found.tasks:
            if task.quarter and fold(task.group) == fold(f"QUÝ {roman(task.quarter)}"):
                task.group = ""  # the quarter itself writes this row
    numbers = [task.no for task in section.tasks]
    found.numbers_restart = numbers.count(1) > 1
    printed = task_numbers(found.tasks, restart=found.numbers_restart)
    for task, read, number in zip(found.tasks, section.tasks, printed, strict=True):
        if read.no is not None and str(read.no) != number:
            task.label = str(read.no)  # the source counts in its own way: its number stays
    return found


def _from_read_task(task: ReadTask) -> TaskContent:
    extra = {key: value for key, value in task.extra.items() if key != "no"}
    return TaskContent(
        content=split_items(task.content),
        quarter=task.quarter,
        group=task.group,
        agencies=split_items(task.agencies),
        cooperating=split_items(task.cooperating),
        time=task.time,
        label=task.extra.get("no", ""),
        extra=extra,
        due_on=task.due_on,
    )


def split_items(text: str) -> str:
    """Put each item of a list inside a cell on its own line ("- Sở Nội vụ. - Sở Y tế.")."""
    return re.sub(r"(?<=[.;,:])[ \t]+([-+])[ \t]+", r"\n\1 ", text)


def _markup(blocks: list[Block]) -> str:
    return "\n".join(block.markup() for block in blocks)
