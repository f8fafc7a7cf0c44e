"""Take a backup of the database and of all files."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import backups
from core.vitals.words import size


class Command(BaseCommand):
    help = "Sao lưu cơ sở dữ liệu và mọi tệp khi hệ thống đang chạy, rồi bỏ các bản quá cũ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--keep", type=int, default=settings.BACKUP_KEEP, help="giữ bao nhiêu bản gần nhất")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] < 1:
            raise CommandError("Phải giữ ít nhất một bản.")
        try:
            made = backups.make(keep=options["keep"])
        except backups.BackupFailed as failure:
            raise CommandError(str(failure)) from None
        self.stdout.write(f"Đã sao lưu vào {made.folder}: {size(made.summary.size)}, {made.summary.files} tệp.")
