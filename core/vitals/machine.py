"""The machine under it all: room on the disks, backups, the seal of the audit trail."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from core import backups, heartbeats
from core.health import Check, State

from .words import ago, lasting, size

FEW_BYTES = 2 * 1024**3
NO_BYTES = 300 * 1024**2
BACKUP_OLD = dt.timedelta(hours=36)
BACKUP_MISSED = dt.timedelta(days=7)
AUDIT_OLD = dt.timedelta(days=7)


def checks() -> Iterator[Check]:
    """Yield how the machine is."""
    for name, folder in {"Đĩa dữ liệu": settings.VAR_DIR, "Đĩa tệp đính kèm": Path(settings.MEDIA_ROOT)}.items():
        yield room(name, folder)
    yield backed_up()
    yield audited()


def room(name: str, folder: Path) -> Check:
    """Is there room on the disk of a folder? A folder that is not there yet lies in its parent."""
    while not folder.exists():
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    percent = usage.free * 100 // usage.total
    sentence = f"Còn trống {size(usage.free)} ({percent}%)."
    if usage.free < NO_BYTES:
        return Check(name, State.BAD, sentence, advice="Giải phóng đĩa ngay: đĩa đầy thì không lưu được gì nữa.")
    if usage.free < FEW_BYTES or percent < 5:
        return Check(name, State.ATTENTION, sentence, advice="Dọn bớt hoặc thêm đĩa.")
    return Check(name, State.GOOD, sentence)


def backed_up() -> Check:
    """How old is the newest whole backup?"""
    last = backups.last_summary()
    advice = "Tự lập mỗi ngày khi xử lý nền đang chạy; hoặc chạy ngay: manage.py backup (docs/deploy.md)."
    if last is None:
        return Check("Sao lưu", State.ATTENTION, "Chưa có bản sao lưu nào trong thư mục sao lưu.", advice=advice)
    age = timezone.now() - last.at
    sentence = f"Bản mới nhất lập {lasting(age)} trước, {size(last.size)}, gồm {last.files} tệp."
    if age > BACKUP_MISSED:
        return Check("Sao lưu", State.BAD, sentence, advice=advice)
    return Check(
        "Sao lưu",
        State.ATTENTION if age > BACKUP_OLD else State.GOOD,
        sentence,
        advice=advice if age > BACKUP_OLD else "",
    )


def audited() -> Check:
    """When was the chain of the audit trail walked last, and did it hold?"""
    sign = heartbeats.signs().get(heartbeats.AUDIT)
    if sign is None:
        return Check(
            "Nhật ký",
            State.ATTENTION,
            "Chuỗi niêm chưa được kiểm tra lần nào.",
            advice="Tự chạy mỗi đêm; hoặc chạy ngay: manage.py verify_audit.",
        )
    told = ago(sign.at, timezone.now())
    if sign.detail != "0":
        sentence = f"Chuỗi niêm không toàn vẹn: {sign.detail} chỗ (kiểm tra {told})."
        return Check(
            "Nhật ký",
            State.BAD,
            sentence,
            advice="Chạy manage.py verify_audit để biết chỗ nào; giữ nguyên hiện trạng và báo người phụ trách.",
        )
    if sign.at < timezone.now() - AUDIT_OLD:
        return Check(
            "Nhật ký",
            State.ATTENTION,
            f"Chuỗi niêm toàn vẹn, nhưng kiểm tra đã {told}.",
            advice="Chạy: manage.py verify_audit.",
        )
    return Check("Nhật ký", State.GOOD, f"Chuỗi niêm toàn vẹn, kiểm tra {told}.")
