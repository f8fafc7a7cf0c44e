"""What a job of many certificates costs beside the same pages drawn as one document, in processor time.

    python benchmarks/certificates.py [--pages 1000]

The job draws part after part, keeps each on the disk, checks it and joins all into one file; the one document is drawn
by a single call. Both run here, one after the other, on made-up certificates; no database is asked. Then the job is
run again as after a break: all parts but the last are there.

Prints processor seconds, which belong to the machine, and the ratio, which travels. Exit status 1 above the limit: the
job may take twice the processor time of the one document.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "emulation.settings")
LIMIT = 2.0


def spent(act: Callable[[], bytes]) -> tuple[float, bytes]:
    """Return the processor seconds of one call, and what it made."""
    begun = time.process_time()
    made = act()
    return time.process_time() - begun, made


def pages(count: int) -> list:
    """As many certificates, each with another name and number."""
    from awards.certificates import Certificate

    model = Certificate(
        authority="CHÁNH VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH AN SƠN",
        verb="TẶNG DANH HIỆU",
        award="LAO ĐỘNG TIÊN TIẾN",
        honorific="Bà",
        name="Đặng Thị Hồng Ưu-Nguyễn",
        note="Chuyên viên, Phòng Tổ chức - Hành chính",
        achievement="Đã có thành tích trong công tác năm 2026",
        decision="Quyết định số 12/QĐ-VP, ngày 05 tháng 01 năm 2026",
        golden_number="01",
        place_and_date="An Sơn, ngày 05 tháng 01 năm 2026",
        signer_lines=("CHÁNH VĂN PHÒNG",),
        signer_name="Nguyễn Thị Yến",
    )
    return [
        replace(model, name=f"{model.name} {number}", golden_number=f"{number:02d}") for number in range(1, count + 1)
    ]


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description="Processor time of many certificates in one job.")
    parser.add_argument("--pages", type=int, default=1000)
    options = parser.parse_args()

    import django

    django.setup()
    from django.conf import settings
    from django.core.files.storage import default_storage

    from awards import certificates, printing

    with tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = folder
        wanted = pages(options.pages)
        certificates.draw(wanted[:2])  # fonts and code are read once in a process
        whole, one = spent(lambda: certificates.draw(wanted))
        job, many = spent(lambda: printing.joined(wanted))
        kept = sorted(Path(default_storage.path(printing.FOLDER)).glob("*.pdf"))
        kept[-1].unlink()
        again, _ = spent(lambda: printing.joined(wanted))
    ratio = job / whole
    print(f"{options.pages} certificates: one document {whole:.1f} s, {len(one) / 1e6:.1f} MB")
    print(f"  the job {job:.1f} s, {len(many) / 1e6:.1f} MB; gone on after a break {again:.1f} s")
    print(f"  job / one document {ratio:.2f} (limit {LIMIT:g}){'' if ratio <= LIMIT else '  ABOVE'}")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
