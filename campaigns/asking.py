"""Which messages about campaigns still ask for an act: to register."""

from collections.abc import Collection

from core.dates import today
from reminders import asking
from reminders.asking import Event, about, newest, number

from .models import Campaign, Registration
from .queries import unregistered, writers_of, written_for

FEW = 20  # readers whose units are looked up: the bell asks for one of them, on each page


def to_register(events: Collection[Event]) -> list[Event]:
    """Those told of a running campaign for which one of their units has not registered."""
    rows = Campaign.objects.filter(pk__in={number(key) for key, _ in events}, state=Campaign.State.LAUNCHED)
    readers = {user for _, user in events}
    missing = unregistered(rows, written_for(readers, on=today())) if len(readers) <= FEW else unregistered(rows)
    writers = writers_of([unit for _, unit in missing], on=today())
    waiting = {(campaign.pk, user) for campaign, unit in missing for user in writers[unit.pk]}
    return [event for event in events if (number(event[0]), event[1]) in waiting]


def to_register_anew(events: Collection[Event]) -> list[Event]:
    """The same of a deadline that was moved, as far as it was not moved once more."""
    return to_register(newest(events))


def to_register_late(events: Collection[Event]) -> list[Event]:
    """Registrations that may come late and have not come."""
    rows = Registration.objects.exclude(state=Registration.State.SENT)
    return about(rows.filter(campaign__state=Campaign.State.LAUNCHED), events)


def register() -> None:
    """Tell the reminders."""
    asking.register("campaigns.launch", to_register)
    asking.register("campaigns.deadline", to_register_anew)
    asking.register("campaigns.late", to_register_late)
