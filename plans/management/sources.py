"""A plan that a command line names: a file, standard input, or the id of a stored plan."""

from __future__ import annotations

import sys
from pathlib import Path

from core.exceptions import Refused

from ..content import PlanContent, from_plan
from ..importing import read_plan_file
from ..models import Plan


def content_of(name: str) -> PlanContent:
    """Return what the plan says. Raises `Refused` when there is neither such a file nor such a plan."""
    path = Path(name)
    if path.is_file():
        return content_of_file(name)
    if name.isascii() and name.isdigit():
        return content_of_plan(name)
    raise Refused(f"Không có tệp “{name}”; hãy kiểm tra đường dẫn, hoặc cho số của kế hoạch trong hệ thống.")


def content_of_file(name: str) -> PlanContent:
    """Return what the file says. Raises `Refused` when it is no plan or cannot be read."""
    return read_plan_file(*named_file(name)).content


def named_file(path: str) -> tuple[str, bytes]:
    """Return the file's name and bytes; "-" is standard input. Raises `Refused` when it cannot be read."""
    if path == "-":
        return "-", sys.stdin.buffer.read()
    file = Path(path)
    if file.is_dir():
        raise Refused(f"“{path}” là thư mục, không phải tệp; hãy chỉ rõ tệp kế hoạch.")
    try:
        return file.name, file.read_bytes()
    except FileNotFoundError:
        raise Refused(f"Không tìm thấy tệp “{path}”; hãy kiểm tra lại đường dẫn.") from None
    except OSError:
        raise Refused(f"Không đọc được tệp “{path}”; hãy kiểm tra quyền đọc của tệp.") from None


def content_of_plan(text: str) -> PlanContent:
    """Return what the stored plan of this id says. Raises `Refused` when there is none."""
    known = text.isascii() and text.isdigit() and len(text) <= 18
    plan = Plan.objects.filter(pk=text).first() if known else None
    if plan is None:
        raise Refused(f"Không có kế hoạch số “{text}”; hãy xem số của kế hoạch trên trang của nó.")
    return from_plan(plan)
