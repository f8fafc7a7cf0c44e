"""Celery entry points: the database is the schedule, these only look at it."""

import datetime as dt
from dataclasses import asdict
from typing import Any

from celery import shared_task

from core import heartbeats
from core.dates import today

from . import services


@shared_task(name="reminders.tasks.send_reminders")
def send_reminders(on: str | None = None) -> dict[str, Any]:
    """Write what is due on a day (ISO; today) and send what is queued. Safe at any time, twice, at once."""
    planned = services.plan_messages(dt.date.fromisoformat(on) if on else today())
    done = {"planned": planned, **asdict(services.send_due())}
    heartbeats.sign("reminders", f"{done['planned']} lời nhắc mới, {done['sent']} thư đã gửi")
    return done


@shared_task(name="reminders.tasks.send_queued")
def send_queued() -> dict[str, Any]:
    """Send what is queued to leave at once, without looking at the deadlines: after an act that notifies."""
    return asdict(services.send_due(digests=False))
