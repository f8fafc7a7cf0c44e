"""The work of the fault tests: a job of a few steps whose effect must be there once, whatever is killed meanwhile."""

import datetime as dt
import os
import threading

from django.apps import AppConfig
from django.db import transaction

KIND = "thu.chiu-loi"
EFFECT = "thu.xong"
STEPS = 5
SECONDS = float(os.environ.get("FAULT_STEP_SECONDS", "0.02"))


class FaultyConfig(AppConfig):
    name = "emulation.tests"
    label = "faulty"

    def ready(self):
        from core import heartbeats, jobs

        heartbeats.EVERY = dt.timedelta(seconds=0.5)
        jobs.SIGN_SECONDS = 0.2
        jobs.DEAD_AFTER = dt.timedelta(seconds=2)
        jobs.FORGOTTEN_AFTER = dt.timedelta(seconds=3)
        register()


def register():
    """Let this process know the work."""
    from core import jobs

    jobs.job(KIND)(work)


def work(job):
    """Take a few steps, then write the effect as the rooms do: under a lock, unless it is there already."""
    from core.audit import record
    from core.models import AuditEvent, Job

    for step in range(STEPS):
        threading.Event().wait(SECONDS)
        job.advance(step + 1, STEPS)
    with transaction.atomic():
        Job.objects.select_for_update().get(pk=job.pk)
        if not AuditEvent.objects.filter(action=EFFECT, target_id=str(job.pk)).exists():
            record(actor=None, action=EFFECT, target=job)
