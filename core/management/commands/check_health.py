"""Say how the system is, for cron and monitoring."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core import health


class Command(BaseCommand):
    help = "Kiểm tra hệ thống; thoát với mã 0 khi tốt, 1 khi có chỗ cần xem, 2 khi có chỗ hỏng."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="in từng dòng dưới dạng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        groups = health.report()
        for group in groups:
            for check in group.checks:
                self.stdout.write(self._line(group.title, check, options["json"]))
        code = health.ORDER.index(health.worst(groups))
        if code:
            raise SystemExit(code)

    def _line(self, title: str, check: health.Check, as_json: bool) -> str:
        if as_json:
            return json.dumps({"group": title, **asdict(check)}, ensure_ascii=False)
        advice = f" {check.advice}" if check.advice and check.state != health.State.GOOD else ""
        return f"[{check.state.label}] {title} · {check.name}: {check.sentence}{advice}"
