"""How much an official page costs beyond the plain one, and whether a long document costs in proportion.

    python benchmarks/rendering.py [--paragraphs 40] [--rounds 5]

Prints ratios, which hold on any machine, beside the seconds, which do not:
  official / plain   the same words as an official document and as a bare page of WeasyPrint
  four times / once  a document four times as long; 4 is proportional
Exit status 1 when a ratio is above its limit.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "emulation.settings")

OFFICIAL_TO_PLAIN_LIMIT = 4.0
GROWTH_LIMIT = 6.0
SENTENCE = (
    "Các phòng, đơn vị rà soát nhiệm vụ được giao, đăng ký nội dung thi đua sát với công việc, phân công người chịu "
    "trách nhiệm, báo cáo kết quả đúng hạn để tổng hợp, bình xét và đề nghị khen thưởng kịp thời."
)


def official(paragraphs: int) -> Callable[[], object]:
    """Render an official plan of that many paragraphs under numbered headings."""
    from documents.official import Heading, OfficialDocument, Paragraph, Signer
    from documents.rendering import render

    body: list[object] = []
    for number in range(1, paragraphs + 1):
        if number % 10 == 1:
            body.append(Heading(1, "I", "NỘI DUNG THI ĐUA"))
        body.append(Paragraph(SENTENCE))
    document = OfficialDocument(
        kind="KH",
        symbol="KH-VP",
        number=5,
        superior_name="ỦY BAN NHÂN DÂN TỈNH",
        issuer_name="VĂN PHÒNG",
        place="An Sơn",
        issued_on=dt.date(2026, 1, 5),
        subject="Công tác thi đua, khen thưởng năm 2026",
        body=body,  # type: ignore[arg-type]
        recipients=["Như trên;", "Lưu: VT."],
        signer=Signer([], "CHÁNH VĂN PHÒNG", "Nguyễn Thị Yến"),
    )
    return lambda: render(document)


def plain(paragraphs: int) -> Callable[[], object]:
    """Render the same words as a page of WeasyPrint without any layout of ours."""
    from weasyprint import HTML

    text = f"<html lang=vi><body style='font: 14pt serif'>{f'<p>{SENTENCE}</p>' * paragraphs}</body></html>"
    return lambda: HTML(string=text).write_pdf()


def seconds(act: Callable[[], object], rounds: int) -> float:
    """The median time of one call, after one that warms fonts and caches."""
    act()
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description="Ratios of rendering times.")
    parser.add_argument("--paragraphs", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()

    import django

    django.setup()
    bare = seconds(plain(options.paragraphs), options.rounds)
    once = seconds(official(options.paragraphs), options.rounds)
    four = seconds(official(options.paragraphs * 4), options.rounds)
    print(f"plain {bare:.3f} s, official {once:.3f} s, four times as long {four:.3f} s")
    ratios = {
        "official / plain": (once / bare, OFFICIAL_TO_PLAIN_LIMIT),
        "four times / once": (four / once, GROWTH_LIMIT),
    }
    for name, (ratio, limit) in ratios.items():
        print(f"{name:<18} {ratio:5.2f}  (limit {limit:g}){'' if ratio <= limit else '  ABOVE'}")
    return int(any(ratio > limit for ratio, limit in ratios.values()))


if __name__ == "__main__":
    sys.exit(main())
