"""What a lost broker or a dead worker leaves behind: each room registers how its own rows are found again.

A sweep is a function without arguments that returns how many rows it took up. It runs once a minute and when a
worker starts, perhaps twice at once: its writes are conditional updates.
"""

import logging
from collections.abc import Callable

from django.db import DatabaseError

from . import heartbeats

logger = logging.getLogger(__name__)
Sweep = Callable[[], int]
SIGN = "sweep"
_sweeps: dict[str, Sweep] = {}


def register(name: str, sweep: Sweep) -> None:
    """Add a sweep; the same name twice is one sweep."""
    _sweeps[name] = sweep


def run() -> dict[str, int]:
    """Run all sweeps and return what each took up; one that fails is logged and the others go on."""
    found = {}
    for name, sweep in _sweeps.items():
        try:
            found[name] = sweep()
        except Exception:
            logger.exception("the sweep of %s failed", name)
    try:
        heartbeats.sign(SIGN, ", ".join(f"{name} {number}" for name, number in found.items() if number))
    except DatabaseError:
        logger.exception("the sweep could not be noted")
    return found
