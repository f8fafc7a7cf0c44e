"""Bring a backup back into an empty place."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import backups


class Command(BaseCommand):
    help = "Khôi phục một bản sao lưu vào nơi còn trống (DATABASE_URL, VAR_DIR); mọi tệp được đối chiếu trước."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", help="tên thư mục của bản sao lưu; bỏ trống thì lấy bản mới nhất")

    def handle(self, *args: Any, **options: Any) -> None:
        found = {backup.folder.name: backup for backup in backups.whole()}
        if not found:
            raise CommandError(f"Không có bản sao lưu nào trong {backups.place()}.")
        name = options["name"] or max(found)
        if name not in found:
            raise CommandError(f"Không có bản {name}. Đang có: {', '.join(sorted(found)[-10:])}.")
        try:
            backups.restore(found[name])
        except backups.BackupFailed as failure:
            raise CommandError(str(failure)) from None
        self.stdout.write(
            f"Đã khôi phục bản {name}: {found[name].summary.files} tệp. Chạy tiếp: manage.py migrate, "
            "manage.py verify_audit, manage.py verify_documents."
        )
