"""How long a plan and a list of a thousand names take here, with Chromium and with LibreOffice, in one run.

    python benchmarks/pdf.py [--rounds 5] [--names 1000]

Chromium prints the very page that we set, LibreOffice converts the Word file that we give out; both as a user runs
them, their start included. Ours is measured in a running process, as the worker of an office has it, and cold, a new
Python each time. Each round takes all of them in turn, so that what else the machine does falls on all alike.

Prints seconds, which belong to the machine, and ratios, which travel; a tool that is not installed is skipped.
Exit status 1 when a ratio of the running process is above its limit:
  plan / Chromium, plan / LibreOffice   below 1: faster than both
  list / the faster of the two          at most 1
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "emulation.settings")

LIMIT = 1.0
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OFFICE = ("soffice", "libreoffice")
SENTENCE = (
    "Các phòng, đơn vị rà soát nhiệm vụ được giao, đăng ký nội dung thi đua sát với công việc, phân công người chịu "
    "trách nhiệm, báo cáo kết quả đúng hạn để tổng hợp, bình xét và đề nghị khen thưởng kịp thời."
)
COMMON: dict[str, Any] = {
    "number": 5,
    "superior_name": "ỦY BAN NHÂN DÂN TỈNH AN SƠN",
    "issuer_name": "VĂN PHÒNG",
    "place": "An Sơn",
    "issued_on": dt.date(2026, 1, 5),
    "recipients": ["Như trên;", "Lưu: VT."],
}
Seconds = dict[str, list[float]]


def plan():
    """A plan of the usual length: three parts of paragraphs and lists, a table of 26 tasks."""
    from documents.official import Heading, ListItem, OfficialDocument, Paragraph, Row, Signer, Table

    body: list = []
    for number, title in (("I", "Mục đích, yêu cầu"), ("II", "Nội dung"), ("III", "Tổ chức thực hiện")):
        body.append(Heading(1, number, title))
        for clause in range(1, 4):
            body += [Heading(2, str(clause), "Nội dung thi đua"), Paragraph(SENTENCE), Paragraph(SENTENCE)]
            body += [ListItem(SENTENCE) for _ in range(3)]
    rows = [Row([str(task), SENTENCE, "Phòng Tổ chức - Hành chính", f"Quý {task % 4 + 1}"]) for task in range(1, 27)]
    body.append(Table(["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"], rows, widths=[1, 7, 4, 2]))
    signer = Signer([], "CHÁNH VĂN PHÒNG", "Nguyễn Thị Yến")
    subject = "Công tác thi đua, khen thưởng năm 2026"
    return OfficialDocument(kind="KH", symbol="KH-VP", subject=subject, body=body, signer=signer, **COMMON)


def names(count: int):
    """A decision with a list of that many people."""
    from documents.official import Annex, Article, Enacting, OfficialDocument, Row, Signer, Table

    rows = [
        Row([str(number), f"Đặng Thị Hồng Ưu-Nguyễn {number}", "Chuyên viên", "Phòng Tổ chức - Hành chính"])
        for number in range(1, count + 1)
    ]
    table = Table(["TT", "Họ và tên", "Chức vụ", "Đơn vị"], rows, widths=[1, 5, 3, 5])
    return OfficialDocument(
        kind="QĐ",
        symbol="QĐ-VP",
        subject="Về việc tặng danh hiệu Lao động tiên tiến năm 2025",
        authority="CHÁNH VĂN PHÒNG",
        body=[Enacting(), Article("1", "Tặng danh hiệu cho các cá nhân trong danh sách kèm theo.")],
        signer=Signer([], "CHÁNH VĂN PHÒNG", "Nguyễn Thị Yến"),
        annexes=[Annex(title="Danh sách cá nhân được tặng danh hiệu", label="DANH SÁCH", blocks=[table])],
        **COMMON,
    )


DOCUMENTS: dict[str, Callable[[int], object]] = {"plan": lambda count: plan(), "list": names}


def timed(act: Callable[[], object]) -> float:
    """The seconds of one call."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def run(*command: str) -> None:
    """Run a program to its end, in silence; its failure ends the benchmark."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)


def tools(folder: Path, name: str, document: object, count: int) -> dict[str, Callable[[], object]]:
    """Return the acts that are measured, by the name of who does them."""
    from documents.long_lists import render_in_parts
    from documents.rendering import render_html
    from documents.word import docx

    page, word, pdf = folder / f"{name}.html", folder / f"{name}.docx", folder / f"{name}.pdf"
    page.write_text(render_html(document), encoding="utf-8")  # type: ignore[arg-type]
    word.write_bytes(docx(document))  # type: ignore[arg-type]
    acts: dict[str, Callable[[], object]] = {
        "ours": lambda: render_in_parts(document),  # type: ignore[arg-type]
        "ours, cold": lambda: run(sys.executable, __file__, "--once", name, "--names", str(count)),
    }
    if chromium := next(filter(None, map(shutil.which, CHROMIUM)), None):
        acts["Chromium"] = lambda: run(
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--no-pdf-header-footer", f"--user-data-dir={folder / 'chromium'}", f"--print-to-pdf={pdf}", page.as_uri(),
        )  # fmt: skip
    if office := next(filter(None, map(shutil.which, OFFICE)), None):
        profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
        acts["LibreOffice"] = lambda: run(
            office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(word)
        )
    return acts


def measure(acts: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The seconds of each act's best round, taken in turn, after one round that warms the caches of all.

    The best, because whatever else the machine does only adds to the others.
    """
    seconds: Seconds = {name: [] for name in acts}
    for number in range(rounds + 1):
        for name, act in acts.items():
            taken = timed(act)
            if number:
                seconds[name].append(taken)
    return {name: min(taken) for name, taken in seconds.items()}


def judge(name: str, seconds: dict[str, float]) -> bool:
    """Print the ratios; return whether those that have a limit keep it."""
    others = {tool: taken for tool, taken in seconds.items() if not tool.startswith("ours")}
    print(f"{name}: " + ", ".join(f"{tool} {taken:.2f} s" for tool, taken in seconds.items()))
    for tool in ("Chromium", "LibreOffice"):
        if tool not in others:
            print(f"  {tool} is not installed on this machine: skipped.")
    if not others:
        return True
    limited = others if name == "plan" else {"the faster of the two": min(others.values())}
    good = True
    for tool, taken in (others | limited).items():
        ratio, cold = seconds["ours"] / taken, seconds["ours, cold"] / taken
        kept = tool not in limited or ratio < LIMIT or (name == "list" and ratio <= LIMIT)
        limit = f"limit {LIMIT:g}" if tool in limited else "no limit"
        print(f"  ours / {tool:<22} {ratio:5.2f} ({limit}){'' if kept else '  ABOVE'}   cold {cold:5.2f}")
        good &= kept
    return good


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description="Times of a plan and a long list beside Chromium and LibreOffice.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--names", type=int, default=1000)
    parser.add_argument("--once", choices=DOCUMENTS, help="set one document in this new process and end")
    options = parser.parse_args()

    import django

    django.setup()
    if options.once:
        from documents.long_lists import render_in_parts

        render_in_parts(DOCUMENTS[options.once](options.names))  # type: ignore[arg-type]
        return 0
    good = True
    with tempfile.TemporaryDirectory() as folder:
        for name, make in DOCUMENTS.items():
            acts = tools(Path(folder), name, make(options.names), options.names)
            good &= judge(name, measure(acts, options.rounds))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
