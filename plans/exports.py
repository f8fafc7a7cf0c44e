"""Tasks and their evidence as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone

from core.sheets import Value, add_sheet, content_of, new_book
from units.models import Unit

from .models import PlanTask, TaskEvidence
from .queries import printed_places

_TASKS = [
    ("Kế hoạch", 34),
    ("Mục", 30),
    ("TT", 6),
    ("Nội dung", 60),
    ("Chủ trì (ghi trong kế hoạch)", 30),
    ("Đơn vị chủ trì", 30),
    ("Phối hợp (ghi trong kế hoạch)", 26),
    ("Đơn vị phối hợp", 26),
    ("Sản phẩm", 26),
    ("Quý", 6),
    ("Thời hạn", 12),
    ("Trạng thái", 22),
    ("Tiến độ (%)", 9),
    ("Ngày báo hoàn thành", 13),
    ("Người báo", 22),
    ("Ngày xác nhận", 13),
    ("Người xác nhận", 22),
    ("Kết quả", 50),
]
_EVIDENCE = [
    ("Kế hoạch", 34),
    ("Nhiệm vụ", 60),
    ("Đơn vị báo", 28),
    ("Người báo", 22),
    ("Lúc", 17),
    ("Tên tệp", 40),
    ("Cỡ (byte)", 12),
    ("SHA-256", 66),
]


def tasks_workbook(tasks: Sequence[PlanTask], evidence: Sequence[TaskEvidence], *, title: str) -> bytes:
    """Return an .xlsx file with a sheet of tasks and one of evidence; `title` stands in the first row of both."""
    places = printed_places(tasks)
    book = new_book()
    add_sheet(book, "Nhiệm vụ", _TASKS, (_task(task, *places[task.pk]) for task in tasks), title=title)
    add_sheet(book, "Minh chứng", _EVIDENCE, map(_evidence, evidence), title=title)
    return content_of(book)


def _plan(task: PlanTask) -> str:
    plan = task.plan
    return f"{plan.year} - {plan.code + ' - ' if plan.code else ''}{plan.subject}"


def _task(task: PlanTask, section: str, number: str) -> list[Value]:
    return [
        _plan(task),
        section,
        number,
        task.content,
        task.agencies,
        _names(task.lead_units.all()),
        task.cooperating,
        _names(task.cooperating_units.all()),
        task.product,
        task.quarter,
        task.ends_on,
        "Quá hạn" if task.is_late else task.get_state_display(),
        task.percent,
        task.done_on,
        task.done_by.full_name if task.done_by else "",
        task.confirmed_on,
        task.confirmed_by.full_name if task.confirmed_by else "",
        task.done_note,
    ]


def _evidence(evidence: TaskEvidence) -> list[Value]:
    report = evidence.report
    return [
        _plan(report.task),
        report.task.content,
        report.unit.name if report.unit else "",
        report.by.full_name,
        timezone.localtime(report.at).strftime("%d/%m/%Y %H:%M"),
        evidence.name,
        evidence.size,
        evidence.sha256,
    ]


def _names(units: Iterable[Unit]) -> str:
    return "; ".join(unit.name for unit in units)
