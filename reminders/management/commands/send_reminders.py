"""Writes and sends the reminders of a day, as the worker does every few minutes."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.dates import today, vn_date
from reminders.services import Counts, plan_messages, send_due

LINES = {
    "sent": "thư đã gửi",
    "page_only": "chỉ báo trong trang (tài khoản đã khóa hoặc không có địa chỉ thư)",
    "postponed": "máy chủ thư đang bận, sẽ gửi lại",
    "failed": "không gửi được",
    "aborted": "không rõ đã đi chưa, không tự gửi lại",
    "in_flight": "đang gửi ở tiến trình khác, hoặc tiến trình gửi vừa dừng giữa chừng",
}


class Command(BaseCommand):
    help = "Lập và gửi các lời nhắc đến hạn trong ngày."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="ngày xét; để trống là hôm nay")

    def handle(self, *args: Any, **options: Any) -> None:
        on = _day(options["on"])
        planned = plan_messages(on)
        counts = send_due()
        self.stdout.write(f"Ngày {vn_date(on)}: {planned} lời nhắc mới.")
        for line in _summary(counts):
            self.stdout.write(line)
        if counts.unreachable:
            raise CommandError(
                "Không nối được tới máy chủ thư; các thư vẫn chờ gửi. Hãy kiểm tra cấu hình EMAIL_URL."
            )


def _day(text: str | None) -> dt.date:
    if not text:
        return today()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"Không hiểu ngày “{text}”. Hãy ghi năm-tháng-ngày, ví dụ 2026-03-08.") from None


def _summary(counts: Counts) -> list[str]:
    lines = [f"- {number} {words}" for name, words in LINES.items() if (number := getattr(counts, name))]
    return lines or ["- không có thư nào cần gửi"]
