"""Calendar feed, bell and the pages of reminders of one person, beside 1,000,000 deadlines and messages of others.

The person leads 50 tasks and has 100 messages whatever the size is; the clerk oversees all. Measured is what the
processors spend, in this process and in the database's, at each size, in turn; what counts is the median of the ratios:
what a page does not show must not make it dearer. Starts a PostgreSQL of its own for each size and ends it.
"""

import argparse
import datetime as dt
import importlib.util
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "script")]
_spec = importlib.util.spec_from_file_location("benchmark_reminders", ROOT / "benchmarks" / "reminders.py")
assert _spec is not None
assert _spec.loader is not None
base = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(base)

from services import postgresql, temporary_folder  # noqa: E402

OWN_TASKS, OWN_MESSAGES = 50, 100
GROWTH_LIMIT = 1.5
ROUNDS = 21
READY = "ready"
# Their rows are all that the clerk oversees: they are shown, so they may cost.
SHOWS_ALL = {
    "what was told (clerk)", "what was told, a unit (clerk)", "what will be sent (clerk)",
    "what will be sent, a unit (clerk)",
}  # fmt: skip


def messages(number: int) -> None:
    """Write so many reminders to the people of the divisions, by one INSERT."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO reminders_unitset (id, ids) SELECT id, '|' || id || '|' FROM units_unit")
        cursor.execute(
            """
            INSERT INTO reminders_message (recipient_id, event_key, kind, deadline_key, due_on, stage, unit, units_id,
                asks, subject, body, url, state, read_at, created_at)
            SELECT person.id, 'plans.task:' || n || '|x', 'plans.task', 'plans.task:' || n, %s, '7',
                unit.short_name, unit.id, true, 'Sắp đến hạn: nhiệm vụ số ' || n, '', '/', 'handed',
                CASE WHEN n %% 3 > 0 THEN now() END, now()
            FROM generate_series(1, %s) n
            JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS people FROM units_user
                  WHERE username LIKE 'u%%') person ON person.place = 1 + n %% person.people
            JOIN units_unit unit ON unit.code = 'P' || n %% 200
            ON CONFLICT DO NOTHING
            """,
            [base.ON, number],
        )


def somebody(place):  # type: ignore[no-untyped-def]
    """A person of a division of its own that leads a few tasks, with a few messages."""
    from plans.models import Plan, PlanTask, Section
    from reminders.models import Message
    from units.models import Role, RoleKind, Unit, User

    unit = Unit(code="RIENG", name="Phòng riêng", short_name="Phòng riêng", kind="division", parent=place.office)
    unit.save()
    user = User.objects.create(username="rieng", full_name="Người riêng")
    Role.objects.create(user=user, unit=unit, kind=RoleKind.STAFF)
    section = Section.objects.select_related("plan").first() or Section.objects.create(
        plan=Plan.objects.create(unit=place.office, year=base.ON.year, subject="Kế hoạch"), position=1, level=1
    )
    for number in range(OWN_TASKS):
        task = PlanTask(plan=section.plan, section=section, position=number + 5000, content=f"Việc riêng {number}")
        task.due_on = base.ON
        task.save()
        task.lead_units.add(unit)
    Message.objects.bulk_create(
        Message(recipient=user, event_key=f"rieng:{number}", subject=f"Việc riêng {number}", url="/")
        for number in range(OWN_MESSAGES)
    )
    return user


def asked(user) -> dict[str, Callable[[], int]]:  # type: ignore[no-untyped-def]
    """What is measured, by name: each returns the status of the answer."""
    from django.test import Client
    from django.urls import reverse

    from reminders.services.feeds import create_feed
    from units.models import Unit, User

    own, clerk = Client(), Client()
    own.force_login(user)
    clerk.force_login(User.objects.get(username="thuongtruc"))
    _, token = create_feed(actor=user)
    feed = reverse("reminders:feed_file", args=[token])
    unit = Unit.objects.get(code="P7").pk

    def page(client: Client, name: str, **query: str) -> Callable[[], int]:
        return lambda: client.get(reverse(f"reminders:{name}"), query).status_code

    return {
        "calendar feed": lambda: own.get(feed).status_code,
        "bell's number": page(own, "bell"),
        "bell's newest": page(own, "bell_newest"),
        "messages": page(own, "message_list"),
        "what was told (clerk)": page(clerk, "told_list"),
        "what was told, a unit (clerk)": page(clerk, "told_list", **{"don-vi": str(unit)}),
        "what will be sent (clerk)": page(clerk, "planned_list"),
        "what will be sent, a unit (clerk)": page(clerk, "planned_list", **{"don-vi": str(unit)}),
    }


def times(questions: dict[str, Callable[[], int]]) -> dict[str, float]:
    """Return the milliseconds of each, asked once."""
    found = {}
    for name, ask in questions.items():
        begun = base.spent()
        status = ask()
        found[name] = 1000 * (base.spent() - begun)
        assert status == 200, (name, status)
    return found


def serve(questions: dict[str, Callable[[], int]]) -> None:
    """Say that all is filled, then measure once for each line that comes in."""
    times(questions)  # what a process and its database read once
    print(READY, flush=True)
    for _ in sys.stdin:
        print(json.dumps(times(questions)), flush=True)


def one(size: int) -> None:
    """Fill a database to a size and measure on the day of its deadlines, as often as the other process asks."""
    import time_machine

    vars(base).update(TASKS=size, DUE=size // 100)
    with temporary_folder() as folder, postgresql(folder) as database:
        os.environ.update(DATABASE_URL=database, VAR_DIR=str(folder / "var"), RATE_LIMITED="false")
        os.environ["DJANGO_SETTINGS_MODULE"] = "emulation.settings"
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        settings.ALLOWED_HOSTS = ["*"]
        call_command("migrate", verbosity=0)
        try:
            place = base.world()
            base.fill(place)
            messages(size)
            user = somebody(place)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
            with time_machine.travel(dt.datetime.combine(base.ON, dt.time(2), tzinfo=dt.UTC)):
                serve(asked(user))
        finally:
            connection.close()


class Filled:
    """A process of its own with a database of one size, asked for one round at a time."""

    def __init__(self, size: int) -> None:
        command = [sys.executable, __file__, "--one", str(size)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        while self._line() != READY:
            pass

    def _line(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("A process that was to measure ended; see above.")
        return line.strip()

    def round(self) -> dict[str, float]:
        """Ask everything once."""
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return dict(json.loads(self._line()))

    def end(self) -> None:
        """Let it take its database away."""
        self._process.communicate()


def rounds(sizes: list[int]) -> list[list[dict[str, float]]]:
    """Measure each size in turn, so that whatever else the machine does meanwhile strikes all alike."""
    filled = [Filled(size) for size in sizes]
    try:
        return [[each.round() for each in filled] for _ in range(ROUNDS)]
    finally:
        for each in filled:
            each.end()


def main() -> int:
    """Measure, print, judge by the median of the rounds' ratios."""
    parser = argparse.ArgumentParser(description="One person's reminders beside many of others.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--one", type=int)
    options = parser.parse_args()
    if options.one:
        one(options.one)
        return 0
    found = rounds(options.sizes)
    above = False
    for name in found[0][0]:
        ratios = [turn[-1][name] / turn[0][name] for turn in found]
        growth = statistics.median(ratios)
        fails = name not in SHOWS_ALL and growth > GROWTH_LIMIT
        above |= fails
        spent = [statistics.median(turn[place][name] for turn in found) for place in range(len(options.sizes))]
        shown = "  ".join(f"{each:8.1f} ms" for each in spent)
        spread = f"({min(ratios):.2f}-{max(ratios):.2f})"
        print(f"{name:<34} {shown}  x {growth:.2f} {spread}{'  ABOVE' if fails else ''}")
    return int(above)


if __name__ == "__main__":
    sys.exit(main())
