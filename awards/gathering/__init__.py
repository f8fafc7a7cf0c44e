"""Gathers what the conditions read, for any number of nominees in a fixed number of queries."""

from .nominations import gather_facts
from .people import Period, gather_people
from .units import gather_units

__all__ = ["Period", "gather_facts", "gather_people", "gather_units"]
