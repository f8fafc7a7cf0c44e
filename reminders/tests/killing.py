"""What the kill tests run in another process: two deadlines, and a mail server that can be made to wait.

An app of its own, so that the deadlines are registered as a room registers them, in `ready()`.
"""

import datetime as dt
import os
from functools import partial
from pathlib import Path

from django.apps import AppConfig
from django.core.mail.backends.base import BaseEmailBackend

ON = dt.date(2026, 3, 17)


class KillingConfig(AppConfig):
    name = "reminders.tests"
    label = "killing"

    def ready(self):
        from reminders import kinds, registry

        kinds.register(kinds.Kind("tests.task", "Việc thử", urgent=True), kinds.Kind("tests.daily", "Tin thử"))
        many = int(os.environ.get("DEADLINES", "0"))  # set by benchmarks/faults.py
        registry.register("tests.task", partial(_many, "tests.task", range(0, many * 4 // 5)) if many else _deadlines)
        if many:
            registry.register("tests.daily", partial(_many, "tests.daily", range(many * 4 // 5, many)))


def _deadlines(on, **window):
    from reminders.registry import Due
    from units.models import User

    everyone = list(User.objects.order_by("pk").values_list("pk", flat=True))
    for number in (1, 2):
        yield Due(f"tests.task:{number}", f"Việc số {number}", "/", dt.date(2026, 3, 20), everyone)


def _many(kind, numbers, on, **window):
    """A deadline for each number, each for one of the people in turn."""
    from reminders.registry import Due
    from units.models import User

    people = list(User.objects.order_by("pk").values_list("pk", flat=True))
    for number in numbers:
        person = people[number % len(people)]
        yield Due(f"{kind}:{number}", f"Việc số {number}", "/", on + dt.timedelta(days=1), [person])


class WaitingBackend(BaseEmailBackend):
    """Writes the id of each delivered mail into a file; waits at one mail until it is killed.

    KILL_AT is the number of the mail at which to wait, KILL_WHEN says on which side of its delivery. To wait
    is to write one byte into the pipe REACHED_FD and to read the pipe HOLD_FD, which nobody ever writes to.
    """

    def send_messages(self, email_messages):
        delivered = Path(os.environ["DELIVERED"])
        for message in email_messages:
            number = len(delivered.read_text().splitlines()) + 1
            self.wait(number, "before")
            with delivered.open("a") as file:
                file.write(message.extra_headers["Message-ID"] + "\n")
                os.fsync(file.fileno())
            self.wait(number, "after")
        return len(email_messages)

    def wait(self, number, when):
        if (str(number), when) == (os.environ.get("KILL_AT"), os.environ.get("KILL_WHEN")):
            os.write(int(os.environ["REACHED_FD"]), b".")
            os.read(int(os.environ["HOLD_FD"]), 1)
