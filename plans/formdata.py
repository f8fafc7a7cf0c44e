"""A plan's content as the editor's form posts it: what a page compares its own with when a colleague has saved."""

from __future__ import annotations

import json
from typing import Any

from .content import DEFAULT_COLUMNS, PLAN_FIELDS, PlanContent, SectionContent, TaskContent
from .reading import shapes

_OWN_FIELDS = (shapes.NO, shapes.CONTENT, shapes.AGENCIES, shapes.COOPERATING, shapes.TIME)


def form_data(content: PlanContent) -> dict[str, list[str]]:
    """Return the form's fields by name; those of rows are lists in the order of the page (see `editing`)."""
    data: dict[str, list[str]] = {name: [str(getattr(content, name) or "")] for name in PLAN_FIELDS}
    data["issued_on"] = [f"{content.issued_on:%d/%m/%Y}" if content.issued_on else ""]
    for section in content.sections:
        _add(data, "section", _section(section))
        for task in section.tasks:
            _add(data, "task", _task(section, task))
        if section.tasks:
            for key, label in section.columns or DEFAULT_COLUMNS:
                data[f"column-{section.uid}-{key}"] = [label]
                if key not in _OWN_FIELDS:
                    data[f"extra-{section.uid}-{key}"] = [task.extra.get(key, "") for task in section.tasks]
    return data


def as_json(value: Any) -> str:
    """Return JSON as a browser writes it, so that a page can compare its own with it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _add(data: dict[str, list[str]], prefix: str, row: dict[str, str]) -> None:
    for name, value in row.items():
        data.setdefault(f"{prefix}_{name}", []).append(value)


def _section(section: SectionContent) -> dict[str, str]:
    return {
        "uid": section.uid,
        "numbering": section.numbering,
        "heading": section.heading,
        "body": section.body,
        "after": section.body_after,
        "columns": as_json(section.columns),
        "restart": "1" if section.numbers_restart else "",
    }


def _task(section: SectionContent, task: TaskContent) -> dict[str, str]:
    return {
        "section": section.uid,
        "id": str(task.id or ""),
        "quarter": str(task.quarter or ""),
        "group": task.group,
        "content": task.content,
        "agencies": task.agencies,
        "cooperating": task.cooperating,
        "time": task.time,
        "label": task.label,
        "extra": as_json(task.extra),
        "due": f"{task.due_on:%d/%m/%Y}" if task.due_on else "",
    }
