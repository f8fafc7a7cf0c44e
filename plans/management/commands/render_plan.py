"""Write the official PDF of a plan to a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from core.exceptions import Refused
from plans.management.vietnamese import VietnameseCommand
from plans.models import Plan
from plans.queries import plan_pdf


class Command(VietnameseCommand):
    help = "Ghi bản PDF của kế hoạch ra tệp; kế hoạch đã ban hành thì ghi đúng tệp đã lưu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", metavar="ID", help="số của kế hoạch")
        parser.add_argument("out", metavar="OUT.pdf", help="tệp sẽ ghi")

    def act(self, **options: Any) -> None:
        _write(Path(options["out"]), plan_pdf(_plan(options["id"])))


def _plan(text: str) -> Plan:
    known = text.isascii() and text.isdigit()  # "²" is a digit too, and no number
    plan = Plan.objects.select_related("unit", "document").filter(pk=text).first() if known else None
    if plan is None:
        raise Refused(f"Không có kế hoạch số “{text}”; hãy xem số của kế hoạch trong kết quả nhập hoặc trên trang.")
    return plan


def _write(path: Path, pdf: bytes) -> None:
    try:
        path.write_bytes(pdf)
    except OSError:
        raise Refused(f"Không ghi được tệp “{path}”; hãy kiểm tra thư mục có tồn tại và cho phép ghi.") from None
