"""Filters of the lists and the room's other forms."""

from .bases import BasisFilter, BasisForm
from .copies import CopyForm
from .drafts import DraftFilter, DraftForm, NewDraftForm, read_annexes
from .mandates import MandateForm
from .register import BookFilter, EntryForm, RegisterFilter, SeriesForm, ShareForm, StartForm
from .verifying import VerifyForm

__all__ = [
    "BasisFilter",
    "BasisForm",
    "BookFilter",
    "CopyForm",
    "DraftFilter",
    "DraftForm",
    "EntryForm",
    "MandateForm",
    "NewDraftForm",
    "RegisterFilter",
    "SeriesForm",
    "ShareForm",
    "StartForm",
    "VerifyForm",
    "read_annexes",
]
