"""Compare two plans, each a file or the id of a stored one."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from plans.comparing import Comparison, Row, Run, State, compare
from plans.comparing.result import STATE_NAMES
from plans.management.sources import content_of
from plans.management.vietnamese import VietnameseCommand

_MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}", "moved": "<~{}~>"}
_SIGNS = {State.SAME: "=", State.CHANGED: "~", State.ADDED: "+", State.REMOVED: "-"}


class Command(VietnameseCommand):
    help = "So sánh hai kế hoạch, mỗi bên là một tệp hoặc số của kế hoạch trong hệ thống: chữ thêm, bỏ, chuyển chỗ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("old", metavar="A", help="bản cũ: tệp .txt, .docx, .pdf hoặc số của kế hoạch")
        parser.add_argument("new", metavar="B", help="bản mới: tệp hoặc số của kế hoạch")
        parser.add_argument("--changes", action="store_true", help="chỉ in chỗ khác nhau")
        parser.add_argument("--json", action="store_true", help="in kết quả thành một đối tượng JSON")

    def act(self, **options: Any) -> None:
        found = compare(content_of(options["old"]), content_of(options["new"]))
        if options["json"]:
            self.stdout.write(json.dumps(found.to_json(), ensure_ascii=False, indent=2))
            return
        self.stdout.write("\n".join(_lines(found, only_changes=options["changes"])))


def _lines(found: Comparison, *, only_changes: bool) -> list[str]:
    if not found.differs:
        return ["Hai bản giống nhau từng chữ."]
    lines = []
    for part in found.parts:
        if only_changes and not part.differs:
            continue
        lines.append(f"\n## {part.title} ({', '.join(filter(None, (STATE_NAMES[part.state], part.note)))})")
        for row in part.rows:
            if row.differs or not only_changes:
                lines += _row(row)
    counts = ", ".join(f"{number} {STATE_NAMES[state]}" for state, number in found.counts().items() if number)
    words = found.words()
    return [*lines, "", f"Tổng cộng: {counts}; {words['added']} từ thêm, {words['removed']} từ bỏ; "
            f"{found.figures_only} chỗ chỉ khác số, ngày, năm."]


def _row(row: Row) -> list[str]:
    label = f"{name}: " if (name := row.new_label or row.old_label) else ""
    note = f" ({row.note})" if row.note else ""
    if row.gone or not row.words_differ:
        text = "".join(run.text for run in row.old or row.new)
        return [f"  {_SIGNS.get(row.state, '>')} {label}{text[:100]}{'…' if len(text) > 100 else ''}{note}"]
    sign = _SIGNS.get(row.state, ">")
    lines = [f"  {sign} {label}{_marked(row.old)}{note}"] if row.old else []
    if row.new:
        lines.append(f"    {_marked(row.new)}" if row.old else f"  {sign} {label}{_marked(row.new)}{note}")
    return lines


def _marked(runs: list[Run]) -> str:
    return "".join(_MARKS[run.kind].format(run.text) for run in runs).replace("\n", " / ")
