"""The database: does it answer, how large is it, is it as this release wants it."""

import datetime as dt
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from core.health import Check, State

from .words import size

SLOW_SECONDS = 0.5
LARGE_WAL = 256 * 1024 * 1024
SQLITE_LARGE = 4 * 1024**3
SKEW = dt.timedelta(seconds=5)


def checks() -> Iterator[Check]:
    """Yield how the database is."""
    yield answering()
    yield stored()
    yield migrated()
    if connection.vendor == "postgresql":
        yield clock()


def answering() -> Check:
    """How long a question takes there and back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        begun = time.perf_counter()
        cursor.execute("SELECT 1")
        cursor.fetchone()
        took = time.perf_counter() - begun
    sentence = f"Trả lời trong {took * 1000:.1f} ms.".replace(".", ",", 1)
    if took < SLOW_SECONDS:
        return Check("Kết nối", State.GOOD, sentence)
    return Check("Kết nối", State.ATTENTION, sentence, advice="Xem tải của máy chủ cơ sở dữ liệu và đường mạng tới nó.")


def stored() -> Check:
    """Which database, and how large."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            [bytes_] = cursor.fetchone()
        return Check("Dung lượng", State.GOOD, f"PostgreSQL, {size(bytes_)}.")
    file = Path(str(settings.DATABASES["default"]["NAME"]))
    wal = Path(f"{file}-wal")
    bytes_, waiting = (path.stat().st_size if path.exists() else 0 for path in (file, wal))
    sentence = f"SQLite, {size(bytes_)}, nhật ký ghi (WAL) {size(waiting)}."
    if waiting > LARGE_WAL:
        advice = "Có kết nối mở quá lâu nên WAL không gộp lại được: hãy khởi động lại các tiến trình."
        return Check("Dung lượng", State.ATTENTION, sentence, advice=advice)
    if bytes_ > SQLITE_LARGE:
        advice = "Dữ liệu đã lớn; hãy chuyển sang PostgreSQL (docs/deploy.md)."
        return Check("Dung lượng", State.ATTENTION, sentence, advice=advice)
    return Check("Dung lượng", State.GOOD, sentence)


@cache
def _shipped() -> frozenset[tuple[str, str]]:
    """The migrations of this release, read once in a process."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def unapplied() -> list[str]:
    """Return the migrations of this release that the database does not have yet; one query, or two."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    return sorted(f"{room}.{name}" for room, name in _shipped() - applied)


def migrated() -> Check:
    """Is the database as this release wants it?"""
    missing = unapplied()
    if not missing:
        return Check("Cấu trúc bảng", State.GOOD, "Đúng với phiên bản đang chạy.")
    named = ", ".join(missing[:3]) + (", …" if len(missing) > 3 else "")
    sentence = f"Còn {len(missing)} bước nâng cấp chưa chạy: {named}."
    return Check("Cấu trúc bảng", State.BAD, sentence, advice="Chạy: manage.py migrate, rồi khởi động lại.")


def clock() -> Check:
    """Do the database's machine and this one agree on what time it is?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [theirs] = cursor.fetchone()
    skew = abs(timezone.now() - theirs)
    if skew <= SKEW:
        return Check("Đồng hồ", State.GOOD, "Máy chủ web và máy cơ sở dữ liệu cùng giờ.")
    sentence = f"Máy chủ web và máy cơ sở dữ liệu lệch nhau {skew.total_seconds():.0f} giây."
    return Check(
        "Đồng hồ", State.BAD, sentence, advice="Bật đồng bộ giờ (NTP) trên cả hai máy: hạn nộp tính theo giờ này."
    )
