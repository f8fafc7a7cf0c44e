"""Bringing a plan's stored sections and tasks to what was sent: what is the same is not touched.

A place among the rows is unique, so whoever changes his place first steps aside; then all that changed is written
in one statement each. A save costs the same number of queries however long the plan is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import F

from units.models import Unit

from ..content import SECTION_FIELDS, TASK_FIELDS, SectionContent, TaskContent
from ..matching import UnitNames
from ..models import Plan, PlanTask, Section

_AWAY = 20000  # where rows step aside while their places change hands
_DERIVED = ("ends_on", "search_text")


def write_rows(plan: Plan, contents: Sequence[SectionContent]) -> None:
    """Store these sections with their tasks, in this order; those that are gone are deleted."""
    stored = {section.pk: section for section in plan.sections.all()}
    sections = _write_sections(plan, contents, stored)
    _write_tasks(plan, contents, sections)
    if stored:
        Section.objects.filter(pk__in=list(stored)).delete()


def _write_sections(plan: Plan, contents: Sequence[SectionContent], stored: dict[int, Section]) -> list[Section]:
    """Write what changed and return all in order; who is gone stays in `stored`, stepped aside, with its tasks."""
    written, fresh, changed, moved = [], [], [], []
    for place, content in enumerate(contents, start=1):
        section = stored.pop(content.id, None) if content.id else None
        if section is None:
            section = Section(plan=plan)
            fresh.append(section)
        else:
            if section.position != place:
                moved.append(section.pk)
            if section.position != place or _differs(section, content, SECTION_FIELDS):
                changed.append(section)
        _fill(section, content, SECTION_FIELDS)
        section.position = place
        written.append(section)
    if aside := [*moved, *stored]:
        plan.sections.filter(pk__in=aside).update(position=F("position") + _AWAY)
    _put(Section, changed, [*SECTION_FIELDS, "position"])
    Section.objects.bulk_create(fresh)
    return written


def _write_tasks(plan: Plan, contents: Sequence[SectionContent], sections: Sequence[Section]) -> None:
    stored = {task.pk: task for task in plan.tasks.all()}
    fresh: list[tuple[PlanTask, TaskContent]] = []
    changed, moved, renamed = [], [], []
    for content, section in zip(contents, sections, strict=True):
        for place, item in enumerate(content.tasks, start=1):
            # Two rows with one id (a page from two windows): the second is a task of its own.
            task = stored.pop(item.id or 0, None)
            if task is None:
                task = PlanTask(plan=plan, deliverable=item.deliverable)
                fresh.append((task, item))
            else:
                here = (task.section_id, task.position) == (section.pk, place)
                if not here:
                    moved.append(task.pk)
                if not task.units_chosen and (task.agencies, task.cooperating) != (item.agencies, item.cooperating):
                    renamed.append(task)
                if not here or task.ends_on != _deadline(task, item) or _differs(task, item, TASK_FIELDS):
                    changed.append(task)
            _fill(task, item, TASK_FIELDS)
            task.section, task.position = section, place
    # Blank rows are kept while the plan is written: a row that was just added is blank. Printing leaves them out.
    if stored:
        plan.tasks.filter(pk__in=list(stored)).delete()
    if moved:
        plan.tasks.filter(pk__in=moved).update(position=F("position") + _AWAY)
    brought_back = _brought_back(plan, fresh)
    for task in [*changed, *(task for task, _ in fresh)]:
        task.derive()
    _put(PlanTask, changed, [*TASK_FIELDS, "section", "position", *_DERIVED])
    PlanTask.objects.bulk_create(task for task, _ in fresh)
    _link_units(plan, [task for task, _ in fresh], renamed, brought_back)


def _deadline(task: PlanTask, item: TaskContent) -> Any:
    """The last day that the task would have with these words; another year of the plan moves it too."""
    return PlanTask(plan=task.plan, quarter=item.quarter, due_on=item.due_on).deadline


def _brought_back(plan: Plan, fresh: list[tuple[PlanTask, TaskContent]]) -> dict[int, TaskContent]:
    """What was settled beside the text of the new tasks, by their place in `fresh`.

    It comes with the content when a version is restored. A page that undoes a removal posts the words and the name
    that the row had; what it cannot post stands in the version that was kept before the removal.
    """
    lost = {item.id for _, item in fresh if item.id and not (item.leads or item.cooperates or item.deliverable)}
    kept: dict[int, TaskContent] = {}
    if lost:
        for version in plan.versions.order_by("-version", "-pk")[:20]:
            for section in version.content.get("sections", []):
                for row in section.get("tasks", []):
                    if row.get("id") in lost and row["id"] not in kept:
                        kept[row["id"]] = TaskContent(
                            deliverable=row.get("deliverable", ""),
                            leads=row.get("leads", []),
                            cooperates=row.get("cooperates", []),
                        )
            if lost <= set(kept):
                break
    found = {}
    for place, (task, item) in enumerate(fresh):
        settled = kept.pop(item.id or 0, item)
        task.deliverable = settled.deliverable
        if settled.leads or settled.cooperates:
            task.units_chosen = True
            found[place] = settled
    return found


def _link_units(
    plan: Plan, fresh: Sequence[PlanTask], renamed: Sequence[PlanTask], chosen: dict[int, TaskContent]
) -> None:
    """Give new and reworded tasks the units that somebody chose (those dissolved since are left out), or else those
    that the words name."""
    named = [task for place, task in enumerate(fresh) if place not in chosen and (task.agencies or task.cooperating)]
    leads: Any = PlanTask.lead_units.through
    cooperating: Any = PlanTask.cooperating_units.through
    for through in (leads, cooperating):
        if renamed:
            through.objects.filter(plantask__in=renamed).delete()
    led: list[tuple[PlanTask, int]] = []
    helped: list[tuple[PlanTask, int]] = []
    if chosen:
        wanted = {pk for settled in chosen.values() for pk in (*settled.leads, *settled.cooperates)}
        alive = set(Unit.objects.filter(dissolved_on=None, pk__in=wanted).values_list("pk", flat=True))
        for place, settled in chosen.items():
            led += [(fresh[place], pk) for pk in dict.fromkeys(settled.leads) if pk in alive]
            helped += [(fresh[place], pk) for pk in dict.fromkeys(settled.cooperates) if pk in alive]
    if named or any(task.agencies or task.cooperating for task in renamed):
        names = UnitNames()
        for task in [*named, *renamed]:
            led += [(task, unit.pk) for unit in names.leads(task.agencies, near=plan.unit)]
            helped += [(task, unit.pk) for unit in names.leads(task.cooperating, near=plan.unit)]
    for through, pairs in ((leads, led), (cooperating, helped)):
        through.objects.bulk_create(through(plantask_id=task.pk, unit_id=pk) for task, pk in pairs)


def _differs(row: models.Model, content: Any, names: Sequence[str]) -> bool:
    return any(getattr(row, name) != getattr(content, name) for name in names)


def _fill(row: models.Model, content: Any, names: Sequence[str]) -> None:
    for name in names:
        setattr(row, name, getattr(content, name))


def _put(model: type[Any], rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write these fields of stored rows in one statement: many cases of an UPDATE would be slow to put together."""
    if rows:
        model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=names)
