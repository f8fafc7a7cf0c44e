import datetime as dt

import pytest

from reminders import asking, kinds, registry, sending_hours

URGENT = kinds.Kind("tests.task", "Việc thử", urgent=True)
DAILY = kinds.Kind("tests.daily", "Tin hằng ngày")
MUST = kinds.Kind("tests.must", "Việc bắt buộc", mandatory=True)


@pytest.fixture(autouse=True)
def _test_kinds():
    """Kinds for every manner: "tests.task" leaves at once, "tests.daily" with the digest; messages that ask."""
    kinds.register(URGENT, DAILY, MUST)
    asking.call("tests.event")
    yield
    asking.unregister("tests.event")
    for kind in (URGENT, DAILY, MUST):
        kinds.unregister(kind.code)


@pytest.fixture
def always_open(monkeypatch):
    """Mail may leave on any day at any hour, and the digest from midnight on: the hour of the test says nothing."""
    hours = sending_hours.Hours(dt.time.min, dt.time.max, dt.time.min, rest_on_days_off=False)
    monkeypatch.setattr(sending_hours, "load", lambda: hours)


class Deadlines(list):
    """The deadlines that the rooms hold; a test changes them as the rooms' rows change."""

    def __call__(self, on, **window):
        return list(self)


@pytest.fixture
def deadlines(monkeypatch):
    """Only these deadlines exist in this test."""
    found = Deadlines()
    monkeypatch.setattr(registry, "_providers", {"tests.task": found})
    return found
