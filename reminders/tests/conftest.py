import pytest

from reminders import registry


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
