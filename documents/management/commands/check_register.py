"""`manage.py check_register`: no book lacks a number, none has one twice."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.books import check_books, lost_books
from documents.models import RegisterCounter


class Command(BaseCommand):
    help = "Kiểm tra mọi sổ đăng ký văn bản đi: không thiếu số, không trùng số."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        counters = RegisterCounter.objects.select_related("issuer").prefetch_related("paper")
        for check in check_books([*counters, *lost_books(counters)]):
            book = check.counter
            if not (book.last_number or check.issued):
                continue
            series = f", {book.series}" if book.series else ""
            line = f"{book.issuer.name}, {check.name} năm {book.year}{series}: {check.message}"
            wrong += not check.ok
            (self.stdout if check.ok else self.stderr).write(line)
        if wrong:
            raise CommandError(f"{wrong} sổ cần kiểm tra.")
        self.stdout.write("Mọi sổ đều không thiếu số, không trùng số.")
