"""Compare the entries of the search with the things that they stand for, and write what differs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.search import kinds
from core.search.mending import compare


class Command(BaseCommand):
    help = "Lập lại các mục tìm kiếm còn thiếu, cũ hoặc thừa; với --check chỉ kiểm tra, thoát với mã 1 khi có."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="chỉ kiểm tra, không sửa")
        parser.add_argument("--kind", choices=[kind.code for kind in kinds()], help="chỉ một loại")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for kind in kinds():
            if options["kind"] not in (None, kind.code):
                continue
            found = compare(kind, mend=not options["check"])
            wrong += found.missing + found.outdated + found.orphaned
            self.stdout.write(
                f"{kind.label}: thiếu {found.missing}, cũ {found.outdated}, thừa {found.orphaned} mục tìm kiếm."
            )
        if wrong and options["check"]:
            raise CommandError("Có mục tìm kiếm chưa đúng. Hãy chạy manage.py rebuild_search.")
        self.stdout.write("Đã lập lại." if wrong else "Các mục tìm kiếm đúng với dữ liệu.")
