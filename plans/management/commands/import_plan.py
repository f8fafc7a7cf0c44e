"""Import a plan from a text, Word or PDF file, or from standard input."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser
from typing import Any

from core.exceptions import Refused
from plans.importing import as_json, read_plan_file
from plans.management.sources import named_file
from plans.management.vietnamese import VietnameseCommand
from plans.services import create_plan
from units.models import Unit


class Command(VietnameseCommand):
    help = "Nhập một kế hoạch từ tệp .txt, .docx hoặc .pdf có chữ (hay “-” để đọc từ đầu vào chuẩn) thành dự thảo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="đường dẫn tới tệp, hoặc - để đọc từ đầu vào chuẩn")
        parser.add_argument("--unit", required=True, metavar="CODE", help="mã đơn vị ban hành")
        parser.add_argument("--year", metavar="N", help="năm của kế hoạch, khi văn bản không ghi")
        parser.add_argument(
            "--number", default="", metavar="N", help="số đã có, ví dụ 5 hoặc 05/KH-VP (không lấy số trong sổ)"
        )
        parser.add_argument("--issued-on", metavar="YYYY-MM-DD", help="ngày ban hành đã có")
        parser.add_argument("--json", action="store_true", help="in kế hoạch đã nhập thành một đối tượng JSON")

    def act(self, **options: Any) -> None:
        name, data = named_file(options["file"])
        unit = _unit(options["unit"])
        imported = read_plan_file(
            name,
            data,
            unit=unit,
            year=_year(options["year"]),
            number=options["number"],
            issued_on=_day(options["issued_on"]),
        )
        if imported.content.year is None:
            raise Refused("Không thấy năm của kế hoạch trong văn bản; hãy cho biết bằng --year, ví dụ --year 2026.")
        imported.content.subject = imported.content.subject or f"Kế hoạch năm {imported.content.year}"
        plan = create_plan(unit=unit, content=imported.content, actor=None, warnings=imported.warnings)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(plan), ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"Đã nhập kế hoạch số {plan.pk}: {plan.subject} ({plan.year}).")
        for warning in imported.warnings:
            self.stdout.write(f"- {warning['message']}")


def _unit(code: str) -> Unit:
    unit = Unit.objects.filter(code=code).first() or Unit.objects.filter(code__iexact=code).first()
    if unit is None:
        known = ", ".join(Unit.objects.filter(issues_documents=True).values_list("code", flat=True)[:8])
        hint = f"các mã có thể dùng: {known}" if known else "hãy tạo đơn vị trước"
        raise Refused(f"Không có đơn vị nào mang mã “{code}”; {hint}.")
    return unit.issuer or unit  # a plan belongs to the unit that issues it


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or not 1990 <= int(text) <= 2100:
        raise Refused(f"Năm “{text}” không hợp lệ; hãy nhập năm có bốn chữ số, ví dụ 2026.")
    return int(text)


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Refused(f"Ngày “{text}” không hợp lệ; hãy nhập theo dạng năm-tháng-ngày, ví dụ 2026-01-05.") from None
