"""Imports: a file is read, its lines are compared with what is known, and written once somebody has confirmed them."""

import datetime as dt
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils import timezone

from core.audit import record
from core.exceptions import Refused
from core.jobs import job, start_job
from core.memory import many_objects
from core.models import Job
from core.uploads import digest, own_name
from units.models import User

from ..importing.columns import read_lines, wanted
from ..importing.files import read_table, refuse_unreadable
from ..importing.kinds import Advance, Kind, kind_of
from ..importing.lines import FAULTY, Line, counted, fingerprint, packed, unpacked
from ..importing.progress import nothing, seen_by_others
from ..importing.scope import Scope
from ..models import ImportBatch
from .steps import locked

CHECK, APPLY = "awards.check_import", "awards.apply_import"
AT_ONCE_BYTES = 60_000  # about a thousand rows: read while the page waits
AT_ONCE_LINES = 500
KEPT = dt.timedelta(days=7)
MOVED_ON = "Dữ liệu trong hệ thống đã thay đổi từ lúc xem trước. Bản xem trước đã được làm lại; hãy xem rồi xác nhận."
GONE = "Tệp này đã được nhập hoặc đã bỏ. Hãy tải lại trang."


def upload(*, actor: User, kind: Kind, file: UploadedFile) -> ImportBatch:
    """Take a file in and compare it: a small one at once, a large one as a job. Nothing else is changed.

    Raises Refused for a file that is no table, or (a small one) that cannot be understood; then nothing is kept.
    """
    forget_old()
    name = own_name(file)
    stream = cast(BinaryIO, file)
    refuse_unreadable(stream, name)
    batch = ImportBatch(kind=kind.code, file_name=name, sha256=digest(file), size=file.size or 0, created_by=actor)
    if batch.size <= AT_ONCE_BYTES:
        _look_at(batch, kind, stream)
        batch.save(force_insert=True)
        return batch
    return _queue(batch, kind, file)


@transaction.atomic
def _queue(batch: ImportBatch, kind: Kind, file: UploadedFile) -> ImportBatch:
    file.seek(0)
    batch.file.save(f"{batch.sha256[:20]}.bin", file, save=False)
    batch.save(force_insert=True)
    title = f"Đọc tệp {batch.file_name}"
    batch.job = start_job(kind=CHECK, title=title[:200], actor=batch.created_by, params={"batch": batch.pk})
    batch.save(update_fields=["job"])
    return batch


def _look_at(batch: ImportBatch, kind: Kind, file: BinaryIO, advance: Advance = lambda done, total: None) -> None:
    """Read and compare; fills the batch and does not save it."""
    columns = kind.columns()
    with many_objects():
        table = read_table(file, batch.file_name, wanted=wanted(columns))
        lines = read_lines(table, columns, advance)
        advance(len(lines), len(lines))
        kind.compare(lines, Scope(batch.created_by, kind.roles))
        _keep(batch, lines)
    batch.notes = table.notes


def _keep(batch: ImportBatch, lines: list[Line]) -> None:
    batch.lines, batch.counts, batch.fingerprint = packed(lines), counted(lines), fingerprint(lines)
    batch.state = ImportBatch.State.CHECKED


@job(CHECK)
def check(running: Job, *, batch: int) -> None:
    """Read a large file; it leaves the disk as soon as it is read, whatever came of it."""
    row = ImportBatch.objects.select_related("created_by").get(pk=batch)
    kind = kind_of(row.kind)
    assert kind is not None
    try:
        with row.file.open("rb") as file:
            _look_at(row, kind, cast(BinaryIO, file), lambda done, total: running.advance(done, total, "Đang đọc tệp"))
    except Refused as refusal:
        row.state, row.message = ImportBatch.State.FAILED, str(refusal)
        raise
    except Exception:
        row.state = ImportBatch.State.FAILED
        row.message = "Tệp này làm việc đọc bị lỗi. Hãy thử lại, hoặc chép dữ liệu sang tệp mẫu mới."
        raise
    finally:
        row.file.delete(save=False)
        row.save()
    running.result_url = row.get_absolute_url()
    total = sum(row.counts.values())
    running.advance(total, total, f"Đã đọc {total} dòng; chưa có gì thay đổi cho đến khi bạn xác nhận.")


def confirm(*, actor: User, batch: ImportBatch, skip_faulty: bool = False) -> ImportBatch:
    """Write what the preview showed: at once, or as a job when there are many lines.

    Raises Refused when lines are faulty and were not left out on purpose, or when the preview is out of date.
    """
    if batch.state != ImportBatch.State.CHECKED:
        raise Refused(GONE)
    _must_be_whole(batch.counts.get(FAULTY, 0), skip_faulty)
    if sum(batch.counts.values()) <= AT_ONCE_LINES:
        return apply(actor=actor, batch=batch, skip_faulty=skip_faulty)
    with transaction.atomic():
        batch = locked(batch)
        if batch.job and not batch.job.ended:
            raise Refused("Tệp này đang được ghi. Hãy chờ việc chạy nền xong.")
        title = f"Nhập dữ liệu từ tệp {batch.file_name}"
        params = {"batch": batch.pk, "skip_faulty": skip_faulty}
        batch.job = start_job(kind=APPLY, title=title[:200], actor=actor, params=params)
        batch.save(update_fields=["job"])
    return batch


@job(APPLY)
def run_apply(running: Job, *, batch: int, skip_faulty: bool) -> None:
    """Write a long list."""
    row = ImportBatch.objects.get(pk=batch)
    running.result_url = row.get_absolute_url()
    total = sum(row.counts.values())
    running.advance(total // 10, total, f"Đang đối chiếu và ghi {total} dòng; chưa xong thì chưa có gì thay đổi")
    with seen_by_others(running) as advance:
        apply(actor=running.created_by, batch=row, skip_faulty=skip_faulty, advance=advance)
    running.advance(total, total, f"Đã nhập xong {total} dòng.")


def apply(*, actor: User, batch: ImportBatch, skip_faulty: bool, advance: Advance = nothing) -> ImportBatch:
    """Compare once more with what is known now, and write in one transaction; `advance` hears how far it is, in lines.
    Raises Refused; see `confirm`."""
    kind = kind_of(batch.kind)
    assert kind is not None
    with many_objects(), transaction.atomic():
        batch = locked(batch)
        if batch.state != ImportBatch.State.CHECKED:
            raise Refused(GONE)
        _one_at_a_time(kind)
        lines = unpacked(batch.lines)
        for line in lines:
            line.again()
        kind.compare(lines, Scope(actor, kind.roles))
        half, total = len(lines) // 2, len(lines)
        advance(half, total)
        batch.advance = lambda done, rows: advance(half + (total - half) * done // max(rows, 1), total)  # type: ignore[attr-defined]
        moved_on = fingerprint(lines) != batch.fingerprint
        if moved_on:
            _keep(batch, lines)
            batch.save(update_fields=["lines", "counts", "fingerprint", "state"])
        else:
            _write(actor, batch, kind, lines, skip_faulty)
    if moved_on:  # after the transaction: the new preview stays
        raise Refused(MOVED_ON)
    return batch


def _write(actor: User, batch: ImportBatch, kind: Kind, lines: list[Line], skip_faulty: bool) -> None:
    _must_be_whole(counted(lines)[FAULTY], skip_faulty)
    batch.touched = kind.write([line for line in lines if line.action != FAULTY], actor, batch)
    batch.state, batch.lines, batch.finished_at = ImportBatch.State.APPLIED, [], timezone.now()
    batch.save(update_fields=["touched", "state", "lines", "finished_at"])
    after: dict[str, Any] = {"kind": batch.kind, "sha256": batch.sha256, **batch.counts}
    record(actor=actor, action="awards.apply_import", target=batch, after=after)


def _must_be_whole(faulty: int, skip_faulty: bool) -> None:
    """Before a long job is started and again under its lock: whoever forgot to choose is told at once."""
    if faulty and not skip_faulty:
        number = f"{faulty:,}".replace(",", ".")
        raise Refused(f"Còn {number} dòng có lỗi. Hãy sửa tệp rồi gửi lại, hoặc chọn bỏ qua các dòng đó.")


def _one_at_a_time(kind: Kind) -> None:
    """Let two imports of a kind follow one another: the second then sees what the first wrote.

    SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"awards.import.{kind.code}"])


@transaction.atomic
def discard(*, actor: User, batch: ImportBatch) -> None:
    """Drop what was read. Raises Refused when it was written meanwhile."""
    batch = locked(batch)
    if batch.state != ImportBatch.State.CHECKED:
        raise Refused(GONE)
    _drop(batch)
    record(actor=actor, action="awards.discard_import", target=batch, after={"kind": batch.kind})


def _drop(batch: ImportBatch) -> None:
    batch.state, batch.lines, batch.finished_at = ImportBatch.State.DISCARDED, [], timezone.now()
    if batch.file:
        batch.file.delete(save=False)
    batch.save(update_fields=["state", "lines", "finished_at", "file"])


def forget_old() -> int:
    """Drop what nobody confirmed for a week, and files whose reading never ended; return how many."""
    open_states = [ImportBatch.State.CHECKED, ImportBatch.State.UPLOADED]
    old = ImportBatch.objects.filter(state__in=open_states, created_at__lt=timezone.now() - KEPT)
    found = list(old[:50])
    for batch in found:
        _drop(batch)
    return len(found)
