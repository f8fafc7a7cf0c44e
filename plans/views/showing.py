"""What the pages of plans show in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import columns
from ..content import DEFAULT_COLUMNS, PlanContent, SectionContent, TaskContent
from ..editing import NUMBERINGS
from ..formdata import as_json
from ..models import Plan, Section
from ..outline import task_numbers
from ..reading import shapes

CHIPS = {
    Plan.State.DRAFT: "neutral",
    Plan.State.SUBMITTED: "soon",
    Plan.State.RETURNED: "late",
    Plan.State.ISSUED: "done",
    Plan.State.RECORDED: "done",
}
QUARTERS = ((1, "Quý I"), (2, "Quý II"), (3, "Quý III"), (4, "Quý IV"))
QUARTERS_ASKED = (*QUARTERS, (0, "Không ghi thời gian"))


_CELLS = (shapes.CONTENT, shapes.AGENCIES, shapes.COOPERATING, shapes.TIME)
_CELL_LABELS = {**dict(columns.CHOICES), shapes.CONTENT: "Nội dung nhiệm vụ"}


def editor_rows(content: PlanContent) -> list[dict[str, Any]]:
    """Return the sections as the editor shows them: with their numbers, and the tasks with theirs."""
    return [_editor_row(section, number) for section, number in zip(content.sections, content.numbers(), strict=True)]


def _editor_row(section: SectionContent, number: str) -> dict[str, Any]:
    shown = section.columns or DEFAULT_COLUMNS
    numbers = task_numbers(section.tasks, restart=section.numbers_restart)
    return {
        "section": section,
        "number": number,
        "label": _spoken(number, section.heading),
        "columns_json": as_json(section.columns),
        "columns": [{"key": key, "label": label, "name": label or key} for key, label in shown],
        "column_keys": {key for key, _ in shown},
        "heading_rows": _lines(section.heading, 52, low=1, high=8),
        "body_rows": _lines(section.body, 62, low=2, high=16),
        "after_rows": _lines(section.body_after, 62, low=1, high=8),
        "shows_after": bool(section.tasks or section.body_after),
        "tasks": [
            {"task": task, "number": task_number, "extra_json": as_json(task.extra),
             "cells": _cells(section.uid, shown, task),
             "rows": max(_lines(task.content, 34), _lines(task.agencies, 22))}
            for task, task_number in zip(section.tasks, numbers, strict=True)
        ],
    }  # fmt: skip


def _cells(uid: str, shown: Sequence[Sequence[str]], task: TaskContent) -> list[dict[str, Any]]:
    """Return a task's cells: the four that every task has, those without a column hidden, then the table's own."""
    labels = {column[0]: column[1] for column in shown}
    core = [
        {"key": key, "name": f"task_{key}", "value": getattr(task, key),
         "label": labels.get(key) or _CELL_LABELS[key], "shown": key in labels}
        for key in _CELLS
    ]  # fmt: skip
    own = [
        {"key": key, "name": f"extra-{uid}-{key}", "value": task.extra.get(key, ""), "label": label or key,
         "shown": True}
        for key, label in shown if key not in (*_CELLS, shapes.NO)
    ]  # fmt: skip
    return core + own


def _spoken(number: str, heading: str) -> str:
    short = heading if len(heading) <= 60 else heading[:57] + "…"
    return f"{number}. {short}" if number and short else number or short or "mục mới"


def _lines(text: str, width: int, low: int = 2, high: int = 10) -> int:
    needed = sum(1 + len(line) // width for line in text.splitlines())
    return min(max(needed, low), high)


_BLANK = PlanContent(sections=[SectionContent(uid="UID", tasks=[TaskContent()])])


def editor_context(content: PlanContent) -> dict[str, Any]:
    """Return what the editor's template needs beside its forms."""
    labels = dict(Section.Numbering.choices)
    return {
        "rows": editor_rows(content),
        "numberings": [(kind, labels[kind]) for kind in NUMBERINGS],
        "quarters": QUARTERS,
        "column_choices": columns.CHOICES,
        "blank": editor_rows(_BLANK),
    }


def outline(content: PlanContent) -> list[dict[str, Any]]:
    """Return the plan's table of contents."""
    return [
        {"level": section.level, "number": number, "heading": section.heading, "tasks": len(section.tasks)}
        for section, number in zip(content.sections, content.numbers(), strict=True)
    ]
