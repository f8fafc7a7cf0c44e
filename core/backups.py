"""Backups: the database first, then every file that it may know of; and back again into an empty place.

A backup is a folder `YYYYmmdd-HHMMSS` with the database's copy and `manifest.json`, written last: without it the
backup is not whole; `summary.json` says the same in a line. Files lie once each in `files/`, named by their SHA-256,
however many backups hold them.
"""

import datetime as dt
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

MANIFEST, SUMMARY = "manifest.json", "summary.json"
FILES = "files"
NAME = "%Y%m%d-%H%M%S"
MONTHS = 12
CHUNK = 1024 * 1024


class BackupFailed(Exception):
    """A Vietnamese sentence for whoever runs the command."""


@dataclass(frozen=True)
class Backup:
    """One whole backup."""

    folder: Path
    at: dt.datetime
    manifest: dict[str, Any]

    @property
    def summary(self) -> "Summary":
        held = self.manifest["files"].values()
        size = int(self.manifest["database"]["size"]) + sum(file["size"] for file in held)
        return Summary(self.at, size, len(held))


@dataclass(frozen=True)
class Summary:
    """What a page tells of a backup: when it began, bytes of the database's copy and of all files, how many files."""

    at: dt.datetime
    size: int
    files: int


def place() -> Path:
    """Return the folder of the backups."""
    return Path(settings.BACKUP_DIR)


def whole() -> list[Backup]:
    """Return the backups that came to their end, the oldest first."""
    found = []
    for manifest in sorted(place().glob(f"*/{MANIFEST}")):
        try:
            content = json.loads(manifest.read_text(encoding="utf-8"))
            found.append(Backup(manifest.parent, dt.datetime.fromisoformat(content["at"]), content))
        except (OSError, ValueError, KeyError):
            continue
    return found


def newest() -> Backup | None:
    """Return the last whole backup."""
    return next(iter(whole()[::-1]), None)


def last_summary() -> Summary | None:
    """Return what the last whole backup says of itself, without reading the list of its files."""
    for manifest in sorted(place().glob(f"*/{MANIFEST}"), reverse=True):
        try:
            said = json.loads((manifest.parent / SUMMARY).read_text(encoding="utf-8"))
            return Summary(dt.datetime.fromisoformat(said["at"]), said["size"], said["files"])
        except (OSError, ValueError, KeyError):
            continue
    return None


def make(*, keep: int) -> Backup:
    """Take a backup while the system runs, then drop those that are too many. Raises BackupFailed.

    Keeps the last `keep` and the first of each of the last twelve months.
    """
    now = timezone.now()
    last = newest()
    root = place()
    folder = root / f"{timezone.localtime(now):{NAME}}"
    try:
        (root / FILES).mkdir(parents=True, exist_ok=True)
        root.chmod(0o700)
        folder.mkdir()
    except FileExistsError:
        raise BackupFailed("Một bản sao lưu khác vừa bắt đầu trong cùng giây này.") from None
    except OSError as error:
        raise BackupFailed(f"Không ghi được vào thư mục sao lưu {root}: {error.strerror}.") from None
    try:
        copy = _dump(folder)
        content = {
            "at": now.isoformat(),
            "database": {
                "vendor": connection.vendor,
                "name": copy.name,
                "size": copy.stat().st_size,
                "sha256": _digest(copy),
            },
            "files": _store(root / FILES, last.manifest["files"] if last else {}),
        }
        made = Backup(folder, now, content)
        _write(folder / SUMMARY, json.dumps({**asdict(made.summary), "at": now.isoformat()}))
        _write(folder / MANIFEST, json.dumps(content, ensure_ascii=False, indent=1))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    rotate(keep=keep)
    return made


def make_if_due(*, keep: int, hours: float) -> Backup | None:
    """Take a backup when the last one is older than so many hours; a computer that rests at night makes it up by day.

    Returns None when none is due: the last is young enough, or `hours` is 0 because somebody else takes them.
    """
    last = last_summary()
    if not hours or (last and timezone.now() - last.at < dt.timedelta(hours=hours)):
        return None
    return make(keep=keep)


def _dump(folder: Path) -> Path:
    """Copy the database as it is at one moment."""
    if connection.vendor == "postgresql":
        target = folder / "database.dump"
        _run(["pg_dump", "--format=custom", "--no-owner", f"--file={target}"])
        return target
    target = folder / "database.sqlite3"
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy, pages=2000, sleep=0.01)
        [fault] = copy.execute("PRAGMA integrity_check").fetchone()
        copy.execute("PRAGMA journal_mode=DELETE")
    if fault != "ok":
        raise BackupFailed(f"Bản sao của cơ sở dữ liệu không toàn vẹn: {fault}.")
    return target


def _run(command: list[str]) -> None:
    """Run one of PostgreSQL's programs on our database; the password goes by the environment."""
    given = connection.get_connection_params()
    names = {"dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT"}
    names["database"] = "PGDATABASE"
    env = os.environ | {variable: str(given[key]) for key, variable in names.items() if given.get(key)}
    try:
        subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise BackupFailed(
            f"Không có chương trình {command[0]}: hãy cài postgresql-client cùng phiên bản máy chủ."
        ) from None
    except subprocess.CalledProcessError as error:
        raise BackupFailed(f"{command[0]} báo lỗi: {error.stderr.strip()[-500:]}") from None


def _media() -> Iterator[Path]:
    root = Path(settings.MEDIA_ROOT)
    for folder, _, names in os.walk(root):
        yield from (Path(folder) / name for name in sorted(names))


def _store(store: Path, known: dict[str, Any]) -> dict[str, Any]:
    """Take each file over unless it is there; return {path: size, time, digest}. Files that go meanwhile are let go."""
    files = {}
    root = Path(settings.MEDIA_ROOT)
    for path in _media():
        try:
            facts = path.stat()
            name = path.relative_to(root).as_posix()
            entry = {"size": facts.st_size, "mtime": facts.st_mtime_ns}
            before = known.get(name)
            digest = before["sha256"] if before and {**before, **entry} == before else _digest(path)
            kept = store / digest[:2] / digest
            if not kept.exists():
                kept.parent.mkdir(exist_ok=True)
                part = kept.with_suffix(".part")
                shutil.copyfile(path, part)
                part.replace(kept)
        except FileNotFoundError:
            continue
        files[name] = {**entry, "sha256": digest}
    return files


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, text: str) -> None:
    """Write a file that is there whole or not at all."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def rotate(*, keep: int) -> int:
    """Drop backups beyond those to keep, and the files that none of the rest holds; return how many went."""
    found = whole()
    kept = {backup.folder for backup in found[-keep:]}
    months = {f"{backup.at:%Y-%m}": backup.folder for backup in reversed(found)}
    kept |= {months[month] for month in sorted(months)[-MONTHS:]}
    gone = [backup for backup in found if backup.folder not in kept]
    for backup in gone:
        (backup.folder / MANIFEST).unlink()
        shutil.rmtree(backup.folder, ignore_errors=True)
    if gone:
        held = {file["sha256"] for backup in whole() for file in backup.manifest["files"].values()}
        for path in (place() / FILES).glob("*/*"):
            if path.name not in held:
                path.unlink()
    return len(gone)


def restore(backup: Backup) -> None:
    """Bring a backup back into an empty place: no tables, no files. Raises BackupFailed, before anything is changed.

    Every byte is compared with its digest first.
    """
    _check(backup)
    media = Path(settings.MEDIA_ROOT)
    if connection.introspection.table_names():
        raise BackupFailed("Cơ sở dữ liệu đích đã có bảng. Hãy trỏ DATABASE_URL (hoặc VAR_DIR) tới một nơi còn trống.")
    if media.exists() and any(path.is_file() for path in media.rglob("*")):
        raise BackupFailed(f"Thư mục {media} đã có tệp. Hãy khôi phục vào một nơi còn trống.")
    copy = backup.folder / backup.manifest["database"]["name"]
    if connection.vendor == "postgresql":
        _run(
            [
                "pg_restore",
                "--no-owner",
                "--exit-on-error",
                "--dbname",
                str(settings.DATABASES["default"]["NAME"]),
                str(copy),
            ]
        )
    else:
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as source:
            source.backup(connection.connection)
    for name, file in backup.manifest["files"].items():
        target = media / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(place() / FILES / file["sha256"][:2] / file["sha256"], target)
        os.utime(target, ns=(file["mtime"], file["mtime"]))


def _check(backup: Backup) -> None:
    database = backup.manifest["database"]
    if database["vendor"] != connection.vendor:
        raise BackupFailed(f"Bản sao lưu này của {database['vendor']}, còn đích là {connection.vendor}.")
    copy = backup.folder / database["name"]
    if not copy.exists() or _digest(copy) != database["sha256"]:
        raise BackupFailed("Bản sao của cơ sở dữ liệu bị thiếu hoặc đã bị sửa.")
    for name, file in backup.manifest["files"].items():
        kept = place() / FILES / file["sha256"][:2] / file["sha256"]
        if not kept.exists() or _digest(kept) != file["sha256"]:
            raise BackupFailed(f"Tệp {name} trong bản sao lưu bị thiếu hoặc đã bị sửa.")
