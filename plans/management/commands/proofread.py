"""Proofread a plan in a file or in the database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.db import DatabaseError

from core.exceptions import Refused
from documents.proofreading import Finding, ProofText, check
from plans.finding_places import places_in_fields, places_in_source, whole_text
from plans.management.sources import named_file
from plans.management.vietnamese import VietnameseCommand
from plans.models import Plan
from plans.proofreading import proof_text_of, proof_text_of_file
from plans.reading.sources import decode, is_text

NAMES = {"error": "Lỗi", "warning": "Cần xem", "note": "Lưu ý"}
_SHOWN = ("rule", "severity", "section", "excerpt", "message", "suggestion")


class Command(VietnameseCommand):
    help = (
        "Soát lỗi một kế hoạch trong tệp .txt, .docx, .pdf có chữ (hay “-” để đọc từ đầu vào chuẩn), hoặc kế hoạch "
        "đã lưu với --plan ID. Với --json, start và end đếm ký tự Unicode từ 0: với tệp .txt là vị trí trong chính tệp "
        "đó, với Word, PDF và --plan là vị trí trong chữ mà --text in ra; 0 và 0 là điều nói về cả văn bản."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", nargs="?", help="đường dẫn tới tệp, hoặc - để đọc từ đầu vào chuẩn")
        parser.add_argument("--plan", metavar="ID", help="số của kế hoạch đã lưu")
        parser.add_argument("--json", action="store_true", help="in kết quả thành một danh sách JSON")
        parser.add_argument("--text", action="store_true", help="chỉ in chữ mà start và end của --json đếm trong đó")

    def act(self, **options: Any) -> None:
        file, plan = options["file"], options["plan"]
        if (file is None) == (plan is None):
            raise Refused("Hãy chỉ ra một tệp, hoặc một kế hoạch đã lưu bằng --plan ID.")
        text, source = (proof_text_of(_plan(plan)), None) if plan is not None else _of_file(file)
        if options["text"]:
            self.stdout.write(whole_text(text) if source is None else source)
            return
        findings = check(text)
        if options["json"]:
            self.stdout.write(json.dumps(_rows(text, findings, source), ensure_ascii=False, indent=2))
            return
        self.stdout.write(_summary(findings))
        for each in findings:
            self.stdout.write(_sentence(each))


def _rows(text: ProofText, findings: list[Finding], source: str | None) -> list[dict[str, Any]]:
    places = places_in_fields(text, findings) if source is None else places_in_source(text, findings, source)
    return [
        {name: getattr(each, name) for name in _SHOWN} | {"start": start, "end": end}
        for each, (start, end) in zip(findings, places, strict=True)
    ]


def _summary(findings: list[Finding]) -> str:
    if not findings:
        return "Không thấy lỗi nào."
    counts = [(sum(each.severity == kind for each in findings), name.lower()) for kind, name in NAMES.items()]
    return "Soát lỗi: " + ", ".join(f"{count} {name}" for count, name in counts if count) + "."


def _sentence(each: Finding) -> str:
    where = f"{each.section}: " if each.section else ""
    said = f"\n    “{each.excerpt}”" if each.excerpt else ""
    return f"[{NAMES[each.severity]}] {where}{each.message} ({each.rule}){said}"


def _plan(text: str) -> Plan:
    known = text.isascii() and text.isdigit() and len(text) < 19
    try:
        plan = Plan.objects.select_related("unit").filter(pk=text).first() if known else None
    except DatabaseError:
        raise Refused("Không mở được cơ sở dữ liệu; hãy chạy lệnh migrate rồi thử lại.") from None
    if plan is None:
        raise Refused(f"Không có kế hoạch số “{text}”; hãy xem số của kế hoạch trong kết quả nhập hoặc trên trang.")
    return plan


def _of_file(path: str) -> tuple[ProofText, str | None]:
    """Return the file as proofreading reads it, and its characters when it is a text file."""
    name, data = named_file(path)
    text = proof_text_of_file(name, data)
    return text, decode(name, data) if is_text(name, data) else None
