"""Restore the marks of a plan that an OCR broke, after clean plans."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from core.exceptions import Refused
from plans.content import PlanContent
from plans.management.sources import content_of_file, content_of_plan
from plans.management.vietnamese import VietnameseCommand
from plans.reading.garbled import is_garbled
from plans.restoring import Restoration, places, restore


class Command(VietnameseCommand):
    help = (
        "Đề xuất lời văn đủ dấu cho một kế hoạch do máy đọc chữ làm hỏng, theo các kế hoạch lành; số, ngày và năm giữ "
        "nguyên. Không sửa gì trong hệ thống."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE", help="tệp của kế hoạch cần khôi phục")
        parser.add_argument("--plan", metavar="ID", help="hoặc số của kế hoạch trong hệ thống")
        parser.add_argument("--from", dest="files", action="append", default=[], metavar="FILE",
                            help="tệp của kế hoạch lành; có thể ghi nhiều lần")  # fmt: skip
        parser.add_argument("--from-plan", dest="plans", action="append", default=[], metavar="ID",
                            help="số của kế hoạch lành trong hệ thống; có thể ghi nhiều lần")  # fmt: skip
        parser.add_argument("--threshold", default="0", metavar="N",
                            help="chỉ nhận đoạn có độ tin cậy từ N (0 đến 100); đoạn khác giữ nguyên")  # fmt: skip
        shape = parser.add_mutually_exclusive_group()
        shape.add_argument("--json", action="store_true", help="in từng đề xuất thành JSON")
        shape.add_argument("--text", action="store_true", help="chỉ in lời văn sau khi khôi phục")

    def act(self, **options: Any) -> None:
        threshold = _threshold(options["threshold"])
        found = restore(_broken(options), _sources(options))
        if options["json"]:
            self.stdout.write(json.dumps(found.to_json(), ensure_ascii=False, indent=2))
        elif options["text"]:
            restored = found.applied(threshold)
            self.stdout.write("\n".join(place.text for place in places(restored) if place.text))
            self.stderr.write("\n".join(_open_places(found, threshold)), lambda text: text)
        else:
            self.stdout.write("\n".join(_lines(found, threshold)))


def _open_places(found: Restoration, threshold: int) -> list[str]:
    """What a person must still look at: doubtful words that were taken over, paragraphs that stayed broken."""
    lines = []
    for one in found.proposals:
        if one.differs and one.decoded.confidence < threshold:
            lines.append(f"{one.place.label}: còn nguyên chữ hỏng, độ tin cậy {one.decoded.confidence}.")
        elif one.decoded.doubts:
            words = ", ".join(f"“{doubt.word}” (máy đọc “{doubt.written}”)" for doubt in one.decoded.doubts)
            lines.append(f"{one.place.label}: cần xem lại {words}.")
    return lines


def _broken(options: dict[str, Any]) -> PlanContent:
    if bool(options["file"]) == bool(options["plan"]):
        raise Refused("Hãy cho biết một kế hoạch cần khôi phục: đường dẫn của tệp, hoặc --plan và số của kế hoạch.")
    return content_of_file(options["file"]) if options["file"] else content_of_plan(options["plan"])


def _sources(options: dict[str, Any]) -> list[tuple[str, PlanContent]]:
    found = [(Path(name).name, content_of_file(name)) for name in options["files"]]
    found += [(f"Kế hoạch {number}", content_of_plan(number)) for number in options["plans"]]
    if not found:
        raise Refused("Chưa có kế hoạch lành để lấy theo; hãy cho biết bằng --from TỆP hoặc --from-plan SỐ.")
    for name, content in found:
        if is_garbled("\n".join(place.text for place in places(content))):
            raise Refused(f"{name} cũng hỏng chữ nên không lấy theo được; hãy chọn kế hoạch lành.")
    return found


def _threshold(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text[:4]) > 100:
        raise Refused(f"Ngưỡng “{text}” không hợp lệ; hãy nhập số từ 0 đến 100.")
    return int(text)


def _lines(found: Restoration, threshold: int) -> list[str]:
    lines: list[str] = []
    for one in found.proposals:
        origin = f", theo {one.decoded.origin}" if one.decoded.origin else ", không có đoạn tương tự"
        kept = "" if one.decoded.confidence >= threshold else ", dưới ngưỡng"
        lines += [f"[{one.decoded.confidence}{kept}] {one.place.label}{origin}",
                  f"  - {one.place.text}", f"  + {one.decoded.proposed}"]  # fmt: skip
        lines += [f"    ? {doubt.word} (máy đọc “{doubt.written}”): {doubt.reason}" for doubt in one.decoded.doubts]
    sure = sum(one.decoded.confidence >= threshold for one in found.proposals)
    doubts = sum(len(one.decoded.doubts) for one in found.proposals)
    return [*lines, f"{len(found.proposals)} đoạn, {sure} đoạn từ ngưỡng {threshold}, {doubts} chữ cần xem lại."]
