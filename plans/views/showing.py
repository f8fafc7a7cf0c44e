"""What the pages of plans show in common."""

from __future__ import annotations

import json
from typing import Any

from django.urls import reverse

from ..content import DEFAULT_COLUMNS, PlanContent
from ..editing import NUMBERINGS
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


def editor_rows(content: PlanContent) -> list[dict[str, Any]]:
    """Return the sections as the editor shows them: with their numbers, and the tasks with theirs."""
    rows = []
    for section, number in zip(content.sections, content.numbers(), strict=True):
        keys = {key for key, _ in section.columns or DEFAULT_COLUMNS}
        numbers = task_numbers(section.tasks, restart=section.numbers_restart)
        rows.append({
            "section": section,
            "number": number,
            "label": _spoken(number, section.heading),
            "columns_json": json.dumps(section.columns, ensure_ascii=False),
            "heading_rows": _lines(section.heading, 52, low=1, high=8),
            "body_rows": _lines(section.body, 62, low=2, high=16),
            "after_rows": _lines(section.body_after, 62, low=1, high=8),
            "shows_after": bool(section.tasks or section.body_after),
            "shows_cooperating": shapes.COOPERATING in keys,
            "shows_time": shapes.TIME in keys,
            "tasks": [
                {"task": task, "number": task_number, "extra_json": json.dumps(task.extra, ensure_ascii=False),
                 "rows": max(_lines(task.content, 34), _lines(task.agencies, 22))}
                for task, task_number in zip(section.tasks, numbers, strict=True)
            ],
        })  # fmt: skip
    return rows


def _spoken(number: str, heading: str) -> str:
    short = heading if len(heading) <= 60 else heading[:57] + "…"
    return f"{number}. {short}" if number and short else number or short or "mục mới"


def _lines(text: str, width: int, low: int = 2, high: int = 10) -> int:
    needed = sum(1 + len(line) // width for line in text.splitlines())
    return min(max(needed, low), high)


def editor_context(content: PlanContent, plan: Plan | None) -> dict[str, Any]:
    """Return what the editor's template needs beside its forms; without a plan it shows a preview."""
    labels = dict(Section.Numbering.choices)
    return {
        "rows": editor_rows(content),
        "numberings": [(kind, labels[kind]) for kind in NUMBERINGS],
        "quarters": QUARTERS,
        "act_url": reverse("plans:plan_act", args=[plan.pk]) if plan else reverse("plans:import_act"),
    }


def outline(content: PlanContent) -> list[dict[str, Any]]:
    """Return the plan's table of contents."""
    return [
        {"level": section.level, "number": number, "heading": section.heading, "tasks": len(section.tasks)}
        for section, number in zip(content.sections, content.numbers(), strict=True)
    ]
