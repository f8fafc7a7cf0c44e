"""One job of many certificates whose worker is killed half way, on PostgreSQL and Redis: no page twice, none missing.

    .venv/bin/python benchmarks/certificates_killed.py [--pages 1000] [--kills 2]

Starts a PostgreSQL, a Redis and a worker of its own. A signed decision of so many lines is printed by the job that its
button starts; each time some more hundreds are drawn, the worker and all it started are killed (SIGKILL), another
begins, and what the clock does every minute is done: the sweep that finds jobs of silent workers (the three minutes of
silence are set forward in the table). Redis is emptied with the first. Then every page of the result is read: whose
number of the golden book stands on it, and how often. Ends with status 1 unless each number is there once, in the
order of the list.
"""

import argparse
import os
import re
import sys
import threading
import time
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "script")]

from services import postgresql, temporary_folder  # noqa: E402

PATIENCE_SECONDS = 1800
GOLDEN = re.compile(r"Số sổ vàng: (\d+)")


def main() -> int:
    """Run the whole and print what came of it."""
    parser = argparse.ArgumentParser(description="A job of many certificates, killed half way.")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=2, choices=(0, 1, 2))  # a third dead worker ends a job
    options = parser.parse_args()
    with temporary_folder() as folder, postgresql(folder) as database:
        from emulation.tests.faults import Redis

        redis = Redis(folder)
        redis.start()
        os.environ |= {
            "DATABASE_URL": database,
            "CELERY_BROKER_URL": redis.url,
            "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "emulation.settings",
        }
        try:
            return _measured(folder, redis, options)
        finally:
            redis.kill()


def _measured(folder: Path, redis: Any, options: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    from awards.services.certificates import print_certificates
    from emulation.tests import faults

    call_command("migrate", verbosity=0)
    world, decision = _signed(options.pages)
    worker = faults.worker("tho", folder, {"DJANGO_SETTINGS_MODULE": "emulation.settings"})
    try:
        worker.start()
        begun = time.monotonic()
        job = print_certificates(actor=world.users["standing_office"], decision=decision)
        for number in range(1, options.kills + 1):
            drawn = _until(job, options.pages * number // (options.kills + 1))
            worker.kill()
            if number == 1:
                redis.flush()
            worker.start()
            _swept(job)
            print(f"killed {number}: {drawn} of {options.pages} pages drawn, {_kept(folder)} parts on the disk")
        _until(job, None)
        seconds = time.monotonic() - begun
        print(f"{job.get_state_display()} after {seconds:.0f} s, {job.attempts} attempts: {job.message}")
        return _counted(job, options.pages, folder)
    finally:
        worker.kill()


def _signed(pages: int) -> Any:
    """A signed decision with as many lines: one made as the rooms make it, the others written beside it."""
    from awards.models import Award
    from units.models import Person

    make, units = import_module("awards.tests.factories"), import_module("units.tests.factories")  # not type-checked
    world = units.make_world()
    decision = make.make_signed(world)
    line = Award.objects.get(decision=decision)
    name, rows = line.nominee_name, []
    people = units.PersonFactory.build_batch(pages - 1, unit=world.division)
    for number, person in enumerate(Person.objects.bulk_create(people, 500), start=2):
        line.pk, line.nomination, line.person, line.golden_number = None, None, person, number
        line.nominee_name = f"{name} {number}"
        rows.append(Award(**{field.attname: getattr(line, field.attname) for field in Award._meta.concrete_fields}))
    Award.objects.bulk_create(rows, 500)
    return world, decision


def _until(job: Any, pages: int | None) -> int:
    """Wait until so many pages are drawn, or (None) until the job has ended; return how many are."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        job.refresh_from_db()
        if job.state in (job.State.DONE, job.State.FAILED) or pages is not None and job.done >= pages:
            break
        threading.Event().wait(0.2)
    return int(job.done)


def _swept(job: Any) -> None:
    from django.utils import timezone

    from core import jobs

    type(job).objects.filter(pk=job.pk).update(heartbeat=timezone.now() - 2 * jobs.DEAD_AFTER)
    jobs.sweep()


def _kept(folder: Path) -> int:
    return len(list(folder.rglob("certificates/parts/*.pdf")))


def _counted(job: Any, pages: int, folder: Path) -> int:
    """Print what stands in the result; 0 when it is each number once, in order."""
    import pypdfium2

    from core.models import AuditEvent, Job

    with pypdfium2.PdfDocument(job.result_file.path) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    numbers = [int(found.group(1)) for text in texts if (found := GOLDEN.search(text))]
    jobs = Job.objects.filter(kind=job.kind).count()
    asked = AuditEvent.objects.filter(action="awards.print_certificates").count()
    files = len(list(folder.rglob(f"{Path(job.result_file.name).parent.name}/*.pdf")))
    print(f"{len(texts)} pages; twice: {len(numbers) - len(set(numbers))}, missing: {pages - len(set(numbers))}")
    print(f"{jobs} job, asked for {asked} time, {files} result on the disk, {_kept(folder)} parts left there")
    return 0 if numbers == list(range(1, pages + 1)) and len(texts) == pages and jobs == asked == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
