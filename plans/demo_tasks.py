"""Demo: this year's tasks in every state, with reports, evidence, a refusal and a confirmation."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from .models import Plan, PlanTask, TaskReport
from .services import add_note, arrange_task, decide_tasks, refuse_task, report_progress, report_task


def confirm_all(plan: Plan, ctx: SimpleNamespace) -> None:
    """What was reported of a plan of the past is confirmed."""
    decide_tasks(tasks=plan.tasks.filter(state=PlanTask.State.REPORTED), actor=ctx.users["thuongtruc"])
    _spread(plan)


def follow(plan: Plan, ctx: SimpleNamespace) -> None:
    """The first half of the year confirmed, the third quarter waiting, the last one under way."""
    office, units = ctx.users["thuongtruc"], ctx.units
    reported = plan.tasks.filter(state=PlanTask.State.REPORTED)
    decide_tasks(tasks=reported.filter(quarter__lte=2), actor=office)
    soon = max(ctx.today, min(ctx.today + dt.timedelta(days=10), dt.date(plan.year, 12, 31)))

    goods = plan.tasks.get(content__startswith="Chuẩn bị hiện vật")
    arrange_task(task=goods, actor=office, due_on=soon, lead_units=[units["QTTV"], units["TH"]],
                 cooperating_units=[units["TCHC"]], deliverable="Danh mục hiện vật; dự toán được duyệt")  # fmt: skip
    if goods.done_on is None:
        report_progress(task=goods, actor=ctx.users["canbo"], percent=40, files=[_picture("bang-gia-hien-vat.png")],
                        text="Đã khảo sát giá tại ba nhà cung cấp; đang lập dự toán.")  # fmt: skip
        add_note(task=goods, actor=office, text="Số lượng giấy khen, khung tính theo kết quả xét của Hội đồng.")

    closing = plan.tasks.get(content__startswith="Tổng kết công tác thi đua năm")
    divisions = [units[code] for code in ("TH", "KT", "KGVX", "NC", "QTTV", "TTTT", "TTHCC")]
    arrange_task(task=closing, actor=office, due_on=None, lead_units=[units["TCHC"]], cooperating_units=divisions,
                 deliverable="Báo cáo tổng kết; dự thảo kế hoạch năm sau")  # fmt: skip
    guide = plan.tasks.get(content__startswith="Hướng dẫn bình xét")
    if guide.done_on is None:
        report_progress(task=guide, actor=office, percent=80, text="Đã lấy ý kiến các phòng về dự thảo hướng dẫn.")

    cross = plan.tasks.get(content__startswith="Kiểm tra chéo hồ sơ")
    if cross.done_on is None:
        report_task(task=cross, actor=ctx.users["canbo.kt"], note="Đã kiểm tra chéo xong tại năm phòng.")
        cross.refresh_from_db()
    if cross.state == PlanTask.State.REPORTED:
        refuse_task(task=cross, actor=office, reason="Chưa có biên bản của Phòng Nội chính; bổ sung rồi báo lại.")
    _spread(plan)


def _picture(name: str) -> SimpleUploadedFile:
    """A page that looks like a scan."""
    picture = Image.new("RGB", (600, 840), "white")
    pen = ImageDraw.Draw(picture)
    for line in range(12):
        pen.rectangle((60, 120 + line * 48, 540 - (line * 53) % 180, 134 + line * 48), fill="#C8C8C8")
    content = BytesIO()
    picture.save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue())


def _spread(plan: Plan) -> None:
    """Reports stand at the hour at which they would have been written: the loading takes one moment."""
    for report in TaskReport.objects.filter(task__plan=plan).select_related("task"):
        day = report.on or (report.task.done_on if report.kind == TaskReport.Kind.CONFIRMED else None)
        if day is not None:
            days = 3 if report.kind == TaskReport.Kind.CONFIRMED else 0
            at = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=days), dt.time(9, 15)))
            at = min(at, report.at)
            TaskReport.objects.filter(pk=report.pk).update(at=at)
            if report.kind == TaskReport.Kind.CONFIRMED:
                PlanTask.objects.filter(pk=report.task_id).update(confirmed_on=timezone.localtime(at).date())
