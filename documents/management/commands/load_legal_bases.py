"""`manage.py load_legal_bases`: the legal bases that are shipped with the product."""

from typing import Any

from django.core.management.base import BaseCommand

from documents.services import load_legal_bases


class Command(BaseCommand):
    help = "Nạp danh mục căn cứ pháp lý kèm theo sản phẩm."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Đã ghi {load_legal_bases()} căn cứ pháp lý.")
