"""Votes: how a ballot is sealed, and what a count means. Plain data; no database."""

from .counting import Outcome, Tally, Threshold, at_least, count, share_in_words, spoken
from .sealing import CHOICES, Choice, KeyLost, draw_key, drop_key, open_ballot, seal_ballot

__all__ = [
    "CHOICES",
    "Choice",
    "KeyLost",
    "Outcome",
    "Tally",
    "Threshold",
    "at_least",
    "count",
    "draw_key",
    "drop_key",
    "open_ballot",
    "seal_ballot",
    "share_in_words",
    "spoken",
]
