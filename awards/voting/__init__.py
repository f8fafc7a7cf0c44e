"""Votes: how a ballot is sealed, and what a count means. Plain data; no database."""

from .counting import Outcome, Tally, Threshold, count, share_in_words
from .sealing import CHOICES, Choice, KeyLost, draw_key, drop_key, open_ballot, seal_ballot

__all__ = [
    "CHOICES",
    "Choice",
    "KeyLost",
    "Outcome",
    "Tally",
    "Threshold",
    "count",
    "draw_key",
    "drop_key",
    "open_ballot",
    "seal_ballot",
    "share_in_words",
]
