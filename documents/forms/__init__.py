"""Filters of the lists and the room's other forms."""

from .bases import BasisFilter
from .register import BookFilter, EntryForm, RegisterFilter, SeriesForm, ShareForm, StartForm
from .verifying import VerifyForm

__all__ = [
    "BasisFilter",
    "BookFilter",
    "EntryForm",
    "RegisterFilter",
    "SeriesForm",
    "ShareForm",
    "StartForm",
    "VerifyForm",
]
