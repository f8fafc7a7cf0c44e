"""Check the audit trail's chain."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import heartbeats
from core.audit import verify
from core.models import AuditEvent


class Command(BaseCommand):
    help = "Kiểm tra chuỗi niêm của nhật ký; thoát với mã 1 khi có chỗ bị sửa, xóa hoặc chèn."

    def handle(self, *args: Any, **options: Any) -> None:
        breaks = 0
        for fault in verify():
            breaks += 1
            self.stderr.write(fault.message)
        heartbeats.sign(heartbeats.AUDIT, str(breaks))
        if breaks:
            raise CommandError(f"Nhật ký không toàn vẹn: {breaks} chỗ.")
        self.stdout.write(f"Nhật ký toàn vẹn: {AuditEvent.objects.count()} sự kiện.")
