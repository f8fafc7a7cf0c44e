"""What a browser posts from the editor for a content."""

from __future__ import annotations

import json

from plans.content import PLAN_FIELDS, PlanContent


def posted(content: PlanContent, *, version: int | None = None, act: str = "") -> dict:
    """Return the form's fields; rows are lists, in the order of the page."""
    data: dict = {name: getattr(content, name) or "" for name in PLAN_FIELDS}
    data["issued_on"] = f"{content.issued_on:%d/%m/%Y}" if content.issued_on else ""
    if version is not None:
        data["version"] = version
    if act:
        data["act"] = act
    sections = content.sections
    data["section_uid"] = [section.uid for section in sections]
    data["section_numbering"] = [section.numbering for section in sections]
    data["section_heading"] = [section.heading for section in sections]
    data["section_body"] = [section.body for section in sections]
    data["section_after"] = [section.body_after for section in sections]
    data["section_columns"] = [json.dumps(section.columns) for section in sections]
    data["section_restart"] = ["1" if section.numbers_restart else "" for section in sections]
    tasks = [(section.uid, task) for section in sections for task in section.tasks]
    data["task_section"] = [uid for uid, _ in tasks]
    data["task_id"] = [str(task.id or "") for _, task in tasks]
    data["task_quarter"] = [str(task.quarter or "") for _, task in tasks]
    data["task_due"] = [f"{task.due_on:%d/%m/%Y}" if task.due_on else "" for _, task in tasks]
    data["task_extra"] = [json.dumps(task.extra) for _, task in tasks]
    for name in ("group", "content", "agencies", "cooperating", "time", "label"):
        data[f"task_{name}"] = [getattr(task, name) for _, task in tasks]
    return data
