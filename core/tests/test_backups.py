"""A backup is whole or not there; what it holds comes back byte for byte; what is too old goes."""

import datetime as dt
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from core import backups, tasks
from core.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(settings, tmp_path, monkeypatch):
    settings.BACKUP_DIR = tmp_path / "backup"
    media = Path(settings.MEDIA_ROOT)
    (media / "awards").mkdir(parents=True)
    (media / "awards/một.pdf").write_bytes(b"one")
    (media / "twin.pdf").write_bytes(b"one")
    monkeypatch.setattr(backups, "_dump", _dump)
    return tmp_path


def _dump(folder):
    """A database of a few bytes: the real copy is taken in `test_restore`."""
    copy = folder / "database.sqlite3"
    with closing(sqlite3.connect(copy)) as made, made:
        made.execute("CREATE TABLE thu (so INTEGER)")
        made.execute("INSERT INTO thu VALUES (7)")
    return copy


def _later(monkeypatch, **ahead):
    at = timezone.now() + dt.timedelta(**ahead)
    monkeypatch.setattr(backups.timezone, "now", lambda: at)


def test_a_file_is_kept_once_however_many_backups_hold_it(monkeypatch, settings):
    first = backups.make(keep=14)
    _later(monkeypatch, hours=1)
    second = backups.make(keep=14)
    kept = list((settings.BACKUP_DIR / "files").glob("*/*"))
    assert (first.summary.files, second.summary.files, len(kept)) == (2, 2, 1)
    assert backups.newest().folder == second.folder
    assert backups.last_summary() == second.summary


def test_the_clock_takes_one_a_day_and_none_where_somebody_else_does(monkeypatch, settings):
    assert not _ask_clock(settings, hours=0)
    assert _ask_clock(settings, hours=24)
    _later(monkeypatch, hours=23)
    assert not _ask_clock(settings, hours=24)
    _later(monkeypatch, hours=2)
    assert _ask_clock(settings, hours=24)
    assert len(backups.whole()) == 2


def _ask_clock(settings, hours):
    settings.BACKUP_HOURS = hours
    return tasks.back_up()


def test_what_breaks_off_is_no_backup(monkeypatch, settings):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "_store", full)
    with pytest.raises(OSError, match="No space"):
        backups.make(keep=14)
    assert backups.newest() is None
    assert backups.last_summary() is None
    assert list(settings.BACKUP_DIR.glob("2*")) == []


def test_old_backups_go_with_the_files_that_only_they_held(monkeypatch, settings):
    media = Path(settings.MEDIA_ROOT)
    start = dt.datetime(2026, 1, 30, 20, 0, tzinfo=dt.UTC)
    for day in range(5):
        monkeypatch.setattr(backups.timezone, "now", lambda day=day: start + dt.timedelta(days=day))
        (media / "twin.pdf").write_bytes(b"day %d" % day)
        backups.make(keep=2)
    # 30/1 and 1/2 are the first of their months; 2/2 and 3/2 are the last two; 31/1 went.
    assert [f"{backup.at:%d/%m}" for backup in backups.whole()] == ["30/01", "01/02", "02/02", "03/02"]
    kept = {path.read_bytes() for path in (settings.BACKUP_DIR / "files").glob("*/*")}
    assert kept == {b"one", b"day 0", b"day 2", b"day 3", b"day 4"}


@pytest.mark.parametrize("spoiled", ["database", "file"])
def test_a_spoiled_backup_is_refused_before_anything_is_changed(settings, tmp_path, monkeypatch, spoiled):
    made = backups.make(keep=14)
    if spoiled == "database":
        (made.folder / "database.sqlite3").write_bytes(b"other")
    else:
        next((settings.BACKUP_DIR / "files").glob("*/*")).write_bytes(b"other")
    if connection.vendor != "sqlite":
        made.manifest["database"]["vendor"] = connection.vendor
    with pytest.raises(backups.BackupFailed, match="đã bị sửa"):
        backups.restore(made)


def test_a_place_that_is_in_use_is_refused():
    made = backups.make(keep=14)
    with pytest.raises(backups.BackupFailed, match="đã có bảng"):
        backups.restore(made)
    assert Job.objects.count() == 0


def test_the_command_names_the_folder_and_refuses_to_keep_none(settings, capsys):
    with pytest.raises(CommandError, match="ít nhất một bản"):
        call_command("backup", keep=0)
    call_command("backup")
    [folder] = [path.parent for path in settings.BACKUP_DIR.glob("*/manifest.json")]
    assert str(folder) in capsys.readouterr().out
    assert json.loads((folder / "manifest.json").read_text())["database"]["vendor"] == connection.vendor
    with pytest.raises(CommandError, match="Không có bản 2001"):
        call_command("restore_backup", "2001")
